// A scenario: a list of changes to a case, kept beside it in CASE/scenarios/NAME.yaml and never silently in it.
//
// Applied, it gives the texts that case.yaml and statements.csv would have; they are read, checked and computed on as
// any case is, and adopting it writes them. A stance or an importance that is supposed is nobody's words: it becomes a
// judgement, and the rows that spoke to it are narrowed to the other options that they name. A row that is coded anew
// keeps its quotation.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/texts.h"
#include "report/json.h"

namespace parley {

struct Edit {
  enum class Kind {
    stance,      ///< of `party` on `option` of `issue`: `to`
    importance,  ///< of `issue` to `party`: `to`
    statement,   ///< row `id` with `fields`
    added,       ///< a row of `fields`
    dropped,     ///< row `id`
    as_of,       ///< `to`
    lever,       ///< `id` stands at `to`
    rule,        ///< `id` says `to`
    no_rule,     ///< `id` no longer holds
  };
  Kind kind = Kind::stance;
  std::string party, issue, option, id, to;
  std::vector<std::pair<std::string, std::string>> fields;
};

struct KeptScenario {
  std::string title;
  std::string note;
  std::vector<Edit> edits;
};

/// Edits as JSON: {"kind": "stance", "party": …}. Throws Error with every mistake.
std::vector<Edit> read_edits(const Json& list);
Json edits_json(const std::vector<Edit>& edits);

/// scenarios/NAME.yaml, both ways. Throws Error with places.
KeptScenario parse_scenario(std::string_view yaml, const std::string& name);
std::string format_scenario(const KeptScenario& scenario);

/// What the case's texts become. Throws Error where an edit names what the case does not have.
CaseTexts apply_edits(const std::filesystem::path& folder, CaseTexts texts, const std::vector<Edit>& edits);

}  // namespace parley
