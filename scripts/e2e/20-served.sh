#!/usr/bin/env bash
# What the demo serves: the front page, a page below it, a file of the API, and the page for what is not there.
source "$(dirname "$0")/lib.sh"
port=$((20000 + RANDOM % 20000))
[ ! -d "${SAMPLE_MADE:-}" ] || gazette "$work/gazette"
# Not through the function: the signal below must reach the program itself.
dotnet "$root/artifacts/bin/Broadsheet.Cli/release/broadsheet.dll" demo --dir "$work/gazette" --port "$port" > "$work/log" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 360); do
  grep -q "Open http://localhost:$port" "$work/log" && break
  kill -0 "$server" || { cat "$work/log"; fail "the demo ended"; }
  sleep 0.5
done
status() { curl -s -o /dev/null -w '%{http_code} %{content_type}' "http://localhost:$port$1"; }
[ "$(status /)" = "200 text/html" ] || [ "$(status /)" = "200 text/html; charset=utf-8" ] || fail "front page: $(status /)"
case "$(status /feed.xml)" in 200*xml*) ;; *) fail "feed: $(status /feed.xml)" ;; esac
case "$(status /not/there)" in 404*html*) ;; *) fail "missing page: $(status /not/there)" ;; esac
