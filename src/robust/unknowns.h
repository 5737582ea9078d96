// What is not known: the independent draws that a world is made of, in groups that a question could settle.
//
// A stance on which nothing certain was said, a party's weights as a whole, its class levels, whether a red line binds,
// whether a row is right, which option or source is meant, a lever, what no-deal brings, how the silent vote. Each has
// numbers in every world, a question that a person could put to somebody, and a few answers into which the numbers
// fall.
#pragma once

#include <string>
#include <vector>

#include "model/draws.h"
#include "robust/regression.h"
#include "robust/robust.h"

namespace parley {

/// The unknowns of a case in a fixed order (by kind and ids), with their questions and statements; nothing valued yet.
std::vector<Unknown> list_unknowns(const Compiled& compiled, Reading reading);

/// What each unknown is in worlds [first, first + count) of the seed.
std::vector<Observed> observe(const Compiled& compiled, const std::vector<Unknown>& unknowns, const Seed& seed,
                              std::uint64_t first, std::size_t count, std::size_t threads);

/// Takes an unknown's draws from one world into another. Of a party whose claims tie its preferences together, all of
/// them move at once; true is then returned.
bool take_draws(const Compiled& compiled, const Unknown& unknown, const WorldDraw& from, WorldDraw& to);

/// The answers into which an unknown's numbers fall: each of a few values, thirds of a range, or what weighs most.
class Answers {
 public:
  Answers(const Compiled& compiled, const Unknown& unknown, const Observed& observed, const std::vector<char>& valid);
  [[nodiscard]] std::size_t count() const { return words_.size(); }
  [[nodiscard]] std::size_t of(std::span<const float> numbers) const;
  [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

 private:
  UnknownKind kind_;
  std::vector<float> ends_;  ///< upper ends of all but the last; of discrete unknowns their values
  std::vector<std::string> words_;
};

}  // namespace parley
