// What a party's claims ask of its preferences in one world, as forms in its weights and values.
//
// Once chance has decided what is discrete, each claim that stands says that a sum over issues of weight times a
// difference of values, plus a constant, is above 0. Given the values that is linear in the weights; given the weights
// it is linear in the class levels and in the values of silent options. One thing is not linear: an option beyond the
// coded ones of an ordered issue, whose value hangs on a drawn end and on which end may rise (values.cc). Such a value
// is *bent*; it is worked out anew at each point.
#pragma once

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "model/draws.h"
#include "model/values.h"

namespace parley {

/// The preferences of a party that claims bear on: a point of the set that claims cut out.
struct ClaimPoint {
  std::vector<double> weight;     ///< by issue model
  std::array<double, 3> level{};  ///< tolerate, accept, favour
  std::vector<double> free;       ///< by ClaimForms::free, each in [0, 1]
};

/// Where a party's weights may lie: the worded ones are ≥ 0, sum to `rest`, and keep the order of their classes.
struct WeightRegion {
  std::vector<int> worded;   ///< issue models
  std::vector<int> classes;  ///< of each: ImportanceClass, or ImportanceOrder::unknown
  double rest = 0;
};

class ClaimForms {
 public:
  /// A quantile that a value hangs on.
  struct Free {
    enum class Kind { silence, end, reservation };
    Kind kind = Kind::silence;
    int issue = -1;  ///< issue model
    int which = 0;   ///< option, or which end
    bool operator==(const Free&) const = default;
  };
  /// A value worked out anew: of an option of an issue, in the context of a draft or of no-deal.
  struct Bent {
    int side = 0;
    int option = -1;
    double sign = 1;
    bool operator==(const Bent&) const = default;
  };
  /// What one issue's weight is multiplied by: constant + level · levels + slope · free + bent values.
  struct Part {
    int issue = -1;  ///< issue model
    double constant = 0;
    std::array<double, 3> level{};
    std::vector<std::pair<int, double>> free;
    std::vector<Bent> bent;
  };
  /// Sum of weights times parts, plus `constant`, plus `reservation` times the reservation value, must be ≥ `room`,
  /// which is more than rounding to integers can take away.
  struct Form {
    std::vector<Part> parts;
    double constant = 0;
    double reservation = 0;
    double room = 0;
  };

  ClaimForms(const Case& c, const PartyModel& party, const WorldDraw& world, const PartyDraw& draw);

  [[nodiscard]] const std::vector<Form>& forms() const { return forms_; }
  [[nodiscard]] const std::vector<Free>& free() const { return free_; }
  [[nodiscard]] const WeightRegion& weights() const { return weights_; }
  [[nodiscard]] const PartyModel& party() const { return party_; }
  /// A form that no preference changes fails.
  [[nodiscard]] bool never() const { return never_; }
  [[nodiscard]] bool uses_levels() const { return uses_levels_; }
  [[nodiscard]] bool is_bent() const { return bent_; }
  /// All that bent values hang on beside levels and ends.
  [[nodiscard]] std::vector<double> bends() const;
  /// The reservation value where a quantity is given for it and a form uses it.
  [[nodiscard]] const Quantity* reservation() const { return reservation_; }

  [[nodiscard]] ClaimPoint point_of(const PartyDraw& draw) const;
  void write(const ClaimPoint& point, PartyDraw& draw) const;

  /// What multiplies the weight of a part's issue at a point, whose values alone are looked at.
  [[nodiscard]] double coefficient(const Part& part, const ClaimPoint& point) const;
  /// What a form has beside the weighted parts.
  [[nodiscard]] double offset(const Form& form, const ClaimPoint& point) const;
  /// Whether every form has its room at a point.
  [[nodiscard]] bool inside(const ClaimPoint& point) const;
  /// The bent value itself.
  [[nodiscard]] double bent_value(int issue, const Bent& bent, const ClaimPoint& point) const;

 private:
  void add_comparison(const std::vector<int>& better, const std::vector<int>& worse, bool strict, double reservation);
  void add_form(Form form, bool strict);
  [[nodiscard]] bool is_settled(const Form& form) const;  ///< no preference changes it
  [[nodiscard]] Part part_of(int k, int better_side, int worse_side);
  void add_value(Part& part, int side, double sign);
  [[nodiscard]] const Valued& value_at(int k, int side, int option) const;
  int free_index(Free free);  ///< adds it where it is new
  [[nodiscard]] int side_of(const std::vector<int>& options);
  [[nodiscard]] double rounding() const;

  const Case& case_;
  const PartyModel& party_;
  const WorldDraw& world_;
  std::vector<std::vector<int>> sides_;  ///< options by issue model
  std::vector<Form> forms_;
  std::vector<Free> free_;
  WeightRegion weights_;
  const Quantity* reservation_ = nullptr;
  bool never_ = false;
  bool uses_levels_ = false;
  bool bent_ = false;
  mutable PartyDraw scratch_;
  mutable Context context_;
  mutable std::vector<Valued> valued_;
};

/// The claims of a party that stand in a world: every comparison, and for each draft the first row on it.
std::vector<int> standing_claims(const Case& c, const PartyModel& party, const WorldDraw& world);

/// A draft's options by issue model: a clause left open counts as the no-deal option.
std::vector<int> draft_options(const Case& c, const PartyModel& party, const PartyDraw& draw, int draft);

}  // namespace parley
