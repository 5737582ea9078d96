#include "model/draws.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/claims.h"
#include "model/repeats.h"

namespace parley {

namespace {

/// For ordering alone.
std::pair<std::size_t, double> height(const Importance& importance) {
  const auto* word = std::get_if<ImportanceClass>(&importance);
  return {importance.index(),
          word != nullptr ? static_cast<double>(*word) : std::get<Quantity>(importance).quantile(0.5)};
}

/// The reference world draws no order: of sources that stand together, the importance that most of them give, at a tie
/// the lower.
int likeliest_importance(const Case& c, const IssueModel& issue, const WorldDraw& world) {
  std::vector<int> spoken;  // of each source the first row that is there
  for (std::size_t k = 0; k < issue.importance_rows.size(); ++k) {
    const int s = issue.importance_rows[k];
    if (!spoken.empty() && issue.importance_tiers[k] != issue.importance_tiers[k - 1]) break;
    if (world.rows[s].present && (spoken.empty() || source_of(c, spoken.back()) != source_of(c, s)))
      spoken.push_back(s);
  }
  auto rank = [&](int s) {
    const auto mine = height(*c.statements[s].importance);
    const auto votes =
        std::ranges::count_if(spoken, [&](int t) { return height(*c.statements[t].importance) == mine; });
    return std::pair(-votes, mine);
  };
  return spoken.empty() ? -1 : *std::ranges::min_element(spoken, {}, rank);
}

/// The row whose importance stands in a world, by issue model; -1 for none.
std::vector<int> standing_importances(const Case& c, const PartyModel& party, const WorldDraw& world,
                                      const PartyDraw& draw) {
  std::vector<int> standing(party.issues.size(), -1);
  for (std::size_t k = 0; k < party.issues.size(); ++k) {
    const IssueModel& issue = party.issues[k];
    if (world.reference) {
      standing[k] = likeliest_importance(c, issue, world);
      continue;
    }
    OptionModel rows;
    rows.rows = issue.importance_rows;
    rows.tiers = issue.importance_tiers;
    rows.many_sources = issue.sources.size() > 1;
    for (int s : rows_in_order(c, issue, rows, draw.issues[k]))
      if (standing[k] < 0 && world.rows[s].present) standing[k] = s;
  }
  return standing;
}

/// Calls body with the order of importance in a world: made once for the case where no draw decides it.
template <class Body>
void with_importance(const Case& c, const PartyModel& party, const WorldDraw& world, const PartyDraw& draw,
                     const Body& body) {
  if (party.importance_certain)
    body(party.importance);
  else
    body(importance_order(c, party, standing_importances(c, party, world, draw)));
}

/// Numbers stand as they are and the worded issues share the rest; with no worded issue the numbers are made to sum
/// to 1.
double place_numbers(const ImportanceOrder& standing, const WorldDraw& world, PartyDraw& draw) {
  std::vector<double> numbers;
  for (std::size_t k = 0; k < standing.numbers.size(); ++k) {
    const double u = world.reference ? 0.5 : world.rows[standing.rows[k]].importance;
    numbers.push_back(std::max(0.0, standing.numbers[k]->quantile(u)));
  }
  const double sum = std::accumulate(numbers.begin(), numbers.end(), 0.0);
  const bool normalise = sum > 1 || (standing.worded.empty() && sum > 0);
  for (std::size_t k = 0; k < standing.numbered.size(); ++k)
    draw.issues[standing.numbered[k]].weight = normalise ? numbers[k] / sum : numbers[k];
  return std::max(0.0, 1 - sum);
}

/// Uniform on the part of the simplex that keeps the order: exponentials, normalised; those of known class are then
/// dealt out from the largest to the most important (the permutation keeps the volume, and each point of the part has
/// the same number of preimages), within a class in the order in which they came.
void draw_weights(const Case& c, const PartyModel& party, const ImportanceOrder& standing,
                  const DrawKeys::OfParty& keys, std::uint64_t world, std::uint32_t attempt,
                  const WorldDraw& world_draw, PartyDraw& draw) {
  const double rest = place_numbers(standing, world_draw, draw);
  const std::size_t n = standing.worded.size();
  std::vector<double> spacing(n);
  double sum = 0;
  for (std::size_t k = 0; k < n; ++k) {
    spacing[k] = -std::log(uniform(keys.issues[standing.worded[k]].weight, world, attempt));
    sum += spacing[k];
  }
  std::vector<std::size_t> known;
  for (std::size_t k = 0; k < n; ++k) {
    if (standing.classes[k] == ImportanceOrder::unknown)
      draw.issues[standing.worded[k]].weight = rest * (spacing[k] / sum);
    else
      known.push_back(k);
  }
  auto id = [&](std::size_t k) -> const std::string& {
    return c.casebook.issues[party.issues[standing.worded[k]].issue].id;
  };
  std::vector<std::size_t> by_size = known;
  std::sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) {
    return spacing[a] != spacing[b] ? spacing[a] > spacing[b] : id(a) < id(b);
  });
  std::sort(known.begin(), known.end(), [&](std::size_t a, std::size_t b) {
    if (standing.classes[a] != standing.classes[b]) return standing.classes[a] > standing.classes[b];
    return spacing[a] != spacing[b] ? spacing[a] > spacing[b] : id(a) < id(b);
  });
  for (std::size_t r = 0; r < known.size(); ++r)
    draw.issues[standing.worded[known[r]]].weight = rest * (spacing[by_size[r]] / sum);
}

