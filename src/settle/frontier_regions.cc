#include "settle/frontier_regions.h"

#include <algorithm>
#include <numeric>

#include "settle/linear.h"

namespace parley {

namespace {

using Corner = std::vector<Wide>;

bool reaches(const Corner& units, const Corner& corner) {
  for (std::size_t k = 0; k < units.size(); ++k)
    if (units[k] < corner[k]) return false;
  return true;
}

/// Nobody refuses anything: a frontier of all that the rules allow looks at no red line.
OneWorld unrefused(const OneWorld& world) {
  OneWorld result = world;
  for (WorldTable& table : result.tables) std::fill(table.shut.begin(), table.shut.end(), 0);
  return result;
}

class Regions {
 public:
  Regions(const OneWorld& world, const FrontierOptions& options)
      : options_(options), n_(world.principals.size()), nodes_(options.nodes) {
    std::vector<Wide> zero;
    std::vector<std::optional<Wide>> least(n_);
    for (std::size_t k = 0; k < n_; ++k) {
      zero.push_back(world.principals[k].reservation.value_or(0));
      if (options.acceptable) least[k] = world.principals[k].reservation;
    }
    gains_ = make_gains(world, zero, least, true);
    const Wide widest = std::max<Wide>(1, *std::max_element(gains_.reach.begin(), gains_.reach.end()));
    for (Wide reach : gains_.reach) weights_.push_back(std::max<Wide>(1, widest / std::max<Wide>(1, reach)));
    open_.push_back(gains_.floor);
  }

  Frontier run() {
    while (!open_.empty()) {
      if (options_.progress.stopped()) throw Cancelled{};
      options_.progress("working out the frontier", -1);
      const Corner corner = std::move(open_.back());
      open_.pop_back();
      if (nodes_ == 0 || points_.size() >= options_.points)
        undecided_.push_back(corner);
      else
        look_into(corner);
    }
    return finish();
  }

 private:
  struct Point {
    Corner units;
    std::vector<int> choice;
  };

  SearchResult search_from(const Corner& corner, SearchLimits limits) {
    gains_.floor = corner;
    LinearGoal goal(gains_, weights_);
    goal.want(std::inner_product(weights_.begin(), weights_.end(), corner.begin(), Wide{0}));
    limits.nodes = nodes_;
    limits.progress = options_.progress;
    SearchResult found = search(gains_, goal, limits);
    nodes_ -= std::min(nodes_, found.nodes);
    return found;
  }

  /// Nothing dominates a point: the packages that reach it attain it.
  void count(const std::vector<Point>& points, Frontier& frontier) {
    SearchLimits limits;
    limits.count = true;
    for (const Point& point : points) {
      options_.progress("counting packages of the frontier", -1);
      const SearchResult found = nodes_ > 0 ? search_from(point.units, limits) : SearchResult{};
      if (!found.proven) return frontier.packages.clear();
      frontier.packages.push_back(found.count);
    }
  }

  void look_into(const Corner& corner) {
    SearchLimits limits;
    limits.packages = 1;
    limits.any = true;
    const SearchResult found = search_from(corner, limits);
    if (found.packages.empty()) {
      if (!found.proven) undecided_.push_back(corner);
      return;
    }
    const Corner units = units_of(gains_, found.packages.front());
    if (!found.proven) undecided_.push_back(units);  // what dominates it may still be there
    points_.push_back({units, found.packages.front()});
    open_.push_back(corner);
    split(units);
  }

  /// Takes what a point makes dominated out of every region that holds it.
  void split(const Corner& units) {
    std::vector<Corner> rest, parts;
    for (Corner& corner : open_) {
      if (!reaches(units, corner)) {
        rest.push_back(std::move(corner));
        continue;
      }
      for (std::size_t k = 0; k < n_; ++k) {
        parts.push_back(corner);
        parts.back()[k] = units[k] + 1;
      }
    }
    open_ = std::move(rest);
    for (Corner& part : parts)
      if (std::none_of(open_.begin(), open_.end(), [&](const Corner& other) { return reaches(part, other); })) {
        std::erase_if(open_, [&](const Corner& other) { return reaches(other, part); });
        open_.push_back(std::move(part));
      }
  }

  Frontier finish() {
    std::vector<Point> points;
    for (const Point& point : points_)
      if (std::none_of(points_.begin(), points_.end(), [&](const Point& other) {
            return other.units != point.units && reaches(other.units, point.units);
          }))
        points.push_back(point);
    std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.units > b.units; });
    Frontier result;
    result.principals = n_;
    result.worked_out = undecided_.empty() || !points.empty();
    for (const Point& point : points) {
      std::vector<Wide> values;
      for (std::size_t k = 0; k < n_; ++k) values.push_back(gains_.zero[k] + gains_.step[k] * point.units[k]);
      result.add(values, point.choice);
    }
    result.cover = cover(points);
    if (undecided_.empty()) count(points, result);
    return result;
  }

  /// What an undecided region could hold exceeds one of the listed points by this at most.
  [[nodiscard]] std::vector<Wide> cover(const std::vector<Point>& points) const {
    std::vector<Wide> result(n_, 0);
    if (points.empty() || undecided_.empty()) return result;
    const auto excess = [&](const Point& point) {
      double most = 0;
      for (std::size_t k = 0; k < n_; ++k)
        most = std::max(most, static_cast<double>(most_of(k) - point.units[k]) /
                                  static_cast<double>(std::max<Wide>(1, gains_.reach[k])));
      return most;
    };
    const Point& near = *std::min_element(points.begin(), points.end(),
                                          [&](const Point& a, const Point& b) { return excess(a) < excess(b); });
    for (std::size_t k = 0; k < n_; ++k) result[k] = (most_of(k) - near.units[k]) * gains_.step[k];
    return result;
  }

  [[nodiscard]] Wide most_of(std::size_t k) const { return gains_.start[k] + gains_.reach[k]; }

  const FrontierOptions& options_;
  std::size_t n_;
  std::uint64_t nodes_;
  Gains gains_;
  std::vector<Wide> weights_;
  std::vector<Corner> open_, undecided_;
  std::vector<Point> points_;
};

}  // namespace

Frontier frontier_by_regions(const OneWorld& world, const FrontierOptions& options) {
  if (options.acceptable) return Regions(world, options).run();
  const OneWorld all = unrefused(world);
  return Regions(all, options).run();
}

}  // namespace parley
