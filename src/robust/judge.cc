#include "robust/judge.h"

#include <algorithm>
#include <mutex>

#include "core/parallel.h"
#include "model/claims.h"
#include "model/values.h"
#include "robust/best.h"

namespace parley {

namespace {

/// How one row takes a package in one world.
enum class Verdict { consents, below, red_line };

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

/// Values, red lines and votes of a package, open clauses standing for each party's own no-deal, world by world.
class DirectJudge {
 public:
  DirectJudge(const Compiled& compiled, const Package& package, Reading reading)
      : compiled_(compiled),
        case_(*compiled.source),
        preferences_(*compiled.preferences),
        package_(package),
        reading_(reading) {
    for (int issue : compiled.left_out) package_[issue] = -1;
  }

  std::vector<Verdict> judge(const WorldDraw& world) {
    std::vector<Verdict> verdicts(compiled_.rows.size(), Verdict::consents);
    bool gains = false;
    for (std::size_t r = 0; r < compiled_.rows.size(); ++r) {
      const Row& row = compiled_.rows[r];
      if (row.kind == RowKind::principal) verdicts[r] = principal(row, world, gains);
      if (row.kind == RowKind::voter && !votes_yes(row.party, world)) verdicts[r] = Verdict::below;
      if (row.kind == RowKind::settlement && !gains) verdicts[r] = Verdict::below;
    }
    return verdicts;
  }

 private:
  Verdict principal(const Row& row, const WorldDraw& world, bool& gains) {
    const int m = preferences_.party_model[row.party];
    const PartyModel& party = preferences_.parties[m];
    const PartyDraw& draw = world.parties[m];
    Context context{package_, world.levers};
    for (std::size_t k = 0; k < party.issues.size(); ++k) {
      int& option = context.options[party.issues[k].issue];
      if (option < 0) option = draw.issues[k].no_deal;
    }
    Wide sum = 0;
    for (std::size_t k = 0; k < party.issues.size(); ++k) {
      const IssueModel& issue = party.issues[k];
      const int option = context.options[issue.issue];
      if (option < 0) continue;
      value_options(case_, issue, world, draw, draw.issues[k], reading_, context, compiled_.dropped.statements,
                    valued_);
      if (valued_[option].red_line && package_[issue.issue] >= 0) return Verdict::red_line;
      if (issue.weighs) sum += integer_value(party, draw.issues[k], valued_[option]);
    }
    if (!row.has_reservation) return Verdict::consents;
    const Wide reservation = reservation_value(case_, preferences_, party, world);
    if (sum > reservation) gains = true;
    return sum >= reservation ? Verdict::consents : Verdict::below;
  }

  bool votes_yes(int voter, const WorldDraw& world) {
    Context context{package_, world.levers};
    for (const Variable& variable : compiled_.variables) {
      const int option = package_[variable.issue];
      if (option < 0) continue;
      const auto& needs = case_.casebook.issues[variable.issue].options[option].needs;
      if (std::find(needs.begin(), needs.end(), voter) == needs.end()) continue;
      if (!vote(case_, preferences_, voter, variable.issue, world, reading_, context,
                compiled_.dropped.statements)[option])
        return false;
    }
    return true;
  }

  const Compiled& compiled_;
  const Case& case_;
  const Preferences& preferences_;
  Package package_;
  Reading reading_;
  std::vector<Valued> valued_;
};

}  // namespace

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

void add_worlds_directly(const Compiled& compiled, const Package& package, Reading reading, std::uint64_t seed,
                         std::uint64_t first, std::size_t count, std::size_t threads, const Progress& progress,
                         Tally& tally) {
  const Case& c = *compiled.source;
  const Preferences& preferences = *compiled.preferences;
  const DrawKeys keys = draw_keys(c, preferences, seed);
  tally.rows.resize(compiled.rows.size());
  std::mutex mutex;
  parallel_for(count, 256, threads, [&](std::size_t begin, std::size_t end) {
    if (progress.stopped()) throw Cancelled{};
    DirectJudge judge(compiled, package, reading);
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
