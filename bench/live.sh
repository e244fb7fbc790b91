#!/usr/bin/env bash
# live.sh [WORK] [ARTICLES]: how fast the live server answers, beside nginx with the same bytes as files, in turns on the same two cores as wrk; then
# searches in a large archive, alone and while a run goes on. ROUNDS and SECONDS_EACH make it longer. Prints tables; bench/results/live.md keeps them.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=${1:-$(mktemp -d)}; articles=${2:-100000}; rounds=${ROUNDS:-3}; each=${SECONDS_EACH:-5}; connections=64
mkdir -p "$work"
program=${BROADSHEET:-$root/artifacts/bin/Broadsheet.Cli/release/broadsheet.dll}
recording=$root/samples/harbour-gazette/web.warc.gz
started=()
trap 'for process in "${started[@]}"; do kill "$process" 2> /dev/null || true; done; wait' EXIT

# serve SITE PORT ARGUMENT...: starts a server and waits until it has read the news.
serve() {
  local site=$1 port=$2 began; shift 2
  began=$(date +%s%N)
  dotnet "$program" serve "$site" --port "$port" "$@" > "$work/serve-$port.log" 2>&1 &
  started+=($!)
  for _ in $(seq 3000); do
    curl -sf -o /dev/null "http://localhost:$port/health/ready" && break
    kill -0 "${started[-1]}" || { cat "$work/serve-$port.log"; exit 1; }
    sleep 0.1
  done
  echo "ready after $((($(date +%s%N) - began) / 1000000)) ms"
}

# rate URL: requests a second, errors, p99.
rate() {
  wrk -t1 -c"$connections" -d"$each"s --latency "$@" > "$work/wrk.out"
  awk '/Requests\/sec/ { rate = $2 } /99%/ { slow = $2 } /Non-2xx|Socket errors/ { errors = $0 } END { printf "%d %s %s\n", rate, slow, errors }' "$work/wrk.out"
}

median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

pages() {
  local site=$work/gazette static=$work/static story article name path ours theirs
  [ -d "$site" ] || dotnet "$program" demo --dir "$site" --no-serve > /dev/null
  grep -q requestsPerMinute "$site/broadsheet.yml" || printf '\nserver:\n  requestsPerMinute: 100000000\n' >> "$site/broadsheet.yml"
  serve "$site" 18080 --no-poll --replay "$recording" --now 2026-03-07T18:05:00Z
  mkdir -p "$static"
  article=$(curl -s 'http://localhost:18080/api/v2/articles?limit=1' | sed 's/.*"value":\[{"id":"\([^"]*\)".*/\1/')
  story=$(curl -s "http://localhost:18080/api/v2/articles?limit=1" | sed 's/.*"storyId":"\([^"]*\)".*/\1/')
  cat > "$work/nginx.conf" <<CONF
worker_processes 2; daemon off; pid $work/nginx.pid; error_log $work/nginx.log;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; types { text/html html; application/json json; } client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;
  server { listen 18081; root $static; } }
CONF
  for name in list:/topic/harbour/ stories:/api/v2/stories article:"/api/v2/articles/$article" story:"/story/$story/" front:/; do
    curl -sf "http://localhost:18080${name#*:}" > "$static/${name%%:*}.$([[ ${name#*:} = /api* ]] && echo json || echo html)"
  done
  nginx -c "$work/nginx.conf" & started+=($!)
  sleep 1
  echo "| what | bytes | Broadsheet /s | nginx /s | share | p99 | p99 of nginx |"; echo "|---|---:|---:|---:|---:|---:|---:|"
  for name in "list of a topic:/topic/harbour/:list.html" "25 stories, JSON:/api/v2/stories:stories.json" "article, JSON:/api/v2/articles/$article:article.json" "story's page:/story/$story/:story.html" "front page:/:front.html"; do
    IFS=: read -r name path file <<< "$name"
    wrk -t1 -c"$connections" -d6s "http://localhost:18080$path" > /dev/null
    : > "$work/ours"; : > "$work/theirs"
    for _ in $(seq "$rounds"); do
      rate "http://localhost:18080$path" >> "$work/ours"
      rate "http://localhost:18081/$file" >> "$work/theirs"
    done
    grep -h Non-2xx "$work/ours" "$work/theirs" && exit 1
    ours=$(median < "$work/ours"); theirs=$(median < "$work/theirs")
    echo "| $name | $(stat -c %s "$static/$file") | $ours | $theirs | $((100 * ours / theirs)) % | $(cut -d' ' -f2 "$work/ours" | sort -V | sed -n "$(((rounds + 1) / 2))p") | $(cut -d' ' -f2 "$work/theirs" | sort -V | sed -n "$(((rounds + 1) / 2))p") |"
  done
}

searches() {
  local site=$work/archive
  if [ ! -e "$site/queries" ]; then
    dotnet build -c Release -v q -clp:NoSummary "$root/bench/peers/site/dotnet/SitePeers.csproj" > /dev/null
    dotnet "$root/artifacts/bin/SitePeers/release/SitePeers.dll" store "$site" "$articles"
    cp "$root/samples/harbour-gazette/feeds.opml" "$site"; mkdir -p "$site/_data"; cp -r "$root/samples/harbour-gazette/_data/topics" "$site/_data"
  fi
  export QUERIES=$site/queries
  serve "$site" 18082 --no-poll --now 2026-03-07T18:00:00Z
  searchable 18082
  asked 18082 "search in $articles articles"
  kill "${started[-1]}"; wait "${started[-1]}" || true
  # A run that asks feeds, judges the whole archive by new rules, and prints it.
  serve "$site" 18083 --replay "$recording" --now 2026-03-07T18:00:00Z
  searchable 18083
  asked 18083 "while a run goes on"
  echo "($(curl -s http://localhost:18083/status | head -c 200))"
}

# searchable PORT: waits until the index is made.
searchable() {
  local began; began=$(date +%s%N)
  for _ in $(seq 3000); do
    curl -sf -o /dev/null "http://localhost:$1/api/v2/search?q=x" && break
    sleep 0.1
  done
  echo "can be searched $((($(date +%s%N) - began) / 1000000)) ms later"
}

# asked PORT WHAT: no question twice, with 64 and 4 at a time, and then one again and again, as an answer that is kept.
asked() {
  local script=$root/bench/live/search.lua
  FIRST=0 wrk -t1 -c8 -d8s -s "$script" "http://localhost:$1" > /dev/null
  for connections in 64 4; do
    echo "$2, $connections at a time: $(FIRST=$((connections == 64 ? 5000 : 10000)) rate -s "$script" "http://localhost:$1") (a second, p99)"
  done
  connections=64
  echo "$2, the same search, 64 at a time: $(rate "http://localhost:$1/api/v2/search?q=$(sed -n 2p "$QUERIES")") (a second, p99)"
}

case ${PART:-all} in pages) pages ;; searches) searches ;; *) pages; searches ;; esac
