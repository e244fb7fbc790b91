#!/usr/bin/env bash
# Measures our page reader against other extractors on the same pages, one after the other, each in one thread.
#   bench/peers/pages.sh RECORDING.warc.gz INDEX.jsonl [SCORER.py]
# Prints the table and keeps it in bench/results/pages.md. The scorer, when given, is called with INDEX and each ANSWERS file.
set -euo pipefail
[ $# -ge 2 ] || { sed -n 2,4p "$0"; exit 2; }
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
recording=$(realpath "$1"); index=$(realpath "$2"); scorer=${3:+$(realpath "$3")}
work=${PEERS_WORK:-$(mktemp -d)}; mkdir -p "$work"
cp "$here/pages/package.json" "$here/pages/peers.mjs" "$work/"
(cd "$work" && [ -d node_modules ] || npm install --no-audit --no-fund --silent --ignore-scripts)

table="$root/bench/results/pages.md"
{
  echo "# Page extractors on the same pages"
  echo
  echo "Made by \`bench/peers/pages.sh\`. $(wc -l < "$index") pages. CPU time, one thread; reading the recording is not counted, and decoding the bytes only for our reader."
  echo
  echo "| extractor | pages per CPU second | slowest page, ms | most allocated for one page, MB | failed |"
  echo "|---|---|---|---|---|"
} > "$table"
dotnet build -c Release -v q "$root/eval/Broadsheet.Eval" > /dev/null
desk=(dotnet "$root/artifacts/bin/Broadsheet.Eval/release/Broadsheet.Eval.dll")
"${desk[@]}" pages --warc "$recording" --index "$index" --out "$work/broadsheet.jsonl" --repeat 3 | tail -1 |
  sed -E 's/^.* ([0-9]+) pages per CPU second.*slowest ([0-9]+) ms.*one page ([0-9.]+) MB.*$/| **Broadsheet.Pages** | \1 | \2 | \3 | 0 |/' >> "$table"
for peer in readability metascraper postlight defuddle extractus; do
  (cd "$work" && timeout 1800 node --max-old-space-size=3000 peers.mjs $peer "$recording" "$index" "$work/$peer.jsonl") >> "$table" ||
    echo "| $peer | did not finish | | | |" >> "$table"
done
(cd "$work" && node peers.mjs dump "$recording" "$index" "$work/pages")
cp "$here/pages/dotnet-peer.cs" "$work/"
(cd "$work" && timeout 1800 dotnet run -c Release dotnet-peer.cs "$work/pages" "$work/smartreader.jsonl" | tail -1) >> "$table" ||
  echo "| smartreader | did not finish | | | |" >> "$table"
if [ -n "$scorer" ]; then
  { echo; echo "Right answers, per cent:"; echo; } >> "$table"
  for answers in "$work"/*.jsonl; do
    { echo "**$(basename "$answers" .jsonl)**"; echo; python3 "$scorer" "$index" "$answers" | tail -n +2; echo; } >> "$table"
  done
fi
cat "$table"
