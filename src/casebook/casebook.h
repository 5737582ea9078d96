// The casebook: what case.yaml and documents.yaml say, checked and with places, before any statement is read.
//
// Everything is held in the order of the files; indices (plain ints, -1 for none) point into the vectors below. The
// model gives them strong types once they enter the computation.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/date.h"
#include "casebook/formula.h"
#include "casebook/quantity.h"
#include "core/error.h"

namespace parley {

enum class IssueKind { choice, ordered, numeric };
enum class PartyKind { principal, body, voice };
enum class VotingRule { unanimity, majority, quota };
enum class SilentVote { by_reading, consent, refuse };

struct Option {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  std::string note;
  std::vector<int> needs;          ///< parties or bodies whose consent the option needs
  bool only_without_deal = false;  ///< exists only where there is no deal: never in a package
  Number position;                 ///< numeric issues: its value; ordered ones: its rank among those that can be agreed
  Place place;
};

struct Issue {
  std::string id;
  std::string name;
  std::string question;
  std::vector<std::string> aliases;
  IssueKind kind = IssueKind::choice;
  std::string unit;                          ///< numeric issues
  std::vector<Option> options;               ///< of ordered and numeric issues from the lowest to the highest
  std::optional<std::vector<int>> concerns;  ///< parties listed under `concerns`, where there is such a list
  Place place;

  [[nodiscard]] int find_option(std::string_view option_id) const;  ///< -1 if there is none
};

struct Holder {
  int person = -1;
  std::optional<DateSpan> from, to;  ///< open where absent
};

struct Office {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  int party = -1;
  int rank = 0;  ///< the higher rank stands first
  std::vector<Holder> holders;
  Place place;
};

struct Person {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  int party = -1;  ///< a person may speak for a party without an office in the case
  int rank = 0;
  Place place;
};

/// One possible no-deal option and its share of the worlds.
struct NoDealOption {
  int option = -1;
  double share = 1;
};

struct Party {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  bool plural = false;  ///< its name takes verbs in the plural: "European allies reject"
  PartyKind kind = PartyKind::principal;
  int rank = 0;  ///< of what is said in the party's own name
  // bodies
  std::vector<int> members;
  VotingRule rule = VotingRule::unanimity;
  Number quota;                      ///< weighted quota: consent needs at least this weight
  std::vector<Number> vote_weights;  ///< one a member; empty: 1 each
  SilentVote silent =
      SilentVote::by_reading;  ///< of a body's silent members, or of this party where it is needed and silent
  // principals
  std::map<int, std::vector<NoDealOption>> no_deal;  ///< issue -> its options in the order written; shares sum to 1
  std::optional<Quantity> reservation;               ///< numeric cases: given in place of no-deal
  std::optional<Quantity> firmness;
  Place place;
};

struct LeverOption {
  std::string id;
  std::string name;
};

struct Lever {
  std::string id;
  std::string name;
  int actor = -1;
  std::vector<LeverOption> options;
  int now = -1;  ///< the option in force where that is known
  Place place;
};

struct Rule {
  std::string id;
  std::string note;
  Formula formula;
  bool fixed = false;  ///< no relaxation may propose to drop it
  Place place;
};

struct Draft {
  std::string id;
  std::string name;
  std::string note;
  std::map<int, int> clauses;  ///< issue -> option; clauses may be left open
  Place place;
};

struct Source {
  std::string id;
  std::string file;  ///< relative to the case's folder, empty for a URL alone
  std::string url;
  std::string title;
  std::string publisher;
  std::vector<std::string> authors;
  std::optional<DateSpan> date;
  std::string rights;
  std::string sha256;
  std::string note;
  std::string repeats;   ///< id of the document whose report it carries, or "none"; empty where nobody has said
  bool missing = false;  ///< its text is not there
  int same_as = -1;      ///< the document that stands for all that carry its report, where it is another one
  Place place;
};

struct Casebook {
  std::filesystem::path folder;
  std::string id;  ///< the folder's name
  std::string title;
  std::string note;
  std::optional<DateSpan> as_of;
  std::vector<Party> parties;
  std::vector<Person> people;
  std::vector<Office> offices;
  std::vector<Issue> issues;
  std::vector<Lever> levers;
  std::vector<Rule> rules;
  std::vector<Draft> drafts;
  std::vector<Source> documents;
  std::optional<Quantity> firmness;                    ///< for all red lines; 1 where absent
  std::map<std::string, Quantity> statement_firmness;  ///< by statement id
  std::map<std::string, Place> statement_firmness_places;

  [[nodiscard]] int find_party(std::string_view id) const;  ///< these return -1 if there is none
  [[nodiscard]] int find_issue(std::string_view id) const;
  [[nodiscard]] int find_lever(std::string_view id) const;
  [[nodiscard]] int find_draft(std::string_view id) const;
  [[nodiscard]] int find_person(std::string_view id) const;
  [[nodiscard]] int find_office(std::string_view id) const;
  [[nodiscard]] int find_document(std::string_view id) const;
  /// The document that counts as the source of what stands in `document`: one report is one source, however many
  /// papers carry it. -1 for -1.
  [[nodiscard]] int source_of(int document) const {
    return document >= 0 && documents[document].same_as >= 0 ? documents[document].same_as : document;
  }
};

/// Reads FOLDER/case.yaml and FOLDER/documents.yaml (which may be absent). Every problem of both files, warnings too,
/// is added to `problems`; the casebook holds what could be read. Throws Error only where there is no case to read at
/// all.
Casebook read_casebook(const std::filesystem::path& folder, std::vector<Problem>& problems);

}  // namespace parley