/// Mean of the same distribution: 1/n for an unknown one; the known ones share k/n by the block means of the rank order
/// centroid (the means of the order statistics of a uniform point of the simplex: Barron and Barrett 1996).
void mean_weights(const ImportanceOrder& standing, const WorldDraw& world, PartyDraw& draw) {
  const double rest = place_numbers(standing, world, draw);
  const auto n = static_cast<double>(standing.worded.size());
  std::vector<std::size_t> known;
  for (std::size_t k = 0; k < standing.worded.size(); ++k) {
    if (standing.classes[k] == ImportanceOrder::unknown)
      draw.issues[standing.worded[k]].weight = rest / n;
    else
      known.push_back(k);
  }
  std::stable_sort(known.begin(), known.end(),
                   [&](std::size_t a, std::size_t b) { return standing.classes[a] > standing.classes[b]; });
  const auto m = static_cast<double>(known.size());
  auto centroid = [&](std::size_t rank) {
    double sum = 0;
    for (std::size_t j = known.size(); j > rank; --j) sum += 1 / static_cast<double>(j);
    return sum / m;
  };
  for (std::size_t begin = 0; begin < known.size();) {
    std::size_t end = begin;
    double sum = 0;
    while (end < known.size() && standing.classes[known[end]] == standing.classes[known[begin]]) sum += centroid(end++);
    for (std::size_t r = begin; r < end; ++r)
      draw.issues[standing.worded[known[r]]].weight = rest * (m / n) * (sum / static_cast<double>(end - begin));
    begin = end;
  }
}

void set_exact_weights(const Case& c, const PartyModel& party, const WorldDraw& world, PartyDraw& draw) {
  std::vector<int> standing;
  if (!party.importance_certain) standing = standing_importances(c, party, world, draw);
  for (std::size_t k = 0; k < party.issues.size(); ++k) {
    const std::vector<int>& rows = party.issues[k].importance_rows;
    const std::vector<double>& weights = party.exact_weights[k];
    std::size_t place = 0;
    if (!standing.empty()) place = static_cast<std::size_t>(std::ranges::find(rows, standing[k]) - rows.begin());
    draw.issues[k].weight_place = std::min(place, weights.size() - 1);
    draw.issues[k].weight = weights[draw.issues[k].weight_place];
  }
}

int draw_no_deal(const IssueModel& issue, const std::vector<std::size_t>& order, double u) {
  double sum = 0;
  for (std::size_t at : order) {
    sum += issue.no_deal[at].share;
    if (u < sum) return issue.no_deal[at].option;
  }
  return order.empty() ? -1 : issue.no_deal[order.back()].option;
}

int likeliest_no_deal(const IssueModel& issue) {
  int best = -1;
  double share = -1;
  for (const NoDealOption& option : issue.no_deal)
    if (option.share > share) {
      share = option.share;
      best = option.option;
    }
  return best;
}

