#!/usr/bin/env bash
# layers.sh SRC LAYER...: each "folder/file" that a file of SRC includes must be of its own folder or of one to its left.
# Prints every include that is not.
set -euo pipefail
cd -- "$1"
shift
find . -name '*.h' -o -name '*.cc' | sort | xargs awk -v layers="$*" '
  BEGIN { for (i = split(layers, name, " "); i > 0; --i) rank[name[i]] = i }
  FNR == 1 { split(FILENAME, path, "/"); own = path[2]; if (!(own in rank)) report("is in a folder that is no layer") }
  /^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\""); split(quoted[2], parts, "/")
    if (!(parts[1] in rank)) report("includes \"" quoted[2] "\", which does not begin with a layer")
    else if (rank[parts[1]] > rank[own]) report("includes \"" quoted[2] "\", which stands to the right of " own)
  }
  function report(what) { print FILENAME ":" FNR ": " what; bad = 1 }
  END { exit bad }'
