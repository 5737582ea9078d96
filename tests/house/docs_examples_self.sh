#!/usr/bin/env bash
# docs_examples.sh passes a manual that is right, and refuses one that is wrong in any line.
set -euo pipefail
check=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)/docs_examples.sh
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cat >"$dir/program" <<'PROGRAM'
#!/bin/sh
if [ "$1" = quiet ]; then exit 0; fi
echo "one $1"; echo two >&2; echo three; exit 1
PROGRAM
chmod +x "$dir/program"

manual() { printf '# Text\n\n```console\n%b```\n\n```sh\n$ parley not run\n```\n' "$1" >"$dir/manual.md"; }
passes() { manual "$1"; bash "$check" "$dir/program" "$dir/manual.md" >"$dir/out" || { echo "refused:" && cat "$dir/manual.md" "$dir/out" && exit 1; }; }
refuses() { manual "$1"; if bash "$check" "$dir/program" "$dir/manual.md" >"$dir/out"; then echo "let pass:" && cat "$dir/manual.md" "$dir/out" && exit 1; fi; }

passes '$ parley a\none a\ntwo\nthree\n'
passes '$ ./run a\none a\n...\nthree\n'
passes '$ parley a\n...\n$ parley quiet\n$ parley b\n...\ntwo\n...\n'
refuses '$ parley a\none b\ntwo\nthree\n'
refuses '$ parley a\none a\n...\ntwo\n'
refuses '$ parley a\n'
refuses '$ parley quiet\nsomething\n'
refuses '$ parley a\none a\ntwo\nthree\nfour\n'
passes '$ echo left alone\nnot what it prints\n'
