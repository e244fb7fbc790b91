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

fail() { echo "$*" >&2; exit 1; }
