#include "robust/ways_out.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/parallel.h"
#include "model/claims.h"
#include "model/draws.h"
#include "model/worlds.h"

namespace parley {

namespace {

constexpr std::uint64_t query_nodes = 100'000;
constexpr std::uint64_t world_nodes = 500'000;
constexpr std::uint64_t all_nodes = 10'000'000;
constexpr std::size_t batch = 20;  // worlds after which it is seen whether to go on
constexpr std::size_t rounds = 200;

bool same(const ConflictElement& a, const ConflictElement& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == ConflictElement::Kind::red_line) return a.statements.front() == b.statements.front();
  return a.kind == ConflictElement::Kind::rule ? a.rule == b.rule : a.party == b.party;
}

/// What identifies an element, whatever the order of files.
std::pair<int, std::string> key(const Case& c, const ConflictElement& element) {
  const int kind = static_cast<int>(element.kind);
  if (element.kind == ConflictElement::Kind::red_line) return {kind, c.statements[element.statements.front()].id};
  if (element.kind == ConflictElement::Kind::rule) return {kind, c.casebook.rules[element.rule].id};
  return {kind, c.casebook.parties[element.party].id};
}

/// What was found in one world in one reading.
struct InWorld {
  bool valid = false;
  std::vector<Found> opens;
  WayOut cheapest;
  std::uint64_t nodes = 0;
};

InWorld look(const Compiled& compiled, Reading reading, const WorldDraw& world, std::span<const Relaxation> relaxations,
             const Progress& progress) {
  InWorld result;
  result.valid = true;
  const Elements elements = world_elements(compiled, reading, world);
  PackageSearch search(elements);
  WhyNotOptions options;
  options.query_nodes = query_nodes;
  options.nodes = world_nodes;
  options.rounds = rounds;
  options.progress.stop = progress.stop;
  result.cheapest = cheapest_way_out(elements, search, options);
  NodeBudget budget{query_nodes, world_nodes};
  for (const Relaxation& relaxation : relaxations) {
    Subset on(elements.list.size(), true);
    for (std::size_t e = 0; e < on.size(); ++e)
      for (const ConflictElement& dropped : relaxation.elements)
        if (same(elements.list[e].element, dropped)) on[e] = false;
    result.opens.push_back(result.cheapest.open ? Found::yes : search.find(on, budget));
  }
  result.nodes = result.cheapest.nodes + world_nodes - budget.all;
  return result;
}

}  // namespace

WaysOut ways_out(const Compiled& compiled, std::span<const Relaxation> relaxations, const RobustOptions& options,
                 std::size_t sample) {
  const Case& c = *compiled.source;
  WaysOut result;
  result.opens.resize(relaxations.size());
  if (compiled.variables.empty()) return result;
  options.progress("looking for ways out", -1);
  const DrawKeys keys = draw_keys(c, *compiled.preferences, options.seed);
  std::vector<std::array<InWorld, 2>> found;
  const std::size_t wanted = std::min(sample, options.worlds);
  const std::size_t most = has_one_world(compiled) ? std::min<std::size_t>(1, wanted) : wanted;
  for (std::uint64_t nodes = 0; found.size() < most && nodes < all_nodes;) {
    const std::size_t first = found.size();
    found.resize(std::min(most, first + batch));
    parallel_for(found.size() - first, 1, options.threads, [&](std::size_t begin, std::size_t end) {
      WorldDraw world;
      for (std::size_t s = first + begin; s < first + end; ++s) {
        draw_world(c, *compiled.preferences, keys, s, world);
        if (!impose_claims(c, *compiled.preferences, keys, s, world)) continue;
        for (Reading reading : readings)
          found[s][static_cast<std::size_t>(reading)] = look(compiled, reading, world, relaxations, options.progress);
      }
    });
    for (std::size_t s = first; s < found.size(); ++s) nodes += found[s][0].nodes + found[s][1].nodes;
  }
  if (most < wanted) found.assign(wanted, found.front());  // all worlds are one
  result.worlds = found.size();

  std::array<std::size_t, 2> valid{}, only_fixed{};
  std::vector<std::array<std::size_t, 2>> opens(relaxations.size()), decided(relaxations.size());
  struct Tallied {
    std::vector<ConflictElement> elements;
    std::array<std::size_t, 2> count{};
  };
  std::map<std::vector<std::pair<int, std::string>>, Tallied> cheapest;
  for (const auto& in_world : found)
    for (std::size_t r = 0; r < 2; ++r) {
      const InWorld& world = in_world[r];
      if (!world.valid) continue;
      for (std::size_t k = 0; k < opens.size(); ++k) {
        decided[k][r] += world.opens[k] == Found::out_of_budget ? 0 : 1;
        opens[k][r] += world.opens[k] == Found::yes ? 1 : 0;
      }
      if (world.cheapest.found == Found::out_of_budget) {
        ++result.undecided[r];
        continue;
      }
      ++valid[r];
      if (world.cheapest.found == Found::no) {
        ++only_fixed[r];
        continue;
      }
      std::vector<std::pair<int, std::string>> keys_of;
      for (const ConflictElement& element : world.cheapest.relaxation.elements) keys_of.push_back(key(c, element));
      Tallied& tallied = cheapest[keys_of];
      tallied.elements = world.cheapest.relaxation.elements;
      ++tallied.count[r];
    }
  const auto shares = [&](const std::array<std::size_t, 2>& count) {
    return std::array{make_share(count[0], valid[0]), make_share(count[1], valid[1])};
  };
  for (std::size_t k = 0; k < opens.size(); ++k)
    for (std::size_t r = 0; r < 2; ++r) result.opens[k][r] = make_share(opens[k][r], decided[k][r]);
  result.only_fixed = shares(only_fixed);
  for (auto& [ids, tallied] : cheapest) result.cheapest.push_back({std::move(tallied.elements), shares(tallied.count)});
  std::stable_sort(result.cheapest.begin(), result.cheapest.end(), [](const CheapestWay& a, const CheapestWay& b) {
    return a.share[0].count + a.share[1].count > b.share[0].count + b.share[1].count;
  });
  return result;
}

}  // namespace parley