/// The option of ?(a|b) at a share u of them, in the order of their ids.
int option_meant(const Case& c, const Statement& row, double u) {
  std::vector<int> options = row.options->options;
  const auto& all = c.casebook.issues[row.issue].options;
  std::sort(options.begin(), options.end(), [&](int a, int b) { return all[a].id < all[b].id; });
  return options[static_cast<std::size_t>(u * static_cast<double>(options.size()))];
}

void draw_row(const Case& c, const Statement& row, const DrawKeys::OfRow& keys, std::uint64_t world, RowDraw& draw) {
  draw.present = row.certainty >= 1 || uniform(keys.certainty, world) < row.certainty;
  const FirmnessScope firmness = firmness_of(c, row);
  if (firmness.share != nullptr) {
    const double share = firmness.share->quantile(uniform(keys.firmness_share, world));
    draw.binds = uniform(keys.firmness, world) < share;
  }
  if (row.options && row.options->one_of) draw.meant = option_meant(c, row, uniform(keys.meant, world));
  if (row.stance && std::holds_alternative<Quantity>(*row.stance)) draw.quantile = uniform(keys.quantile, world);
  if (row.otherwise && std::holds_alternative<Quantity>(*row.otherwise))
    draw.otherwise = uniform(keys.otherwise, world);
  if (row.importance && std::holds_alternative<Quantity>(*row.importance))
    draw.importance = uniform(keys.importance, world);
}

void size_draw(const Case& c, const Preferences& preferences, WorldDraw& draw) {
  draw.rows.resize(c.statements.size());
  draw.levers.resize(c.casebook.levers.size());
  draw.parties.resize(preferences.parties.size());
  for (std::size_t m = 0; m < preferences.parties.size(); ++m) {
    const PartyModel& party = preferences.parties[m];
    draw.parties[m].issues.resize(party.issues.size());
    for (std::size_t k = 0; k < party.issues.size(); ++k) {
      draw.parties[m].issues[k].silence.resize(party.issues[k].options.size(), 0.5);
      draw.parties[m].issues[k].priority.resize(party.issues[k].sources.size(), 0.5);
    }
  }
}

}  // namespace

namespace {

/// Keys of one scope of draws, in the order in which they take its coordinates.
class Scope {
 public:
  Scope(const Seed& seed, std::initializer_list<std::string_view> words)
      : seed_(seed), scope_(stream_key(seed, words)) {}

  StreamKey next(std::initializer_list<std::string_view> words, std::size_t lanes = 1) {
    StreamKey key = stream_key(seed_, words);
    place(key, scope_, seed_, used_, lanes);
    used_ += lanes;
    return key;
  }

 private:
  const Seed& seed_;
  StreamKey scope_;
  std::size_t used_ = 0;
};

DrawKeys::OfRow row_keys(const Case& c, const Statement& row, const Seed& seed) {
  const std::string firmness = firmness_of(c, row).scope;
  Scope scope(seed, {"row", row.id});
  DrawKeys::OfRow keys;
  keys.certainty = scope.next({"certainty", row.id});
  keys.firmness = scope.next({"firmness", row.id});
  keys.firmness_share = Scope(seed, {"firmness share", firmness}).next({"firmness share", firmness});
  keys.meant = scope.next({"option meant", row.id});
  keys.quantile = scope.next({"stance", row.id});
  keys.otherwise = scope.next({"otherwise", row.id});
  keys.importance = scope.next({"importance", row.id});
  return keys;
}

/// Options in the order of their ids, so that coordinates do not hang on the file's order.
std::vector<std::size_t> options_by_id(const Issue& issue) {
  std::vector<std::size_t> order(issue.options.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return issue.options[a].id < issue.options[b].id; });
  return order;
}

std::vector<std::size_t> no_deal_order(const Issue& source, const IssueModel& issue) {
  std::vector<std::size_t> order(issue.no_deal.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return source.options[issue.no_deal[a].option].id > source.options[issue.no_deal[b].option].id;
  });
  return order;
}

std::vector<int> lever_options_by_id(const Lever& lever) {
  std::vector<int> order(lever.options.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int a, int b) { return lever.options[a].id < lever.options[b].id; });
  return order;
}

