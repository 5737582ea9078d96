// The frontier: the packages that no other dominates, in one world.
//
// Groups of variables that rules or conditions join are gone through first, choice by choice, keeping for each set of
// choices that later ones look at the nondominated sums so far; the groups' fronts are then added up one after another
// (front.h). All in integers, so that nothing is lost; never a list of all packages. Where the points of a step pass
// the budget they are thinned: of the points in one box of a grid one stays, and the sides of all boxes add up to the
// distance by which a point of the frontier may miss every listed one, at most. Groups with too many choices to look at
// are gone through box by box (frontier_boxes.h) or else searched region by region (frontier_regions.h).
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/progress.h"
#include "model/one_world.h"
#include "settle/front.h"

namespace parley {

struct FrontierOptions {
  bool acceptable = false;         ///< only packages of the zone, else all that the rules allow
  std::size_t points = 2'000'000;  ///< budget of a step; past it points are thinned
  std::size_t states = 100'000;    ///< budget of choices kept open at once; past it box by box, or region by region
  Progress progress;
  std::uint64_t nodes = 1'000'000;  ///< budget of the searches in regions
};

/// Points in the order of falling values, principal by principal.
struct Frontier {
  std::size_t principals = 0;
  std::vector<Wide> values;  ///< by point and principal, integers of the principal's scale
  std::vector<boost::multiprecision::cpp_int>
      packages;  ///< by point: how many attain it; empty where points were thinned, or not counted
  /// By principal: each nondominated package has a listed point that is lower by this much at most. All 0: exact.
  std::vector<Wide> cover;
  bool worked_out = true;  ///< false where the searches in regions ended at their budget without a point
  Trace trace;
  std::vector<std::uint32_t> traces;  ///< by point

  [[nodiscard]] std::size_t size() const { return traces.size(); }
  [[nodiscard]] bool exact() const;
  /// A package that attains a point, one option index for each variable: of those that do, always the same one,
  /// whatever the order of files.
  [[nodiscard]] std::vector<int> example(std::size_t point, std::size_t variables) const;
  /// Adds a point and a package that attains it.
  void add(std::span<const Wide> point, std::span<const int> choice);
};

/// Works out the frontier; meant for 2 to 8 principals, and exact for any number. Throws Error where there are none,
/// Cancelled when stopped.
Frontier find_frontier(const OneWorld& world, const FrontierOptions& options);

}  // namespace parley
