// The whole answer to "what can be settled": every lens, in order, under one filter.
//
// The matrix of positions, the counts, the robust packages in both readings; the conflict where nothing survives, and
// what would open up if one of its elements gave way; and the same question without judgements and with each option of
// each lever of which nobody knows how it stands. A variant that could change nothing is left out.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/error.h"
#include "model/case.h"
#include "model/compile.h"
#include "model/positions.h"
#include "report/frontier_json.h"
#include "report/impasse.h"
#include "report/solutions_answer.h"
#include "report/words.h"
#include "robust/course.h"
#include "robust/flip.h"
#include "robust/package_shares.h"
#include "robust/robust.h"
#include "robust/sources.h"
#include "settle/settle.h"

namespace parley {

struct AnswerOptions {
  Filter filter;  ///< its `as_of` is taken as it is
  RobustOptions robust;
  bool variants = true;                        ///< also work out what gives way, the variants and the flip
  bool frontier = false;                       ///< also work out the frontier
  bool acceptable = false;                     ///< of the zone alone
  bool sources = false;                        ///< also leave each source out in turn
  bool course = false;                         ///< also follow the verdict over time
  std::optional<std::size_t> frontier_points;  ///< budget; by the number of principals where absent
  SolutionWishes solutions;
};

/// What the verdict would be if one element of a conflict gave way.
struct Relief {
  std::size_t element = 0;  ///< index into the conflict's elements
  RobustResult result;
};

/// The same question with one thing changed.
struct Variant {
  std::string name;  ///< "without judgements", "Arms supply: stops"
  Filter filter;
  RobustResult result;
  std::optional<Conflict> conflict;
  std::string problem;  ///< why nothing could be concluded: what is left contradicts itself; else empty
};

struct Answer {
  std::shared_ptr<const Case> source;
  AnswerOptions options;
  Compiled compiled;
  Positions positions;
  Counts counts;
  PackageShares package_shares;
  SolutionsAnswer solutions;
  RobustResult robust;
  std::optional<NamedFrontier> frontier;
  Impasse impasse;  ///< read cautiously
  std::vector<Relief> if_gave_way;
  std::vector<Variant> variants;
  Flips flips;
  std::optional<SourceTable> sources;
  std::optional<Course> course;
  std::vector<std::string> notes;     ///< sentences on what is exact and what is bounded
  std::vector<std::string> warnings;  ///< of the check, one line each
};

/// Runs the lenses. `problems` are the warnings of the check. Throws Error where the case cannot be compiled, Cancelled
/// where the progress was stopped before the main answer stood.
Answer answer(const std::shared_ptr<const Case>& c, std::span<const Problem> problems, const AnswerOptions& options);

/// What each of so many what-ifs may take: their worlds hold at most 25 million numbers together, by the `cells` of a
/// compiled case, and they share the nodes of one search; but 1,000 worlds and 5,000 nodes each are not too many.
RobustOptions shared_out(RobustOptions options, std::size_t cells, std::size_t what_ifs);

/// Each what-if that `answer` works out: its name and filter.
std::vector<Variant> variants(const Case& c, const Filter& filter);

/// What confidence in the answer rests on.
Grounds grounds(const Answer& answer);

/// By Reading.
std::array<Share, 2> best_shares(const RobustResult& result);
std::array<Share, 2> zone_shares(const RobustResult& result);

/// "case.yaml:3:1: message; expected …": a problem in one line.
std::string one_line(const Problem& problem);

}  // namespace parley
