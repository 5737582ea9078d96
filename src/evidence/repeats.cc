#include "evidence/repeats.h"

#include <algorithm>
#include <utility>

namespace parley {
namespace {

bool holds(Span part, Span words) { return part.begin <= words.begin && words.end <= part.end; }

bool is_part(const Proposal& inner, const Proposal& outer) {
  if (inner.row.text(Column::form) != "mixed" || inner.content.size() > 1) return false;
  const auto words = inner.content.front();
  return std::ranges::any_of(outer.content, [&](Span part) { return part != words && holds(part, words); });
}

bool is_told_in(const Proposal& inner, const Proposal& outer) {
  const auto form = outer.row.text(Column::form);
  if (inner.source.size() == 0 || inner.cue.size() == 0 || outer.row.text(Column::party).empty() ||
      (form != "indirect" && form != "mixed"))
    return false;
  const auto within = [&](Span words) {
    return std::ranges::any_of(outer.content, [&](Span part) { return holds(part, words); });
  };
  return within(inner.source) && within(inner.cue) && std::ranges::all_of(inner.content, within);
}

bool is_twin(const Proposal& a, const Proposal& b) {
  return a.content == b.content && a.said_by == b.said_by && a.row.text(Column::speaker) == b.row.text(Column::speaker);
}

}  // namespace

void drop_repeats(std::vector<Proposal>& proposals) {
  constexpr std::size_t next_to = 4;  // proposals looked at on either side
  const auto repeats = [&](std::size_t i, std::size_t k) {
    const auto &one = proposals[i], &other = proposals[k];
    const bool less_sure = one.confidence < other.confidence || (one.confidence == other.confidence && k < i);
    return is_part(one, other) || is_told_in(one, other) || (is_twin(one, other) && less_sure);
  };
  std::vector<bool> dropped(proposals.size());
  for (std::size_t i = 0; i < proposals.size(); ++i)
    for (std::size_t k = i > next_to ? i - next_to : 0; k < std::min(i + next_to, proposals.size()); ++k)
      dropped[i] = dropped[i] || (k != i && repeats(i, k));
  std::size_t kept = 0;
  for (std::size_t i = 0; i < proposals.size(); ++i)
    if (!dropped[i]) {
      if (kept != i) proposals[kept] = std::move(proposals[i]);
      ++kept;
    }
  proposals.erase(proposals.begin() + static_cast<std::ptrdiff_t>(kept), proposals.end());
}

}  // namespace parley
