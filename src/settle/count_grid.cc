#include "settle/count_grid.h"

#include <algorithm>
#include <limits>
#include <map>

#include "settle/groups.h"

namespace parley {

namespace {

constexpr std::size_t entries_of_a_group = 100'000;
constexpr double sparsest = 8;  ///< entries of a table for each package, at most

/// Values of the parties that count, and how many choices of a group give them.
using Spectrum = std::map<std::vector<Wide>, BigInt>;

class Spectra {
 public:
  Spectra(const OneWorld& world, std::uint64_t who, std::vector<std::size_t> parties)
      : world_(world),
        who_(who),
        parties_(std::move(parties)),
        package_(world.compiled->source->casebook.issues.size(), -1),
        levers_(world.compiled->source->casebook.levers.size(), -1),
        choice_(world.options.size(), -1) {}

  /// False if a rule that names no issue is broken.
  [[nodiscard]] bool possible() const {
    return std::none_of(world_.rules.begin(), world_.rules.end(),
                        [&](const Formula* rule) { return evaluate(*rule, package_, levers_) == Truth::no; });
  }

  /// The group's spectrum; nothing if it is too long.
  std::optional<Spectrum> of(const Group& group) {
    std::map<std::vector<int>, Spectrum> states;
    states[{}][std::vector<Wide>(parties_.size(), 0)] = 1;
    for (std::size_t place = 0; place < group.variables.size(); ++place) {
      std::map<std::vector<int>, Spectrum> next;
      std::size_t entries = 0;
      for (const auto& [key, spectrum] : states)
        for (int option = 0; option < world_.options[group.variables[place]]; ++option) {
          entries += extend(group, place, key, spectrum, option, next);
          if (entries > entries_of_a_group) return std::nullopt;
        }
      states = std::move(next);
    }
    for (int v : group.variables) choose(v, -1);
    return states.empty() ? Spectrum{} : std::move(states.begin()->second);
  }

 private:
  void choose(int variable, int option) {
    const Variable& v = world_.compiled->variables[variable];
    choice_[variable] = option;
    package_[v.issue] = option < 0 ? -1 : v.options[option];
  }

  /// How many entries come to it.
  std::size_t extend(const Group& group, std::size_t place, const std::vector<int>& key, const Spectrum& spectrum,
                     int option, std::map<std::vector<int>, Spectrum>& next) {
    for (int v : group.variables) choose(v, -1);
    if (place > 0)
      for (std::size_t k = 0; k < key.size(); ++k) choose(group.open[place - 1][k], key[k]);
    choose(group.variables[place], option);
    for (int r : group.rules[place])
      if (evaluate(*world_.rules[r], package_, levers_) == Truth::no) return 0;
    std::vector<Wide> gain(parties_.size(), 0);
    for (int t : group.tables[place]) {
      const WorldTable& table = world_.tables[t];
      const std::size_t cell = cell_of(world_, table, choice_);
      if ((table.shut[cell] & who_) != 0) return 0;
      for (std::size_t k = 0; k < gain.size(); ++k)
        gain[k] += table.values[cell * world_.principals.size() + parties_[k]];
    }
    std::vector<int> open;
    for (int v : group.open[place]) open.push_back(choice_[v]);
    Spectrum& to = next[open];
    const std::size_t before = to.size();
    for (const auto& [values, number] : spectrum) {
      std::vector<Wide> sum = values;
      for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += gain[k];
      to[sum] += number;
    }
    return to.size() - before;
  }

