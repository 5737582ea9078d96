#!/usr/bin/env bash
# The files in git speak of the project alone: no path of a machine, no package registry's host, no leftover, no file
# that a build makes, none over 1 MiB. Each pattern is written so that it does not match itself.
set -uo pipefail
if ! git ls-files --error-unmatch CMakeLists.txt >/dev/null 2>&1; then echo "skipped: not a git checkout"; exit 77; fi
bad=0
forbid() {
  local found
  found=$(git grep -nIE -e "$2" -- . "${@:3}" | cut -c1-200)
  if [ -n "$found" ]; then printf '%s:\n%s\n' "$1" "$found"; bad=1; fi
}
forbid "a path of a machine" '(^|[^[:alnum:]_.*/-])/([w]ork|[r]oot|[h]ome/[a-z]+|[U]sers)(/|$)'
forbid "a package registry's host" '[r]egistry\.[a-z]+\.(org|com)|[r]egistry=|deb\.[d]ebian\.org|pypi\.[o]rg|"[r]esolved": "http'
forbid "a leftover" '\b(TO[D]O|FIX[M]E|XX[X])\b|not [i]mplemented( yet)?|lorem [i]psum'
forbid "a mark of a merge" '^(<<<[<]<<<|>>>[>]>>>)'

while IFS= read -r -d '' file; do
  case $file in build/* | out/* | */node_modules/* | ui/dist/* | *.o | *.a | *~) echo "$file: made by a build"; bad=1 ;; esac
  if [ -f "$file" ] && [ "$(stat -c %s -- "$file")" -gt 1048576 ]; then echo "$file: over 1 MiB"; bad=1; fi
done < <(git ls-files -z)
exit "$bad"
