#!/usr/bin/env bash
# Makes the desk's pictures of docs/images anew, from the session of scripts/e2e/50-desk.sh.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
shots=$(mktemp -d)
trap 'rm -rf "$shots"' EXIT
DESK_SHOTS=$shots bash "$root/scripts/e2e/50-desk.sh"
for page in queue story audit; do cp "$shots/desk-$page"-* "$root/docs/images"; done
ls -l "$root"/docs/images/desk-*
