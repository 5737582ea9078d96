#!/usr/bin/env bash
# Every shell script passes shellcheck, and those that are called by name may be run.
set -uo pipefail
if ! command -v shellcheck >/dev/null; then echo "skipped: no shellcheck"; exit 77; fi
bad=0
for script in run test .ci/run .ci/tidy scripts/install scripts/build scripts/page; do
  [ -x "$script" ] || { echo "$script: not executable"; bad=1; }
done
shellcheck --exclude=SC2016 run test .ci/run .ci/tidy scripts/{install,build,page} tests/{house,mpi}/*.sh || bad=1
exit "$bad"
