#!/usr/bin/env bash
# A served site under load, and killed in the middle of editing. LOAD_SECONDS and KILLS make it long (600 and 30).
source "$(dirname "$0")/lib.sh"
command -v node >/dev/null || { echo "node is not installed: skipped"; exit 0; }
site=$work/gazette
mkdir "$site"
cp -r "$root"/samples/harbour-gazette/{_data,feeds.opml,broadsheet.yml} "$site"
# Copies of pictures are most of a run's time, and not what is tried here.
printf '\npictures:\n  keep: false\nserver:\n  requestsPerMinute: 1000000\n' >> "$site/broadsheet.yml"
tokens=()
for editor in ruth jonas mira tom ines; do
  echo "seven herrings on a quay" | broadsheet accounts add "$editor" "$site" --role editor > /dev/null
  tokens+=("$(broadsheet accounts token create "$editor" "$site" --scope read --scope decide 2> /dev/null)")
done
node "$root/scripts/live/load.mjs" "$site" "${LOAD_SECONDS:-30}" "${tokens[@]}" || fail "the load"
node "$root/scripts/live/kills.mjs" "$site" "${tokens[0]}" "${KILLS:-3}" || fail "the kills"
# Whole: what the last start printed is what a printing of the same gives, and nothing half written lies about.
broadsheet publish "$site" --now 2026-03-07T18:05:00Z --json > "$work/press.json"
node -e 'const press = JSON.parse(require("fs").readFileSync(process.argv[1])); const odd = press.written.filter(file => !/index\.html$|search\//.test(file)); console.log(`${press.written.length} files written again, ${press.removed.length} removed`); process.exit(press.refusal ? 1 : 0)' "$work/press.json"
find "$site/public" "$site/_news" "$site/api" -name '*.part' -o -name '*.new' | grep . && fail "something half written is left"
find "$site/public" -name '*.html' -print0 | xargs -0 -n 50 sh -c 'for page; do tail -c 20 "$page" | grep -q "</html>" || { echo "$page is cut off"; exit 1; }; done' sh || fail "a page is cut off"
find "$site/api" -name '*.json' -print0 | xargs -0 -n 50 node -e 'for (const file of process.argv.slice(1)) JSON.parse(require("fs").readFileSync(file))' || fail "a file of the API is cut off"
