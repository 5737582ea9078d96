#include "model/claim_room.h"

#include <algorithm>
#include <cmath>

#include "model/linear_program.h"

namespace parley {

namespace {

using Levels = std::array<double, 3>;
using LevelCell = std::vector<Levels>;  // corners: a tetrahedron, or one point

LevelCell all_levels() { return {{0, 0, 0}, {0, 0, 1}, {0, 1, 1}, {1, 1, 1}}; }

double squared(const Levels& a, const Levels& b) {
  double sum = 0;
  for (std::size_t l = 0; l < 3; ++l) sum += (a[l] - b[l]) * (a[l] - b[l]);
  return sum;
}

/// The cell cut through the middle of its longest edge.
std::array<LevelCell, 2> halves(const LevelCell& cell) {
  std::size_t one = 0;
  std::size_t other = 1;
  for (std::size_t a = 0; a < cell.size(); ++a)
    for (std::size_t b = a + 1; b < cell.size(); ++b)
      if (squared(cell[a], cell[b]) > squared(cell[one], cell[other])) one = a, other = b;
  Levels middle{};
  for (std::size_t l = 0; l < 3; ++l) middle[l] = (cell[one][l] + cell[other][l]) / 2;
  std::array<LevelCell, 2> result{cell, cell};
  result[0][one] = middle;
  result[1][other] = middle;
  return result;
}

/// The program of a cell: columns for each issue's weight at each corner of the cell, for weight times each silent and
/// each bent value, for the reservation value, at each corner for what parts two classes of importance and for the
/// corner's own share, and last for the room.
class CellProgram {
 public:
  CellProgram(const ClaimForms& forms, const ClaimPoint& here, const LevelCell& cell)
      : forms_(forms), here_(here), cell_(cell) {
    number_columns();
    add_weights();
    add_order();
    add_weight_forms();
    add_values();
    add_forms();
    solution_ = maximise(program_);
  }

  /// No preference with levels in the cell gives every form more room than this, beyond its own.
  [[nodiscard]] double bound() const { return solution_.bound - penalty_ * weight_total_ - depth_; }

  /// The preference that the program proposes, its levels averaged over the issues by their weights.
  [[nodiscard]] ClaimPoint point() const {
    ClaimPoint point = here_;
    Levels sum{};
    double total = 0;
    for (std::size_t k = 0; k < weight_at_.size(); ++k) {
      if (weight_at_[k] < 0) continue;
      double weight = 0;
      for (std::size_t corner = 0; corner < cell_.size(); ++corner) {
        const double share = value(weight_at_[k] + static_cast<int>(corner));
        weight += share;
        for (std::size_t l = 0; l < 3; ++l) sum[l] += share * cell_[corner][l];
      }
      total += weight;
      if (is_worded(static_cast<int>(k))) point.weight[k] = weight;
    }
    point.level = cell_[0];
    if (cell_.size() > 1 && total > 0)
      for (std::size_t l = 0; l < 3; ++l) point.level[l] = sum[l] / total;
    for (std::size_t f = 0; f < forms_.free().size(); ++f) place_free(f, point);
    place_ends(point);
    return point;
  }

 private:
  struct BentColumn {
    int issue = -1;
    ClaimForms::Bent bent;
    int column = -1;
    double low = 0, high = 1;
  };

  [[nodiscard]] double value(int column) const { return solution_.point[static_cast<std::size_t>(column)]; }
  [[nodiscard]] bool is_worded(int k) const {
    const auto& worded = forms_.weights().worded;
    return std::find(worded.begin(), worded.end(), k) != worded.end();
  }

  int new_column(double highest) {
    program_.highest.push_back(highest);
    return static_cast<int>(program_.highest.size()) - 1;
  }

