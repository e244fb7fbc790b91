#!/usr/bin/env bash
# fuzz-feeds.sh [SECONDS [TARGET...]]: runs the readers of feeds over damaged input for so many seconds each (default 12: a minute for
# all of xml, json, dates, html, opml). What is damaged is our corpus, and real documents where the development data is at hand.
# The same BROADSHEET_FUZZ_SEED (default 1) damages in the same way. No crash, no hang (two minutes), no input that takes 5 s of processor or 64 MB and
# a hundred times its size whenever it is read, no growth of what is kept. A finding is saved in artifacts/fuzz; make it a test before mending it.
set -eu
cd "$(dirname "$0")/.."
export BROADSHEET_FUZZ_SECONDS="${1:-12}"
[ $# -gt 0 ] && shift
export BROADSHEET_FUZZ_TARGETS="$*"
export BROADSHEET_FUZZ_SEED="${BROADSHEET_FUZZ_SEED:-1}"
export BROADSHEET_FUZZ_FINDINGS="$PWD/artifacts/fuzz"
tests=artifacts/bin/Broadsheet.Feeds.Tests/release/Broadsheet.Feeds.Tests.dll
[ -n "${BROADSHEET_FUZZ_BUILT:-}" ] || dotnet build -c Release -v q tests/Broadsheet.Feeds.Tests/Broadsheet.Feeds.Tests.csproj
dotnet "$tests" -noColor -showLiveOutput -class Broadsheet.Feeds.Tests.FuzzTests
