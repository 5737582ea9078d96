// The scenarios of NegMAS (Mohammad et al., PRIMA 2019) as its Scenario.dumpas writes them: a folder with one YAML or
// JSON file of the outcome space and one a utility function, or one file with both, `domain` and `ufuns`.
//
// Read are issues that list their values or give the ends of a range of whole or real numbers; and additive functions,
// of TableFun, LinearFun, AffineFun, IdentityFun and ConstFun, with weights, a bias and a reserved value; and
// hyper-rectangles that each add a number. A bias is taken off the reserved value, since a case has no constants. A
// discounted function is read as what it discounts.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exchange/scenario.h"

namespace parley {

struct NegmasText {
  std::string file;
  std::string text;
};

/// Reads the files of one scenario: which is the outcome space and which a function, their keys say. Throws Error with
/// everything that is wrong in all of them.
ScenarioImport read_negmas(const std::vector<NegmasText>& files);

/// The same from a file or a folder, of which files ending in .yml, .yaml and .json are read that do not begin with
/// '_'.
ScenarioImport read_negmas(const std::filesystem::path& path);

/// Writes a file, where `path` ends in .yml, .yaml or .json, or a folder of YAML files. Read again they give the same
/// values, but where `warnings` say that numbers are rounded. Throws Error if that fails.
std::vector<std::filesystem::path> write_negmas(const Scenario& scenario, const std::filesystem::path& path,
                                                std::vector<Problem>& warnings);

}  // namespace parley
