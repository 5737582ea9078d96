// Coded statements: who said or did what, about which option, when, with the words that show it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "casebook/casebook.h"
#include "text/document.h"

namespace parley {

/// Ordinal, from the lowest; `reject` is a red line and worth what `oppose` is.
enum class StanceClass { reject, oppose, tolerate, accept, favour, demand };
/// A class, or a number, interval or distribution in its place.
using Stance = std::variant<StanceClass, Quantity>;

enum class ImportanceClass { low, medium, high, critical };
using Importance = std::variant<ImportanceClass, Quantity>;

enum class Form { direct, indirect, mixed, deed, rule, fact, forecast, unknown, judgement };

/// Whether the speaker speaks for the party, is reported to, or an analyst judges: what ranks a row.
enum class Standing { judgement, hearsay, speaks };

std::string_view stance_name(StanceClass stance);
std::string_view importance_name(ImportanceClass importance);
std::string_view form_name(Form form);
std::string_view standing_name(Standing standing);

/// `A > B` of drafts, or `importance(x) > importance(y) + importance(z)` of issues; `>=` is written and means the same.
struct Claim {
  int better_draft = -1, worse_draft = -1;
  std::vector<int> heavier, lighter;  ///< issues on the left and on the right of an importance claim
  std::string text;
};

/// One row of statements.csv, checked. Indices point into the casebook, -1 for none.
struct Statement {
  std::string id;
  int document = -1;
  std::optional<Span> span;  ///< where the quotation stands, after it was found; none for judgements and missing texts
  std::string quote;
  std::string speaker;  ///< id of a person, an office or a party; empty for a source's own assertion
  int party = -1;
  Form form = Form::indirect;
  std::string act;
  int issue = -1;
  int draft = -1;  ///< `option` = draft:NAME
  std::optional<OptionSet> options;
  std::optional<Stance> stance;
  std::optional<Importance> importance;
  std::optional<Formula> condition;
  std::optional<Stance> otherwise;
  std::optional<Claim> claim;
  DateSpan date;       ///< when it was said; else the document's date, else the case's
  bool dated = false;  ///< the row itself gives the date
  double certainty = 1;
  std::string coder;
  std::string note;
  Standing standing = Standing::speaks;
  int rank = 0;  ///< of the speaker for the party on that date; only where standing is `speaks`
  Place place;   ///< of the row's first field

  /// Whether the row moves values: it has party, option and stance and is neither a forecast nor something unclear.
  [[nodiscard]] bool moves_values() const {
    return party >= 0 && (options.has_value() || draft >= 0) && stance.has_value() && form != Form::forecast &&
           form != Form::unknown;
  }
  /// Whether it is a term: worth its number, to a party given in numbers, in packages that meet its condition, over and
  /// above what their options are worth to it.
  [[nodiscard]] bool is_term() const {
    return party >= 0 && issue < 0 && draft < 0 && stance.has_value() && condition.has_value() &&
           form != Form::forecast && form != Form::unknown;
  }
  /// Whether it is the reason given for a position.
  [[nodiscard]] bool is_reason() const { return act == "reason"; }
};

/// Reads FOLDER/statements.csv against the casebook and verifies every quotation against its document, finding it again
/// where the text shifted. Notes in the casebook which documents carry one report (repetition.h). All problems,
/// warnings too, are added; rows with errors are left out.
std::vector<Statement> read_statements(Casebook& casebook, std::vector<Problem>& problems);
/// The same of another file with these columns.
std::vector<Statement> read_statements(Casebook& casebook, std::vector<Problem>& problems,
                                       const std::filesystem::path& path);

}  // namespace parley
