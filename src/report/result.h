// The result document, docs/result.md and docs/schema/result.schema.json: one JSON for the terminal's --json, the page
// and other programs.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "report/answer.h"
#include "report/comparison.h"
#include "report/json.h"

namespace parley {

/// What stands beside the answer in a document that is made to be looked at.
struct Beside {
  std::vector<Comparison> comparisons;  ///< of the case's drafts
  Json regions;                         ///< of read_regions; null where the case has no map
};

/// The whole document as `settle --json` prints it, piece by piece: a frontier may have millions of points.
void write_result(const Answer& answer, const std::function<void(std::string_view)>& write);

/// The document for a page, without indents, and with a thousand points of the frontier at most.
std::string page_json(const Answer& answer, const Beside& beside);

/// The matrix alone: parley, case, documents, statements, how, positions, left_out and warnings of the same document.
std::string positions_json(const Case& c, const Filter& filter, const Positions& matrix,
                           const std::vector<std::string>& warnings);

/// One package, re-judged, with its clauses by reading (docs/result.md, "A package").
struct PackageAnswer {
  std::shared_ptr<const Case> source;
  AnswerOptions options;
  RatedPackage rated;
  std::array<std::vector<Clause>, 2> clauses;  ///< by Reading
  /// By Reading: what it is worth in all to each principal, and its reservation value, in the reference world.
  std::array<std::vector<PrincipalReception>, 2> in_all;
  std::array<Explanation, 2> gives_way;  ///< by Reading: what would have to, in the reference world
  std::vector<int> open;                 ///< issues that the package leaves to each party's no-deal
};
std::string package_json(const PackageAnswer& answer);

}  // namespace parley
