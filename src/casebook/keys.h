// The keys that case.yaml and documents.yaml know. docs/schema says the same to editors, and a test compares the two.
#pragma once

#include <span>
#include <string_view>

namespace parley {

/// The keys of one kind of mapping. `object` is its name in messages and, with `-` for spaces, in the schema.
struct KeyTable {
  std::string_view object;
  std::span<const std::string_view> allowed;
  std::span<const std::string_view> required;
};

namespace key_lists {
using Key = std::string_view;
inline constexpr Key id[] = {"id"};
inline constexpr Key the_case[] = {"title",   "note",   "as_of",  "parties", "no_deal",  "people",
                                   "offices", "issues", "levers", "rules",   "firmness", "drafts"};
inline constexpr Key the_case_required[] = {"title", "parties", "issues"};
inline constexpr Key party[] = {"id",      "name",        "plural", "kind",    "aliases", "rank",  "firmness",
                                "no_deal", "reservation", "silent", "members", "rule",    "quota", "weights"};
inline constexpr Key person[] = {"id", "name", "aliases", "party", "rank"};
inline constexpr Key office[] = {"id", "name", "aliases", "party", "rank", "holders"};
inline constexpr Key office_required[] = {"id", "party"};
inline constexpr Key holder[] = {"person", "from", "to"};
inline constexpr Key holder_required[] = {"person"};
inline constexpr Key issue[] = {"id",      "name", "question", "aliases", "kind", "concerns",
                                "options", "unit", "min",      "max",     "step"};
inline constexpr Key option[] = {"id", "name", "aliases", "note", "needs", "only_without_deal"};
inline constexpr Key lever[] = {"id", "name", "actor", "options", "now"};
inline constexpr Key lever_required[] = {"id", "options"};
inline constexpr Key lever_option[] = {"id", "name"};
inline constexpr Key rule[] = {"id", "formula", "note", "fixed"};
inline constexpr Key rule_required[] = {"formula"};
inline constexpr Key firmness[] = {"all", "statements"};
inline constexpr Key draft[] = {"id", "name", "note", "clauses"};
inline constexpr Key draft_required[] = {"id", "clauses"};
inline constexpr Key document[] = {"id",   "file",   "url",    "title", "publisher", "authors",
                                   "date", "rights", "sha256", "note",  "repeats"};
}  // namespace key_lists

inline constexpr KeyTable case_keys{"case", key_lists::the_case, key_lists::the_case_required};
inline constexpr KeyTable party_keys{"party", key_lists::party, key_lists::id};
inline constexpr KeyTable person_keys{"person", key_lists::person, key_lists::id};
inline constexpr KeyTable office_keys{"office", key_lists::office, key_lists::office_required};
inline constexpr KeyTable holder_keys{"holder", key_lists::holder, key_lists::holder_required};
inline constexpr KeyTable issue_keys{"issue", key_lists::issue, key_lists::id};
inline constexpr KeyTable option_keys{"option", key_lists::option, key_lists::id};
inline constexpr KeyTable lever_keys{"lever", key_lists::lever, key_lists::lever_required};
inline constexpr KeyTable lever_option_keys{"lever option", key_lists::lever_option, key_lists::id};
inline constexpr KeyTable rule_keys{"rule", key_lists::rule, key_lists::rule_required};
inline constexpr KeyTable firmness_keys{"firmness", key_lists::firmness, {}};
inline constexpr KeyTable draft_keys{"draft", key_lists::draft, key_lists::draft_required};
inline constexpr KeyTable document_keys{"document", key_lists::document, key_lists::id};

}  // namespace parley
