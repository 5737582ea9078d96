// The verdict's course over time: one point a date at which a statement was made, with the statements that moved it.
//
// A point is what is concluded from what had been said by the end of a day, worlds shared with all others. A statement
// said that day has moved the verdict if, had it not yet been said, the best share, the status of an issue or the
// conflict would be another at that point. So of two statements that say the same on one day neither moves it alone.
#pragma once

#include <vector>

#include "robust/conclusions.h"

namespace parley {

struct Mover {
  int statement = -1;
  std::array<double, 2> change{};  ///< of the best share, by Reading: with the statement less without it
  Fallen fallen;                   ///< conclusions of the point that would be others without it
  bool exact = true;               ///< both, with it and without it, are exact for the worlds
};

struct CoursePoint {
  int day = 0;
  std::vector<int> said;  ///< statements of that day that are computed on
  Conclusions conclusions;
  Fallen changed;             ///< since the point before; of the first, nothing
  std::vector<Mover> movers;  ///< the largest change first
  bool movers_sought = true;  ///< false where more was said than is tried
};

struct Course {
  std::size_t worlds = 0;         ///< of each point
  std::size_t mover_worlds = 0;   ///< on which statements are tried
  std::size_t earlier_dates = 0;  ///< before the first point, left out
  std::vector<CoursePoint> points;
};

/// At most so many points, the latest; so many worlds each; so many statements of a day tried one by one, or none, and
/// of all days, the latest first; and so many worlds to try one (fewer of many: worlds_each).
inline constexpr std::size_t course_points = 40;
inline constexpr std::size_t course_worlds = 10'000;
inline constexpr std::size_t mover_statements = 60;
inline constexpr std::size_t movers_in_all = 300;
inline constexpr std::size_t mover_worlds = 2000;

Course course(const std::shared_ptr<const Case>& c, const Filter& filter, const RobustOptions& options);

/// Of each statement, whether it can change nothing where it is kept, since for each party and option that it speaks to
/// another row that certainly holds stands before it.
std::vector<bool> overshadowed(const Case& c, const std::vector<bool>& kept);

}  // namespace parley
