#!/usr/bin/env bash
# docs_examples.sh PROGRAM [FILE...]: runs the examples of README.md and docs/*.md. An example is a block
#
#     ```console
#     $ parley settle cases/ukraine-2025
#     what it prints
#     ...
#     ```
#
# of lines that begin with "$ ", each followed by all that it prints, on either stream; a line "..." stands for any number
# of lines. Blocks without parley or ./run are left alone. The commands of a file run one after the other in a place like
# the checkout, with a copy of the cases.
set -euo pipefail
program=$(realpath -- "$1")
shift
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd -- "$root"
if [ $# -eq 0 ]; then set -- README.md docs/*.md; fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
ran=0 bad=0

# A place like the checkout, where ./run finds the program under test already built.
furnish() {
  rm -rf "$scratch/place"
  mkdir -p "$scratch/place/scripts" "$scratch/place/build/release" "$scratch/bin"
  cp -r "$root/cases" "$root/docs" "$root/run" "$scratch/place"
  printf '#!/bin/sh\n' >"$scratch/place/scripts/build"
  chmod +x "$scratch/place/scripts/build"
  ln -sf "$program" "$scratch/place/build/release/parley"
  ln -sf "$program" "$scratch/bin/parley"
}

# Writes each command of FILE to DIR/NNN.command, what it should print to NNN.expected, its place to NNN.place.
extract() {
  awk -v dir="$2" '
    /^```/ { inside = !inside && /^```console *$/; if (inside) { block = NR; wanted = 0; n = 0 } else if (n) flush(); next }
    inside && /^\$ / { ++n; command[n] = substr($0, 3); place[n] = FILENAME ":" NR; expected[n] = "" }
    inside && /^\$ (parley|\.\/run)( |$)/ { wanted = 1 }
    inside && !/^\$ / && n { expected[n] = expected[n] $0 "\n" }
    function flush(  i, name) {
      if (wanted) for (i = 1; i <= n; ++i) {
        name = sprintf("%s/%03d", dir, ++total)
        print command[i] > (name ".command"); printf "%s", expected[i] > (name ".expected"); print place[i] > (name ".place")
        close(name ".command"); close(name ".expected"); close(name ".place")
      }
      n = 0
    }' "$1"
}

# Whether the lines of ACTUAL are those of EXPECTED, where "..." is any number of lines.
matches() {
  awk '
    FNR == NR { e[++ne] = $0; next }
    { a[++na] = $0 }
    END {
      i = j = 1; star = 0
      while (j <= na) {
        if (i <= ne && e[i] == "...") { star = i++; mark = j }
        else if (i <= ne && e[i] == a[j]) { ++i; ++j }
        else if (star) { i = star + 1; j = ++mark }
        else exit 1
      }
      while (i <= ne && e[i] == "...") ++i
      exit i <= ne
    }' "$1" "$2"
}

for file in "$@"; do
  examples=$(mktemp -d -p "$scratch")
  extract "$file" "$examples"
  furnish
  # The same `parley settle` of the same cases stands in several places, each for another part of its answer: it is run
  # once.
  cat >"$examples/steps" <<'STEPS'
for command in "$1"/*.command; do
  typed=$(cat "$command")
  known=/dev/null
  if [[ $typed =~ ^parley\ settle\ cases/[a-z0-9=\ -]+$ ]]; then
    known=$2/$( (echo "$typed" && find cases -type f -print0 | sort -z | xargs -0 sha256sum) | sha256sum | cut -c1-64)
  fi
  if [ -f "$known" ]; then
    cp "$known" "${command%.command}.actual"
  else
    eval "$typed" >"${command%.command}.actual" 2>&1 </dev/null
    if [ "$known" != /dev/null ]; then cp "${command%.command}.actual" "$known"; fi
  fi
done
STEPS
  mkdir -p "$scratch/known"
  if ! compgen -G "$examples/*.command" >/dev/null; then continue; fi
  (cd "$scratch/place" && PATH="$scratch/bin:$PATH" COLUMNS=80 LC_ALL=C.UTF-8 bash "$examples/steps" "$examples" "$scratch/known") || true
  for command in "$examples"/*.command; do
    ran=$((ran + 1))
    base=${command%.command}
    sed -i "s#$scratch/place/##g" "$base.actual"
    if [ ! -s "$base.expected" ] && [ ! -s "$base.actual" ]; then continue; fi
    # The first comparison is of an empty file, which awk cannot tell from the second.
    if [ -s "$base.expected" ] && matches "$base.expected" "$base.actual"; then continue; fi
    bad=1
    echo "$(cat "$base.place"): $(cat "$command") does not print what the manual says (- manual, + program):"
    diff -u "$base.expected" "$base.actual" | tail -n +3
  done
done
echo "$ran commands"
exit "$bad"
