#!/usr/bin/env bash
# feeds.sh [WORK] [PASSES]: our feed reader beside its peers, on the same bytes, one thread, in one run. Peers that cannot be installed here
# are left out. Prints one table, and writes it to bench/results/feeds.md.
# CPU seconds are the best of PASSES; the machine is seldom quiet, so read the ratios.
set -u
here="$(cd "$(dirname "$0")" && pwd)"; root="$(cd "$here/../.." && pwd)"
work="${1:-/tmp/broadsheet-peers}"; passes="${2:-5}"; data="$work/feeds"; rows="$work/feeds.jsonl"
mkdir -p "$work" "$root/bench/results"; : > "$rows"

dotnet build -c Release -v q "$here/feeds/dotnet/FeedPeers.csproj" || exit 1
peers="$root/artifacts/bin/FeedPeers/release/FeedPeers.dll"
[ -d "$data" ] || dotnet "$peers" generate "$data"
for peer in "broadsheet" "broadsheet, all texts made" "XmlReader, bare walk" "System.ServiceModel.Syndication" "CodeHollow.FeedReader"; do
  dotnet "$peers" "$peer" "$data" "$passes" >> "$rows"
done

if command -v npm > /dev/null && npm install --silent --prefix "$work/npm" rss-parser@3 feedsmith@2 > /dev/null 2>&1; then
  cp "$here/feeds/peers.mjs" "$work/npm/"
  for peer in rss-parser feedsmith; do node "$work/npm/peers.mjs" "$peer" "$data" "$passes" >> "$rows"; done
fi

if [ -d "$work/py" ] || python3 -m venv "$work/py" 2> /dev/null; then
  "$work/py/bin/pip" install -q feedparser > /dev/null 2>&1
  "$work/py/bin/python" "$here/feeds/peers.py" "$data" 1 >> "$rows" 2> /dev/null
fi

if command -v sfeed > /dev/null; then
  python3 "$here/feeds/native.py" sfeed "$data" >> "$rows"
fi

python3 "$here/feeds/table.py" "$rows" | tee "$root/bench/results/feeds.md"