  void number_columns() {
    weight_at_.assign(here_.weight.size(), -1);
    double most = 0;  // that one weight's part can be multiplied by
    const auto use = [&](int k) {
      if (weight_at_[k] >= 0) return;
      const double highest = is_worded(k) ? forms_.weights().rest : here_.weight[k];
      weight_total_ += is_worded(k) ? 0 : here_.weight[k];
      for (std::size_t corner = 0; corner < cell_.size(); ++corner) {
        const int column = new_column(highest);
        if (corner == 0) weight_at_[k] = column;
      }
    };
    for (int k : forms_.weights().worded) use(k);
    if (!forms_.weights().worded.empty()) weight_total_ += forms_.weights().rest;
    for (const auto& form : forms_.forms())
      for (const auto& part : form.parts) use(part.issue);
    for (const auto& free : forms_.free()) {
      using Kind = ClaimForms::Free::Kind;
      // A silent value that falls out of every form is left as it is drawn.
      const bool counts = free.kind == Kind::silence && weight_at_[free.issue] >= 0;
      free_at_.push_back(counts                           ? new_column(weight_limit(free.issue))
                         : free.kind == Kind::reservation ? new_column(reservation_range())
                                                          : -1);
    }
    for (const auto& form : forms_.forms()) {
      double offset = std::abs(form.constant);
      if (form.reservation != 0)
        offset += std::max(std::abs(forms_.reservation()->low()), std::abs(forms_.reservation()->high()));
      for (const auto& part : form.parts) {
        double size = std::abs(part.constant);
        for (const double level : part.level) size += std::abs(level);
        for (const auto& [free, slope] : part.free) size += std::abs(slope);
        for (const auto& bent : part.bent) size += std::abs(add_bent(part.issue, bent));
        most = std::max(most, size);
        offset += size * weight_limit(part.issue);
      }
      depth_ = std::max(depth_, offset + form.room + 1);
    }
    for (std::size_t g = 1; g < classes().size(); ++g)
      for (std::size_t corner = 0; corner < cell_.size(); ++corner) {
        const int column = new_column(forms_.weights().rest);
        if (corner == 0) threshold_at_.push_back(column);
      }
    for (std::size_t corner = 0; corner < cell_.size(); ++corner) {
      const int column = new_column(1);
      if (corner == 0) share_at_ = column;
    }
    penalty_ = 2 * most + 1;
    room_at_ = new_column(3 * depth_);
    program_.objective.assign(program_.highest.size(), 0.0);
    program_.objective[room_at_] = 1;
  }

  [[nodiscard]] double weight_limit(int k) const { return is_worded(k) ? forms_.weights().rest : here_.weight[k]; }
  [[nodiscard]] double reservation_range() const { return forms_.reservation()->high() - forms_.reservation()->low(); }

  /// The most that a bent value can be in size; its column is made when it is first seen.
  double add_bent(int issue, const ClaimForms::Bent& bent) {
    if (const BentColumn* known = find_bent(issue, bent)) return std::max(std::abs(known->low), std::abs(known->high));
    BentColumn column;
    column.issue = issue;
    column.bent = bent;
    column.low = forms_.party().issues[issue].lowest;
    column.high = forms_.party().issues[issue].highest;
    if (cell_.size() == 1) {  // the levels are known: what the ends can make of it
      ClaimPoint at = here_;
      at.level = cell_[0];
      column.low = HUGE_VAL;
      column.high = -HUGE_VAL;
      for (const double lower : {end_tried(0), end_tried(4), end_tried(8)})
        for (const double upper : {end_tried(0), end_tried(4), end_tried(8)}) {
          set_ends(issue, {lower, upper}, at);
          const double v = forms_.bent_value(issue, bent, at);
          column.low = std::min(column.low, v);
          column.high = std::max(column.high, v);
        }
    }
    column.column = new_column((column.high - column.low) * weight_limit(issue));
    bent_.push_back(column);
    return std::max(std::abs(column.low), std::abs(column.high));
  }

  [[nodiscard]] const BentColumn* find_bent(int issue, const ClaimForms::Bent& bent) const {
    const auto at = std::find_if(bent_.begin(), bent_.end(), [&](const BentColumn& b) {
      return b.issue == issue && b.bent.side == bent.side && b.bent.option == bent.option;
    });
    return at == bent_.end() ? nullptr : &*at;
  }

  void set_ends(int issue, const std::array<double, 2>& ends, ClaimPoint& point) const {
    for (std::size_t f = 0; f < forms_.free().size(); ++f) {
      const auto& free = forms_.free()[f];
      if (free.kind == ClaimForms::Free::Kind::end && free.issue == issue)
        point.free[f] = ends[static_cast<std::size_t>(free.which)];
    }
  }

  LinearProgram::Row& new_row(double limit) {
    program_.rows.push_back({std::vector<double>(program_.highest.size(), 0.0), limit});
    return program_.rows.back();
  }

  /// What a row has in the column of a corner, of those that start at `first`.
  static double& at(LinearProgram::Row& row, int first, std::size_t corner) {
    return row.coefficients[static_cast<std::size_t>(first) + corner];
  }

  void add_weight(LinearProgram::Row& row, int k, double factor) const {
    for (std::size_t corner = 0; corner < cell_.size(); ++corner) at(row, weight_at_[k], corner) += factor;
  }

