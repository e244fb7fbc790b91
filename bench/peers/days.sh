#!/usr/bin/env bash
# days.sh [WORK] [DAYS]: a month of a site that is published to a git repository twelve times a day; how it grew. Keeps the line in
# bench/results/days.md.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"; root="$(cd "$here/../.." && pwd)"
work="${1:-$(mktemp -d)}"; days="${2:-30}"
dotnet build -c Release -v q -clp:NoSummary "$here/site/dotnet/SitePeers.csproj" > /dev/null
mkdir -p "$work"
rm -rf "$work/days"
dotnet "$root/artifacts/bin/SitePeers/release/SitePeers.dll" days "$work/days" "$days" | tee "$work/days.json"
{
  echo "# A month in a git repository"; echo
  echo "Made by \`bench/peers/days.sh\`: a made-up newspaper of forty reports a day, a third of the runs without news. Size of \`.git\` in MB, of the work tree beside it."; echo
  python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); print("| what | |\n|---|---:|"); [print(f"| {k} | {v} |") for k, v in d.items()]' "$work/days.json"
  cat <<'OLD'

## The system of 2020-2024, beside it

What its public repositories show (everyday-cc/powerapps, 35 months, 674 articles), counted over their whole history:

| what | then | here |
|---|---|---|
| files edited for each new article | 19 (6,282 edits of records, 6,297 of API pages), 69 with its pages of people | `filesPerArticle` above, web site, feeds and search included |
| edits without any news | 4,012 records rewritten for a new seal alone, 2,112 for page views | `filesWrittenInIdleRuns` above |
| one story of 350 articles | 346 KB in each of 350 records, 121 MB for each state | 20 related in each record, all in one API item |
OLD
} > "$root/bench/results/days.md"
mkdir -p "$work"
rm -rf "$work/days"
