#!/usr/bin/env bash
# Readers, editors and runs at once, and then the server killed in the middle of it, again and again: no decision that was answered is lost, and what is
# printed next is the same, byte by byte, as at a site that was never disturbed and has the same decisions. KILLS and SECONDS_OF_LOAD make it longer.
source "$(dirname "$0")/lib.sh"
command -v node >/dev/null || { echo "node is not installed: skipped"; exit 0; }
gazette "$work/gazette"
cp -a "$work/gazette" "$work/calm"
echo "seven herrings on a quay" | broadsheet accounts add ruth "$work/gazette" --role owner > /dev/null
token=$(broadsheet accounts token create ruth "$work/gazette" --label load --scope read --scope decide 2> /dev/null | grep -oE 'bst_[A-Za-z0-9_-]+' | head -n 1)
node "$root/scripts/live/load.mjs" "$work/gazette" "${SECONDS_OF_LOAD:-3}" ruth "seven herrings on a quay" "$token" > "$work/load" || { cat "$work/load"; fail "under load something went wrong"; }
tr -d '\n' < "$work/load"; echo
node "$root/scripts/live/kills.mjs" "$work/gazette" "$token" "${KILLS:-2}" || fail "a decision was lost"
cp "$work/gazette/_data/decisions.jsonl" "$work/calm/_data/decisions.jsonl"
later=2026-03-07T23:00:00Z
for site in gazette calm; do
  broadsheet run "$work/$site" --replay "$root/samples/harbour-gazette/web.warc.gz" --now "$later" > "$work/run" 2>&1 || { cat "$work/run"; fail "the run of $site failed"; }
  broadsheet check "$work/$site" > "$work/check" 2>&1 || { cat "$work/check"; fail "$site is not whole"; }
  # A site that lived through it all has had pages of stories that came and went again, and says so at their addresses.
  (cd "$work/$site/public" && grep -rlE '<!-- 410 -->|http-equiv="refresh"' story | xargs -r rm)
  fingerprint "$work/$site" > "$work/$site.sums"
done
diff "$work/gazette.sums" "$work/calm.sums" || fail "the site that was killed is not as the one that was not disturbed"
echo "$(wc -l < "$work/gazette.sums") files are the same as at a site that was never disturbed"
