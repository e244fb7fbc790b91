#!/usr/bin/env bash
# Texts that mean harm, on every page of both themes, opened in a real browser with the pages' own policy switched off: nothing runs.
# Of the pages made for a single text a sixth is opened here, all of them with THOROUGH=1.
source "$(dirname "$0")/lib.sh"
command -v npm >/dev/null && command -v chromium >/dev/null || { echo "npm or chromium is not installed: skipped"; exit 0; }
BROADSHEET_SITE="$work/sites" dotnet "$root/artifacts/bin/Broadsheet.Publishing.Tests/release/Broadsheet.Publishing.Tests.dll" \
  -noColor -explicit only -class Broadsheet.Publishing.Tests.Hostile.HostileSitesToOpen > "$work/log" || { cat "$work/log"; fail "the sites could not be written"; }
mkdir "$work/node"
cd "$work/node"
npm install --no-save --no-audit --no-fund --silent playwright-core@1 > /dev/null
CHROMIUM=$(command -v chromium) node "$root/scripts/screenshots/hostile.mjs" "$work/sites" $([ -n "${THOROUGH:-}" ] && echo 1 || echo 6)
