#!/usr/bin/env bash
# A real Hugo builds a site from our records, with what "--profile hugo" lays out, without a word of complaint.
source "$(dirname "$0")/lib.sh"
command -v hugo >/dev/null || { echo "hugo is not installed: skipped"; exit 0; }
site_for hugo
# Debian's Hugo is of before hugo.toml became a default name.
hugo --source "$work/gazette" --config hugo.toml --destination "$work/built" --cacheDir "$work/cache" > "$work/log" 2>&1 || { cat "$work/log"; fail "hugo failed"; }
complained "$work/log" && fail "hugo complained"
pages_are_all "$work/built" hugo
