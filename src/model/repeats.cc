#include "model/repeats.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

namespace parley {
namespace {

/// What makes two rows say the same; a number in place of a word stands for itself by its kind alone, since nothing but
/// a row of the same words is compared.
auto content(const Case& c, const Statement& row) {
  const auto word = [](const auto& value) { return !value ? -1 : static_cast<int>(value->index()); };
  const auto stance = [](const std::optional<Stance>& value) {
    const auto* named = value ? std::get_if<StanceClass>(&*value) : nullptr;
    return named == nullptr ? -1 : static_cast<int>(*named);
  };
  return std::tuple(c.casebook.source_of(row.document), row.speaker, row.party, row.issue, row.draft,
                    row.options ? row.options->options : std::vector<int>(), row.options && row.options->one_of,
                    word(row.stance), stance(row.stance), word(row.importance), row.condition.has_value(),
                    row.date.last);
}

}  // namespace

std::vector<int> drawn_as(const Case& c) {
  std::vector<int> result(c.statements.size());
  std::iota(result.begin(), result.end(), 0);
  const auto& documents = c.casebook.documents;
  if (std::ranges::none_of(documents, [](const Source& source) { return source.same_as >= 0; })) return result;
  std::vector<int> order = result;
  std::ranges::sort(order, {}, [&](int s) { return c.statements[s].id; });
  // The k-th such row of one document goes with the k-th of another.
  using Content = decltype(content(c, c.statements.front()));
  std::map<std::pair<Content, int>, int> of_document;
  std::map<std::pair<Content, int>, int> first;
  for (const int s : order) {
    const Statement& row = c.statements[s];
    if (row.document < 0 || row.quote.empty()) continue;
    const Content key = content(c, row);
    const int k = of_document[{key, row.document}]++;
    result[s] = first.try_emplace({key, k}, s).first->second;
  }
  return result;
}

}  // namespace parley
