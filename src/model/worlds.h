// Worlds: tables of integers, drawn, in both readings, and the reference world.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/error.h"
#include "core/progress.h"
#include "core/random.h"
#include "model/compile.h"
#include "model/draws.h"
#include "model/wide.h"

namespace parley {

/// Cells and thresholds of many worlds side by side: a package is accepted in world s by row r if the sum over the
/// row's factors of cells[(factor.first_cell + cell) * worlds + s] is at least thresholds[r * worlds + s].
template <class Int>
struct Table {
  std::size_t worlds = 0;
  std::vector<Int> cells;
  std::vector<Int> thresholds;
  std::vector<std::uint8_t> valid;  ///< 0 where claims leave some party no preference: the world does not count
  [[nodiscard]] std::size_t valid_worlds() const;
};

/// The integers that a case needs (Compiled::width).
using AnyTable = std::variant<Table<std::int32_t>, Table<std::int64_t>, Table<Wide>>;

/// Worlds [first, first + count) of a seed. Byte-identical at any number of threads (0: all). Throws Cancelled when
/// stopped, and Error, naming the rows, where claims leave no world at all.
AnyTable draw_worlds(const Compiled& compiled, Reading reading, const Seed& seed, std::uint64_t first,
                     std::size_t count, std::size_t threads, const Progress& progress = {});

/// The same of a slice of the worlds that are drawn, of which claims may leave none.
AnyTable draw_slice(const Compiled& compiled, Reading reading, const Seed& seed, std::uint64_t first, std::size_t count,
                    std::size_t threads, const Progress& progress = {});

/// The same in both readings, by Reading: what both draw alike is drawn once.
std::array<AnyTable, 2> draw_readings(const Compiled& compiled, const Seed& seed, std::uint64_t first,
                                      std::size_t count, std::size_t threads, const Progress& progress = {});

/// The error where claims leave none of all worlds.
Error no_world_left(const Compiled& compiled);

/// Whether nothing is drawn: all worlds are one, in both readings. A case all in numbers; it may say no of a case with
/// votes, or options on which a party is silent, whose worlds are all the same nonetheless.
bool has_one_world(const Compiled& compiled);

/// Whose values the cells hold: those that a reservation value is measured against, or every principal's.
enum class Valuing { by_reservation, every_principal };

/// The table of one world that was drawn.
Table<Wide> one_world(const Compiled& compiled, Reading reading, const WorldDraw& world,
                      Valuing valuing = Valuing::by_reservation);

/// The one world of DESIGN's "reference world".
Table<Wide> reference_world(const Compiled& compiled, Reading reading, Valuing valuing = Valuing::by_reservation);

/// The cell of `factor` for a choice of one option index for each variable (indices into Variable::options).
std::size_t cell_index(const Compiled& compiled, const Factor& factor, const std::vector<int>& choice);

}  // namespace parley
