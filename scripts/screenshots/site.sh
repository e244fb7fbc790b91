#!/usr/bin/env bash
# Makes the pictures of the site's pages in docs/images anew: every kind of page, as a phone and as a desktop show its top. What readers see most is
# shown light and dark, the rest dark on a phone and light on a desktop.
source "$(dirname "$0")/../e2e/lib.sh"
gazette "$work/gazette"
public=$work/gazette/public
mkdir "$work/node"
cd "$work/node"
npm install --no-save --no-audit --no-fund --silent playwright-core@1 > /dev/null
shoot() { CHROMIUM=$(command -v chromium) node "$root/scripts/screenshots/shoot.mjs" "$public" "$root/docs/images" --fold --webp "$@"; }
printf '\nnewsletter:\n  from: news@gazette.example\nmail:\n  host: 127.0.0.1\n  port: 9\n' >> "$work/gazette/broadsheet.yml"
broadsheet newsletter send "$work/gazette" --now 2026-03-07T18:00:00Z > /dev/null
broadsheet publish "$work/gazette" --now 2026-03-07T18:00:00Z > /dev/null
# The story with the widest coverage.
story=$(cd "$public" && grep -c '<time' story/*/index.html | sort -t: -k2 -n | tail -n 1)
story=${story%index.html:*}
shoot front=/ story="/$story" topic=/topic/harbour/ provider=/provider/kelhavenchronicle.example/ day=/day/2026-03-04/ newsletter=/newsletter/the-harbour-gazette-2026-03-07/
video=$(cd "$public" && find news -name index.html | LC_ALL=C sort | head -n 1)
month=$(cd "$public" && find topic -mindepth 3 -name index.html | LC_ALL=C sort | head -n 1)
shoot --only=phone-dark,desktop-light video="/${video%index.html}" month="/${month%index.html}" archive=/archive/ sources=/sources/ about=/about/ missing=/404.html newsletters=/newsletter/ search=/#search
printf 'website:\n  theme: wire\n' >> "$work/gazette/broadsheet.yml"
broadsheet publish "$work/gazette" --now 2026-03-07T18:00:00Z > /dev/null
shoot wire=/
du -sh "$root/docs/images"
