// Krippendorff's alpha: how far coders agree beyond what chance would give.
//
// alpha = 1 - Do / De, the observed over the expected disagreement, from the coincidence matrix: a unit with m values
// gives each ordered pair of values of two coders the weight 1 / (m - 1), so that any number of coders and missing
// values are taken as they come; units with fewer than two values count nothing. 1 is full agreement, 0 what chance
// gives; below 0 coders disagree systematically. (Krippendorff, "Computing Krippendorff's Alpha-Reliability",
// University of Pennsylvania, 2011; Content Analysis, 4th ed. 2019, chapter 12.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace parley {

enum class Metric {
  nominal,  ///< values are alike or not
  ordinal,  ///< values are ranks 0, 1, …; two differ by the square of the values that lie between them
};

/// The values that coders gave to one unit, one a coder who gave any; their order means nothing.
using CodedUnit = std::vector<int>;

struct Alpha {
  std::optional<double> value;      ///< nothing where no unit has two values, or all values are the same
  std::size_t units = 0;            ///< with two values or more
  std::size_t values = 0;           ///< in these
  double low = 0, high = 0;         ///< 95 % interval; where value is nothing, 0
  std::optional<double> agreement;  ///< share of pairs of values that are the same, chance or not
};

/// Alpha without its interval. Values are 0 or more.
Alpha krippendorff_alpha(std::span<const CodedUnit> units, Metric metric);

/// With the interval from `draws` samples of as many units, with replacement (percentile bootstrap); a sample without
/// any variation, in which all agree, counts as 1. The same seed gives the same interval.
Alpha krippendorff_alpha(std::span<const CodedUnit> units, Metric metric, std::size_t draws, std::uint64_t seed);

}  // namespace parley
