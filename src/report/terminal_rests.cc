#include "report/terminal_rests.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/rests_words.h"
#include "report/terminal.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr std::size_t movers_shown = 4;
constexpr std::size_t unknowns_shown = 5;
constexpr std::size_t answers_shown = 3;
constexpr double least_gain = 0.0005;   // below, it would be said as 0.0
constexpr double least_change = 0.005;  // half a reading in 100

std::string shares(const Conclusions& found) { return found.problem.empty() ? share_pair(found.best_share) : "–"; }

/// "+3" or "−0.4": readings in 100.
std::string change_words(double change) {
  const double hundred = 100 * std::abs(change);
  if (change == 0) return "0";
  if (hundred < 0.1) return change < 0 ? "−<0.1" : "+<0.1";
  return fmt::format("{}{:.{}f}", change < 0 ? "−" : "+", hundred, hundred < 9.95 ? 1 : 0);
}

std::string mover_line(const Case& c, const Mover& mover) {
  const Statement& row = c.statements[mover.statement];
  const std::string who = row.standing == Standing::judgement ? "a judgement"
                          : row.speaker.empty()               ? "the source itself"
                                                              : speaker_name(c.casebook, row.speaker);
  const std::string on = row.issue >= 0   ? c.casebook.issues[row.issue].name
                         : row.draft >= 0 ? c.casebook.drafts[row.draft].name
                                          : "what matters more";
  return fmt::format("{} ({}, on {}): {} and {}", row.id, who, on, change_words(mover.change[0]),
                     change_words(mover.change[1]));
}

/// Whether a mover is worth a line: it moves a share by half a reading, or a conclusion.
bool counts(const Mover& mover) {
  return std::max(std::abs(mover.change[0]), std::abs(mover.change[1])) >= least_change || mover.fallen.band[0] ||
         mover.fallen.band[1] || mover.fallen.conflict || !mover.fallen.issues.empty();
}

/// "they consent 9.3, they refuse 0.2": the best share by answer; of many answers the one that is best and the one that
/// is worst.
std::string answers_words(const Unknown& unknown) {
  std::vector<UnknownAnswer> answers = unknown.answers;
  if (answers.size() > answers_shown) {
    const auto [worst, best] = std::ranges::minmax_element(answers, {}, &UnknownAnswer::best_share);
    answers = {*best, *worst};
  }
  return list_words(
      each(answers,
           [](const UnknownAnswer& answer) { return fmt::format("{} {:.1f}", answer.words, 100 * answer.best_share); }),
      answers.size() < unknown.answers.size() ? "…" : "and");
}

}  // namespace

std::string questions_text(const Case& c, const RobustResult& result, const Style& style) {
  std::string text;
  std::size_t shown = 0;
  for (const Unknown& u : result.unknowns) {
    if (shown == unknowns_shown || u.gain < least_gain) break;
    text += paragraph(fmt::format("  {}. ", ++shown), u.question);
    std::string worth =
        fmt::format("+{:.1f} ({:.1f} to {:.1f}), silence read {}. By answer: {}.", 100 * u.gain, 100 * u.low,
                    100 * u.high, u.reading == Reading::open ? "openly" : "cautiously", answers_words(u));
    if (!u.statements.empty() && u.statement < 0 && u.statements.size() <= 6)
      worth += " See " + statement_list(c, u.statements) + ".";
    text += paragraph("     ", worth);
  }
  if (text.empty() && result.unknowns.empty()) return {};
  if (text.empty())
    text = paragraph("  ", "No single answer would raise the best share by 0.1 of 100 readings.");
  else
    text +=
        paragraph("  ",
                  "+: by how much the best share would rise, in 100 readings, were the answer known before a package "
                  "is chosen; at least, with its 95 % interval. Then the best share under each answer.");
  const auto heaviest =
      std::ranges::max_element(result.unknowns, {}, [](const Unknown& u) { return u.sobol.total.low; });
  if (heaviest != result.unknowns.end() && heaviest->sobol.total.low > 0)
    text += paragraph("  ",
                      "Whether the most robust package is accepted hangs most on this question. " + heaviest->question);
  return heading(style, "What to ask next") + text;
}

std::string sources_text(const Case& c, const SourceTable& table, const Style& style) {
  std::string text = heading(style, "What rests on which source");
  const std::vector<std::size_t> columns = {26, 6, 42};
  text += row({"without", "best", "then falls"}, columns, "  ");
  text += row({"(nothing left out)", share_pair(table.all.best_share), ""}, columns, "  ");
  std::vector<std::string> nothing;
  for (const LeftOut& source : table.list) {
    const std::string name =
        source.kind == SourceKind::document ? "The document " + source.source : capital(source_words(c, source));
    if (!source.fallen.any() && source.without.best_share[0].count == table.all.best_share[0].count &&
        source.without.best_share[1].count == table.all.best_share[1].count)
      nothing.push_back(source.kind == SourceKind::judgements ? "the judgements" : name);
    else
      text += row({name, shares(source.without),
                   source.without.problem.empty() ? fallen_short(c, source.fallen)
                                                  : "nothing can be concluded: " + source.without.problem},
                  columns, "  ");
  }
  if (!nothing.empty()) text += paragraph("  ", "Nothing changes without " + list_words(nothing, "or") + ".");
  return text +
         paragraph("  ", fmt::format("best: the best share in 100 readings, cautious–open, of the same {} worlds.",
                                     grouped(std::to_string(table.worlds))));
}

std::string course_text(const Case& c, const Course& course, const Style& style) {
  std::string text = heading(style, "The verdict over time");
  if (course.points.empty()) return text + paragraph("  ", "No statement carries a date.");
  if (course.earlier_dates > 0)
    text +=
        paragraph("  ", fmt::format("{} before these are left out.", counted(course.earlier_dates, "date", "dates")));
  const CoursePoint* before = nullptr;
  for (const CoursePoint& point : course.points) {
    std::string line = fmt::format("{} in 100 readings", shares(point.conclusions));
    if (before != nullptr && point.changed.any())
      line += ": " + list_words(fallen_words(c, point.changed, before->conclusions, point.conclusions)) + ".";
    text += paragraph("  " + format_day(point.day) + "  ", line);
    std::size_t shown = 0, more = 0;
    for (const Mover& mover : point.movers) {
      if (!counts(mover)) continue;
      if (++shown > movers_shown)
        ++more;
      else
        text += paragraph("              ", mover_line(c, mover));
    }
    if (more > 0) text += paragraph("              ", fmt::format("and {} more with --json", more));
    before = &point;
  }
  return text +
         paragraph("  ", fmt::format("Each date with what had been said by its end, cautious–open, on the same {} "
                                     "worlds. Under it the statements of that date without which it would be "
                                     "another: the change that each makes by itself, cautious and open.",
                                     grouped(std::to_string(course.worlds))));
}

}  // namespace parley
