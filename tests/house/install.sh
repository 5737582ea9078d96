#!/usr/bin/env bash
# install.sh BUILD COMPILER: installs Parley to a temporary prefix, then builds the program of install/ against it and
# runs it, from a folder that knows nothing of the sources.
set -euo pipefail
build=$1 compiler=$2
source=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cmake --install "$build" --prefix "$dir/prefix" >"$dir/log"
for file in bin/parley include/parley/model/case.h share/doc/Parley/LICENSE share/parley/schema; do
  [ -e "$dir/prefix/$file" ] || { echo "not installed: $file"; cat "$dir/log"; exit 1; }
done
cp -r "$source/tests/house/install" "$dir/user"
cmake -S "$dir/user" -B "$dir/user/build" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$dir/prefix" >"$dir/log"
cmake --build "$dir/user/build" >>"$dir/log" || { cat "$dir/log"; exit 1; }
"$dir/user/build/user" "$source/cases/ukraine-2025"