  /// At each corner, weights of the sum that they should have there: at most, as a row, and not less, as a penalty in
  /// the objective. The corners' shares sum to 1.
  void add_weights() {
    const auto fix = [&](const std::vector<int>& issues, double sum) {
      for (std::size_t corner = 0; corner < cell_.size(); ++corner) {
        auto& row = new_row(0);
        for (int k : issues) at(row, weight_at_[k], corner) = 1;
        at(row, share_at_, corner) = -sum;
      }
    };
    auto& shares = new_row(1);
    for (std::size_t corner = 0; corner < cell_.size(); ++corner) at(shares, share_at_, corner) = 1;
    if (!forms_.weights().worded.empty()) fix(forms_.weights().worded, forms_.weights().rest);
    for (std::size_t k = 0; k < weight_at_.size(); ++k) {
      if (weight_at_[k] < 0) continue;
      if (!is_worded(static_cast<int>(k))) fix({static_cast<int>(k)}, here_.weight[k]);
      for (std::size_t corner = 0; corner < cell_.size(); ++corner)
        program_.objective[static_cast<std::size_t>(weight_at_[k]) + corner] = penalty_;
    }
  }

  /// Classes of importance in use, from the lowest.
  [[nodiscard]] std::vector<int> classes() const {
    std::vector<int> known;
    for (int c : forms_.weights().classes)
      if (c != ImportanceOrder::unknown) known.push_back(c);
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    return known;
  }

  void add_order() {
    const std::vector<int> known = classes();
    for (std::size_t g = 1; g < known.size(); ++g)
      for (std::size_t i = 0; i < forms_.weights().worded.size(); ++i) {
        const int of_issue = forms_.weights().classes[i];
        if (of_issue != known[g] && of_issue != known[g - 1]) continue;
        const double sign = of_issue == known[g] ? -1 : 1;
        for (std::size_t corner = 0; corner < cell_.size(); ++corner) {
          auto& row = new_row(0);
          at(row, weight_at_[forms_.weights().worded[i]], corner) = sign;
          at(row, threshold_at_[g - 1], corner) = -sign;
        }
      }
  }

  /// A form in weights alone holds at every corner, as the order does: the weights are the same at all of them.
  void add_weight_forms() {
    if (cell_.size() == 1) return;
    for (const auto& form : forms_.forms()) {
      const bool weights_alone =
          form.reservation == 0 && std::all_of(form.parts.begin(), form.parts.end(), [](const auto& part) {
            return part.level == Levels{} && part.free.empty() && part.bent.empty();
          });
      for (std::size_t corner = 0; weights_alone && corner < cell_.size(); ++corner) {
        auto& row = new_row(0);
        for (const auto& part : form.parts) at(row, weight_at_[part.issue], corner) -= part.constant;
        at(row, share_at_, corner) -= form.constant;
      }
    }
  }

  void add_values() {
    for (std::size_t f = 0; f < free_at_.size(); ++f) {
      if (free_at_[f] < 0) continue;
      const auto& free = forms_.free()[f];
      const bool silence = free.kind == ClaimForms::Free::Kind::silence;
      auto& row = new_row(silence ? 0 : reservation_range());
      row.coefficients[static_cast<std::size_t>(free_at_[f])] = 1;
      if (silence) add_weight(row, free.issue, -1);
    }
    for (const BentColumn& bent : bent_) {
      auto& row = new_row(0);
      row.coefficients[static_cast<std::size_t>(bent.column)] = 1;
      add_weight(row, bent.issue, -(bent.high - bent.low));
    }
  }

  /// room ≤ form - its own room, the room counted from -depth so that 0 is a vertex.
  void add_forms() {
    for (const auto& form : forms_.forms()) {
      double limit = form.constant - form.room + depth_;
      if (form.reservation != 0) limit += form.reservation * forms_.reservation()->low();
      auto& row = new_row(std::max(0.0, limit));
      row.coefficients[static_cast<std::size_t>(room_at_)] = 1;
      for (const auto& part : form.parts) {
        for (std::size_t corner = 0; corner < cell_.size(); ++corner) {
          double factor = part.constant;
          for (std::size_t l = 0; l < 3; ++l) factor += part.level[l] * cell_[corner][l];
          at(row, weight_at_[part.issue], corner) -= factor;
        }
        for (const auto& [free, slope] : part.free)
          row.coefficients[static_cast<std::size_t>(free_at_[static_cast<std::size_t>(free)])] -= slope;
        for (const auto& bent : part.bent) {
          const BentColumn& column = *find_bent(part.issue, bent);
          add_weight(row, part.issue, -bent.sign * column.low);
          row.coefficients[static_cast<std::size_t>(column.column)] -= bent.sign;
        }
      }
      if (form.reservation != 0)
        for (std::size_t f = 0; f < free_at_.size(); ++f)
          if (forms_.free()[f].kind == ClaimForms::Free::Kind::reservation)
            row.coefficients[static_cast<std::size_t>(free_at_[f])] -= form.reservation;
    }
  }

