#include "robust/held_out.h"

#include <algorithm>
#include <variant>

#include "core/checkpoint.h"
#include "robust/searched.h"

namespace parley {

namespace {

constexpr std::size_t held_out_block = 16384;  // worlds of a table at a time

/// Nothing counted yet.
HeldOut blank(const Compiled& compiled, std::vector<std::vector<int>> choices, std::size_t looked_at) {
  HeldOut result;
  result.choices = std::move(choices);
  result.tallies.resize(result.choices.size());
  for (Tally& tally : result.tallies) tally.rows.resize(compiled.rows.size());
  result.accepted.assign(result.choices.size(), std::vector<char>(looked_at, 0));
  result.valid.assign(looked_at, 0);
  return result;
}

/// Adds some worlds; the first `wanted` of them are looked at one by one, and come at `begin`.
template <class Int>
void add(const Compiled& compiled, const Deficits<Int>& deficits, std::size_t begin, std::size_t wanted,
         HeldOut& result) {
  const Plan plan = make_plan(compiled);
  for (std::size_t x = 0; x < result.choices.size(); ++x) {
    add_worlds(compiled, plan, deficits, result.choices[x], result.tallies[x]);
    std::ranges::copy(accepted_worlds(plan, deficits, result.choices[x], wanted),
                      result.accepted[x].begin() + static_cast<std::ptrdiff_t>(begin));
  }
  std::copy_n(deficits.valid.begin(), wanted, result.valid.begin() + static_cast<std::ptrdiff_t>(begin));
}

std::array<HeldOut, 2> count_held_out(const Compiled& compiled, std::array<std::vector<std::vector<int>>, 2> choices,
                                      const RobustOptions& options) {
  options.progress("judging packages on held-out worlds", -1);
  const Slice own = options.crew.slice(options.worlds);
  const std::size_t looked_at = std::min(options.worlds, first_worlds_kept);
  std::array<HeldOut, 2> result{blank(compiled, std::move(choices[0]), looked_at),
                                blank(compiled, std::move(choices[1]), looked_at)};
  std::size_t valid = 0;  // in either reading: claims look at none
  for (std::size_t begin = own.first; begin < own.first + own.count; begin += held_out_block) {
    const std::size_t n = std::min(held_out_block, own.first + own.count - begin);
    const std::size_t wanted = std::min(n, looked_at - std::min(looked_at, begin));
    const std::array<AnyDeficits, 2> parts = draw_parts(compiled, options, options.worlds + begin, n);
    for (std::size_t r = 0; r < parts.size(); ++r)
      std::visit([&](const auto& deficits) { add(compiled, deficits, begin, wanted, result[r]); }, parts[r]);
    valid += std::visit([](const auto& deficits) { return deficits.valid_worlds(); }, parts[0]);
  }
  if (options.crew.sum(valid) == 0 && options.worlds > 0) throw no_world_left(compiled);
  for (HeldOut& of_reading : result) {
    for (Tally& tally : of_reading.tallies) tally.add_up(options.crew);
    for (auto& accepted : of_reading.accepted) options.crew.join(accepted);
    options.crew.join(of_reading.valid);
  }
  return result;
}

Words to_words(const std::array<HeldOut, 2>& held_out) {
  WordWriter to;
  for (const HeldOut& of_reading : held_out) {
    for (const Tally& tally : of_reading.tallies) to.numbers(tally.counts());
    for (const auto& accepted : of_reading.accepted) to.marks(accepted);
    to.marks(of_reading.valid);
  }
  return to.take();
}

std::array<HeldOut, 2> from_words(const Words& words, std::array<std::vector<std::vector<int>>, 2> choices) {
  WordReader from(words);
  std::array<HeldOut, 2> held_out;
  for (std::size_t r = 0; r < held_out.size(); ++r) {
    HeldOut& of_reading = held_out[r];
    of_reading.choices = std::move(choices[r]);
    for (std::size_t x = 0; x < of_reading.choices.size(); ++x)
      of_reading.tallies.emplace_back().set_counts(from.numbers());
    for (std::size_t x = 0; x < of_reading.choices.size(); ++x) of_reading.accepted.push_back(from.marks());
    of_reading.valid = from.marks();
  }
  return held_out;
}

}  // namespace

std::array<HeldOut, 2> hold_out(const Compiled& compiled, std::array<std::vector<std::vector<int>>, 2> choices,
                                const RobustOptions& options) {
  const Words* known = options.checkpoint == nullptr ? nullptr : options.checkpoint->take();
  std::array<HeldOut, 2> result =
      known != nullptr ? from_words(*known, std::move(choices)) : count_held_out(compiled, std::move(choices), options);
  if (options.checkpoint != nullptr && known == nullptr) options.checkpoint->finish(to_words(result));
  for (HeldOut& of_reading : result)
    for (Tally& tally : of_reading.tallies) tally.repeat(options.alike);
  return result;
}

}  // namespace parley
