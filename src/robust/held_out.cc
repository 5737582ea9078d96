#include "robust/held_out.h"

#include <algorithm>
#include <variant>

#include "core/checkpoint.h"
#include "robust/searched.h"

namespace parley {

namespace {

constexpr std::size_t held_out_block = 16384;  // worlds of a table at a time

HeldOut count_held_out(const Compiled& compiled, Reading reading, std::vector<std::vector<int>> choices,
                       const RobustOptions& options) {
  options.progress("judging packages on held-out worlds", -1);
  const Slice own = options.crew.slice(options.worlds);
  const std::size_t looked_at = std::min(options.worlds, first_worlds_kept);
  HeldOut result;
  result.choices = std::move(choices);
  result.tallies.resize(result.choices.size());
  for (Tally& tally : result.tallies) tally.rows.resize(compiled.rows.size());
  result.accepted.assign(result.choices.size(), std::vector<char>(looked_at, 0));
  result.valid.assign(looked_at, 0);
  std::size_t valid = 0;
  for (std::size_t begin = own.first; begin < own.first + own.count; begin += held_out_block) {
    const std::size_t n = std::min(held_out_block, own.first + own.count - begin);
    const std::size_t wanted = std::min(n, looked_at - std::min(looked_at, begin));
    const AnyDeficits any = draw_part(compiled, reading, options, options.worlds + begin, n);
    std::visit(
        [&](const auto& deficits) {
          const Plan plan = make_plan(compiled);
          for (std::size_t x = 0; x < result.choices.size(); ++x) {
            add_worlds(compiled, plan, deficits, result.choices[x], result.tallies[x]);
            std::ranges::copy(accepted_worlds(plan, deficits, result.choices[x], wanted),
                              result.accepted[x].begin() + static_cast<std::ptrdiff_t>(begin));
          }
          std::copy_n(deficits.valid.begin(), wanted, result.valid.begin() + static_cast<std::ptrdiff_t>(begin));
          valid += deficits.valid_worlds();
        },
        any);
  }
  if (options.crew.sum(valid) == 0 && options.worlds > 0) throw no_world_left(compiled);
  for (Tally& tally : result.tallies) tally.add_up(options.crew);
  for (auto& accepted : result.accepted) options.crew.join(accepted);
  options.crew.join(result.valid);
  return result;
}

Words to_words(const HeldOut& held_out) {
  WordWriter to;
  for (const Tally& tally : held_out.tallies) to.numbers(tally.counts());
  for (const auto& accepted : held_out.accepted) to.marks(accepted);
  to.marks(held_out.valid);
  return to.take();
}

HeldOut from_words(const Words& words, std::vector<std::vector<int>> choices) {
  WordReader from(words);
  HeldOut held_out;
  held_out.choices = std::move(choices);
  for (std::size_t x = 0; x < held_out.choices.size(); ++x) held_out.tallies.emplace_back().set_counts(from.numbers());
  for (std::size_t x = 0; x < held_out.choices.size(); ++x) held_out.accepted.push_back(from.marks());
  held_out.valid = from.marks();
  return held_out;
}

}  // namespace

HeldOut hold_out(const Compiled& compiled, Reading reading, std::vector<std::vector<int>> choices,
                 const RobustOptions& options) {
  const Words* known = options.checkpoint == nullptr ? nullptr : options.checkpoint->take();
  HeldOut result = known != nullptr ? from_words(*known, std::move(choices))
                                    : count_held_out(compiled, reading, std::move(choices), options);
  if (options.checkpoint != nullptr && known == nullptr) options.checkpoint->finish(to_words(result));
  for (Tally& tally : result.tallies) tally.repeat(options.alike);
  return result;
}

}  // namespace parley
