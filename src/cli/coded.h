// What `parley export` and `parley import` have for tools that mark text.
#pragma once

#include "cli/commands.h"

namespace parley {

/// dna, annotations, brat under `parley export`.
void add_coded_exports(CLI::App& parent, Command& command);
/// The same under `parley import`.
void add_coded_imports(CLI::App& parent, Command& command);

}  // namespace parley
