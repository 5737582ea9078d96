#include "robust/weighing.h"

#include <algorithm>

#include "core/parallel.h"
#include "model/claims.h"
#include "robust/package_judge.h"
#include "robust/sobol.h"

namespace parley {

namespace {

/// How each row takes a package in one world, and who gains.
struct Taken {
  std::vector<char> consents, gains;

  [[nodiscard]] bool accepted(const Compiled& compiled) const {
    bool gain = compiled.rows.empty() || compiled.rows.back().kind != RowKind::settlement;
    for (std::size_t r = 0; r < consents.size(); ++r) {
      if (compiled.rows[r].kind == RowKind::settlement) continue;
      if (consents[r] == 0) return false;
      gain = gain || gains[r] != 0;
    }
    return gain;
  }
};

void take(PackageJudge& judge, const Compiled& compiled, std::size_t r, const WorldDraw& world, Taken& taken) {
  if (compiled.rows[r].kind == RowKind::settlement) return;
  bool gains = false;
  taken.consents[r] = judge.row(r, world, gains) == Verdict::consents ? 1 : 0;
  taken.gains[r] = gains ? 1 : 0;
}

/// Rows of the compiled case that an unknown can change.
std::vector<std::size_t> rows_of(const Compiled& compiled, const Unknown& unknown) {
  const Casebook& book = compiled.source->casebook;
  std::vector<std::size_t> rows;
  for (std::size_t r = 0; r < compiled.rows.size(); ++r) {
    const Row& row = compiled.rows[r];
    if (row.kind == RowKind::settlement) continue;
    bool touched = unknown.kind == UnknownKind::lever || row.party == unknown.party;
    if (row.kind == RowKind::voter) {
      const auto& members = book.parties[row.party].members;
      touched = touched || unknown.kind == UnknownKind::silent_vote ||
                std::ranges::find(members, unknown.party) != members.end();
    }
    if (touched) rows.push_back(r);
  }
  return rows;
}

/// Whether nothing that a package is worth can hang on a silent option: neither the package nor no-deal takes it.
bool is_out_of_play(const Compiled& compiled, const Package& package, const Unknown& unknown) {
  if (unknown.kind != UnknownKind::stance || unknown.option < 0) return false;
  const Preferences& preferences = *compiled.preferences;
  const PartyModel& party = preferences.parties[preferences.party_model[unknown.party]];
  const IssueModel& issue = party.issues[party.find_issue(unknown.issue)];
  if (!party.claims.empty() || !issue.line.empty() || package[unknown.issue] == unknown.option) return false;
  return std::ranges::none_of(issue.no_deal, [&](const NoDealOption& o) { return o.option == unknown.option; });
}

/// Whether a package is accepted in two worlds, and in the mixtures of them.
class Mixtures {
 public:
  Mixtures(const Compiled& compiled, const Package& package, Reading reading, const DrawKeys& keys)
      : compiled_(compiled), judge_(compiled, package, reading), keys_(keys) {
    of_one_.consents = of_one_.gains = std::vector<char>(compiled.rows.size());
    of_other_ = of_one_;
  }

  /// False where the claims leave one of the worlds empty.
  bool draw(std::uint64_t one, std::uint64_t other) {
    if (!draw(one, one_) || !draw(other, other_)) return false;
    mix_ = one_;
    for (std::size_t r = 0; r < compiled_.rows.size(); ++r) {
      take(judge_, compiled_, r, one_, of_one_);
      take(judge_, compiled_, r, other_, of_other_);
    }
    return true;
  }

  [[nodiscard]] bool accepted_in_one() const { return of_one_.accepted(compiled_); }
  [[nodiscard]] bool accepted_in_other() const { return of_other_.accepted(compiled_); }

  /// With the draws of an unknown, which can change these rows, taken from the other world.
  bool accepted_with(const Unknown& unknown, const std::vector<std::size_t>& rows) {
    take_draws(compiled_, unknown, other_, mix_);
    Taken of_mix = of_one_;
    for (std::size_t r : rows) take(judge_, compiled_, r, mix_, of_mix);
    take_draws(compiled_, unknown, one_, mix_);
    return of_mix.accepted(compiled_);
  }

 private:
  bool draw(std::uint64_t s, WorldDraw& world) {
    draw_world(*compiled_.source, *compiled_.preferences, keys_, s, world);
    return impose_claims(*compiled_.source, *compiled_.preferences, keys_, s, world);
  }

  const Compiled& compiled_;
  PackageJudge judge_;
  const DrawKeys& keys_;
  WorldDraw one_, other_, mix_;
  Taken of_one_, of_other_;
};

/// Those of the values whose worlds are valid.
std::vector<double> of_valid(const std::vector<double>& values, const std::vector<char>& valid) {
  std::vector<double> kept;
  for (std::size_t s = 0; s < values.size(); ++s)
    if (valid[s] != 0) kept.push_back(values[s]);
  return kept;
}

/// Whether a party's claims tie its draws of this kind to the others.
bool is_tied(const Compiled& compiled, const Unknown& unknown) {
  if (unknown.party < 0) return false;
  const int m = compiled.preferences->party_model[unknown.party];
  const bool continuous = unknown.kind == UnknownKind::importance || unknown.kind == UnknownKind::levels ||
                          (unknown.kind == UnknownKind::stance && unknown.statement < 0);
  return continuous && m >= 0 && !compiled.preferences->parties[m].claims.empty();
}

}  // namespace

void weigh_unknowns(const Compiled& compiled, const Package& package, Reading reading, const Seed& seed,
                    std::uint64_t first, std::uint64_t second, std::size_t count, std::size_t threads,
                    std::vector<Unknown>& unknowns) {
  const DrawKeys keys = draw_keys(*compiled.source, *compiled.preferences, seed);
  std::vector<std::vector<std::size_t>> rows;
  for (const Unknown& unknown : unknowns)
    rows.push_back(is_out_of_play(compiled, package, unknown) ? std::vector<std::size_t>()
                                                              : rows_of(compiled, unknown));
  std::vector<char> valid(count, 0);
  std::vector<double> one(count), other(count);
  std::vector<std::vector<double>> mixed(unknowns.size(), std::vector<double>(count));
  parallel_for(count, 64, threads, [&](std::size_t begin, std::size_t end) {
    Mixtures mixtures(compiled, package, reading, keys);
    for (std::size_t s = begin; s < end; ++s) {
      if (!mixtures.draw(first + s, second + s)) continue;
      valid[s] = 1;
      one[s] = mixtures.accepted_in_one() ? 1 : 0;
      other[s] = mixtures.accepted_in_other() ? 1 : 0;
      for (std::size_t u = 0; u < unknowns.size(); ++u)
        mixed[u][s] = rows[u].empty() ? one[s] : mixtures.accepted_with(unknowns[u], rows[u]) ? 1 : 0;
    }
  });
  one = of_valid(one, valid);
  other = of_valid(other, valid);
  for (std::size_t u = 0; u < unknowns.size(); ++u) {
    unknowns[u].sobol = sobol_indices(one, other, of_valid(mixed[u], valid));
    unknowns[u].together = is_tied(compiled, unknowns[u]);
  }
}

}  // namespace parley
