#include "model/values.h"

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <cmath>

namespace parley {

namespace {

/// Lists as long as an issue has options: no allocation for the usual ones, as this runs for every issue of every
/// world.
template <class T>
using Few = boost::container::small_vector<T, 16>;

/// What the rows of one option come to: a stance, `oppose` past the last row, or silence.
struct Outcome {
  const Stance* stance = nullptr;
  int statement = -1;
  bool otherwise = false;
  bool opposed_by_default = false;
};

/// Whether a condition holds. One that names an issue which is open here (the no-deal says nothing on it) does not.
bool holds(const Formula& condition, const Context& context) {
  if (evaluate(condition, context.options, context.levers) != Truth::yes) return false;
  return std::none_of(condition.nodes.begin(), condition.nodes.end(), [&](const Formula::Node& node) {
    return node.op == Formula::Op::issue_in && context.options[node.variable] < 0;
  });
}

/// What one row says in a context; false where it passes on.
bool judge(const Case& c, int s, int option, const WorldDraw& world, const Context& context, Outcome& outcome) {
  const Statement& row = c.statements[s];
  const RowDraw& chance = world.rows[s];
  if (!chance.present || (row.options->one_of && chance.meant != option)) return false;
  if (!row.condition || holds(*row.condition, context)) {
    outcome = {&*row.stance, s, false, false};
    return true;
  }
  if (row.otherwise) {
    outcome = {&*row.otherwise, s, true, false};
    return true;
  }
  outcome.opposed_by_default = true;
  return false;
}

/// A stance as a number for ordering alone.
double height(const Stance& stance) {
  if (const auto* word = std::get_if<StanceClass>(&stance))
    return *word == StanceClass::reject ? -1 : reference_level(*word);
  return std::get<Quantity>(stance).quantile(0.5);
}

/// The reference world draws no order: of sources that stand together, the stance that most of those that speak give,
/// at a tie the lower.
Outcome stand_likeliest(const Case& c, const OptionModel& model, int option, const WorldDraw& world,
                        const Context& context) {
  Outcome outcome;
  for (std::size_t k = 0; k < model.rows.size();) {
    const int tier = model.tiers[k];
    std::vector<Outcome> spoken;  // of each source the first row that speaks
    while (k < model.rows.size() && model.tiers[k] == tier) {
      const int source = source_of(c, model.rows[k]);
      bool speaks = false;
      for (; k < model.rows.size() && model.tiers[k] == tier && source_of(c, model.rows[k]) == source; ++k)
        speaks = speaks || judge(c, model.rows[k], option, world, context, outcome);
      if (speaks) spoken.push_back(outcome);
    }
    auto votes = [&](const Outcome& a) {
      return std::count_if(spoken.begin(), spoken.end(),
                           [&](const Outcome& b) { return height(*a.stance) == height(*b.stance); });
    };
    const auto best = std::min_element(spoken.begin(), spoken.end(), [&](const Outcome& a, const Outcome& b) {
      return std::pair(-votes(a), height(*a.stance)) < std::pair(-votes(b), height(*b.stance));
    });
    if (best != spoken.end()) return *best;
  }
  return outcome;
}

Outcome stand(const Case& c, const IssueModel& issue, int option, const WorldDraw& world, const IssueDraw& draw,
              const Context& context) {
  const OptionModel& model = issue.options[option];
  if (model.many_sources && world.reference) return stand_likeliest(c, model, option, world, context);
  Outcome outcome;
  if (!model.many_sources) {
    for (int s : model.rows)
      if (judge(c, s, option, world, context, outcome)) break;
  } else {
    for (int s : rows_in_order(c, issue, model, draw))
      if (judge(c, s, option, world, context, outcome)) break;
  }
  return outcome;
}

/// Fills what an outcome fixes; false where it is silence.
bool value_outcome(const Outcome& outcome, const WorldDraw& world, const PartyDraw& party,
                   std::span<const int> red_lines_dropped, Valued& valued) {
  const double tolerate = party.level[static_cast<std::size_t>(StanceClass::tolerate)];
  valued = {};
  if (outcome.stance == nullptr) return outcome.opposed_by_default;
  valued.statement = outcome.statement;
  valued.otherwise = outcome.otherwise;
  if (const auto* word = std::get_if<StanceClass>(outcome.stance)) {
    valued.value = party.level[static_cast<std::size_t>(*word)];
    valued.yes = *word >= StanceClass::tolerate;
    valued.red_line =
        *word == StanceClass::reject && world.rows[outcome.statement].binds &&
        std::find(red_lines_dropped.begin(), red_lines_dropped.end(), outcome.statement) == red_lines_dropped.end();
  } else {
    const RowDraw& chance = world.rows[outcome.statement];
    valued.value = std::get<Quantity>(*outcome.stance).quantile(outcome.otherwise ? chance.otherwise : chance.quantile);
    valued.yes = valued.value >= tolerate;
  }
  return true;
}

double silent_value(const IssueModel& issue, double quantile) {
  return issue.lowest + quantile * (issue.highest - issue.lowest);
}

/// Local maxima of a sequence, plateaus counted once.
int peaks(const Few<double>& values) {
  int count = 0;
  bool rising = true;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const double next = k + 1 < values.size() ? values[k + 1] : -HUGE_VAL;
    if (next == values[k]) continue;
    if (next < values[k] && rising) ++count;
    rising = next > values[k];
  }
  return count;
}

/// The value of an uncoded end in the open reading: uniform up to `highest`, or up to the coded value next to it where
/// more would add a peak that no statement made. `inward` holds the values from the next one on.
double open_end(const IssueModel& issue, double quantile, Few<double> inward) {
  double top = issue.highest;
  if (!inward.empty() && inward.front() < issue.highest) {
    const int before = peaks(inward);
    inward.insert(inward.begin(), HUGE_VAL);
    if (peaks(inward) > before) top = inward[1];
  }
  return issue.lowest + quantile * (top - issue.lowest);
}

struct Point {
  double at = 0;
  double value = 0;
};

double interpolate(const Few<Point>& points, double at) {
  const auto right =
      std::lower_bound(points.begin(), points.end(), at, [](const Point& p, double x) { return p.at < x; });
  if (right == points.end()) return points.back().value;
  if (right->at == at || right == points.begin()) return right->value;
  const Point& left = *(right - 1);
  return left.value + (right->value - left.value) * ((at - left.at) / (right->at - left.at));
}

/// The open line: coded options, and both ends.
Few<Point> open_line(const IssueModel& issue, const IssueDraw& draw, const Few<bool>& coded,
                     const std::vector<Valued>& out) {
  Few<Point> points;
  Few<double> values;
  for (std::size_t k = 0; k < issue.line.size(); ++k)
    if (coded[issue.line[k]]) {
      points.push_back({issue.at[k], out[issue.line[k]].value});
      values.push_back(points.back().value);
    }
  if (!coded[issue.line.front()]) {
    const double end = open_end(issue, draw.ends[0], values);
    points.insert(points.begin(), {issue.at.front(), end});
    values.insert(values.begin(), end);
  }
  if (!coded[issue.line.back()] && issue.line.size() > 1) {
    std::reverse(values.begin(), values.end());
    points.push_back({issue.at.back(), open_end(issue, draw.ends[1], values)});
  }
  return points;
}

/// The cautious line: coded options, those whose open value is known, and ends worth nothing.
Few<Point> cautious_line(const IssueModel& issue, const Few<bool>& coded, const std::vector<Valued>& out,
                         const Few<Point>& open) {
  Few<Point> points;
  for (std::size_t k = 0; k < issue.line.size(); ++k) {
    const int option = issue.line[k];
    const bool end = k == 0 || k + 1 == issue.line.size();
    if (coded[option])
      points.push_back({issue.at[k], out[option].value});
    else if (issue.known_open[option])
      points.push_back({issue.at[k], interpolate(open, issue.at[k])});
    else if (end)
      points.push_back({issue.at[k], issue.lowest});
  }
  return points;
}

void value_line(const IssueModel& issue, const IssueDraw& draw, double tolerate, Reading reading,
                const Few<bool>& coded, std::vector<Valued>& out) {
  const Few<Point> open = open_line(issue, draw, coded, out);
  const Few<Point> line = reading == Reading::open ? open : cautious_line(issue, coded, out, open);
  std::size_t first = issue.line.size();
  std::size_t last = 0;
  for (std::size_t k = 0; k < issue.line.size(); ++k)
    if (coded[issue.line[k]]) {
      first = std::min(first, k);
      last = k;
    }
  for (std::size_t k = 0; k < issue.line.size(); ++k) {
    if (coded[issue.line[k]]) continue;
    Valued& valued = out[issue.line[k]];
    valued.value = interpolate(line, issue.at[k]);
    valued.silent = k < first || k > last;
    valued.no_say = first == issue.line.size();
    valued.yes = !valued.no_say && valued.value >= tolerate;
  }
}

}  // namespace

