// One package in one world that was drawn, without a table: values, red lines and votes, row by row.
//
// An open clause stands for each party's own no-deal. Rows are judged one at a time, so that where one party's draws
// change only its own rows need be judged again.
#pragma once

#include <vector>

#include "model/compile.h"
#include "model/draws.h"
#include "model/values.h"

namespace parley {

/// How one row takes a package in one world.
enum class Verdict { consents, below, red_line };

class PackageJudge {
 public:
  PackageJudge(const Compiled& compiled, const Package& package, Reading reading);

  /// Every row of the compiled case.
  std::vector<Verdict> judge(const WorldDraw& world);
  /// A row that is not the settlement's; `gains` is set to whether a principal gets more than its no-deal.
  Verdict row(std::size_t r, const WorldDraw& world, bool& gains);

 private:
  Verdict principal(const Row& row, const WorldDraw& world, bool& gains);
  bool votes_yes(int voter, const WorldDraw& world);

  const Compiled& compiled_;
  const Case& case_;
  const Preferences& preferences_;
  Package package_;
  Reading reading_;
  std::vector<Valued> valued_;
};

}  // namespace parley
