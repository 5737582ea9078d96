#!/usr/bin/env bash
# layers.sh passes a tree that keeps the rule, and names each include of one that does not.
set -euo pipefail
check=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)/layers.sh
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/core" "$dir/text"
echo '#include <vector>' >"$dir/core/a.h"
printf '#include "text/b.h"\n#include "core/a.h"\n' >"$dir/text/b.cc"
bash "$check" "$dir" core text

refused() {
  if bash "$check" "$dir" core text >"$dir/out" 2>&1; then echo "layers.sh let pass: $1"; exit 1; fi
  grep -qF -- "$1" "$dir/out" || { echo "layers.sh did not say \"$1\" but:"; cat "$dir/out"; exit 1; }
  rm "$2"
}
printf '\n  #  include "text/b.h"\n' >"$dir/core/c.cc"
refused './core/c.cc:2: includes "text/b.h", which stands to the right of core' "$dir/core/c.cc"
echo '#include "a.h"' >"$dir/core/d.cc"
refused './core/d.cc:1: includes "a.h", which does not begin with a layer' "$dir/core/d.cc"
mkdir "$dir/other"
echo '#include "core/a.h"' >"$dir/other/e.cc"
refused './other/e.cc:1: is in a folder that is no layer' "$dir/other/e.cc"
