// Statements as discourse network analysis holds them (Leifeld 2017): in a passage of a document a person of an
// organization agrees or disagrees with a concept.
//
// A case becomes a Discourse before it is written for that tool, and what is read of it becomes one before it becomes
// part of a case. A concept is "issue: option" in the case's names; agreement is every stance from `tolerate` up. What
// of a row has no room there is left out and counted: judgements and whatever else has no passage, hearsay, numbers,
// conditions, claims, whole drafts, forecasts and what is unclear, and which of several options a source means.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "exchange/brought.h"
#include "model/case.h"

namespace parley {

struct DiscourseDocument {
  std::int64_t id = 0;
  std::string title, author, source, section, type, notes;
  std::int64_t seconds = 0;  ///< when it appeared, seconds from 1970-01-01 UTC
  std::string text;          ///< UTF-8
};

/// The day of a time, counted from 1970-01-01 UTC.
inline int day_of(std::int64_t seconds) {
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  return static_cast<int>(std::chrono::floor<std::chrono::days>(time).time_since_epoch().count());
}

struct DiscourseStatement {
  std::int64_t id = 0;
  std::size_t document = 0;        ///< index
  std::size_t begin = 0, end = 0;  ///< UTF-16 code units of the document's text, from 0, the end not included
  std::string coder, person, organization, concept_name;
  bool agreement = true;
};

struct Discourse {
  std::vector<DiscourseDocument> documents;
  std::vector<DiscourseStatement> statements;
  std::vector<Problem> warnings;  ///< what was left out
};

/// The case's rows that have room there. Documents whose text is not there are left out with their rows.
Discourse discourse_of(const Case& c);

/// Reads a database of Discourse Network Analyzer 2 or 3 (SQLite): the statements of each type that has the variables
/// person, organization, concept and agreement. Throws Error where it is none.
Discourse read_dna(const std::filesystem::path& path);

/// The password of every coder in the databases that write_dna makes; the tool asks for one.
inline constexpr std::string_view dna_password = "parley";

/// Writes a database of Discourse Network Analyzer 3, atomically. Throws Error if that fails.
void write_dna(const std::filesystem::path& path, const Discourse& discourse);

/// An event list as Discourse Network Analyzer writes it: CSV with a row a statement. It has no whole documents: each
/// becomes its coded passages, a paragraph each, in which ';' stands as ',' and '"' as '\''. Throws Error with
/// everything that is wrong in it.
Discourse parse_event_list(std::string_view bytes, std::string file);
std::string format_event_list(const Discourse& discourse);

/// What to bring into the case in `folder`, new or there. A new case has a party for each organization (or, without
/// one, person), and for each concept an issue with the options `yes` and `no`; concepts "A: b" and "A: c" are options
/// of one issue A. In a case that is there every name must be that of a person, office, party, issue or option.
/// Agreement becomes `favour`, disagreement `oppose`. Throws Error with every name that is unknown.
Brought brought_from(const Discourse& discourse, const std::filesystem::path& folder, const std::string& from);

}  // namespace parley
