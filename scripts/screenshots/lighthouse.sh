#!/usr/bin/env bash
# Lighthouse on the front page of the sample, as a phone and as a desktop see it: performance, accessibility, best practices and SEO. Takes a minute or two
# and a quiet machine, so that CI leaves it out: where Lighthouse gives the machine less than about 1,000, performance tells of the machine alone.
# Fails when a figure is below 95 (LEAST).
#
#   scripts/screenshots/lighthouse.sh [PATH …]     pages of the sample; the front page when left out
source "$(dirname "$0")/../e2e/lib.sh"
command -v npm >/dev/null && command -v chromium >/dev/null || { echo "npm or chromium is not installed: skipped"; exit 0; }
gazette "$work/gazette"
mkdir "$work/node"
cd "$work/node"
# The newest that Node 20 takes.
npm install --no-save --no-audit --no-fund --silent lighthouse@12 > /dev/null
port=$((20000 + RANDOM % 20000))
# As readers get it: packed, with the server's headers.
dotnet "$root/artifacts/bin/Broadsheet.Cli/release/broadsheet.dll" serve "$work/gazette" --port "$port" --no-poll --now 2026-03-07T18:05:00Z > "$work/log" 2>&1 & server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT
until curl -sf -o /dev/null "http://localhost:$port/health/ready"; do kill -0 "$server" || { cat "$work/log"; fail "the server ended"; }; sleep 0.1; done
[ $# -gt 0 ] || set -- /
status=0
for page in "$@"; do
  for form in mobile desktop; do
    preset=()
    [ "$form" = mobile ] || preset=(--preset=desktop)
    CHROME_PATH=$(command -v chromium) node_modules/.bin/lighthouse "http://localhost:$port$page" "${preset[@]}" --quiet --chrome-flags="--headless=new --no-sandbox --disable-gpu" \
      --only-categories=performance,accessibility,best-practices,seo --output=json --output-path="$work/report.json" > /dev/null
    node -e '
      const report = JSON.parse(require("fs").readFileSync(process.argv[1]));
      const figures = Object.values(report.categories).map(category => [category.title, Math.round(category.score * 100)]);
      console.log(`${process.argv[2]} ${process.argv[3]}: ${figures.map(([title, score]) => `${title} ${score}`).join(", ")} (this machine: ${Math.round(report.environment.benchmarkIndex)})`);
      for (const category of Object.values(report.categories))
        for (const { id, weight } of category.auditRefs) {
          const audit = report.audits[id];
          if (weight > 0 && audit.score !== null && audit.score < 0.95) console.log(`  ${category.title}: ${id} ${audit.score} ${audit.displayValue ?? ""} ${JSON.stringify(audit.details?.items ?? []).slice(0, 600)}`);
        }
      process.exitCode = figures.some(([, score]) => score < Number(process.env.LEAST ?? 95)) ? 1 : 0;
    ' "$work/report.json" "$page" "$form" || status=1
  done
done
exit $status
