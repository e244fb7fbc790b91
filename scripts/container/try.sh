#!/usr/bin/env bash
# Builds the container image as docs/operations tells, and runs it, on a machine that has neither Docker nor Podman nor a way to Microsoft's images.
#
#   scripts/container/try.sh [FOLDER [PORT]]      as root; FOLDER keeps Debian's packages for the next time; PORT, of a registry, must be free
#
# The base image is made here: a small Debian with the .NET runtime of this machine in /usr/share/dotnet and the user "app" (1654), as
# mcr.microsoft.com/dotnet/aspnet has them. It goes to a registry on the loopback, `dotnet publish -t:PublishContainer` builds on it, umoci unpacks what
# came out, and runc runs it, with a read-only root, as the user and in the way the image says, with a site mounted at /site. Then it runs as the recipe
# of `broadsheet new --deploy container` says. Not part of CI: it downloads a Debian and needs root.
#
#   apt-get install debootstrap docker-registry skopeo umoci runc jq curl
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
kept=${1:-/var/tmp/broadsheet-container}
registry=127.0.0.1:${2:-5000}
work=$(mktemp -d)
chmod 755 "$work"
runtime=$(dotnet --list-runtimes | sed -n 's,^Microsoft.AspNetCore.App 10.*\[\(.*\)/shared/.*,\1,p' | tail -n 1)

fail() { echo "$*" >&2; exit 1; }
oci() { runc --root "$work/runc" "$@"; }
broadsheet() { dotnet "$root/artifacts/bin/Broadsheet.Cli/release/broadsheet.dll" "$@"; }
finish() {
  oci delete --force try 2> /dev/null || true
  [ -z "${registrar:-}" ] || kill "$registrar" || true
  rm -rf "$work"
}
trap finish EXIT

