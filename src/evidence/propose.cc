#include "evidence/propose.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "evidence/attribution.h"
#include "evidence/names.h"

namespace parley {
namespace {

std::u32string_view part(const Document& document, Span span) {
  return std::u32string_view(document.text).substr(span.begin, span.size());
}

bool is_pronoun(std::u32string_view phrase) {
  static const std::unordered_set<std::u32string_view> pronouns{U"he", U"He", U"she", U"She", U"who"};
  return pronouns.count(phrase) > 0;
}

// The sentences that a quotation touches.
std::u32string_view around(const Document& document, Span quote) {
  Span span = quote;
  auto sentence = std::lower_bound(document.sentences.begin(), document.sentences.end(), quote.begin,
                                   [](const Span& s, std::size_t at) { return s.end <= at; });
  for (; sentence != document.sentences.end() && sentence->begin < quote.end; ++sentence)
    span = {std::min(span.begin, sentence->begin), std::max(span.end, sentence->end)};
  return part(document, span);
}

}  // namespace

std::vector<StatementRow> propose_statements(const Document& document, const Source& source, const Casebook& casebook,
                                             std::span<const std::string> taken) {
  const NameIndex index(casebook);
  std::unordered_set<std::string> used(taken.begin(), taken.end());
  std::vector<StatementRow> rows;
  std::size_t number = 0;
  Attribution last;  // the last one whose source was somebody of the case
  Speaker last_speaker;
  for (const auto& attribution : attributions(document)) {
    if (attribution.source.size() == 0) continue;
    const auto phrase = part(document, attribution.source);
    Speaker speaker = index.speaker(phrase);
    if (attribution.source == last.source) speaker = last_speaker;
    if (!speaker.known() && is_pronoun(phrase)) speaker = index.last_person(document.text, attribution.source.begin);
    last = attribution;
    last_speaker = speaker;

    StatementRow row;
    std::string id;
    do id = fmt::format("p-{}-{}", source.id, ++number);
    while (!used.insert(id).second);
    row.text(Column::id) = id;
    row.text(Column::document) = source.id;
    row.text(Column::start) = std::to_string(attribution.quote.begin);
    row.text(Column::end) = std::to_string(attribution.quote.end);
    row.text(Column::quote) = utf8(part(document, attribution.quote));
    row.text(Column::form) = attribution.whole ? "direct" : "mixed";
    if (speaker.person >= 0) row.text(Column::speaker) = casebook.people[speaker.person].id;
    if (speaker.office >= 0) row.text(Column::speaker) = casebook.offices[speaker.office].id;
    if (speaker.party >= 0) row.text(Column::speaker) = casebook.parties[speaker.party].id;
    if (const int party = party_of(casebook, speaker, source.date); party >= 0)
      row.text(Column::party) = casebook.parties[party].id;
    if (const int issue = index.issue(around(document, attribution.quote)); issue >= 0)
      row.text(Column::issue) = casebook.issues[issue].id;
    row.text(Column::note) = speaker.known() ? "proposed" : fmt::format("proposed; said by: {}", utf8(phrase));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace parley
