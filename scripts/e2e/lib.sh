# Shared by the end-to-end scripts: sourced, not run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

broadsheet() { dotnet "$root/artifacts/bin/Broadsheet.Cli/release/broadsheet.dll" "$@"; }

# The state of a site as anyone sees it: every file outside .broadsheet with its content.
fingerprint() { (cd "$1" && find . -type f -not -path './.broadsheet/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum); }

# The same, with times: a file that was not touched keeps its own.
times() { (cd "$1" && find . -type f -not -path './.broadsheet/*' -printf '%p %T@\n' | LC_ALL=C sort); }

# The sample newspaper, made. Its pictures take ten seconds, so that one made before is copied when SAMPLE_MADE names it.
gazette() {
  if [ -d "${SAMPLE_MADE:-}" ]; then cp -a "$SAMPLE_MADE" "$1"; else broadsheet demo --dir "$1" --no-serve > /dev/null; fi
}

fail() { echo "$*" >&2; exit 1; }

# A site of a dozen records in $work/gazette, with what a generator of static sites needs; one is old, and lies in the archive. Headlines are as
# publishers write them.
site_for() {
  broadsheet new "$work/gazette" --title 'The "Gazette" & more' --topic Harbour > /dev/null
  mkdir -p "$work/gazette/_news"
  local n title month
  for n in 01 02 03 04 05 06 07 08 09 10 11 12; do
    case $n in
      03) title='{{ site.title }} {% raw %} is no template' ;;
      04) title='Quay: 50% off # today – “really”' ;;
      05) title='<b>Bold</b> & \"quoted\"' ;;
      06) title='{{< shortcode >}} and {%- endraw -%}' ;;
      *) title="Ferry report $n" ;;
    esac
    month=03
    [ "$n" = 12 ] && month=01
    cat > "$work/gazette/_news/2026-$month-$n-report.md" <<RECORD
---
category: news
title: "$title"
excerpt: "It sailed at eight: {{ page.title }} <i>again</i>."
publishedDateTime: 2026-$month-${n}T08:00:00Z
originalUrl: "https://gazette.example/$n"
webUrl: "https://gazette.example/$n"
type: article
quality: 100
heat: 100
published: true

provider:
  name: Gazette
  domain: gazette.example

topics:
  - Harbour

---

RECORD
  done
  printf 'records:\n  archiveAfter: 30d\n' >> "$work/gazette/broadsheet.yml"
  broadsheet publish "$work/gazette" --profile "$1" --now 2026-03-20T00:00:00Z --json > /dev/null 2>&1 || fail "publish --profile $1 failed"
}

# Whether a log has a complaint; prints it.
complained() { grep -iE 'warn|error|conflict|deprecat' "$1"; }

# Every published record has its page, and the headline is in it as HTML says it.
pages_are_all() {
  local published built
  published=$(grep -l '^published: true' "$work"/gazette/_news/*.md "$work"/gazette/_archive/news/*.md | wc -l)
  [ -f "$work/gazette/_archive/news/2026-01-12-report.md" ] && [ ! -f "$work/gazette/_news/2026-01-12-report.md" ] || fail "the old record is not in the archive"
  [ -f "$1/news/2026-01-12-report/index.html" ] || fail "$2 built no page of the archived record"
  built=$(find "$1/news" -mindepth 2 -name index.html | wc -l)
  [ "$published" -gt 5 ] && [ "$built" -ge "$published" ] || fail "$2 built $built pages of $published published records"
  grep -lq '<h1>' "$(find "$1/news" -mindepth 2 -name index.html | head -n 1)" || fail "$2 built empty pages"
  grep -q '<li><a href=' "$1/index.html" || fail "$2 built an empty front page"
}
