#include "report/rests_words.h"

#include <fmt/format.h>

#include "report/words.h"

namespace parley {
namespace {

/// The words of probability belong to the verdict's own sentence: here it is said in numbers.
std::string verdict_words(const Conclusions& before, const Conclusions& after) {
  return fmt::format("the verdict is another, {} readings instead of {}",
                     share_range(after.best_share[0], after.best_share[1]),
                     share_range(before.best_share[0], before.best_share[1]));
}

std::string new_conflict_words(const Case& c, const Conclusions& after) {
  if (!after.conflict) return "no conflict is left in the reference world";
  if (after.conflict->elements.empty()) return fmt::format("in the reference world {}", nothing_at_stake);
  const auto [on, they] = conflict_words(c, after.conflict->elements);
  return fmt::format("the conflict{} is that {}", on, they);
}

}  // namespace

std::string source_words(const Case& c, const LeftOut& source) {
  if (source.kind == SourceKind::judgements) return "the analyst’s judgements";
  if (source.kind == SourceKind::speaker) return speaker_name(c.casebook, source.source);
  for (const Source& document : c.casebook.documents)
    if (document.id == source.source && !document.title.empty()) return "“" + document.title + "”";
  return source.source;
}

std::vector<std::string> fallen_words(const Case& c, const Fallen& fallen, const Conclusions& before,
                                      const Conclusions& after) {
  if (!after.problem.empty()) return {"nothing can be concluded: " + after.problem};
  std::vector<std::string> words;
  if (fallen.band[0] || fallen.band[1]) words.push_back(verdict_words(before, after));
  if (fallen.best) words.emplace_back(after.best ? "another package is the most robust" : "no package is left");
  for (int i : fallen.issues)
    words.push_back(fmt::format("{} is {} instead of {}", c.casebook.issues[i].name, status_name(after.issues[i]),
                                status_name(before.issues[i])));
  if (fallen.conflict) words.push_back(new_conflict_words(c, after));
  return words;
}

std::string fallen_short(const Case& c, const Fallen& fallen) {
  std::vector<std::string> parts;
  if (fallen.band[0] || fallen.band[1]) parts.emplace_back("the verdict");
  if (fallen.best) parts.emplace_back("the best package");
  if (fallen.conflict) parts.emplace_back("the conflict");
  for (int i : fallen.issues) parts.push_back(c.casebook.issues[i].name);
  return list_words(parts);
}

}  // namespace parley
