#include "settle/why_not.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "settle/power_set.h"
#include "settle/runs.h"

namespace parley {

namespace {

using Kind = ConflictElement::Kind;

bool contains(const Subset& all, const Subset& part) {
  for (std::size_t e = 0; e < all.size(); ++e)
    if (part[e] && !all[e]) return false;
  return true;
}

/// Indices of the elements that are on, or of those that are off.
std::vector<std::size_t> members(const Subset& set, bool on) {
  std::vector<std::size_t> result;
  for (std::size_t e = 0; e < set.size(); ++e)
    if (set[e] == on) result.push_back(e);
  return result;
}

std::vector<ConflictElement> elements_at(const Elements& elements, const std::vector<std::size_t>& at) {
  std::vector<ConflictElement> result;
  for (std::size_t e : at) result.push_back(elements.list[e].element);
  return result;
}

/// The enumeration of one family.
class Enumeration {
 public:
  Enumeration(const Elements& elements, PackageSearch& search, const WhyNotOptions& options)
      : size_(elements.list.size()),
        search_(search),
        options_(options),
        budget_{options.query_nodes, options.nodes},
        map_(size_, options.progress) {}

  /// Finds the smallest relaxations in which no fixed rule gives way, and no larger ones.
  void run_smallest(const Elements& elements) {
    const auto& rules = elements.compiled->source->casebook.rules;
    for (std::size_t e = 0; e < size_; ++e)
      if (elements.list[e].element.kind == Kind::rule && rules[elements.list[e].element.rule].fixed) map_.keep(e);
    for (std::size_t round = 0; const auto seed = map_.largest(); ++round) {
      complete = complete && map_.is_fewest();
      if (!relaxations.empty() && members(*seed, false).size() > relaxations.front().size()) return;
      if (round == options_.rounds || budget_.all == 0) complete = false;
      if (!complete) return;
      decide(*seed);
    }
  }

  void run() {
    std::size_t round = 0;
    for (; const auto seed = map_.largest(); ++round) {
      const bool enough = conflicts.size() > options_.limit && relaxations.size() > options_.limit;
      if (enough || round == options_.rounds || budget_.all == 0) {
        complete = false;
        return;
      }
      decide(*seed);
    }
  }

  std::vector<std::vector<std::size_t>> conflicts, relaxations;
  bool complete = true;  ///< every subset was decided
  /// Nodes that it took.
  [[nodiscard]] std::uint64_t nodes() const { return options_.nodes - budget_.all; }

 private:
  void decide(Subset seed) {
    switch (feasible(seed)) {
      case Found::no:
        if (shrink(seed)) conflicts.push_back(members(seed, true));
        map_.exclude_supersets(seed);
        closed_.push_back(std::move(seed));
        break;
      case Found::yes:
        if (grow(seed)) relaxations.push_back(members(seed, false));
        map_.exclude_subsets(seed);
        open_.push_back(std::move(seed));
        break;
      case Found::out_of_budget:
        map_.exclude(seed);
        complete = false;
        break;
    }
  }

  Found feasible(const Subset& on) {
    if (options_.progress.stopped()) throw Cancelled{};
    for (const Subset& set : closed_)
      if (contains(on, set)) return Found::no;
    for (const Subset& set : open_)
      if (contains(set, on)) return Found::yes;
    return search_.find(on, budget_);
  }

  /// Leaves out what a conflict can do without, values first; false if it is not known to be minimal.
  bool shrink(Subset& on) {
    std::vector<std::size_t> members;
    for (std::size_t e = size_; e-- > 0;)
      if (on[e]) members.push_back(e);
    return change_all(on, members, false, Found::no);
  }

  /// Takes back what a relaxation can do without; false if it is not known to be minimal.
  bool grow(Subset& on) {
    std::vector<std::size_t> others;
    for (std::size_t e = 0; e < size_; ++e)
      if (!on[e]) others.push_back(e);
    return change_all(on, others, true, Found::yes);
  }

