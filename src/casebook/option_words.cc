#include "casebook/option_words.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace parley {
namespace {

/// "1 month" of the unit `months`: where the unit is the plural of one English word.
std::string unit_beside(const std::string& number, const std::string& unit) {
  const bool word = !unit.empty() && std::ranges::all_of(unit, [](char c) { return c >= 'a' && c <= 'z'; });
  if (number != "1" || !word || !unit.ends_with('s') || unit.size() < 3) return unit;
  const std::string stem = unit.substr(0, unit.size() - 1);
  const bool other = stem.ends_with('i') || stem.ends_with('u') || stem.ends_with('s') || stem.ends_with("ie");
  return other ? unit : stem;
}

/// The lowest and the highest of each run.
std::vector<std::pair<int, int>> runs_of(std::span<const int> options) {
  std::vector<int> sorted(options.begin(), options.end());
  std::ranges::sort(sorted);
  std::vector<std::pair<int, int>> found;
  for (int o : sorted) {
    if (!found.empty() && o <= found.back().second + 1)
      found.back().second = o;
    else
      found.emplace_back(o, o);
  }
  return found;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t k = 0; k < words.size(); ++k)
    text += (k == 0 ? "" : k + 1 == words.size() ? " or " : ", ") + words[k];
  return text;
}

}  // namespace

std::string option_words(const Issue& issue, int option) {
  return option_words(issue, std::span<const int>(&option, 1));
}

std::string option_words(const Issue& issue, std::span<const int> options) {
  std::vector<std::string> words;
  if (issue.kind != IssueKind::numeric) {
    for (int o : options) words.push_back("“" + issue.options[o].name + "”");
    return joined(words);
  }
  for (const auto& [low, high] : runs_of(options)) {
    words.push_back(issue.options[low].name);
    if (high == low + 1) words.push_back(issue.options[high].name);
    if (high > low + 1) words.back() += " to " + issue.options[high].name;
  }
  const std::string text = joined(words);
  return issue.unit.empty() ? text : text + " " + unit_beside(text, issue.unit);
}

std::size_t runs(std::span<const int> options) { return runs_of(options).size(); }

}  // namespace parley
