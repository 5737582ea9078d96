#!/usr/bin/env bash
# names.sh SRC: no two headers define a type of the same name. Two such types are one to the linker, which then takes
# the one's destructor for the other's. Prints every name that is there twice, with its places.
set -euo pipefail
cd -- "$1"
find . -name '*.h' | sort | xargs awk '
  /^(struct|class|enum class|enum) [A-Z][A-Za-z]*( final)?( :[^;]*)? ?\{/ {
    name = $2 == "class" ? $3 : $2; sub(/[:{].*/, "", name)
    where[name] = where[name] " " FILENAME ":" FNR
    if (++times[name] == 2) twice[name] = 1
  }
  END { for (name in twice) { print name ":" where[name]; bad = 1 } exit bad }'
