#!/usr/bin/env bash
# The README's first command; then the same again, which must not change one byte nor touch one file.
source "$(dirname "$0")/lib.sh"
site=$work/gazette
broadsheet demo --dir "$site" --no-serve
for path in public/index.html public/feed.xml api/news/index.json news-sitemap.xml; do
  [ -s "$site/$path" ] || fail "$path is missing"
done
records=$(find "$site/_news" -name '*.md' | wc -l)
[ "$records" -ge 100 ] || fail "only $records records"
fingerprint "$site" > "$work/before"
times "$site" > "$work/times"
broadsheet run "$site" --replay "$root/samples/harbour-gazette/web.warc.gz" --now 2026-03-07T18:00:00Z
fingerprint "$site" | diff "$work/before" - || fail "a second run changed the site"
times "$site" | diff "$work/times" - || fail "a second run touched files"
[ -z "${SAMPLE_MADE:-}" ] || cp -a "$site" "$SAMPLE_MADE"
