#!/usr/bin/env bash
# fuzz-feeds.sh [SECONDS]: runs every reader of feeds over damaged input for so many seconds each (default 12, a minute in all).
# A finding prints the salt and the input; make it a test before mending it.
set -eu
cd "$(dirname "$0")/.."
export BROADSHEET_FUZZ_SECONDS="${1:-12}"
dotnet build -c Release -v q tests/Broadsheet.Feeds.Tests/Broadsheet.Feeds.Tests.csproj
dotnet artifacts/bin/Broadsheet.Feeds.Tests/release/Broadsheet.Feeds.Tests.dll -class Broadsheet.Feeds.Tests.FuzzTests
