// A package or a draft in the reference world, as each party sees it: its own no-deal stands for a clause left open.
#pragma once

#include <vector>

#include "model/draws.h"
#include "model/values.h"

namespace parley {

/// One party's options in a package, open clauses standing for its no-deal, valued in the reference world.
class ReferenceView {
 public:
  ReferenceView(const Compiled& compiled, const Package& package, Reading reading)
      : compiled_(compiled),
        case_(*compiled.source),
        preferences_(*compiled.preferences),
        package_(package),
        reading_(reading),
        world_(reference_draw(case_, preferences_)) {
    for (int issue : compiled.left_out) package_[issue] = -1;
  }

  [[nodiscard]] const WorldDraw& world() const { return world_; }

  /// The option of a party's issue: the package's, or its no-deal's where the clause is open.
  [[nodiscard]] int option(int m, std::size_t k) const {
    const int stated = package_[preferences_.parties[m].issues[k].issue];
    return stated >= 0 ? stated : world_.parties[m].issues[k].no_deal;
  }

  /// What conditions are judged by for party model m: the package, or the party's no-deal.
  [[nodiscard]] Context context(int m, bool in_no_deal) const {
    const PartyModel& party = preferences_.parties[m];
    Context context{package_, world_.levers};
    if (in_no_deal) context.options.assign(package_.size(), -1);
    for (std::size_t j = 0; j < party.issues.size(); ++j) {
      int& slot = context.options[party.issues[j].issue];
      if (slot < 0) slot = world_.parties[m].issues[j].no_deal;
    }
    return context;
  }

  /// Values of the options of issue model k of party model m; the context is the package, or the party's no-deal.
  const std::vector<Valued>& value(int m, std::size_t k, bool in_no_deal) {
    const PartyModel& party = preferences_.parties[m];
    Context context = this->context(m, in_no_deal);
    value_options(case_, party.issues[k], world_, world_.parties[m], world_.parties[m].issues[k], reading_, context,
                  compiled_.dropped.statements, valued_);
    return valued_;
  }

 private:
  const Compiled& compiled_;
  const Case& case_;
  const Preferences& preferences_;
  Package package_;
  Reading reading_;
  WorldDraw world_;
  std::vector<Valued> valued_;
};

}  // namespace parley
