#!/usr/bin/env bash
# site.sh [WORK] [RECORDS]: full build and rebuild after one new record, for Broadsheet, Hugo, Eleventy and Jekyll on the same records, in one
# run; and Broadsheet alone with 100,000. Peers that cannot be installed here are left out. JEKYLL=0 leaves Jekyll out, which takes minutes; LARGE=0 the 100,000.
# Prints the table and keeps it in bench/results/site.md. CPU seconds, user and system; the machine is seldom quiet, so read the ratios.
set -u
here="$(cd "$(dirname "$0")" && pwd)"; root="$(cd "$here/../.." && pwd)"
work="${1:-/tmp/broadsheet-site}"; records="${2:-14000}"; rows="$work/rows"
mkdir -p "$work"; : > "$rows"
# Compiled ahead, as the program is where it is installed.
dotnet publish -c Release -v q --use-current-runtime --self-contained false -p:PublishReadyToRun=true -o "$work/program" "$here/site/dotnet/SitePeers.csproj" > /dev/null || exit 1
peers() { dotnet "$work/program/SitePeers.dll" "$@"; }

# cpu COMMAND...: its processor time in seconds.
cpu() {
  local TIMEFORMAT='%U %S' spent
  spent=$( { time "$@" > "$work/log" 2>&1; } 2>&1 ) || { cat "$work/log" >&2; return 1; }
  echo "$spent" | awk '{ printf "%.2f", $1 + $2 }'
}

files() { find "$1" -type f | wc -l; }
megabytes() { du -sm --apparent-size "$1" | cut -f1; }

ours() {
  rm -rf "$work/ours"
  { peers measure "$work/ours" "$1" full; peers measure "$work/ours" "$1"; } > "$work/ours-$1.jsonl"
  rm -rf "$work/ours"
}

# The pages the peers make and no others.
rm -rf "$work/pages"
peers pages "$work/pages" "$records" > "$work/pages.json"
rm -rf "$work/pages"
ours "$records"

# peer NAME FOLDER-OF-RECORDS OUTPUT COMMAND...
peer() {
  local name=$1 source=$2 output=$3; shift 3
  rm -rf "$work/$name"; cp -r "$here/site/$name" "$work/$name"; mkdir -p "$work/$name/$source"
  [ "$name" = eleventy ] && mv "$work/$name/news.11tydata.js" "$work/$name/$source/"
  peers records "$work/$name/$source" "$records"
  local full again
  full=$(cd "$work/$name" && cpu "$@") || return
  local count; count=$(files "$work/$name/$output")
  local size; size=$(megabytes "$work/$name/$output")
  peers record "$work/$name/$source" "$records" 1
  again=$(cd "$work/$name" && cpu "$@") || return
  echo "| $name | $count | $size | $full | $again |" >> "$rows"
  rm -rf "$work/$name"
}

command -v hugo > /dev/null && peer hugo news public hugo --quiet --cacheDir "$work/hugo-cache"
command -v npm > /dev/null && npm install --silent --no-audit --no-fund --prefix "$work/npm" @11ty/eleventy@3.1.8 > /dev/null 2>&1 &&
  peer eleventy news _site node --max-old-space-size=6000 "$work/npm/node_modules/@11ty/eleventy/cmd.cjs"
[ "${JEKYLL:-1}" = 1 ] && command -v jekyll > /dev/null && peer jekyll _news _site jekyll build -q

[ "${LARGE:-1}" = 1 ] && ours 100000

python3 "$here/site/table.py" "$work" "$records" | tee "$root/bench/results/site.md"
