#include "report/terminal.h"

#include <fmt/format.h>

#include "report/words.h"

namespace parley {

std::string title_text(const Case& c, const Filter& filter) {
  std::string text = c.casebook.title;
  if (filter.as_of) text += ", as of " + format_day(*filter.as_of);
  if (filter.known_at) text += ", as known on " + format_day(*filter.known_at);
  if (!filter.without.empty()) text += "; without " + list_words(filter.without, "or");
  for (const auto& [lever, option] : filter.levers) text += fmt::format("; {} = {}", lever, option);
  return text;
}

std::string statement_text(const Case& c, int statement, std::string_view indent) {
  const Statement& s = c.statements[statement];
  const std::string first = fmt::format("{}{}  ", indent, printable(s.id));
  const std::string condition = s.condition ? fmt::format(" [if {}]", s.condition->text) : "";
  if (s.form == Form::judgement) return paragraph(first, "An analyst’s judgement: " + s.note + condition);
  std::string who = speaker_name(c.casebook, s.speaker);
  if (who.empty()) who = "As reported";
  if (s.speaker.empty() && s.document >= 0 && !c.casebook.documents[s.document].publisher.empty())
    who += " by " + c.casebook.documents[s.document].publisher;
  if (!s.speaker.empty() && s.standing == Standing::hearsay) who += " (hearsay)";
  const bool quoted = s.quote.starts_with("“") || s.quote.starts_with('"');
  const std::string quote = quoted ? s.quote : "“" + s.quote + "”";
  return paragraph(first, fmt::format("{}, {}: {}{}", who, s.date.text, quote, condition));
}

std::string package_text(const Case& c, const Package& package, std::string_view indent, const Package& like) {
  std::string text;
  for (std::size_t i = 0; i < package.size(); ++i) {
    if (package[i] < 0 || (i < like.size() && package[i] == like[i])) continue;
    const Issue& issue = c.casebook.issues[i];
    text += fmt::format("{}{}: {}", text.empty() ? "" : " · ", issue.name, clause_words(issue, package[i]));
  }
  return paragraph(indent, text.empty() ? "(no clause)" : text);
}

}  // namespace parley
