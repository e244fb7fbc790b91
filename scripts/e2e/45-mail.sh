#!/usr/bin/env bash
# The newsletter of the sample, through a real mail server and the real site: its form, a SIGKILL between two readers and nobody mailed twice,
# unsubscribing by POST and never by looking, and the next newsletter without who left. Where there is a browser, no axe-core finding on the pages where
# readers come and go, in both themes.
source "$(dirname "$0")/lib.sh"
command -v node >/dev/null || { echo "node is not installed: skipped"; exit 0; }
gazette "$work/gazette"
mkdir "$work/mail"
node "$root/scripts/e2e/smtp-sink.mjs" "$work/mail" & sink=$!
trap 'kill $sink ${server:-} 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
until [ -s "$work/mail/port" ]; do sleep 0.05; done
port=$((20000 + RANDOM % 20000))
cat >> "$work/gazette/broadsheet.yml" <<SETTINGS
newsletter:
  from: news@gazette.example
  serverUrl: http://localhost:$port
mail:
  host: 127.0.0.1
  port: $(cat "$work/mail/port")
  tls: none
  perMinute: 150
SETTINGS
printf 'email\nann@example.org\nbob@example.org\ncarol@example.org\ndan@example.org\n' > "$work/readers.csv"
broadsheet subscribers import "$work/readers.csv" "$work/gazette" --confirmed > /dev/null
mails() { find "$work/mail" -name "$1.eml" | wc -l; }
standing() { broadsheet subscribers export "$work/gazette" | grep "^$1,"; }

# The first takes the hottest stories alone, so that some are left for the next.
export BROADSHEET_NEWSLETTER_MINIMUM_HEAT=200

# Killed when two of four have theirs.
dotnet "$root/artifacts/bin/Broadsheet.Cli/release/broadsheet.dll" newsletter send "$work/gazette" --now 2026-03-07T18:00:00Z > /dev/null & sending=$!
until [ "$(mails '*')" -ge 2 ]; do kill -0 $sending || fail "it ended too early"; sleep 0.02; done
kill -KILL $sending
wait $sending 2>/dev/null || true
[ "$(mails '*')" -lt 4 ] || fail "it was done before it was killed"
broadsheet newsletter send "$work/gazette" --now 2026-03-07T18:00:00Z > /dev/null
for reader in ann bob carol dan; do
  [ "$(mails "$reader@example.org.*")" -eq 1 ] || fail "$reader has $(mails "$reader@example.org.*") mails"
done

# The form of a mail: two bodies, the text first, and the headers that let go with one click (RFC 8058).
mail=$(ls "$work"/mail/bob@example.org.*.eml)
# Long headers are folded; a link in one is a single word.
headers=$(sed '/^\r$/q' "$mail" | tr -d '\r' | sed -z 's/\n[ \t]\+/ /g')
for header in 'From: .*<news@gazette.example>' 'Subject: .' 'Message-Id: <.*>' 'List-Id: ' 'List-Unsubscribe-Post: List-Unsubscribe=One-Click' 'Content-Type: multipart/alternative'; do
  grep -qi "^$header" <<< "$headers" || fail "no header $header"
done
[ "$(grep -aoiE '^Content-Type: text/(plain|html)' "$mail" | tr -d '\n')" = "Content-Type: text/plainContent-Type: text/html" ] || fail "not a text and then an HTML body"
link=$(sed -n 's/^List-Unsubscribe: *<\(.*\)>$/\1/Ip' <<< "$headers")
case "$link" in "http://localhost:$port/newsletter/unsubscribe?t="*) ;; *) fail "unsubscribe link: $link" ;; esac

serve() {
  dotnet "$root/artifacts/bin/Broadsheet.Cli/release/broadsheet.dll" serve "$work/gazette" --port "$port" --no-poll --now 2026-03-07T19:00:00Z > "$work/log" 2>&1 & server=$!
  for _ in $(seq 600); do
    curl -sf -o /dev/null "http://localhost:$port/health/ready" && return
    kill -0 "$server" || { cat "$work/log"; fail "the server ended"; }
    sleep 0.05
  done
}
serve
status() { curl -s -o "$work/answer" -w '%{http_code}' "$@"; }

# Mail programs and those that guard them follow every link: looking changes nothing.
[ "$(status "$link")" = 200 ] && grep -q '<form' "$work/answer" || fail "the link has no page with a button"
[ "$(status --head "$link")" != 500 ] || fail "HEAD fails"
standing bob@example.org | grep -q ',confirmed,' || fail "looking unsubscribed: $(standing bob@example.org)"
[ "$(status -d List-Unsubscribe=One-Click "${link}x")" = 410 ] || fail "a forged link is taken"
[ "$(status -d List-Unsubscribe=One-Click "$link")" = 200 ] || fail "one click is refused"
standing bob@example.org | grep -q ',unsubscribed,' || fail "one click did nothing: $(standing bob@example.org)"
[ "$(status -d List-Unsubscribe=One-Click "$link")" = 200 ] || fail "a second click is refused"

BROADSHEET_NEWSLETTER_MINIMUM_HEAT=0 broadsheet newsletter send "$work/gazette" --now 2026-03-08T18:00:00Z > "$work/sent"
for reader in ann carol dan; do
  [ "$(mails "$reader@example.org.*")" -eq 2 ] || { cat "$work/sent"; fail "$reader has $(mails "$reader@example.org.*") mails after two newsletters"; }
done
[ "$(mails 'bob@example.org.*')" -eq 1 ] || fail "who left was mailed again"

# Whoever asks to subscribe gets one mail with a link, and is on the list when the button behind it was pressed.
[ "$(status -d address=eve@example.org "http://localhost:$port/newsletter/subscribe")" = 200 ] || fail "a subscription is refused"
for _ in $(seq 200); do [ "$(mails 'eve@example.org.*')" -eq 1 ] && break; sleep 0.05; done
confirm=$(sed -z 's/=\r\?\n//g; s/=3D/=/g' "$work"/mail/eve@example.org.*.eml | grep -oE "http://localhost:$port/newsletter/confirm\?t=[A-Za-z0-9._~-]+" | head -n 1)
[ -n "$confirm" ] || fail "the mail that asks has no link"
if command -v npm >/dev/null && command -v chromium >/dev/null; then
  mkdir "$work/node"
  cd "$work/node"
  npm install --no-save --no-audit --no-fund --silent playwright-core@1 axe-core@4 > /dev/null
  pages=(subscribe=/newsletter/subscribe confirm="/newsletter/confirm?t=${confirm#*t=}" unsubscribe="/newsletter/unsubscribe?t=${link#*t=}" stale=/newsletter/confirm?t=x)
  look() { CHROMIUM=$(command -v chromium) node "$root/scripts/screenshots/shoot.mjs" "http://localhost:$port" "$work/shots" --axe --no-pictures --only="$1" "${pages[@]}"; }
  look phone-dark,desktop-light
  kill "$server"
  wait "$server" || true
  BROADSHEET_WEBSITE_THEME=wire serve
  look phone-light
fi
[ "$(status "$confirm")" = 200 ] && standing eve@example.org | grep -q ',pending,' || fail "looking confirmed: $(standing eve@example.org)"
[ "$(status -d t="${confirm#*t=}" "http://localhost:$port/newsletter/confirm")" = 200 ] || fail "the button is refused"
standing eve@example.org | grep -q ',confirmed,' || fail "the button did nothing: $(standing eve@example.org)"