  void place_free(std::size_t f, ClaimPoint& point) const {
    const auto& free = forms_.free()[f];
    if (free_at_[f] < 0) return;
    if (free.kind == ClaimForms::Free::Kind::silence) {
      const double weight = point.weight[free.issue];
      point.free[f] = weight > 0 ? std::clamp(value(free_at_[f]) / weight, 0.0, 1.0) : 0.5;
    } else if (free.kind == ClaimForms::Free::Kind::reservation) {
      // The quantile of the value wanted, by bisection.
      const double wanted = forms_.reservation()->low() + value(free_at_[f]);
      double low = 0;
      double high = 1;
      for (int step = 0; step < 53; ++step) {
        const double middle = (low + high) / 2;
        (forms_.reservation()->quantile(middle) < wanted ? low : high) = middle;
      }
      point.free[f] = (low + high) / 2;
    }
  }

  /// One of nine places from 0 to 1. A line jumps where an end is worth what the coded option next to it is, and no
  /// draw ever hits that: so none of these is 0, 1, a level at which cells are looked at, or a usual number.
  static constexpr double end_tried(int k) { return (3 * k + 1) / 27.0; }

  /// Ends that bring each bent value near the wanted share of its range.
  void place_ends(ClaimPoint& point) const {
    for (const BentColumn& bent : bent_) {
      const double weight = point.weight[bent.issue];
      if (weight <= 0) continue;
      const double wanted = bent.low + value(bent.column) / weight;
      std::array<double, 2> best{0.5, 0.5};
      double nearest = HUGE_VAL;
      for (int lower = 0; lower <= 8; ++lower)
        for (int upper = 0; upper <= 8; ++upper) {
          set_ends(bent.issue, {end_tried(lower), end_tried(upper)}, point);
          const double off = std::abs(forms_.bent_value(bent.issue, bent.bent, point) - wanted);
          if (off >= nearest) continue;
          nearest = off;
          best = {end_tried(lower), end_tried(upper)};
        }
      set_ends(bent.issue, best, point);
    }
  }

  const ClaimForms& forms_;
  const ClaimPoint& here_;
  const LevelCell& cell_;
  LinearProgram program_;
  LinearSolution solution_;
  std::vector<int> weight_at_;  ///< by issue model: the column of the first corner, -1 where no form looks at it
  std::vector<int> free_at_;
  std::vector<int> threshold_at_;  ///< by gap between classes: of the first corner
  std::vector<BentColumn> bent_;
  int share_at_ = -1;  ///< of the first corner: how much of the point lies at each
  int room_at_ = -1;
  double weight_total_ = 0;  ///< of all sums of weights that are fixed
  double penalty_ = 1;
  double depth_ = 1;
};

/// Worded weights divided so that they sum to what they share.
void settle_weights(const ClaimForms& forms, ClaimPoint& point) {
  double sum = 0;
  for (int k : forms.weights().worded) sum += point.weight[k];
  if (sum <= 0) return;
  for (int k : forms.weights().worded) point.weight[k] *= forms.weights().rest / sum;
}

/// Levels that no draw gives, such as a favour worth nothing, are where a line jumps.
Levels off_the_rim(const Levels& level) {
  Levels inside{};
  for (std::size_t l = 0; l < 3; ++l) inside[l] = level[l] + (static_cast<double>(l + 1) / 4 - level[l]) / 64;
  return inside;
}

}  // namespace

ClaimRoom find_room_at(const ClaimForms& forms, const ClaimPoint& here, const std::array<double, 3>& level) {
  ClaimRoom room;
  room.point = CellProgram(forms, here, {level}).point();
  settle_weights(forms, room.point);
  if (forms.inside(room.point)) room.kind = ClaimRoom::Kind::found;
  return room;
}

ClaimRoom find_room(const ClaimForms& forms, const ClaimPoint& here) {
  if (forms.never()) return {ClaimRoom::Kind::empty, here};
  if (const ClaimRoom room = find_room_at(forms, here, here.level); room.kind == ClaimRoom::Kind::found) return room;
  struct Open {
    LevelCell cell;
    double bound = 0;
  };
  std::vector<Open> open{{forms.uses_levels() || forms.is_bent() ? all_levels() : LevelCell{here.level}, HUGE_VAL}};
  for (int programs = 0; !open.empty(); ++programs) {
    if (programs >= room_programs) return {ClaimRoom::Kind::undecided, here};
    const auto widest =
        std::max_element(open.begin(), open.end(), [](const Open& a, const Open& b) { return a.bound < b.bound; });
    const LevelCell cell = widest->cell;
    open.erase(widest);
    const CellProgram program(forms, here, cell);
    if (program.bound() <= 0) continue;
    ClaimRoom room =
        find_room_at(forms, here, forms.is_bent() ? off_the_rim(program.point().level) : program.point().level);
    if (room.kind == ClaimRoom::Kind::found) return room;
    if (cell.size() == 1) return {ClaimRoom::Kind::undecided, here};
    ++programs;
    for (const LevelCell& half : halves(cell)) open.push_back({half, program.bound()});
  }
  return {ClaimRoom::Kind::empty, here};
}

}  // namespace parley
