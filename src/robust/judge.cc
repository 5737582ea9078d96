#include "robust/judge.h"

#include <algorithm>
#include <mutex>
#include <span>

#include "core/parallel.h"
#include "model/claims.h"
#include "robust/best.h"
#include "robust/package_judge.h"

namespace parley {

namespace {

void add_world(const Compiled& compiled, const std::vector<Verdict>& verdicts, Tally& tally) {
  ++tally.worlds;
  std::size_t against = 0;
  for (std::size_t r = 0; r < verdicts.size(); ++r)
    if (verdicts[r] != Verdict::consents && compiled.rows[r].kind != RowKind::settlement) ++against;
  bool settles = true;
  for (std::size_t r = 0; r < verdicts.size(); ++r)
    if (compiled.rows[r].kind == RowKind::settlement) settles = verdicts[r] == Verdict::consents;
  if (against == 0 && settles) ++tally.accepted;
  for (std::size_t r = 0; r < verdicts.size(); ++r) {
    if (verdicts[r] == Verdict::consents) ++tally.rows[r].consents;
    if (verdicts[r] == Verdict::red_line) ++tally.rows[r].red_line;
    if (verdicts[r] == Verdict::below) ++tally.rows[r].below;
    if (verdicts[r] != Verdict::consents && against == 1) ++tally.rows[r].alone;
  }
}

Wide red_line_of(const Compiled& compiled, const Row& row) {
  const Preferences& preferences = *compiled.preferences;
  return row.kind == RowKind::principal ? preferences.parties[preferences.party_model[row.party]].red_line : Wide{0};
}

}  // namespace

void Tally::repeat(std::size_t times) {
  worlds *= times;
  accepted *= times;
  for (RowTally& row : rows) {
    row.consents *= times;
    row.red_line *= times;
    row.below *= times;
    row.alone *= times;
  }
}

std::vector<std::uint64_t> Tally::counts() const {
  std::vector<std::uint64_t> counts{worlds, accepted};
  for (const RowTally& row : rows) counts.insert(counts.end(), {row.consents, row.red_line, row.below, row.alone});
  return counts;
}

void Tally::set_counts(const std::vector<std::uint64_t>& counts) {
  worlds = counts.at(0);
  accepted = counts.at(1);
  rows.resize((counts.size() - 2) / 4);
  for (std::size_t r = 0; r < rows.size(); ++r)
    rows[r] = {counts[2 + 4 * r], counts[3 + 4 * r], counts[4 + 4 * r], counts[5 + 4 * r]};
}

void Tally::add_up(const Crew& crew) {
  std::vector<std::uint64_t> all = counts();
  crew.sum(all);
  set_counts(all);
}

namespace {

constexpr std::size_t tally_block = 512;  // worlds whose slacks stay in the first cache

/// Slacks of every row of a full package in worlds [begin, begin + n), rows `tally_block` apart. Deficits only take
/// off, so that a slack far below zero need not be followed further.
template <class Int>
void block_slacks(const Compiled& compiled, const Deficits<Int>& deficits, std::span<const std::size_t> columns,
                  std::size_t begin, std::size_t n, Int* slack) {
  constexpr Int floor = -(Int{1} << (8 * sizeof(Int) - 3));
  for (std::size_t r = 0; r < compiled.rows.size(); ++r)
    std::copy_n(deficits.slack.data() + r * deficits.worlds + begin, n, slack + r * tally_block);
  for (std::size_t f = 0; f < columns.size(); ++f) {
    const Int* column = deficits.cells.data() + columns[f] * deficits.worlds + begin;
    Int* row = slack + static_cast<std::size_t>(compiled.factors[f].row) * tally_block;
    for (std::size_t s = 0; s < n; ++s) row[s] = row[s] > floor ? static_cast<Int>(row[s] + column[s]) : row[s];
  }
}

/// The slack below which a row is against a package because of a red line: the deficit of one is more than all gains
/// together.
template <class Int>
Int red_line_limit(const Compiled& compiled, const Row& row) {
  if (row.kind == RowKind::principal && !row.has_reservation) return 0;
  const Wide red_line = red_line_of(compiled, row);
  constexpr Int never = -(Int{1} << (8 * sizeof(Int) - 2)) * 2;
  return red_line == 0 ? never : static_cast<Int>(-red_line / 2);
}

/// Adds the worlds of a block in which `counts` is 1.
template <class Int>
void tally_block_worlds(const Compiled& compiled, std::span<const Int> limits, const Int* slack, const Int* counts,
                        std::size_t n, Tally& tally) {
  Int against[tally_block] = {};
  Int refused[tally_block] = {};
  for (std::size_t r = 0; r < limits.size(); ++r) {
    const Int* row = slack + r * tally_block;
    const Int vetoes = compiled.rows[r].kind != RowKind::settlement ? 1 : 0;
    for (std::size_t s = 0; s < n; ++s) {
      const Int no = row[s] < 0 ? 1 : 0;
      against[s] = static_cast<Int>(against[s] + no * vetoes);
      refused[s] |= no;
    }
  }
  Int worlds = 0;
  Int accepted = 0;
  for (std::size_t s = 0; s < n; ++s) {
    worlds = static_cast<Int>(worlds + counts[s]);
    accepted = static_cast<Int>(accepted + (counts[s] & (refused[s] ^ 1)));
  }
  tally.worlds += static_cast<std::size_t>(worlds);
  tally.accepted += static_cast<std::size_t>(accepted);
  for (std::size_t r = 0; r < limits.size(); ++r) {
    const Int* row = slack + r * tally_block;
    Int refuses = 0;
    Int red_line = 0;
    Int alone = 0;
    for (std::size_t s = 0; s < n; ++s) {
      const Int no = static_cast<Int>(counts[s] & (row[s] < 0 ? 1 : 0));
      refuses = static_cast<Int>(refuses + no);
      red_line = static_cast<Int>(red_line + (no & (row[s] < limits[r] ? 1 : 0)));
      alone = static_cast<Int>(alone + (no & (against[s] == 1 ? 1 : 0)));
    }
    tally.rows[r].consents += static_cast<std::size_t>(worlds - refuses);
    tally.rows[r].red_line += static_cast<std::size_t>(red_line);
    tally.rows[r].below += static_cast<std::size_t>(refuses - red_line);
    tally.rows[r].alone += static_cast<std::size_t>(alone);
  }
}

}  // namespace

template <class Int>
void add_worlds(const Compiled& compiled, const Plan& plan, const Deficits<Int>& deficits,
                const std::vector<int>& choice, Tally& tally) {
  tally.rows.resize(compiled.rows.size());
  std::vector<Int> limits;
  for (const Row& row : compiled.rows) limits.push_back(red_line_limit<Int>(compiled, row));
  std::vector<std::size_t> columns;
  for (const Factor& factor : compiled.factors)
    columns.push_back(factor.first_cell + cell_index(*plan.compiled, factor, choice));
  std::vector<Int> slack(compiled.rows.size() * tally_block);
  for (std::size_t begin = 0; begin < deficits.worlds; begin += tally_block) {
    const std::size_t n = std::min(tally_block, deficits.worlds - begin);
    Int counts[tally_block];
    for (std::size_t s = 0; s < n; ++s) counts[s] = deficits.valid[begin + s] != 0 ? 1 : 0;
    block_slacks(compiled, deficits, columns, begin, n, slack.data());
    tally_block_worlds<Int>(compiled, limits, slack.data(), counts, n, tally);
  }
}

template void add_worlds(const Compiled&, const Plan&, const Deficits<std::int32_t>&, const std::vector<int>&, Tally&);
template void add_worlds(const Compiled&, const Plan&, const Deficits<std::int64_t>&, const std::vector<int>&, Tally&);
template void add_worlds(const Compiled&, const Plan&, const Deficits<Wide>&, const std::vector<int>&, Tally&);

void add_worlds_directly(const Compiled& compiled, const Package& package, Reading reading, const Seed& seed,
                         std::uint64_t first, std::size_t count, std::size_t threads, const Progress& progress,
                         Tally& tally) {
  const Case& c = *compiled.source;
  const Preferences& preferences = *compiled.preferences;
  const DrawKeys keys = draw_keys(c, preferences, seed);
  tally.rows.resize(compiled.rows.size());
  std::mutex mutex;
  parallel_for(count, 256, threads, [&](std::size_t begin, std::size_t end) {
    if (progress.stopped()) throw Cancelled{};
    PackageJudge judge(compiled, package, reading);
    Tally part;
    part.rows.resize(compiled.rows.size());
    WorldDraw world;
    for (std::size_t s = begin; s < end; ++s) {
      draw_world(c, preferences, keys, first + s, world);
      if (impose_claims(c, preferences, keys, first + s, world)) add_world(compiled, judge.judge(world), part);
    }
    const std::lock_guard lock(mutex);
    tally.worlds += part.worlds;
    tally.accepted += part.accepted;
    for (std::size_t r = 0; r < part.rows.size(); ++r) {
      tally.rows[r].consents += part.rows[r].consents;
      tally.rows[r].red_line += part.rows[r].red_line;
      tally.rows[r].below += part.rows[r].below;
      tally.rows[r].alone += part.rows[r].alone;
    }
  });
  if (count > 0 && tally.worlds == 0) throw Error(claims_problem(c, preferences));
}

Package package_of(const Compiled& compiled, const std::vector<int>& choice) {
  Package package(compiled.source->casebook.issues.size(), -1);
  for (std::size_t v = 0; v < choice.size(); ++v)
    package[compiled.variables[v].issue] = compiled.variables[v].options[choice[v]];
  return package;
}

std::optional<std::vector<int>> choice_of(const Compiled& compiled, const Package& package) {
  std::vector<int> choice;
  for (const Variable& variable : compiled.variables) {
    const auto at = std::find(variable.options.begin(), variable.options.end(), package[variable.issue]);
    if (at == variable.options.end()) return std::nullopt;
    choice.push_back(static_cast<int>(at - variable.options.begin()));
  }
  return choice;
}

}  // namespace parley
