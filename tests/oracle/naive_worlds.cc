// The draws of the naive model: the reference world, and worlds at random.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

#include "oracle/naive.h"

namespace oracle {

using namespace parley;

namespace {

constexpr std::size_t classes = 6;

// The mean of the j-th greatest of k weights that are uniform on the simplex, j from 1.
double rank_order_centroid(std::size_t j, std::size_t k) {
  double sum = 0;
  for (std::size_t i = j; i <= k; ++i) sum += 1.0 / static_cast<double>(i);
  return sum / static_cast<double>(k);
}

}  // namespace

const Quantity* Naive::firmness(int row) const {
  const Casebook& book = case_.casebook;
  const Statement& s = case_.statements[row];
  const auto at = book.statement_firmness.find(s.id);
  if (at != book.statement_firmness.end()) return &at->second;
  if (s.party >= 0 && book.parties[s.party].firmness) return &*book.parties[s.party].firmness;
  return book.firmness ? &*book.firmness : nullptr;
}

// The importance that stands for a party and issue in a world, or none.
const Importance* Naive::importance(const World& world, int party, int issue) const {
  std::vector<int> rows;
  for (std::size_t s = 0; s < case_.statements.size(); ++s) {
    const Statement& row = case_.statements[s];
    if (kept_[s] != 0 && world.holds[s] != 0 && row.importance && row.party == party && row.issue == issue &&
        row.form != Form::forecast && row.form != Form::unknown)
      rows.push_back(static_cast<int>(s));
  }
  if (rows.empty()) return nullptr;
  const int first = by_source(world, party, issue, tiers(rows).front()).front().front();
  return &*case_.statements[first].importance;
}

World Naive::blank() const {
  const Casebook& book = case_.casebook;
  World w;
  const std::size_t rows = case_.statements.size();
  const std::size_t parties = book.parties.size();
  const std::size_t issues = book.issues.size();
  w.holds.assign(rows, 1);
  w.binds.assign(rows, 1);
  w.meant.assign(rows, -1);
  w.stance_at.assign(rows, 0.5);
  w.otherwise_at.assign(rows, 0.5);
  w.levels.assign(parties, std::vector<double>(classes, 0));
  w.weights.assign(parties, std::vector<double>(issues, 0));
  w.free.assign(parties, {});
  w.order.assign(parties,
                 std::vector<std::vector<double>>(issues, std::vector<double>(book.documents.size() + 1, 0.5)));
  for (auto& of_party : w.free)
    for (const Issue& i : book.issues) of_party.push_back(std::vector<double>(i.options.size(), 0.5));
  w.levers.assign(book.levers.size(), 0);
  w.no_deal.assign(parties, std::vector<int>(issues, -1));
  w.reservation_at.assign(parties, 0.5);
  for (std::size_t l = 0; l < book.levers.size(); ++l) {
    if (book.levers[l].now >= 0) w.levers[l] = book.levers[l].now;
    const auto fixed = filter_.levers.find(book.levers[l].id);
    if (fixed == filter_.levers.end()) continue;
    for (std::size_t o = 0; o < book.levers[l].options.size(); ++o)
      if (book.levers[l].options[o].id == fixed->second) w.levers[l] = static_cast<int>(o);
  }
  return w;
}

// Weights given as numbers: those of a party in its own units are all so, 1 where none is given. Beside words a number
// is the weight itself and the rest of 1 is left for the `others`; where nothing is left, the numbers are scaled to sum
// to 1.
void Naive::deal_numbers(World& world, int party, const std::function<double()>& at, std::vector<int>& others,
                         double& rest) const {
  std::vector<int> numbered;
  double given = 0;
  for (int i = 0; i < static_cast<int>(case_.casebook.issues.size()); ++i) {
    if (concerned_[party][i] == 0) continue;
    const Importance* much = importance(world, party, i);
    const Quantity* number = much != nullptr ? std::get_if<Quantity>(much) : nullptr;
    if (number == nullptr && own_units_[party] == 0) {
      others.push_back(i);
      continue;
    }
    numbered.push_back(i);
    world.weights[party][i] = number != nullptr ? point(*number, at()) : 1;
    given += world.weights[party][i];
  }
  if (own_units_[party] == 0 && given > 0 && (others.empty() || given > 1)) {
    for (const int i : numbered) world.weights[party][i] /= given;
    given = 1;
  }
  rest = 1 - given;
}

// Of these issues those whose importance is a word, the greatest first; equal ones keep their order.
std::vector<int> Naive::by_importance(const World& world, int party, std::vector<int> issues) const {
  std::erase_if(issues, [&](int i) { return importance(world, party, i) == nullptr; });
  std::stable_sort(issues.begin(), issues.end(), [&](int a, int b) {
    const auto word = [&](int i) { return std::get<ImportanceClass>(*importance(world, party, i)); };
    return word(a) > word(b);
  });
  return issues;
}

// Unknown ones have the mean 1/n; those in a stated order the block means of the order's centroid, over what the same
// number of unknown ones would have.
void Naive::mean_weights(World& world, int party) const {
  std::vector<int> others;
  double rest = 1;
  deal_numbers(world, party, [] { return 0.5; }, others, rest);
  if (others.empty()) return;
  const double each = rest / static_cast<double>(others.size());
  for (const int i : others) world.weights[party][i] = each;
  const std::vector<int> ordered = by_importance(world, party, others);
  const std::size_t n = ordered.size();
  const auto word = [&](std::size_t k) { return std::get<ImportanceClass>(*importance(world, party, ordered[k])); };
  for (std::size_t from = 0; from < n;) {
    std::size_t to = from;
    double sum = 0;
    while (to < n && word(to) == word(from)) sum += rank_order_centroid(++to, n);
    for (std::size_t k = from; k < to; ++k)
      world.weights[party][ordered[k]] = each * static_cast<double>(n) * sum / static_cast<double>(to - from);
    from = to;
  }
}

// Uniform on the simplex by exponentials; uniform on its ordered part by dealing the same numbers to the issues in the
// stated order, by lot among equal ones.
void Naive::draw_weights(World& world, int party, std::mt19937_64& random) const {
  std::uniform_real_distribution<double> any(0, 1);
  std::vector<int> others;
  double rest = 1;
  deal_numbers(world, party, [&] { return any(random); }, others, rest);
  double sum = 0;
  for (const int i : others) sum += world.weights[party][i] = -std::log(1 - any(random));
  for (const int i : others) world.weights[party][i] *= rest / sum;
  std::shuffle(others.begin(), others.end(), random);
  const std::vector<int> ordered = by_importance(world, party, others);
  std::vector<double> sizes;
  for (const int i : ordered) sizes.push_back(world.weights[party][i]);
  std::sort(sizes.begin(), sizes.end(), std::greater<>());
  for (std::size_t k = 0; k < ordered.size(); ++k) world.weights[party][ordered[k]] = sizes[k];
}

World Naive::reference(Reading reading) const {
  const Casebook& book = case_.casebook;
  World w = blank();
  w.reference = true;
  w.silent_yes = reading == Reading::open;
  for (std::size_t s = 0; s < case_.statements.size(); ++s) {
    const Statement& row = case_.statements[s];
    w.holds[s] = row.certainty >= 0.5;
    const Quantity* firm = firmness(static_cast<int>(s));
    w.binds[s] = firm == nullptr || point(*firm, 0.5) >= 0.5;
    if (row.options && row.options->one_of) w.meant[s] = row.options->options.front();
  }
  for (std::size_t p = 0; p < book.parties.size(); ++p) {
    w.levels[p] = {0, 0, 0.25, 0.5, 0.75, 1};
    for (const auto& [issue, options] : book.parties[p].no_deal) {
      const auto likeliest = std::max_element(options.begin(), options.end(),
                                              [](const auto& a, const auto& b) { return a.share < b.share - 1e-12; });
      w.no_deal[p][issue] = likeliest->option;
    }
  }
  for (const Party& p : book.parties) mean_weights(w, static_cast<int>(&p - book.parties.data()));
  return w;
}

World Naive::sample(std::mt19937_64& random) const {
  const Casebook& book = case_.casebook;
  std::uniform_real_distribution<double> any(0, 1);
  const auto draw = [&] { return any(random); };
  const auto one_of = [&](std::size_t n) {
    return std::min<std::size_t>(n - 1, static_cast<std::size_t>(draw() * static_cast<double>(n)));
  };
  World w = blank();
  w.silent_yes = draw() < 0.5;
  std::map<const Quantity*, double> firm_at;
  for (std::size_t s = 0; s < case_.statements.size(); ++s) {
    const Statement& row = case_.statements[s];
    w.holds[s] = draw() < row.certainty;
    const Quantity* firm = firmness(static_cast<int>(s));
    if (firm != nullptr && !firm_at.contains(firm)) firm_at[firm] = draw();  // one share for all that it is given for
    const double share = firm == nullptr ? 1 : point(*firm, firm_at[firm]);
    w.binds[s] = draw() < share;
    w.stance_at[s] = draw();
    w.otherwise_at[s] = draw();
    if (row.options && row.options->one_of) w.meant[s] = row.options->options[one_of(row.options->options.size())];
  }
  for (std::size_t l = 0; l < book.levers.size(); ++l)
    if (book.levers[l].now < 0 && filter_.levers.count(book.levers[l].id) == 0)
      w.levers[l] = static_cast<int>(one_of(book.levers[l].options.size()));
  for (auto& of_party : w.free)
    for (auto& of_issue : of_party)
      for (double& u : of_issue) u = draw();
  for (auto& of_party : w.order)
    for (auto& of_issue : of_party)
      for (double& u : of_issue) u = draw();

  for (std::size_t p = 0; p < book.parties.size(); ++p) {
    std::vector<double> inner = {draw(), draw(), draw()};
    std::sort(inner.begin(), inner.end());
    w.levels[p] = {0, 0, inner[0], inner[1], inner[2], 1};
    w.reservation_at[p] = draw();
    for (const auto& [issue, options] : book.parties[p].no_deal) {
      double u = draw();
      w.no_deal[p][issue] = options.back().option;
      for (const NoDealOption& o : options) {
        if (u < o.share) {
          w.no_deal[p][issue] = o.option;
          break;
        }
        u -= o.share;
      }
    }
    draw_weights(w, static_cast<int>(p), random);
  }
  return w;
}

}  // namespace oracle
