#!/usr/bin/env bash
# feeds.sh [WORK] [PASSES]: our feed reader beside its peers, on the same bytes, one thread, in one run. The peers are installed below WORK;
# one that cannot be installed here is left out, and said so. Prints one table, and writes it to bench/results/feeds.md.
# With BENCHMARK=1 what one document takes by the clock stands below the table (BenchmarkDotNet): worth something on a quiet machine only.
# With PREPARE=1 it only builds and installs, so that the run itself is short on a machine that was made quiet for it.
set -u
here="$(cd "$(dirname "$0")" && pwd)"; root="$(cd "$here/../.." && pwd)"
work="${1:-/tmp/broadsheet-peers}"; passes="${2:-9}"; data="$work/feeds"; rows="$work/feeds.jsonl"
peers="$root/artifacts/bin/FeedPeers/release/FeedPeers.dll"
mkdir -p "$work" "$root/bench/results"

# debian PACKAGE...: unpacks packages of the distribution below WORK, without installing them.
debian() {
  mkdir -p "$work/debian" && (cd "$work/debian" && apt-get download "$@" && for package in *.deb; do dpkg-deb -x "$package" .; done) > /dev/null 2>&1
}

# feedparser by pip where there is an index, else the distribution's.
python() { if [ -d "$work/py" ]; then "$work/py/bin/python" "$@"; else PYTHONPATH="$work/debian/usr/lib/python3/dist-packages" python3 "$@"; fi; }

prepare() {
  dotnet build -c Release -v q "$here/feeds/dotnet/FeedPeers.csproj" || exit 1
  [ -d "$data" ] || dotnet "$peers" generate "$data"
  [ -d "$work/npm/node_modules/feedsmith" ] || npm install --silent --prefix "$work/npm" rss-parser@3 feedsmith@2 > /dev/null 2>&1
  cp "$here/feeds/peers.mjs" "$work/npm/" 2> /dev/null
  if ! python -c "import feedparser" 2> /dev/null; then
    python3 -m venv "$work/py" 2> /dev/null && "$work/py/bin/pip" install -q --timeout 10 --retries 0 feedparser > /dev/null 2>&1 ||
      { rm -rf "$work/py"; debian python3-feedparser python3-sgmllib3k; }
  fi
  command -v sfeed > /dev/null || [ -x "$work/debian/usr/bin/sfeed" ] || debian sfeed
}

# row PEER COMMAND...: one line of the table, or a word of why there is none.
row() {
  local peer="$1"; shift
  "$@" >> "$rows" 2> "$work/trouble" || echo "no row for $peer: $(tail -n 1 "$work/trouble")" >&2
}

prepare
[ "${PREPARE:-0}" = 1 ] && exit
: > "$rows"; load="$(cut -d ' ' -f 1 /proc/loadavg)"
export PATH="$PATH:$work/debian/usr/bin"
row "the .NET readers" dotnet "$peers" "$data" "$passes"
for peer in rss-parser feedsmith; do row "$peer" node "$work/npm/peers.mjs" "$peer" "$data" "$(( (passes + 2) / 3 ))"; done
row feedparser python "$here/feeds/peers.py" "$data" 1
row sfeed python3 "$here/feeds/native.py" sfeed "$data" "$(( (passes + 2) / 3 ))"

python3 "$here/feeds/table.py" "$rows" "$load" | tee "$root/bench/results/feeds.md"
[ "${BENCHMARK:-0}" = 1 ] || exit 0
dotnet build -c Release -v q "$root/bench/Broadsheet.Benchmarks/Broadsheet.Benchmarks.csproj" > "$work/benchmark.log" &&
  dotnet "$root/artifacts/bin/Broadsheet.Benchmarks/release/Broadsheet.Benchmarks.dll" --filter '*FeedReading*' --job short --inProcess --artifacts "$work/benchmark" >> "$work/benchmark.log" &&
  { printf '\n## One document, by the clock\n\nRSS with 20 and 200 items; load of the machine %s.\n\n' "$(cut -d ' ' -f 1 /proc/loadavg)"
    grep '^|' "$work"/benchmark/results/*FeedReading*github.md | tr -d '*'; } | tee -a "$root/bench/results/feeds.md"
