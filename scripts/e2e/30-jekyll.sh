#!/usr/bin/env bash
# A real Jekyll builds a site from our records, with what "--profile jekyll" lays out, without a word of complaint.
source "$(dirname "$0")/lib.sh"
command -v jekyll >/dev/null || { echo "jekyll is not installed: skipped"; exit 0; }
site_for jekyll
jekyll build --source "$work/gazette" --destination "$work/built" > "$work/log" 2>&1 || { cat "$work/log"; fail "jekyll failed"; }
complained "$work/log" && fail "jekyll complained"
# Jekyll itself leaves out what is not published.
pages_are_all "$work/built" jekyll
