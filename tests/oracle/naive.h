// The naive model: the mathematics of docs/model, written a second time, as plainly as it can be and from the words
// alone.
//
// It knows nothing of factors, compiled rows or bounds. A world is a value that holds every draw; whatever is asked of
// a package is worked out anew from the statements, in that world and reading, and all packages are gone through one by
// one. Random numbers come from a generator of its own, so shares agree with those of the program up to chance only;
// the reference world agrees exactly.
#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <vector>

#include "model/case.h"
#include "model/compile.h"

namespace oracle {

using parley::Case;
using parley::Filter;
using parley::Package;
using parley::Reading;

/// A number, or the point of an interval or distribution at a share `at` of it.
double point(const parley::Quantity& quantity, double at);

/// Every draw of one world. Vectors run over the casebook's parties, issues, options, levers and over the statements.
struct World {
  bool reference = false;
  std::vector<char> holds;                              ///< the statement is taken to be right
  std::vector<char> binds;                              ///< its red line binds
  std::vector<int> meant;                               ///< of a row on ?(…): the option meant; else -1
  std::vector<double> stance_at, otherwise_at;          ///< where a row's interval is drawn, in [0, 1]
  std::vector<std::vector<double>> levels;              ///< party, StanceClass
  std::vector<std::vector<double>> weights;             ///< party, issue; 0 where the issue does not concern it
  std::vector<std::vector<std::vector<double>>> free;   ///< party, issue, option: silence, or an end that no row codes
  std::vector<std::vector<std::vector<double>>> order;  ///< party, issue, document + 1: the least comes first
  std::vector<int> levers;
  std::vector<std::vector<int>> no_deal;  ///< party, issue: an option, or -1
  std::vector<double> reservation_at;
  bool silent_yes = false;
};

/// How one principal takes a package. Values are multiples of 2^-24 counted in ones; in the reference world, and of
/// parties in their own units, as they are.
struct Taken {
  int party = -1;
  bool has_reservation = false;
  double value = 0;
  double reservation = 0;
  bool red_line = false;
  std::vector<int> red_rows;  ///< statements whose red lines are crossed
  bool below = false;
  bool exactly_there = false;
  [[nodiscard]] bool consents() const { return !red_line && !below; }
};

/// How one party or body votes on the options of a package that need it.
struct Vote {
  int party = -1;
  bool needed = false;
  bool consents = true;
};

struct Judged {
  std::vector<char> rules;  ///< of each rule, whether the package keeps it
  std::vector<Taken> principals;
  std::vector<Vote> voters;  ///< every party or body that some option needs
  bool settles = true;       ///< some principal with a reservation value is not exactly there
  [[nodiscard]] bool allowed() const;
  [[nodiscard]] bool consented() const;  ///< by principals and voters
};

struct TallyOfPackages {
  std::uint64_t total = 0, allowed = 0, accepted_by_all = 0;
  std::vector<std::uint64_t> accepted;  ///< principals, casebook's order
};

/// A case under a filter, gone through by brute force.
class Naive {
 public:
  Naive(const Case& c, const Filter& filter);

  [[nodiscard]] World reference(Reading reading) const;
  [[nodiscard]] World sample(std::mt19937_64& random) const;
  [[nodiscard]] Judged judge(const World& world, Reading reading, const Package& package) const;

  /// Every package; issues left out stand at -1.
  [[nodiscard]] const std::vector<Package>& packages() const { return packages_; }
  [[nodiscard]] TallyOfPackages count(Reading reading) const;

  [[nodiscard]] const std::vector<int>& principals() const { return principals_; }
  [[nodiscard]] bool concerned(int party, int issue) const { return concerned_[party][issue] != 0; }
  [[nodiscard]] bool left_out(int issue) const { return left_out_[issue] != 0; }
  [[nodiscard]] bool own_units(int party) const { return own_units_[party] != 0; }
  [[nodiscard]] bool kept(int statement) const { return kept_[statement] != 0; }

  /// The value, in [0, 1] or the party's own units, of an option of a package.
  [[nodiscard]] double value(const World& world, Reading reading, int party, int issue, int option,
                             const Package& package) const;

 private:
  struct Context {  // where formulas are evaluated: a package, or a party's no-deal
    const std::vector<int>& options;
    bool no_deal;
  };
  struct Stood {  // what stands for a party on an option
    bool spoken = false;
    bool is_class = true;
    parley::StanceClass stance = parley::StanceClass::oppose;
    double value = 0;
    int row = -1;
    bool red = false;
  };
  struct Knot {
    double at = 0;
    double value = 0;
  };

  [[nodiscard]] std::vector<std::vector<int>> tiers(const std::vector<int>& rows) const;
  [[nodiscard]] std::vector<std::vector<int>> by_source(const World& world, int party, int issue,
                                                        const std::vector<int>& tier) const;
  [[nodiscard]] Stood give(const World& world, int row, const parley::Stance& stance, double at) const;
  [[nodiscard]] Stood first_of(const World& world, const Context& context, const std::vector<int>& rows) const;
  [[nodiscard]] Stood first_of_sources(const World& world, const Context& context,
                                       std::vector<std::vector<int>> sources) const;
  [[nodiscard]] Stood stands(const World& world, const Context& context, int party, int issue, int option) const;
  [[nodiscard]] bool holds(const parley::Formula& formula, const World& world, const Context& context) const;
  [[nodiscard]] double value_in(const World& world, Reading reading, const Context& context, int party, int issue,
                                int option) const;
  [[nodiscard]] std::vector<Knot> coded_knots(const World& world, const Context& context, int party, int issue) const;
  [[nodiscard]] std::vector<Knot> open_knots(const World& world, const Context& context, int party, int issue) const;
  [[nodiscard]] double factor(const World& world, Reading reading, const Context& context, int party, int issue,
                              int option) const;
  [[nodiscard]] double terms(const World& world, const Context& context, int party) const;
  [[nodiscard]] bool votes(const World& world, Reading reading, const Context& context, int party, int issue,
                           int option, parley::SilentVote silent) const;
  [[nodiscard]] const parley::Importance* importance(const World& world, int party, int issue) const;
  [[nodiscard]] bool in_no_deal(int party, int issue, int option) const;
  [[nodiscard]] double position(int issue, int option) const;
  [[nodiscard]] int end(int issue, bool upper) const;
  [[nodiscard]] const parley::Quantity* firmness(int row) const;
  [[nodiscard]] World blank() const;
  void deal_numbers(World& world, int party, const std::function<double()>& at, std::vector<int>& others,
                    double& rest) const;
  [[nodiscard]] std::vector<int> by_importance(const World& world, int party, std::vector<int> issues) const;
  void mean_weights(World& world, int party) const;
  void draw_weights(World& world, int party, std::mt19937_64& random) const;
  void find_packages();

  const Case& case_;
  Filter filter_;
  std::vector<char> kept_;
  std::vector<int> principals_;
  std::vector<int> voters_;
  std::vector<std::vector<char>> concerned_;
  std::vector<std::vector<char>> by_terms_;  // party, issue: its terms name the issue, and no stance of it does
  std::vector<char> left_out_;
  std::vector<char> own_units_;
  /// Fractions that no rounding touches: a party's own units, and whatever stands in the reference world.
  [[nodiscard]] bool counts_as_it_is(const World& world, int party) const {
    return world.reference || own_units_[party] != 0;
  }
  std::vector<std::vector<std::vector<std::vector<std::vector<int>>>>> rows_;  // party, issue, option: tiers of rows
  std::vector<Package> packages_;
};

}  // namespace oracle
