#include "oracle/naive.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <tuple>

namespace oracle {

using namespace parley;

namespace {

constexpr double grain = 16777216.0;  // 2^24

std::size_t index(StanceClass stance) { return static_cast<std::size_t>(stance); }

bool is_number(const Stance& stance) {
  return std::holds_alternative<Quantity>(stance) && std::get<Quantity>(stance).kind == Quantity::Kind::number;
}
bool is_number(const Importance& importance) {
  return std::holds_alternative<Quantity>(importance) && std::get<Quantity>(importance).kind == Quantity::Kind::number;
}

bool has(const std::vector<int>& list, int what) { return std::find(list.begin(), list.end(), what) != list.end(); }

// The value of a formula where every issue it asks for has an option.
bool truth(const Formula& formula, const std::vector<int>& options, const std::vector<int>& levers, std::size_t node) {
  const Formula::Node& n = formula.nodes[node];
  const auto child = [&](int c) { return truth(formula, options, levers, static_cast<std::size_t>(c)); };
  switch (n.op) {
    case Formula::Op::constant:
      return n.value;
    case Formula::Op::issue_in:
      return n.options[options[n.variable]];
    case Formula::Op::lever_in:
      return n.options[levers[n.variable]];
    case Formula::Op::negation:
      return !child(n.children[0]);
    case Formula::Op::conjunction:
      return std::all_of(n.children.begin(), n.children.end(), child);
    case Formula::Op::disjunction:
      return std::any_of(n.children.begin(), n.children.end(), child);
  }
  return false;
}

bool names_issue(const Formula& formula, int issue) {
  return std::any_of(formula.nodes.begin(), formula.nodes.end(),
                     [&](const Formula::Node& n) { return n.op == Formula::Op::issue_in && n.variable == issue; });
}

// Whether a source, rank and date put two rows on one step; and which step comes first.
std::tuple<int, int, int> step(const Statement& s) {
  return {static_cast<int>(s.standing), s.standing == Standing::speaks ? s.rank : 0, s.date.last};
}

bool filter_keeps(const Case& c, const Filter& filter, const Statement& s) {
  const std::optional<int> as_of = filter.as_of       ? filter.as_of
                                   : c.casebook.as_of ? std::optional<int>(c.casebook.as_of->last)
                                                      : std::nullopt;
  if (as_of && s.date.last > *as_of) return false;
  const Source* source = s.document >= 0 ? &c.casebook.documents[s.document] : nullptr;
  if (filter.known_at && source != nullptr && source->date && source->date->last > *filter.known_at) return false;
  for (const std::string& id : filter.without) {
    if (id == "judgements" && s.form == Form::judgement) return false;
    if (!s.speaker.empty() && s.speaker == id) return false;
    if (source != nullptr && source->id == id) return false;
  }
  return true;
}

// Piecewise linear through knots sorted by place; flat past the ends.
template <class Knots>
double line_at(const Knots& knots, double at) {
  if (at <= knots.front().at) return knots.front().value;
  for (std::size_t k = 1; k < knots.size(); ++k) {
    if (at > knots[k].at) continue;
    if (at == knots[k].at) return knots[k].value;
    const double share = (at - knots[k - 1].at) / (knots[k].at - knots[k - 1].at);
    return knots[k - 1].value + (knots[k].value - knots[k - 1].value) * share;
  }
  return knots.back().value;
}

// The most that an uncoded end may be worth, given the values from the one next to it inwards: the neighbour's value
// where the line rises as it leaves the end, since a higher end would be one more peak; else 1.
double end_limit(const std::vector<double>& inwards) {
  for (const double v : inwards) {
    if (v > inwards.front()) return inwards.front();
    if (v < inwards.front()) return 1;
  }
  return 1;
}

}  // namespace

double point(const Quantity& quantity, double at) {
  const double a = quantity.parameters.at(0).value;
  if (quantity.kind == Quantity::Kind::number) return a;
  if (quantity.kind == Quantity::Kind::uniform) return a + at * (quantity.parameters.at(1).value - a);
  return quantity.quantile(at);
}

bool Judged::allowed() const {
  return std::all_of(rules.begin(), rules.end(), [](char r) { return r != 0; });
}

bool Judged::consented() const {
  return std::all_of(principals.begin(), principals.end(), [](const Taken& t) { return t.consents(); }) &&
         std::all_of(voters.begin(), voters.end(), [](const Vote& v) { return v.consents; });
}

Naive::Naive(const Case& c, const Filter& filter) : case_(c), filter_(filter) {
  const Casebook& book = c.casebook;
  const std::size_t parties = book.parties.size();
  const std::size_t issues = book.issues.size();

  for (const Statement& s : c.statements) kept_.push_back(filter_keeps(c, filter, s));
  for (std::size_t p = 0; p < parties; ++p)
    if (book.parties[p].kind == PartyKind::principal) principals_.push_back(static_cast<int>(p));

  concerned_.assign(parties, std::vector<char>(issues, 0));
  for (std::size_t i = 0; i < issues; ++i) {
    if (book.issues[i].concerns) {
      for (const int p : *book.issues[i].concerns) concerned_[p][i] = 1;
    } else {
      for (const Statement& s : c.statements)
        if ((s.moves_values() && s.issue == static_cast<int>(i) && s.draft < 0) ||
            (s.is_term() && names_issue(*s.condition, static_cast<int>(i))))
          concerned_[s.party][i] = 1;
    }
  }
  by_terms_.assign(parties, std::vector<char>(issues, 0));
  for (const Statement& s : c.statements)
    for (std::size_t i = 0; s.is_term() && i < issues; ++i)
      if (names_issue(*s.condition, static_cast<int>(i))) by_terms_[s.party][i] = 1;
  for (const Statement& s : c.statements)
    if (s.moves_values() && s.draft < 0) by_terms_[s.party][s.issue] = 0;

  for (std::size_t i = 0; i < issues; ++i) {
    const int issue = static_cast<int>(i);
    bool matters = false;
    for (const int p : principals_) matters = matters || concerned_[p][i] != 0;
    for (const Rule& r : book.rules) matters = matters || names_issue(r.formula, issue);
    for (const Option& o : book.issues[i].options) {
      matters = matters || !o.needs.empty();
      for (const int v : o.needs)
        if (!has(voters_, v)) voters_.push_back(v);
    }
    for (const Statement& s : c.statements) matters = matters || (s.condition && names_issue(*s.condition, issue));
    left_out_.push_back(!matters);
  }
  std::sort(voters_.begin(), voters_.end());

  rows_.resize(parties);
  for (std::size_t p = 0; p < parties; ++p) {
    bool any = false;
    bool all_numbers = true;
    for (std::size_t s = 0; s < c.statements.size(); ++s) {
      const Statement& row = c.statements[s];
      if (kept_[s] == 0 || row.party != static_cast<int>(p)) continue;
      if (row.importance) all_numbers = all_numbers && is_number(*row.importance);
      if (!row.moves_values() && !row.is_term()) continue;
      any = true;
      all_numbers = all_numbers && is_number(*row.stance) && (!row.otherwise || is_number(*row.otherwise));
    }
    own_units_.push_back(any && all_numbers);

    rows_[p].resize(issues);
    for (std::size_t i = 0; i < issues; ++i) {
      for (std::size_t o = 0; o < book.issues[i].options.size(); ++o) {
        std::vector<int> rows;
        for (std::size_t s = 0; s < c.statements.size(); ++s) {
          const Statement& row = c.statements[s];
          if (kept_[s] != 0 && row.moves_values() && row.options && row.party == static_cast<int>(p) &&
              row.issue == static_cast<int>(i) && has(row.options->options, static_cast<int>(o)))
            rows.push_back(static_cast<int>(s));
        }
        rows_[p][i].push_back(tiers(rows));
      }
    }
  }
  find_packages();
}

// Rows of one rank and date stand together, the first tier first; in a tier the smaller sets first.
std::vector<std::vector<int>> Naive::tiers(const std::vector<int>& rows) const {
  std::map<std::tuple<int, int, int>, std::vector<int>, std::greater<>> steps;
  for (const int r : rows) steps[step(case_.statements[r])].push_back(r);
  std::vector<std::vector<int>> result;
  for (auto& [key, tier] : steps) {
    std::stable_sort(tier.begin(), tier.end(), [&](int a, int b) {
      const auto size = [&](int r) {
        const Statement& s = case_.statements[r];
        return s.options ? s.options->options.size() : 0;
      };
      return size(a) < size(b);
    });
    result.push_back(tier);
  }
  return result;
}

std::vector<std::vector<int>> Naive::by_source(const World& world, int party, int issue,
                                               const std::vector<int>& tier) const {
  std::map<std::pair<double, int>, std::vector<int>> sources;
  for (const int r : tier) {
    const int document = case_.statements[r].document;
    sources[{world.order[party][issue][document + 1], document}].push_back(r);
  }
  std::vector<std::vector<int>> result;
  for (auto& [key, rows] : sources) result.push_back(rows);
  return result;
}

bool Naive::holds(const Formula& formula, const World& world, const Context& context) const {
  if (formula.nodes.empty()) return true;
  for (const Formula::Node& n : formula.nodes)
    if (n.op == Formula::Op::issue_in && context.options[n.variable] < 0)
      return false;  // an issue no-deal doesn't name
  return truth(formula, context.options, world.levers, formula.nodes.size() - 1);
}

Naive::Stood Naive::give(const World& world, int row, const Stance& stance, double at) const {
  const Statement& s = case_.statements[row];
  Stood result;
  result.spoken = true;
  result.row = row;
  if (const auto* word = std::get_if<StanceClass>(&stance)) {
    result.stance = *word;
    result.value = world.levels[s.party][index(*word)];
    result.red = *word == StanceClass::reject && world.binds[row] != 0;
  } else {
    result.is_class = false;
    result.value = point(std::get<Quantity>(stance), at);
  }
  return result;
}

// The first row whose condition holds, or the first that fails and has an otherwise; not spoken: all pass on.
Naive::Stood Naive::first_of(const World& world, const Context& context, const std::vector<int>& rows) const {
  for (const int r : rows) {
    const Statement& s = case_.statements[r];
    if (!s.condition || holds(*s.condition, world, context)) return give(world, r, *s.stance, world.stance_at[r]);
    if (s.otherwise) return give(world, r, *s.otherwise, world.otherwise_at[r]);
  }
  return {};
}

// In the reference world the likelier outcome over all orders of the sources, the lower one of equally likely ones.
Naive::Stood Naive::first_of_sources(const World& world, const Context& context,
                                     std::vector<std::vector<int>> sources) const {
  const auto in_order = [&] {
    std::vector<int> rows;
    for (const auto& s : sources) rows.insert(rows.end(), s.begin(), s.end());
    return first_of(world, context, rows);
  };
  if (!world.reference || sources.size() == 1) return in_order();
  std::sort(sources.begin(), sources.end());
  std::map<std::pair<double, bool>, std::pair<int, Stood>> outcomes;  // from the lowest: value, then not red
  do {
    const Stood stood = in_order();
    if (!stood.spoken) return stood;
    auto& [times, which] = outcomes[{stood.value, !stood.red}];
    ++times;
    which = stood;
  } while (std::next_permutation(sources.begin(), sources.end()));
  const auto best = std::max_element(outcomes.begin(), outcomes.end(),
                                     [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
  return best->second.second;
}

Naive::Stood Naive::stands(const World& world, const Context& context, int party, int issue, int option) const {
  bool conditional = false;
  for (const std::vector<int>& tier : rows_[party][issue][option]) {
    std::vector<int> there;
    for (const int r : tier)
      if (world.holds[r] != 0 && (world.meant[r] < 0 || world.meant[r] == option)) there.push_back(r);
    if (there.empty()) continue;
    const Stood stood = first_of_sources(world, context, by_source(world, party, issue, there));
    if (stood.spoken) return stood;
    conditional = true;
  }
  Stood past;
  past.spoken = conditional;  // then it is `oppose`, worth 0
  return past;
}

double Naive::position(int issue, int option) const {
  const Issue& i = case_.casebook.issues[issue];
  if (i.kind == IssueKind::numeric) return i.options[option].position.value;
  double rank = 0;
  for (int o = 0; o < option; ++o) rank += i.options[o].only_without_deal ? 0 : 1;
  return rank;
}

int Naive::end(int issue, bool upper) const {
  const Issue& i = case_.casebook.issues[issue];
  int found = -1;
  for (int o = 0; o < static_cast<int>(i.options.size()); ++o)
    if (!i.options[o].only_without_deal && (upper || found < 0)) found = o;
  return found;
}

bool Naive::in_no_deal(int party, int issue, int option) const {
  const auto& no_deal = case_.casebook.parties[party].no_deal;
  const auto at = no_deal.find(issue);
  return at != no_deal.end() &&
         std::any_of(at->second.begin(), at->second.end(), [&](const NoDealOption& o) { return o.option == option; });
}

std::vector<Naive::Knot> Naive::coded_knots(const World& world, const Context& context, int party, int issue) const {
  const Issue& i = case_.casebook.issues[issue];
  std::vector<Knot> knots;
  for (int o = 0; o < static_cast<int>(i.options.size()); ++o) {
    if (i.options[o].only_without_deal) continue;
    const Stood stood = stands(world, context, party, issue, o);
    if (stood.spoken) knots.push_back({position(issue, o), stood.value});
  }
  return knots;
}

std::vector<Naive::Knot> Naive::open_knots(const World& world, const Context& context, int party, int issue) const {
  std::vector<Knot> knots = coded_knots(world, context, party, issue);
  for (const bool upper : {false, true}) {
    const int option = end(issue, upper);
    const double at = position(issue, option);
    if (std::any_of(knots.begin(), knots.end(), [&](const Knot& k) { return k.at == at; })) continue;
    std::vector<double> inwards;
    for (const Knot& k : knots) inwards.push_back(k.value);
    if (upper) std::reverse(inwards.begin(), inwards.end());
    const double limit = inwards.empty() ? 1 : end_limit(inwards);
    knots.insert(upper ? knots.end() : knots.begin(), Knot{at, world.free[party][issue][option] * limit});
  }
  return knots;
}

double Naive::value_in(const World& world, Reading reading, const Context& context, int party, int issue,
                       int option) const {
  const Stood stood = stands(world, context, party, issue, option);
  if (stood.spoken) return stood.value;
  const Issue& i = case_.casebook.issues[issue];
  const bool one_value = reading == Reading::open || in_no_deal(party, issue, option);
  if (i.kind == IssueKind::choice || i.options[option].only_without_deal)
    return one_value ? world.free[party][issue][option] : 0;

  const std::vector<Knot> open = open_knots(world, context, party, issue);
  const double at = position(issue, option);
  if (one_value) return line_at(open, at);

  std::vector<Knot> cautious;
  for (int o = 0; o < static_cast<int>(i.options.size()); ++o) {
    if (i.options[o].only_without_deal) continue;
    const double there = position(issue, o);
    const Stood s = stands(world, context, party, issue, o);
    if (s.spoken) {
      cautious.push_back({there, s.value});
    } else if (in_no_deal(party, issue, o)) {
      cautious.push_back({there, line_at(open, there)});
    } else if (o == end(issue, false) || o == end(issue, true)) {
      cautious.push_back({there, 0});
    }
  }
  return line_at(cautious, at);
}

double Naive::value(const World& world, Reading reading, int party, int issue, int option,
                    const Package& package) const {
  return value_in(world, reading, Context{package, false}, party, issue, option);
}

double Naive::factor(const World& world, Reading reading, const Context& context, int party, int issue,
                     int option) const {
  if (option < 0 || concerned_[party][issue] == 0 || by_terms_[party][issue] != 0) return 0;
  const double worth = world.weights[party][issue] * value_in(world, reading, context, party, issue, option);
  return counts_as_it_is(world, party) ? worth : static_cast<double>(std::llround(worth * grain));
}

bool Naive::votes(const World& world, Reading reading, const Context& context, int party, int issue, int option,
                  SilentVote silent) const {
  const Party& p = case_.casebook.parties[party];
  if (p.kind == PartyKind::body) {
    double yes = 0;
    double all = 0;
    for (std::size_t m = 0; m < p.members.size(); ++m) {
      const double weight = p.rule == VotingRule::quota && !p.vote_weights.empty() ? p.vote_weights[m].value : 1;
      all += weight;
      if (votes(world, reading, context, p.members[m], issue, option, p.silent)) yes += weight;
    }
    if (p.rule == VotingRule::unanimity) return yes == all;
    if (p.rule == VotingRule::majority) return 2 * yes > all;
    return yes >= p.quota.value - 1e-9;
  }
  const double tolerate = world.levels[party][index(StanceClass::tolerate)];
  const Stood stood = stands(world, context, party, issue, option);
  if (stood.spoken) return stood.is_class ? stood.stance >= StanceClass::tolerate : stood.value >= tolerate;
  const Issue& i = case_.casebook.issues[issue];
  if (i.kind != IssueKind::choice && !i.options[option].only_without_deal &&
      !coded_knots(world, context, party, issue).empty())
    return value_in(world, reading, context, party, issue, option) >= tolerate;
  if (silent != SilentVote::by_reading) return silent == SilentVote::consent;
  return reading == Reading::open && world.silent_yes;
}

double Naive::terms(const World& world, const Context& context, int party) const {
  double sum = 0;
  for (std::size_t s = 0; s < case_.statements.size(); ++s) {
    const Statement& row = case_.statements[s];
    if (kept_[s] != 0 && row.is_term() && row.party == party && holds(*row.condition, world, context))
      sum += point(std::get<Quantity>(*row.stance), 0);
  }
  return sum;
}

Judged Naive::judge(const World& world, Reading reading, const Package& package) const {
  const Casebook& book = case_.casebook;
  const int issues = static_cast<int>(book.issues.size());
  const Context here{package, false};
  Judged result;
  for (const Rule& r : book.rules) result.rules.push_back(holds(r.formula, world, here));

  bool any_reservation = false;
  bool all_there = true;
  for (const int p : principals_) {
    const Party& party = book.parties[p];
    Taken taken;
    taken.party = p;
    taken.value = terms(world, here, p);
    for (int i = 0; i < issues; ++i) {
      if (package[i] < 0) continue;
      taken.value += factor(world, reading, here, p, i, package[i]);
      const Stood stood = stands(world, here, p, i, package[i]);
      if (!stood.red) continue;
      taken.red_line = true;
      taken.red_rows.push_back(stood.row);
    }
    if (party.reservation) {
      taken.has_reservation = true;
      taken.reservation = point(*party.reservation, world.reservation_at[p]);
      if (!counts_as_it_is(world, p)) taken.reservation = static_cast<double>(std::llround(taken.reservation * grain));
    } else if (!party.no_deal.empty()) {
      taken.has_reservation = true;
      const Context alone{world.no_deal[p], true};
      taken.reservation = terms(world, alone, p);
      for (int i = 0; i < issues; ++i) taken.reservation += factor(world, reading, alone, p, i, world.no_deal[p][i]);
    }
    if (taken.has_reservation) {
      const double slack = counts_as_it_is(world, p) ? 1e-9 * (1 + std::abs(taken.reservation)) : 0.25;
      taken.below = taken.value < taken.reservation - slack;
      taken.exactly_there = std::abs(taken.value - taken.reservation) < slack;
      any_reservation = true;
      all_there = all_there && taken.exactly_there;
    }
    result.principals.push_back(taken);
  }
  result.settles = !any_reservation || !all_there;

  for (const int v : voters_) {
    Vote vote;
    vote.party = v;
    for (int i = 0; i < issues; ++i) {
      if (package[i] < 0 || !has(book.issues[i].options[package[i]].needs, v)) continue;
      vote.needed = true;
      vote.consents = vote.consents && votes(world, reading, here, v, i, package[i], book.parties[v].silent);
    }
    result.voters.push_back(vote);
  }
  return result;
}

void Naive::find_packages() {
  const auto& issues = case_.casebook.issues;
  packages_.push_back(Package(issues.size(), -1));
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (left_out_[i] != 0) continue;
    std::vector<Package> longer;
    for (const Package& x : packages_) {
      for (int o = 0; o < static_cast<int>(issues[i].options.size()); ++o) {
        if (issues[i].options[o].only_without_deal) continue;
        longer.push_back(x);
        longer.back()[i] = o;
      }
    }
    packages_ = std::move(longer);
  }
}

TallyOfPackages Naive::count(Reading reading) const {
  const World world = reference(reading);
  TallyOfPackages tally;
  tally.accepted.assign(principals_.size(), 0);
  for (const Package& x : packages_) {
    ++tally.total;
    const Judged judged = judge(world, reading, x);
    if (!judged.allowed()) continue;
    ++tally.allowed;
    for (std::size_t p = 0; p < principals_.size(); ++p) tally.accepted[p] += judged.principals[p].consents() ? 1 : 0;
    tally.accepted_by_all += judged.consented() ? 1 : 0;
  }
  return tally;
}

}  // namespace oracle
