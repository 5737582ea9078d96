#include "robust/course.h"

#include <algorithm>
#include <climits>
#include <cmath>
#include <map>
#include <ranges>
#include <set>

namespace parley {

namespace {

bool is_number(const Statement& row) { return row.stance && std::holds_alternative<Quantity>(*row.stance); }

/// Whether a row gives its stance in every world, whatever the package.
bool always_speaks(const Statement& row) {
  return !row.condition && row.certainty >= 1 && row.options && !row.options->one_of;
}

/// The case as it would be had one row not been said by the day asked about. It stays in the case, as a filter would
/// leave it, so that whom an issue concerns does not change.
std::shared_ptr<const Case> not_yet_said(const Case& c, int statement) {
  auto later = std::make_shared<Case>(c);
  later->statements[statement].date.last = INT_MAX;
  return later;
}

class Walk {
 public:
  Walk(const std::shared_ptr<const Case>& c, const Filter& filter) : case_(c), filter_(filter) {}

  Conclusions at(int day, const RobustOptions& options, const std::shared_ptr<const Case>& c) const {
    Filter filter = filter_;
    filter.as_of = day;
    return conclude(c, filter, options);
  }

  std::vector<Mover> movers(const CoursePoint& point, const RobustOptions& options) const {
    Filter filter = filter_;
    filter.as_of = point.day;
    const std::vector<bool> kept = kept_statements(*case_, filter);
    const Conclusions with = at(point.day, options, case_);
    const std::vector<bool> shadowed = overshadowed(*case_, kept);
    std::vector<Mover> found;
    for (int s : point.said) {
      if (shadowed[s]) continue;
      const Conclusions without = at(point.day, options, not_yet_said(*case_, s));
      Mover mover{s, {}, fallen(without, with), is_exact(with) && is_exact(without)};
      for (std::size_t r = 0; r < 2; ++r) mover.change[r] = with.best_share[r].value - without.best_share[r].value;
      if (mover.change[0] != 0 || mover.change[1] != 0 || mover.fallen.any()) found.push_back(std::move(mover));
    }
    const auto size = [](const Mover& m) { return std::max(std::abs(m.change[0]), std::abs(m.change[1])); };
    std::sort(found.begin(), found.end(), [&](const Mover& a, const Mover& b) {
      if (size(a) != size(b)) return size(a) > size(b);
      return case_->statements[a.statement].id < case_->statements[b.statement].id;
    });
    return found;
  }

 private:
  std::shared_ptr<const Case> case_;
  Filter filter_;
};

/// By day, the statements that are computed on; days with other statements alone have none. What has no date stands
/// from the beginning.
std::map<int, std::vector<int>> days_of(const Case& c, const Filter& filter) {
  const std::vector<bool> kept = kept_statements(c, filter);
  std::map<int, std::vector<int>> days;
  for (std::size_t s = 0; s < c.statements.size(); ++s) {
    if (!kept[s] || c.statements[s].date.text.empty()) continue;
    std::vector<int>& said = days[c.statements[s].date.last];
    if (is_computed_on(c.statements[s])) said.push_back(static_cast<int>(s));
  }
  return days;
}

}  // namespace

std::vector<bool> overshadowed(const Case& c, const std::vector<bool>& kept) {
  std::vector<bool> result(c.statements.size());
  std::set<int> in_numbers;  // numbers alone make a party one that keeps its own units
  for (std::size_t s = 0; s < c.statements.size(); ++s)
    if (kept[s] && is_number(c.statements[s])) in_numbers.insert(c.statements[s].party);
  for (std::size_t s = 0; s < c.statements.size(); ++s) {
    const Statement& row = c.statements[s];
    result[s] = !row.importance && !row.claim && row.draft < 0 && row.moves_values() && !in_numbers.contains(row.party);
  }
  for (const Position& position : standing_rows(c, kept)) {
    bool earlier = false;        // a tier before this one certainly speaks
    std::set<int> of_this_tier;  // documents in which this one does: of one tier the world draws whose comes first
    for (std::size_t k = 0; k < position.rows.size(); ++k) {
      if (k > 0 && position.tiers[k] != position.tiers[k - 1]) {
        earlier = earlier || !of_this_tier.empty();
        of_this_tier.clear();
      }
      const int here = position.rows[k];
      const Statement& row = c.statements[here];
      if (!earlier && !of_this_tier.contains(row.document)) result[here] = false;
      if (always_speaks(row)) of_this_tier.insert(row.document);
    }
  }
  return result;
}

Course course(const std::shared_ptr<const Case>& c, const Filter& filter, const RobustOptions& options) {
  Course result;
  const Walk walk(c, filter);
  auto days = days_of(*c, filter);
  while (days.size() > course_points) {
    days.erase(days.begin());
    ++result.earlier_dates;
  }
  std::size_t tried = 0;
  std::set<int> tried_days;
  for (const auto& [day, said] : std::views::reverse(days)) {
    if (said.size() > mover_statements || tried + said.size() > movers_in_all) continue;
    tried += said.size();
    tried_days.insert(day);
  }
  result.worlds = std::min(options.worlds, worlds_each(c, filter, days.size(), course_worlds));
  result.mover_worlds = std::min(options.worlds, worlds_each(c, filter, tried, mover_worlds));
  RobustOptions of_point = options;
  of_point.progress.report = nullptr;
  of_point.worlds = result.worlds;
  of_point.nodes = nodes_each(days.size(), options.nodes);
  RobustOptions of_mover = of_point;
  of_mover.worlds = result.mover_worlds;
  of_mover.nodes = nodes_each(tried, options.nodes);
  double done = 0;
  for (const auto& [day, said] : days) {
    options.progress("following the verdict over time", done++ / static_cast<double>(days.size()));
    CoursePoint point;
    point.day = day;
    point.said = said;
    if (said.empty() && !result.points.empty())
      point.conclusions = result.points.back().conclusions;
    else
      point.conclusions = walk.at(day, of_point, c);
    if (!result.points.empty()) point.changed = fallen(result.points.back().conclusions, point.conclusions);
    point.movers_sought = tried_days.contains(day);
    if (!said.empty() && point.movers_sought) point.movers = walk.movers(point, of_mover);
    result.points.push_back(std::move(point));
  }
  return result;
}

}  // namespace parley
