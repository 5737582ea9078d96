#!/usr/bin/env bash
# Every relative link of the manual leads to a file that is there.
set -euo pipefail
bad=0
for file in *.md docs/*.md cases/*/*.md; do
  [ -e "$file" ] || continue
  while IFS= read -r target; do
    case $target in http://* | https://* | mailto:* | '#'*) continue ;; esac
    if [ ! -e "$(dirname -- "$file")/${target%%#*}" ]; then echo "$file: $target leads nowhere"; bad=1; fi
  done < <(grep -oE '\]\([^) ]+\)' -- "$file" | sed 's/^](//; s/)$//')
done
exit "$bad"