# Starts the container of a bundle with a site at /site; what it prints goes to $work/said, how it ended to $work/ended.
start() {
  rm -f "$work/ended" "$work/pid"
  jq --arg site "$2" '.process.terminal = false | .root.readonly = true | del(.linux.resources) | .mounts |= map(select(.type != "cgroup" and .destination != "/site" and .destination != "/tmp")) | .mounts += [
    { destination: "/site", type: "bind", source: $site, options: ["rbind", "rw"] },
    { destination: "/tmp", type: "tmpfs", source: "tmpfs", options: ["mode=1777"] }]' "$work/$1/config.json" > "$work/config.json"
  mv "$work/config.json" "$work/$1/config.json"
  (code=0; oci run --bundle "$work/$1" --pid-file "$work/pid" try > "$work/said" 2>&1 || code=$?; echo "$code" > "$work/ended") &
}
# Asks it, inside its own network; prints the status.
ask() { nsenter -n -t "$(cat "$work/pid")" curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:8080$1"; }
# Waits until it is ready, reads pages, and stops it as a host would.
serves_and_stops() {
  for _ in $(seq 300); do [ ! -e "$work/ended" ] || break; [ "$(ask /health/ready 2> /dev/null)" != 200 ] || break; sleep 0.2; done
  [ ! -e "$work/ended" ] || { cat "$work/said"; fail "$1: it ended with $(cat "$work/ended")"; }
  for path in / /health/ready /api/v2/stories '/api/v2/search?q=harbour' /desk/sign-in /feed.xml; do
    [ "$(ask "$path")" = 200 ] || fail "$1: $path is answered with $(ask "$path")"
  done
  echo "$1: ready, and runs as $(awk '/^Uid|^Gid/ { printf "%s%s ", $1, $3 }' "/proc/$(cat "$work/pid")/status")"
  oci kill try TERM
  for _ in $(seq 300); do [ ! -e "$work/ended" ] || break; sleep 0.1; done
  [ "$(cat "$work/ended")" = 0 ] || { cat "$work/said"; fail "$1: it ended with $(cat "$work/ended")"; }
  ! grep -E '^(warn|fail|crit):' "$work/said" || fail "$1: it complained"
}

[ "$(id -u)" = 0 ] || fail "This needs root."
echo "== a base image"
if [ ! -e "$kept/debian/.done" ]; then
  rm -rf "$kept/debian"
  mkdir -p "$kept"
  debootstrap --variant=minbase --include=ca-certificates,libicu72,libssl3,libstdc++6,tzdata,zlib1g bookworm "$kept/debian" > "$work/log" || { tail "$work/log"; fail "debootstrap failed"; }
  touch "$kept/debian/.done"
fi
umoci init --layout "$work/oci"
umoci new --image "$work/oci:base"
umoci unpack --image "$work/oci:base" "$work/base" > /dev/null
into=$work/base/rootfs
tar -c -C "$kept/debian" --exclude=./var/lib/apt --exclude=./var/cache --exclude=./proc/* --exclude=./sys/* --exclude=./dev/* . | tar -x -C "$into"
mkdir -p "$into/usr/share/dotnet" "$into/usr/bin"
cp -a "$runtime"/{dotnet,host,shared} "$into/usr/share/dotnet/"
ln -sf ../share/dotnet/dotnet "$into/usr/bin/dotnet"
echo 'app:x:1654:1654::/home/app:/bin/sh' >> "$into/etc/passwd"
echo 'app:x:1654:' >> "$into/etc/group"
install -d -o 1654 -g 1654 "$into/home/app"
umoci repack --image "$work/oci:base" "$work/base" > /dev/null
# What Microsoft's base images say, as far as it is heard.
umoci config --image "$work/oci:base" --architecture amd64 --os linux --config.env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  --config.env APP_UID=1654 --config.env ASPNETCORE_HTTP_PORTS=8080 --config.env DOTNET_RUNNING_IN_CONTAINER=true

echo "== a registry with it"
cat > "$work/registry.yml" <<YML
version: 0.1
storage: { filesystem: { rootdirectory: $work/registry } }
http: { addr: "$registry" }
log: { level: error }
YML
docker-registry serve "$work/registry.yml" > "$work/registry.log" 2>&1 &
registrar=$!
for _ in $(seq 100); do curl -sf -o /dev/null "http://$registry/v2/" && break; sleep 0.1; done
# The form of manifest that Docker loads in all its versions, as Microsoft's have it.
skopeo copy -q --insecure-policy --dest-tls-verify=false --format v2s2 "oci:$work/oci:base" "docker://$registry/aspnet:10.0"

echo "== the image"
DOTNET_CONTAINER_INSECURE_REGISTRIES=$registry dotnet publish "$root/src/Broadsheet.Cli" -c Release --os linux --arch x64 -v quiet -t:PublishContainer \
  -p:ContainerBaseImage="$registry/aspnet:10.0" -p:ContainerArchiveOutputPath="$work/broadsheet.tar.gz"
skopeo copy -q --insecure-policy "docker-archive:$work/broadsheet.tar.gz" "oci:$work/oci:broadsheet"
umoci unpack --image "$work/oci:broadsheet" "$work/image" > /dev/null
skopeo inspect --config "oci:$work/oci:broadsheet" | jq -c '.config | { User, ExposedPorts, Env, Entrypoint, Cmd }'
echo "the program takes $(du -sh "$work/image/rootfs/app" | cut -f 1), its layer $(skopeo inspect --raw "oci:$work/oci:broadsheet" | jq '.layers[-1].size / 1e6 | floor') MB packed"

broadsheet demo --dir "$work/site" --no-serve > /dev/null
start image "$work/site"
for _ in $(seq 300); do [ ! -e "$work/ended" ] || break; sleep 0.2; done
grep -q 'must be able to write' "$work/said" || { cat "$work/said"; fail "a site of root's is not refused in words"; }
echo "a site of root's: $(cat "$work/said")"
chown -R 1654:1654 "$work/site"
start image "$work/site"
serves_and_stops "the image"
# A run with no network writes and ends: pictures and the store have their native libraries.
jq '.process.args = ["dotnet", "/app/broadsheet.dll", "demo", "--no-serve", "--dir", "/tmp/demo"]' "$work/image/config.json" > "$work/config.json"
mv "$work/config.json" "$work/image/config.json"
oci run --bundle "$work/image" try > "$work/said" 2>&1 || { cat "$work/said"; fail "the demo fails in it"; }
grep -iE 'picture' "$work/said" || { cat "$work/said"; fail "the demo says nothing of pictures"; }

echo "== the recipe"
broadsheet new "$work/new" --deploy container --topic Harbour > /dev/null
rm -r "$work/new/_data"
cp -a "$work/site/." "$work/new/"
# What it copies to /app is what lies there already; the rest is who runs it, and how.
jq --argjson args "$(sed -n 's/^ENTRYPOINT //p' "$work/new/Containerfile")" '.process.args = $args | .process.user = { uid: 1000, gid: 1000 } | .process.cwd = "/site"' \
  "$work/image/config.json" > "$work/config.json"
mv "$work/config.json" "$work/image/config.json"
chown -R 1000:1000 "$work/new"
start image "$work/new"
serves_and_stops "the recipe"
