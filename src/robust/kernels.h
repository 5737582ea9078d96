// The inner loops of the search over worlds: small integers of many worlds side by side.
//
// A world is alive while no slack of it is negative, so the sign bit of the or of all slacks says whether it is dead.
// Columns are as long as a whole number of vectors; the loops run over GCC's vectors, which the compiler makes AVX2 of
// or what any machine has. Which is chosen at run time; the bits are the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace parley {

/// Slacks and deficits in a search: see robust/narrow.h.
using Small = std::int16_t;

/// Slacks and deficits stay within this of zero, so that no sum of two leaves the integers.
inline constexpr Small small_limit = 16383;

/// Worlds in a vector; columns are padded to a multiple.
inline constexpr std::size_t vector_worlds = 16;

/// One row and what up to four options would take off it.
struct OptionRow {
  const Small* slack = nullptr;
  const Small* deficit[4] = {nullptr, nullptr, nullptr, nullptr};
};

/// For each of `options` <= 4 options, the worlds alive if it were chosen, into `alive`. `dead`, if not null, has a
/// negative number for each world that is dead whatever is chosen. Where no option can reach `needed` worlds any more
/// the counts may be cut short: each is then less than `needed`, and so is the truth.
void count_options(std::span<const OptionRow> rows, const Small* dead, std::size_t worlds, std::size_t options,
                   std::size_t needed, std::size_t* alive);

/// A factor's live columns made relative to their maximum, which its row loses: after[k] = columns[k] - max, slack +
/// max into slack, never below -small_limit. `after` is empty where the columns are done with.
void settle_maximum(std::span<const Small* const> columns, std::span<Small* const> after, Small* slack,
                    std::size_t worlds);

/// Copies the worlds that `living` marks, eight to a byte, from a column to the front of one with `room` for them; both
/// may be the same. What follows them up to `room` is left in any state.
void keep_worlds(const Small* from, std::span<const std::uint8_t> living, Small* to, std::size_t room);

/// Sum over worlds of the smallest slack of any row (rows one after another, `worlds` long), raised by `reach` and cut
/// to [0, 2 reach]: a count of worlds that a package nearly has counts in part.
std::uint64_t near_count(std::span<const Small* const> rows, Small reach, std::size_t worlds);

/// The same loops without AVX2, whatever the machine: for tests.
namespace portable {
void count_options(std::span<const OptionRow> rows, const Small* dead, std::size_t worlds, std::size_t options,
                   std::size_t needed, std::size_t* alive);
void settle_maximum(std::span<const Small* const> columns, std::span<Small* const> after, Small* slack,
                    std::size_t worlds);
void keep_worlds(const Small* from, std::span<const std::uint8_t> living, Small* to, std::size_t room);
std::uint64_t near_count(std::span<const Small* const> rows, Small reach, std::size_t worlds);
}  // namespace portable

}  // namespace parley
