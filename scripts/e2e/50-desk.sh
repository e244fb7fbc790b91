#!/usr/bin/env bash
# Two editors' sessions in a real browser, against a served sample: sign in, merge two stories and undo it by keyboard, correct a topic, pin a lead, see
# the public page change, decide about the same article at once, find the audit entries. Prints how long the server took to be ready.
# DESK_SHOTS=FOLDER keeps screenshots there (SHOT_FORMAT: webp or png).
source "$(dirname "$0")/lib.sh"
command -v npm >/dev/null && command -v chromium >/dev/null || { echo "npm or chromium is not installed: skipped"; exit 0; }
gazette "$work/gazette"
printf '\nnewsletter:\n  from: news@gazette.example\n' >> "$work/gazette/broadsheet.yml"
password="seven herrings on a quay"
echo "$password" | broadsheet accounts add ruth "$work/gazette" --role owner > /dev/null
echo "$password" | broadsheet accounts add jonas "$work/gazette" --role editor > /dev/null
port=$((20000 + RANDOM % 20000))
began=$(date +%s%N)
# Not through the function: the signal below must reach the program itself.
dotnet "$root/artifacts/bin/Broadsheet.Cli/release/broadsheet.dll" serve "$work/gazette" --port "$port" --no-poll \
  --replay "$root/samples/harbour-gazette/web.warc.gz" --now 2026-03-07T18:05:00Z > "$work/log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 600); do
  curl -sf -o /dev/null "http://localhost:$port/health/ready" && break
  kill -0 "$server" || { cat "$work/log"; fail "the server ended"; }
  sleep 0.05
done
echo "ready after $((($(date +%s%N) - began) / 1000000)) ms"
mkdir "$work/node"
cd "$work/node"
npm install --no-save --no-audit --no-fund --silent playwright-core@1 axe-core@4 > /dev/null
CHROMIUM=$(command -v chromium) node "$root/scripts/screenshots/desk.mjs" "http://localhost:$port" "$password" ${DESK_SHOTS:+"$DESK_SHOTS" "${SHOT_FORMAT:-webp}"} || { tail -n 20 "$work/log"; fail "the session failed"; }
grep -E 'fail:|crit:' "$work/log" && fail "the server complained"
# Merge, undo, topic, pin, and two headlines: the refused one is not among them.
[ "$(wc -l < "$work/gazette/_data/decisions.jsonl")" -eq 6 ] || fail "the decision log does not hold what was decided"