void value_options(const Case& c, const IssueModel& issue, const WorldDraw& world, const PartyDraw& party_draw,
                   const IssueDraw& draw, Reading reading, Context& context, std::span<const int> red_lines_dropped,
                   std::vector<Valued>& out) {
  const double tolerate = party_draw.level[static_cast<std::size_t>(StanceClass::tolerate)];
  const int here = context.options[issue.issue];
  Few<bool> coded(issue.options.size());
  out.resize(issue.options.size());
  for (int o = 0; o < static_cast<int>(issue.options.size()); ++o) {
    context.options[issue.issue] = o;
    coded[o] = value_outcome(stand(c, issue, o, world, draw, context), world, party_draw, red_lines_dropped, out[o]);
  }
  context.options[issue.issue] = here;
  for (std::size_t o = 0; o < out.size(); ++o) {
    if (coded[o]) continue;
    out[o].silent = true;
    out[o].no_say = true;
    const bool open = reading == Reading::open || issue.known_open[o];
    out[o].value = open ? silent_value(issue, draw.silence[o]) : issue.lowest;
  }
  if (!issue.line.empty()) value_line(issue, draw, tolerate, reading, coded, out);
}

Wide terms_value(const Case& c, const PartyModel& party, std::span<const int> terms, const Context& context) {
  Wide sum = 0;
  if (!party.exact) return sum;
  for (int s : terms)
    if (holds(*c.statements[s].condition, context)) sum += party.exact_values[0][s].first;
  return sum;
}

Wide integer_value(const PartyModel& party, const WorldDraw& world, const IssueDraw& draw, const Valued& valued) {
  if (party.exact && valued.statement >= 0) {
    const auto& [stance, otherwise] = party.exact_values[draw.weight_place][valued.statement];
    return valued.otherwise ? otherwise : stance;
  }
  const double product = draw.weight * valued.value;
  if (!party.exact) return rounded(party, world, product);
  const Wide grid = world.reference && party.grid > 0 ? party.grid : party.scale;
  const auto scaled = static_cast<long double>(product) * static_cast<long double>(grid);
  return static_cast<Wide>(std::round(scaled)) * (party.scale / grid);
}

Wide rounded(const PartyModel& party, const WorldDraw& world, double value) {
  return std::llround(world.reference ? value * static_cast<double>(party.reference_scale)
                                      : std::ldexp(value, value_bits));
}

bool silent_vote(const Party& party, const WorldDraw& world, Reading reading) {
  if (party.silent != SilentVote::by_reading) return party.silent == SilentVote::consent;
  return reading == Reading::open && world.silent_votes_yes;
}

}  // namespace parley
