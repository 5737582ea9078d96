// Worlds made ready once, so that one package after another can be judged on them in milliseconds: what-if answers.
//
// The worlds are those that the lens holds out from its search, so a prepared judgement is the same, byte for byte, as
// judge() of the same options. A package that leaves clauses open cannot be read off the tables (each party's own
// no-deal stands for it, which may lie outside what can be agreed) and draws its worlds again: some tens of
// milliseconds.
#pragma once

#include <array>
#include <variant>

#include "robust/robust.h"
#include "settle/plan.h"

namespace parley {

/// Worlds side by side, in the integers that the case needs.
using AnyDeficits = std::variant<Deficits<std::int32_t>, Deficits<std::int64_t>, Deficits<Wide>>;

/// A compiled case with its held-out worlds in both readings. Nothing in it changes once it is made: many threads may
/// judge on it at once.
struct PreparedWorlds {
  Compiled compiled;
  RobustOptions options;  ///< whose worlds these are; `progress` is not kept
  std::array<AnyDeficits, 2> worlds;
};

/// Draws the worlds; `options` gives their number, seed and the threads to draw them with.
PreparedWorlds prepare_worlds(Compiled compiled, const RobustOptions& options);

/// One package, which need not keep the rules, judged on the prepared worlds.
RatedPackage judge(const PreparedWorlds& prepared, const Package& package);

}  // namespace parley
