#!/usr/bin/env bash
# A real Eleventy builds a site from our records, with what "--profile eleventy" lays out, without a word of complaint.
source "$(dirname "$0")/lib.sh"
command -v npm >/dev/null || { echo "npm is not installed: skipped"; exit 0; }
npm install --silent --no-audit --no-fund --prefix "$work/npm" @11ty/eleventy@3.1.8 > /dev/null 2>&1 || { echo "eleventy cannot be fetched here: skipped"; exit 0; }
site_for eleventy
(cd "$work/gazette" && node "$work/npm/node_modules/@11ty/eleventy/cmd.cjs" --config=eleventy.config.js --output="$work/built") > "$work/log" 2>&1 || { cat "$work/log"; fail "eleventy failed"; }
complained "$work/log" && fail "eleventy complained"
pages_are_all "$work/built" eleventy