  const OneWorld& world_;
  std::uint64_t who_;
  std::vector<std::size_t> parties_;
  Package package_;
  std::vector<int> levers_;
  std::vector<int> choice_;
};

/// Spectra in small steps from their least values, and what a sum of them must reach.
struct Task {
  std::vector<std::vector<std::pair<std::vector<std::size_t>, BigInt>>> groups;
  std::vector<std::vector<std::size_t>> reach;  ///< by group and party: its greatest value
  std::vector<Wide> least;                      ///< by party: that the sum must have
};

Wide divisor(Wide a, Wide b) {
  while (b != 0) a = std::exchange(b, a % b);
  return a < 0 ? -a : a;
}

/// Nothing where a value needs more steps than a table could ever have.
std::optional<Task> make_task(const std::vector<Spectrum>& spectra, std::vector<Wide> least) {
  const std::size_t parties = least.size();
  std::vector<std::vector<Wide>> low;
  std::vector<Wide> step(parties, 0);
  for (const Spectrum& spectrum : spectra) {
    low.push_back(spectrum.begin()->first);
    for (const auto& [values, number] : spectrum)
      for (std::size_t k = 0; k < parties; ++k) low.back()[k] = std::min(low.back()[k], values[k]);
    for (const auto& [values, number] : spectrum)
      for (std::size_t k = 0; k < parties; ++k) step[k] = divisor(step[k], values[k] - low.back()[k]);
    for (std::size_t k = 0; k < parties; ++k) least[k] -= low.back()[k];
  }
  Task task;
  for (std::size_t k = 0; k < parties; ++k) {
    if (step[k] == 0) step[k] = 1;
    task.least.push_back(least[k] <= 0 ? 0 : (least[k] + step[k] - 1) / step[k]);
  }
  for (std::size_t g = 0; g < spectra.size(); ++g) {
    task.groups.emplace_back();
    task.reach.emplace_back(parties, 0);
    for (const auto& [values, number] : spectra[g]) {
      std::vector<std::size_t> steps;
      for (std::size_t k = 0; k < parties; ++k) {
        const Wide many = (values[k] - low[g][k]) / step[k];
        if (many > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
        steps.push_back(static_cast<std::size_t>(many));
        task.reach[g][k] = std::max(task.reach[g][k], steps.back());
      }
      task.groups.back().emplace_back(std::move(steps), number);
    }
  }
  return task;
}

double cells_of(const std::vector<std::size_t>& reach) {
  double cells = 1;
  for (std::size_t r : reach) cells *= static_cast<double>(r) + 1;
  return cells;
}

/// The groups of the first half: each goes to the half whose table is the smaller, the widest ones first.
std::vector<std::vector<std::size_t>> halves(const Task& task) {
  const std::size_t parties = task.least.size();
  std::vector<std::size_t> order(task.groups.size());
  for (std::size_t g = 0; g < order.size(); ++g) order[g] = g;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return cells_of(task.reach[a]) > cells_of(task.reach[b]); });
  std::vector<std::vector<std::size_t>> result(2);
  std::vector<std::vector<std::size_t>> reach(2, std::vector<std::size_t>(parties, 0));
  for (std::size_t g : order) {
    const std::size_t half = cells_of(reach[1]) < cells_of(reach[0]) ? 1 : 0;
    result[half].push_back(g);
    for (std::size_t k = 0; k < parties; ++k) reach[half][k] += task.reach[g][k];
  }
  return result;
}

/// How many choices of a half give each sum; the last party's sums lie side by side.
template <class Number>
class Half {
 public:
  Half(const Task& task, const std::vector<std::size_t>& groups, const Progress& progress) {
    const std::size_t parties = task.least.size();
    size_.assign(parties, 1);
    for (std::size_t g : groups)
      for (std::size_t k = 0; k < parties; ++k) size_[k] += task.reach[g][k];
    stride_.assign(parties, 1);
    for (std::size_t k = parties; k-- > 1;) stride_[k - 1] = stride_[k] * size_[k];
    const std::size_t all = parties == 0 ? 1 : stride_[0] * size_[0];
    table_.assign(all, 0);
    table_[0] = 1;
    std::vector<Number> sum(groups.empty() ? 0 : all);
    std::vector<std::size_t> used(parties, 1);
    for (std::size_t g : groups) {
      if (progress.stopped()) throw Cancelled{};
      std::fill(sum.begin(), sum.end(), Number{0});
      for (const auto& [steps, number] : task.groups[g]) {
        std::size_t shift = 0;
        for (std::size_t k = 0; k < parties; ++k) shift += steps[k] * stride_[k];
        add(used, static_cast<Number>(number), shift, sum);
      }
      for (std::size_t k = 0; k < parties; ++k) used[k] += task.reach[g][k];
      std::swap(table_, sum);
    }
  }

  /// Each entry becomes the sum of those that are at least as good for everybody.
  void sum_from_above() {
    for (std::size_t k = 0; k < size_.size(); ++k)
      for (std::size_t at = table_.size() - stride_[k]; at-- > 0;)
        if ((at / stride_[k]) % size_[k] + 1 < size_[k]) table_[at] += table_[at + stride_[k]];
  }

  /// Calls body(sums, number) for every entry that is not 0.
  template <class Body>
  void for_each(const Body& body) const {
    std::vector<std::size_t> sums(size_.size(), 0);
    for (const Number& number : table_) {
      if (number != 0) body(sums, number);
      for (std::size_t k = size_.size(); k-- > 0;) {
        if (++sums[k] < size_[k]) break;
        sums[k] = 0;
      }
    }
  }

  /// The entry at the given sums, which may lie past the end (0).
  [[nodiscard]] Number at(const std::vector<std::size_t>& sums) const {
    std::size_t place = 0;
    for (std::size_t k = 0; k < sums.size(); ++k) {
      if (sums[k] >= size_[k]) return 0;
      place += sums[k] * stride_[k];
    }
    return table_[place];
  }

