#include "robust/judge.h"

#include <algorithm>
#include <mutex>

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

template <class Int>
void add_worlds(const Compiled& compiled, const Plan& plan, const Deficits<Int>& deficits,
                const std::vector<int>& choice, Tally& tally) {
  const std::vector<Int> slack = final_slacks(plan, deficits, choice);
  tally.rows.resize(compiled.rows.size());
  std::vector<Verdict> verdicts(compiled.rows.size());
  for (std::size_t s = 0; s < deficits.worlds; ++s) {
    if (deficits.valid[s] == 0) continue;
    for (std::size_t r = 0; r < verdicts.size(); ++r) {
      const Wide left = slack[r * deficits.worlds + s];
      const Wide red_line = red_line_of(compiled, compiled.rows[r]);
      verdicts[r] = left >= 0                               ? Verdict::consents
                    : red_line != 0 && left < -red_line / 2 ? Verdict::red_line
                                                            : Verdict::below;
      if (verdicts[r] == Verdict::below && compiled.rows[r].kind == RowKind::principal &&
          !compiled.rows[r].has_reservation)
        verdicts[r] = Verdict::red_line;
    }
    add_world(compiled, verdicts, tally);
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
