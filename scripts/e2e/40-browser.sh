#!/usr/bin/env bash
# Every kind of page of the sample in a real browser, in both themes, at phone and desktop width, light and dark: no axe-core finding,
# nothing asked of other hosts. Here each page is seen in two of the four ways in one theme, and
# in a third way in the other; with THOROUGH=1 in all of them in both.
source "$(dirname "$0")/lib.sh"
command -v npm >/dev/null && command -v chromium >/dev/null || { echo "npm or chromium is not installed: skipped"; exit 0; }
gazette "$work/gazette"
public=$work/gazette/public
# A newsletter is filed and shown; no mail server is asked.
printf '\nnewsletter:\n  from: news@gazette.example\nmail:\n  host: 127.0.0.1\n  port: 9\n' >> "$work/gazette/broadsheet.yml"
broadsheet newsletter send "$work/gazette" --now 2026-03-07T18:00:00Z > /dev/null
broadsheet publish "$work/gazette" --now 2026-03-07T18:00:00Z > /dev/null
story=$(grep -l 'Leads the story' "$public"/story/*/index.html | head -n 1)
story=${story#"$public"}
provider=$(basename "$(find "$public/provider" -mindepth 1 -maxdepth 1 -type d | LC_ALL=C sort | head -n 1)")
mkdir "$work/node"
cd "$work/node"
npm install --no-save --no-audit --no-fund --silent playwright-core@1 axe-core@4 > /dev/null
month=$(cd "$public" && find topic -mindepth 3 -name index.html | LC_ALL=C sort | head -n 1)
video=$(cd "$public" && find news -name index.html | LC_ALL=C sort | head -n 1)
pages=(front=/ video="/${video%index.html}" story="${story%index.html}" topic=/topic/harbour/ provider="/provider/$provider/" day=/day/2026-03-04/ archive=/archive/ sources=/sources/ about=/about/ missing=/404.html newsletters=/newsletter/ newsletter=/newsletter/the-harbour-gazette-2026-03-07/ search=/#search)
[ -z "$month" ] || pages+=(month="/${month%index.html}")
look() { local ways=$1; [ -z "${THOROUGH:-}" ] || ways=-; CHROMIUM=$(command -v chromium) node "$root/scripts/screenshots/shoot.mjs" "$public" "$work/shots" --axe --no-pictures --only="$ways" "${pages[@]}"; }
look phone-dark,desktop-light
CHROMIUM=$(command -v chromium) node "$root/scripts/screenshots/lost-pictures.mjs" "$public" || fail "a picture that is gone leaves a gap"
# The other theme has the same pages in other colours.
printf 'website:\n  theme: wire\n' >> "$work/gazette/broadsheet.yml"
broadsheet publish "$work/gazette" > /dev/null
look phone-light