 private:
  /// Adds `number` times the part of the table in use to `sum`, shifted.
  void add(const std::vector<std::size_t>& used, Number number, std::size_t shift, std::vector<Number>& sum) const {
    const std::size_t parties = size_.size();
    const std::size_t row = parties == 0 ? 1 : used[parties - 1];
    std::vector<std::size_t> index(parties, 0);
    while (true) {
      std::size_t from = 0;
      for (std::size_t k = 0; k + 1 < parties; ++k) from += index[k] * stride_[k];
      const Number* source = table_.data() + from;
      Number* target = sum.data() + from + shift;
      for (std::size_t i = 0; i < row; ++i) target[i] += number * source[i];
      std::size_t k = parties < 2 ? 0 : parties - 1;
      while (k > 0 && ++index[k - 1] == used[k - 1]) index[--k] = 0;
      if (k == 0) return;
    }
  }

  std::vector<std::size_t> size_, stride_;
  std::vector<Number> table_;
};

BigInt big(UnsignedWide number) {
  return (BigInt(static_cast<std::uint64_t>(number >> 64)) << 64) | static_cast<std::uint64_t>(number);
}

template <class Number>
BigInt meet(const Task& task, const std::vector<std::vector<std::size_t>>& parts, const Progress& progress) {
  const Half<Number> first(task, parts[0], progress);
  Half<Number> second(task, parts[1], progress);
  second.sum_from_above();
  BigInt total = 0;
  UnsignedWide carried = 0;
  std::vector<std::size_t> missing(task.least.size());
  first.for_each([&](const std::vector<std::size_t>& sums, const Number& number) {
    for (std::size_t k = 0; k < missing.size(); ++k) {
      const Wide left = task.least[k] - static_cast<Wide>(sums[k]);
      missing[k] =
          left <= 0 ? 0 : static_cast<std::size_t>(std::min<Wide>(left, std::numeric_limits<std::int64_t>::max()));
    }
    const Number others = second.at(missing);
    if (others == 0) return;
    if constexpr (sizeof(Number) == 8) {
      const UnsignedWide product = static_cast<UnsignedWide>(number) * others;
      if (carried > ~product) {
        total += big(carried);
        carried = 0;
      }
      carried += product;
    } else {
      total += big(number) * big(others);
    }
  });
  return total + big(carried);
}

BigInt most_choices(const Task& task, const std::vector<std::size_t>& groups) {
  BigInt choices = 1;
  for (std::size_t g : groups) {
    BigInt sum = 0;
    for (const auto& [steps, number] : task.groups[g]) sum += number;
    choices *= sum;
  }
  return choices;
}

}  // namespace

std::optional<BigInt> count_on_grid(const OneWorld& world, std::uint64_t who, std::size_t cells,
                                    const Progress& progress) {
  std::vector<std::size_t> parties;
  std::vector<Wide> least;
  for (std::size_t k = 0; k < world.principals.size(); ++k)
    if (((who >> k) & 1) != 0 && world.principals[k].reservation) {
      parties.push_back(k);
      least.push_back(*world.principals[k].reservation);
    }
  Spectra spectra(world, who, parties);
  if (!spectra.possible()) return BigInt(0);
  std::vector<Spectrum> groups;
  for (const Group& group : groups_of(world)) {
    auto spectrum = spectra.of(group);
    if (!spectrum) return std::nullopt;
    if (spectrum->empty()) return BigInt(0);
    groups.push_back(std::move(*spectrum));
  }
  const auto task = make_task(groups, least);
  if (!task) return std::nullopt;
  const auto parts = halves(*task);
  double size = 0;
  for (const auto& part : parts) {
    std::vector<std::size_t> reach(parties.size(), 0);
    for (std::size_t g : part)
      for (std::size_t k = 0; k < reach.size(); ++k) reach[k] += task->reach[g][k];
    size += cells_of(reach);
  }
  const BigInt first = most_choices(*task, parts[0]);
  const BigInt second = most_choices(*task, parts[1]);
  const BigInt choices = std::max(first, second);
  // A table that is mostly empty costs more than going through the packages.
  const double full = sparsest * (static_cast<double>(first) * static_cast<double>(second) + sparsest);
  if (size > std::min(static_cast<double>(cells), full) || choices >> 127 != 0) return std::nullopt;
  if (choices >> 63 != 0) return meet<UnsignedWide>(*task, parts, progress);
  return meet<std::uint64_t>(*task, parts, progress);
}

}  // namespace parley
