#!/usr/bin/env bash
# A minute of damaged input for the readers of feeds, with a seed that changes every day; it is printed, so that a finding can be made again.
source "$(dirname "$0")/lib.sh"
BROADSHEET_FUZZ_SEED=$(date -u +%Y%m%d) BROADSHEET_FUZZ_BUILT=1 bash "$root/bench/fuzz-feeds.sh" 12