  /// Sets each of some elements to `to` where what is then found is still `wanted`; false if that is not known of one.
  bool change_all(Subset& on, const std::vector<std::size_t>& elements, bool to, Found wanted) {
    bool minimal = true;
    change_in_runs(elements.size(), [&](std::size_t begin, std::size_t end) {
      Subset changed = on;
      for (std::size_t k = begin; k < end; ++k) changed[elements[k]] = to;
      const Found found = feasible(changed);
      if (found == wanted) on = std::move(changed);
      minimal = minimal && (found != Found::out_of_budget || end > begin + 1);
      return found == wanted;
    });
    complete = complete && minimal;
    return minimal;
  }

  std::size_t size_;
  PackageSearch& search_;
  const WhyNotOptions& options_;
  NodeBudget budget_;
  PowerSet map_;
  std::vector<Subset> closed_, open_;  ///< found to leave no package, to leave one
};

/// How far `party` must go below its reservation value where `on` is all that else must be met.
Concession concession(const Elements& elements, PackageSearch& search, int party, Subset on, NodeBudget& budget) {
  const Compiled& compiled = *elements.compiled;
  const std::size_t row = row_of(compiled, RowKind::principal, party);
  Concession result;
  result.party = party;
  result.scale = compiled.preferences->parties[compiled.preferences->party_model[party]].reference_scale;
  for (const Factor& factor : compiled.factors) {
    if (factor.row != static_cast<int>(row)) continue;
    const auto first = elements.world.cells.begin() + static_cast<std::ptrdiff_t>(factor.first_cell);
    const auto [least, most] = std::minmax_element(first, first + static_cast<std::ptrdiff_t>(factor.cells));
    result.span += *most - *least;
  }
  for (std::size_t e = 0; e < on.size(); ++e)
    if (elements.list[e].element.kind == Kind::reservation && elements.list[e].element.party == party) on[e] = false;
  Wide most = 0;
  result.found = search.most_of(row, on, budget, most);
  if (result.found == Found::yes) result.least = std::max(Wide{0}, elements.world.thresholds[row] - most);
  return result;
}

Relaxation priced(const Elements& elements, PackageSearch& search, const std::vector<std::size_t>& given_up,
                  NodeBudget& budget) {
  const Compiled& compiled = *elements.compiled;
  Relaxation relaxation;
  relaxation.elements = elements_at(elements, given_up);
  Cost& cost = relaxation.cost;
  Subset on(elements.list.size(), true);
  for (std::size_t e : given_up) on[e] = false;
  for (const ConflictElement& element : relaxation.elements) {
    relaxation.steps.push_back(0);
    switch (element.kind) {
      case Kind::red_line:
        relaxation.steps.back() = 1;
        break;
      case Kind::rule:
        ++cost.rules;
        cost.possible = cost.possible && !compiled.source->casebook.rules[element.rule].fixed;
        break;
      case Kind::vote: {
        Wide least = 0;
        const std::size_t row = row_of(compiled, RowKind::voter, element.party);
        cost.steps_known = search.most_of(row, on, budget, least) == Found::yes && cost.steps_known;
        cost.possible = cost.possible && -least < no_steps_suffice;
        relaxation.steps.back() = static_cast<int>(-least);
        break;
      }
      case Kind::reservation:
        cost.concessions.push_back(concession(elements, search, element.party, on, budget));
        break;
    }
    cost.steps += relaxation.steps.back();
  }
  relaxation.opens.assign(compiled.source->casebook.issues.size(), -1);
  if (search.find(on, budget) == Found::yes)
    for (std::size_t v = 0; v < compiled.variables.size(); ++v)
      relaxation.opens[compiled.variables[v].issue] = compiled.variables[v].options[search.choice()[v]];
  return relaxation;
}

double largest_share(const Cost& cost) {
  double share = 0;
  for (const Concession& c : cost.concessions)
    share = std::max(share, c.found != Found::yes ? 2.0 : static_cast<double>(c.least) / static_cast<double>(c.span));
  return share;
}

/// Those that cannot be had last; then by how many must give way, of these how many reservation values, how many rules;
/// then by steps, and by the largest concession as a share of what is at stake for its party.
auto price(const Relaxation& relaxation) {
  const Cost& cost = relaxation.cost;
  return std::tuple(!cost.possible, relaxation.elements.size(), cost.concessions.size(), cost.rules, !cost.steps_known,
                    cost.steps, largest_share(cost));
}

void by_size(std::vector<std::vector<std::size_t>>& sets) {
  std::sort(sets.begin(), sets.end(),
            [](const auto& a, const auto& b) { return std::pair(a.size(), a) < std::pair(b.size(), b); });
}

}  // namespace

Explanation explain(const Elements& elements, Conflict::Among among, const WhyNotOptions& options,
                    std::span<const int> choice) {
  PackageSearch search(elements, choice);
  Explanation result;
  NodeBudget first{options.query_nodes, options.nodes};
  const Subset all(elements.list.size(), true);
  if (search.find(all, first) == Found::yes) return result;
  Enumeration sets(elements, search, options);
  options.progress("finding all conflicts and relaxations", -1);
  sets.run();
  by_size(sets.conflicts);
  by_size(sets.relaxations);
  result.conflicts_complete = sets.complete && sets.conflicts.size() <= options.limit;
  result.relaxations_complete = sets.complete && sets.relaxations.size() <= options.limit;
  if (sets.conflicts.size() > options.limit) sets.conflicts.resize(options.limit);
  if (sets.relaxations.size() > options.limit) sets.relaxations.resize(options.limit);
  for (const auto& set : sets.conflicts) result.conflicts.push_back({among, elements_at(elements, set)});
  NodeBudget budget{options.query_nodes, options.nodes};
  for (const auto& set : sets.relaxations) {
    if (options.progress.stopped()) throw Cancelled{};
    result.relaxations.push_back(priced(elements, search, set, budget));
    result.relaxations.back().among = among;
  }
  std::stable_sort(result.relaxations.begin(), result.relaxations.end(),
                   [](const Relaxation& a, const Relaxation& b) { return price(a) < price(b); });
  return result;
}

WayOut cheapest_way_out(const Elements& elements, PackageSearch& search, const WhyNotOptions& options) {
  WayOut way;
  Enumeration sets(elements, search, options);
  sets.run_smallest(elements);
  way.nodes = sets.nodes();
  if (!sets.complete) way.found = Found::out_of_budget;
  if (!sets.complete || sets.relaxations.empty()) return way;
  way.found = Found::yes;
  way.open = sets.relaxations.front().empty();
  by_size(sets.relaxations);
  std::vector<Relaxation> all;
  NodeBudget budget{options.query_nodes, options.nodes};
  for (const auto& set : sets.relaxations) all.push_back(priced(elements, search, set, budget));
  way.nodes += options.nodes - budget.all;
  way.relaxation = *std::min_element(all.begin(), all.end(),
                                     [](const Relaxation& a, const Relaxation& b) { return price(a) < price(b); });
  return way;
}

WhyNot why_not(const Compiled& compiled, const WhyNotOptions& options) {
  WhyNot result;
  if (compiled.variables.empty()) return result;
  result.certain = explain(certain_elements(compiled), Conflict::Among::certain, options);
  const Elements reference = reference_elements(compiled, options.reading);
  result.reference = explain(reference, Conflict::Among::reference, options);
  PackageSearch search(reference);
  NodeBudget budget{options.query_nodes, options.nodes};
  const Subset all(reference.list.size(), true);
  if (search.find(all, budget) == Found::yes) return result;
  for (const Shut& shut : reference.list) {
    if (options.progress.stopped()) throw Cancelled{};
    if (shut.element.kind == Kind::reservation)
      result.concessions.push_back(concession(reference, search, shut.element.party, all, budget));
  }
  return result;
}

Explanation explain_package(const Compiled& compiled, const Package& package, const WhyNotOptions& options) {
  if (compiled.variables.empty()) return {};
  std::vector<int> choice;
  for (const Variable& variable : compiled.variables) {
    const auto at = std::find(variable.options.begin(), variable.options.end(), package[variable.issue]);
    choice.push_back(at == variable.options.end() ? -1 : static_cast<int>(at - variable.options.begin()));
  }
  Elements elements = reference_elements(compiled, options.reading);
  elements.by_value = false;
  return explain(elements, Conflict::Among::reference, options, choice);
}

}  // namespace parley
