#include "robust/package_shares.h"

#include <algorithm>
#include <array>
#include <optional>
#include <variant>

#include "core/checkpoint.h"
#include "core/random.h"
#include "model/worlds.h"

namespace parley {

namespace {

constexpr std::size_t share_block = 16384;                 // worlds of a table at a time
constexpr std::size_t block_cells = std::size_t{1} << 26;  // or fewer, so that a table has no more cells
constexpr std::uint32_t attempts = 1'000;                  // draws of a package until the rules are kept

std::size_t at(Reading reading) { return static_cast<std::size_t>(reading); }

class Drawer {
 public:
  Drawer(const Compiled& compiled, const Seed& seed) : compiled_(compiled) {
    for (const Variable& variable : compiled.variables)
      keys_.push_back(stream_key(seed, {"package", compiled.source->casebook.issues[variable.issue].id}));
    for (std::size_t r = 0; r < compiled.source->casebook.rules.size(); ++r)
      if (std::ranges::find(compiled.dropped.rules, static_cast<int>(r)) == compiled.dropped.rules.end())
        rules_.push_back(&compiled.source->casebook.rules[r].formula);
    package_.assign(compiled.source->casebook.issues.size(), -1);
    levers_.assign(compiled.source->casebook.levers.size(), -1);
  }

  /// The package of a pair, by variable.
  std::optional<std::vector<int>> draw(std::uint64_t pair) {
    std::vector<int> choice(compiled_.variables.size());
    for (std::uint32_t attempt = 0; attempt < attempts; ++attempt) {
      for (std::size_t v = 0; v < choice.size(); ++v) {
        const auto& options = compiled_.variables[v].options;
        choice[v] = static_cast<int>(uniform(keys_[v], pair, attempt) * static_cast<double>(options.size()));
        package_[compiled_.variables[v].issue] = options[choice[v]];
      }
      if (std::ranges::all_of(rules_,
                              [&](const Formula* rule) { return evaluate(*rule, package_, levers_) != Truth::no; }))
        return choice;
    }
    return std::nullopt;
  }

 private:
  const Compiled& compiled_;
  std::vector<StreamKey> keys_;
  std::vector<const Formula*> rules_;
  std::vector<int> package_, levers_;
};

/// Which rows of the compiled case accept a package in a world of the table.
template <class Int>
void accepted_rows(const Compiled& compiled, const Table<Int>& table, std::size_t world, const std::vector<int>& choice,
                   std::vector<char>& accepted) {
  std::vector<Wide> sums(compiled.rows.size(), 0);
  for (const Factor& factor : compiled.factors)
    sums[factor.row] += static_cast<Wide>(
        table.cells[(factor.first_cell + cell_index(compiled, factor, choice)) * table.worlds + world]);
  for (std::size_t r = 0; r < sums.size(); ++r)
    accepted[r] = sums[r] >= static_cast<Wide>(table.thresholds[r * table.worlds + world]) ? 1 : 0;
}

/// Pairs in which each party accepts, and all do, by Reading.
struct PairCounts {
  std::size_t rules_unmet = 0;
  std::array<std::size_t, 2> by_all{}, valid{};
  std::vector<std::array<std::size_t, 2>> accepts;

  [[nodiscard]] Words words() const {
    Words words{rules_unmet, by_all[0], by_all[1], valid[0], valid[1]};
    for (const auto& of_party : accepts) words.insert(words.end(), of_party.begin(), of_party.end());
    return words;
  }
  void set(const Words& words) {
    rules_unmet = words.at(0);
    by_all = {words.at(1), words.at(2)};
    valid = {words.at(3), words.at(4)};
    for (std::size_t k = 0; k < accepts.size(); ++k) accepts[k] = {words.at(5 + 2 * k), words.at(6 + 2 * k)};
  }
};

/// The pairs of a member's slice.
void count_pairs(const Compiled& compiled, const std::vector<std::size_t>& principals, const RobustOptions& options,
                 PairCounts& counts) {
  std::vector<char> accepted(compiled.rows.size());
  Drawer drawer(compiled, options.seed);
  const Slice own = options.crew.slice(options.worlds);
  const bool one_world = has_one_world(compiled);
  const std::size_t block =
      one_world ? own.count
                : std::clamp<std::size_t>(block_cells / std::max<std::size_t>(compiled.cells, 1), 1, share_block);
  for (std::size_t first = own.first; first < own.first + own.count; first += block) {
    const std::size_t n = std::min(block, own.first + own.count - first);
    std::vector<std::optional<std::vector<int>>> packages;
    for (std::size_t s = 0; s < n; ++s) {
      packages.push_back(drawer.draw(first + s));
      counts.rules_unmet += packages.back() ? 0 : 1;
    }
    const std::array<AnyTable, 2> tables =
        draw_readings(compiled, options.seed, first, one_world ? 1 : n, options.threads, options.progress);
    for (const Reading reading : readings) {
      std::visit(
          [&](const auto& table) {
            for (std::size_t s = 0; s < n; ++s) {
              const std::size_t world = one_world ? 0 : s;
              if (!packages[s] || table.valid[world] == 0) continue;
              ++counts.valid[at(reading)];
              accepted_rows(compiled, table, world, *packages[s], accepted);
              for (std::size_t k = 0; k < principals.size(); ++k)
                counts.accepts[k][at(reading)] += accepted[principals[k]] != 0;
              bool all = true;
              for (std::size_t r = 0; r < accepted.size(); ++r)
                all = all && (accepted[r] != 0 || compiled.rows[r].kind == RowKind::settlement);
              counts.by_all[at(reading)] += all ? 1 : 0;
            }
          },
          tables[at(reading)]);
    }
  }
}

}  // namespace

PackageShares package_shares(const Compiled& compiled, const RobustOptions& options) {
  PackageShares result;
  result.pairs = options.worlds;
  std::vector<std::size_t> principals;
  for (std::size_t r = 0; r < compiled.rows.size(); ++r)
    if (compiled.rows[r].kind == RowKind::principal) principals.push_back(r);
  std::ranges::sort(principals, {}, [&](std::size_t r) { return compiled.rows[r].party; });
  for (const std::size_t r : principals) result.parties.push_back(compiled.rows[r].party);
  result.accepts.resize(principals.size());
  if (compiled.variables.empty()) return result;

  PairCounts counts;
  counts.accepts.resize(principals.size());
  const Words* known = options.checkpoint == nullptr ? nullptr : options.checkpoint->take();
  if (known != nullptr) {
    counts.set(*known);
  } else {
    count_pairs(compiled, principals, options, counts);
    Words all = counts.words();
    options.crew.sum(all);
    counts.set(all);
    if (options.checkpoint != nullptr) options.checkpoint->finish(all);
  }
  result.rules_unmet = counts.rules_unmet;
  for (const Reading reading : readings) {
    for (std::size_t k = 0; k < principals.size(); ++k)
      result.accepts[k][at(reading)] = make_share(counts.accepts[k][at(reading)], counts.valid[at(reading)]);
    result.accepted_by_all[at(reading)] = make_share(counts.by_all[at(reading)], counts.valid[at(reading)]);
  }
  return result;
}

}  // namespace parley