DrawKeys::OfParty party_keys(const Case& c, const PartyModel& party, const Seed& seed) {
  const Casebook& book = c.casebook;
  const std::string& p = book.parties[party.party].id;
  Scope scope(seed, {"party", p});
  DrawKeys::OfParty keys;
  keys.levels = scope.next({"levels", p}, 3);
  keys.reservation = scope.next({"reservation", p});
  keys.claims = stream_key(seed, {"claims", p});
  keys.issues.resize(party.issues.size());
  for (std::size_t k = 0; k < party.issues.size(); ++k)
    keys.issues[k].weight = scope.next({"weight", p, book.issues[party.issues[k].issue].id});
  for (std::size_t k = 0; k < party.issues.size(); ++k) {
    const Issue& source = book.issues[party.issues[k].issue];
    DrawKeys::OfIssue& of_issue = keys.issues[k];
    of_issue.ends[0] = scope.next({"lower end", p, source.id});
    of_issue.ends[1] = scope.next({"upper end", p, source.id});
    of_issue.silence.resize(source.options.size());
    for (std::size_t o : options_by_id(source))
      of_issue.silence[o] = scope.next({"silence", p, source.id, source.options[o].id});
    of_issue.no_deal_order = no_deal_order(source, party.issues[k]);
    of_issue.no_deal = Scope(seed, {"no-deal", p, source.id}).next({"no-deal", p, source.id});
    for (int document : party.issues[k].sources) {
      const auto id = document >= 0 ? std::string_view(book.documents[document].id) : std::string_view();
      of_issue.priority.push_back(Scope(seed, {"source", p, source.id, id}).next({"source", p, source.id, id}));
    }
  }
  return keys;
}

}  // namespace

DrawKeys draw_keys(const Case& c, const Preferences& preferences, const Seed& seed) {
  DrawKeys keys;
  const auto alone = [&](std::initializer_list<std::string_view> words) { return Scope(seed, words).next(words); };
  keys.rooms = make_claim_rooms();
  keys.silent_votes = alone({"silent votes"});
  for (const Lever& lever : c.casebook.levers) {
    keys.levers.push_back(alone({"lever", lever.id}));
    keys.lever_options.push_back(lever_options_by_id(lever));
  }
  for (int s : drawn_as(c)) keys.rows.push_back(row_keys(c, c.statements[s], seed));
  for (const PartyModel& party : preferences.parties) keys.parties.push_back(party_keys(c, party, seed));
  return keys;
}

ImportanceOrder standing_order(const Case& c, const PartyModel& party, const WorldDraw& world, const PartyDraw& draw) {
  return party.importance_certain ? party.importance
                                  : importance_order(c, party, standing_importances(c, party, world, draw));
}

void draw_preferences(const Case& c, const PartyModel& party, const DrawKeys::OfParty& keys, std::uint64_t world,
                      std::uint32_t attempt, const WorldDraw& world_draw, PartyDraw& draw) {
  if (party.issues.empty()) return;  // a member of a body of whom nothing is known: nothing asks for its preferences
  std::array<double, 3> inner{};
  for (std::uint32_t k = 0; k < 3; ++k) inner[k] = uniform(keys.levels, world, attempt * 3 + k);
  std::sort(inner.begin(), inner.end());
  draw.level = {0, 0, inner[0], inner[1], inner[2], 1};
  draw.reservation = uniform(keys.reservation, world, attempt);
  for (std::size_t k = 0; k < party.issues.size(); ++k) {
    const IssueModel& issue = party.issues[k];
    IssueDraw& of_issue = draw.issues[k];
    if (issue.line.empty()) {
      for (std::size_t o = 0; o < issue.options.size(); ++o)
        if (issue.options[o].may_be_silent) of_issue.silence[o] = uniform(keys.issues[k].silence[o], world, attempt);
    } else {
      const std::array<int, 2> ends{issue.line.front(), issue.line.back()};
      for (std::size_t e = 0; e < 2; ++e)
        if (issue.options[ends[e]].may_be_silent) of_issue.ends[e] = uniform(keys.issues[k].ends[e], world, attempt);
      for (const NoDealOption& option : issue.no_deal)
        of_issue.silence[option.option] = uniform(keys.issues[k].silence[option.option], world, attempt);
    }
  }
  if (party.exact)
    set_exact_weights(c, party, world_draw, draw);
  else if (party.principal)
    with_importance(c, party, world_draw, draw, [&](const ImportanceOrder& order) {
      draw_weights(c, party, order, keys, world, attempt, world_draw, draw);
    });
}

void draw_world(const Case& c, const Preferences& preferences, const DrawKeys& keys, std::uint64_t world,
                WorldDraw& draw) {
  size_draw(c, preferences, draw);
  draw.reference = false;
  draw.silent_votes_yes = uniform(keys.silent_votes, world) < 0.5;
  for (std::size_t l = 0; l < draw.levers.size(); ++l) {
    const std::vector<int>& options = keys.lever_options[l];
    const auto n = static_cast<double>(options.size());
    draw.levers[l] = preferences.lever_fixed[l] >= 0
                         ? preferences.lever_fixed[l]
                         : options[static_cast<std::size_t>(uniform(keys.levers[l], world) * n)];
  }
  for (int s : preferences.chancy_rows) draw_row(c, c.statements[s], keys.rows[s], world, draw.rows[s]);
  for (std::size_t m = 0; m < preferences.parties.size(); ++m) {
    const PartyModel& party = preferences.parties[m];
    PartyDraw& of_party = draw.parties[m];
    for (std::size_t k = 0; k < party.issues.size(); ++k) {
      const DrawKeys::OfIssue& of_issue = keys.parties[m].issues[k];
      if (party.issues[k].no_deal.size() > 1)
        of_party.issues[k].no_deal =
            draw_no_deal(party.issues[k], of_issue.no_deal_order, uniform(of_issue.no_deal, world));
      else
        of_party.issues[k].no_deal = draw_no_deal(party.issues[k], of_issue.no_deal_order, 0);
      if (party.issues[k].sources.size() > 1)
        for (std::size_t d = 0; d < of_issue.priority.size(); ++d)
          of_party.issues[k].priority[d] = uniform(of_issue.priority[d], world);
    }
    draw_preferences(c, party, keys.parties[m], world, 0, draw, of_party);
  }
}

WorldDraw reference_draw(const Case& c, const Preferences& preferences) {
  WorldDraw draw;
  size_draw(c, preferences, draw);
  draw.reference = true;
  draw.silent_votes_yes = true;
  for (std::size_t l = 0; l < draw.levers.size(); ++l) draw.levers[l] = std::max(0, preferences.lever_fixed[l]);
  for (std::size_t s = 0; s < c.statements.size(); ++s) {
    const Statement& row = c.statements[s];
    draw.rows[s].present = row.certainty >= 0.5;
    draw.rows[s].binds = preferences.firmness_share[s] >= 0.5;
    if (row.options && row.options->one_of) draw.rows[s].meant = option_meant(c, row, 0);
  }
  for (std::size_t m = 0; m < preferences.parties.size(); ++m) {
    const PartyModel& party = preferences.parties[m];
    PartyDraw& of_party = draw.parties[m];
    for (int k = 0; k < 6; ++k) of_party.level[k] = reference_level(static_cast<StanceClass>(k));
    for (std::size_t k = 0; k < party.issues.size(); ++k)
      of_party.issues[k].no_deal = likeliest_no_deal(party.issues[k]);
    if (party.exact)
      set_exact_weights(c, party, draw, of_party);
    else if (party.principal)
      with_importance(c, party, draw, of_party,
                      [&](const ImportanceOrder& order) { mean_weights(order, draw, of_party); });
  }
  return draw;
}

std::vector<int> rows_in_order(const Case& c, const IssueModel& issue, const OptionModel& option,
                               const IssueDraw& draw) {
  if (!option.many_sources) return option.rows;
  auto priority = [&](int s) {
    const auto source = std::find(issue.sources.begin(), issue.sources.end(), source_of(c, s));
    return draw.priority[static_cast<std::size_t>(source - issue.sources.begin())];
  };
  std::vector<std::size_t> order(option.rows.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (option.tiers[a] != option.tiers[b]) return option.tiers[a] < option.tiers[b];
    return priority(option.rows[a]) < priority(option.rows[b]);
  });
  std::vector<int> rows;
  for (std::size_t k : order) rows.push_back(option.rows[k]);
  return rows;
}

}  // namespace parley
