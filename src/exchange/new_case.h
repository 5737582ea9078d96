// Making a case from what another tool's file names: its parties, issues and options.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/statement_table.h"

namespace parley {

struct Named {
  std::string id, name;
};

struct NamedParty {
  std::string id, name;
  std::string reservation = {};  ///< a number, or empty
};

struct NamedPerson {
  std::string id, name;
  std::string party;  ///< the id of the party that the person speaks for, or empty
};

/// An issue with its options; a numeric one has a grid in their place.
struct NamedIssue {
  std::string id, name;
  std::vector<Named> options = {};
  std::string min = {}, max = {}, step = {};
};

struct NewCase {
  std::string title, note;
  std::vector<NamedParty> parties;
  std::vector<NamedPerson> people = {};
  std::vector<NamedIssue> issues;

  /// The issue with this id, added if it is not there.
  NamedIssue& issue(const std::string& id, std::string_view name);
};

/// Its case.yaml.
std::string format_case(const NewCase& plan);

/// Makes the folder where there is none, and in it the case: its statements, then case.yaml. Throws Error if that
/// fails.
void make_case(const std::filesystem::path& folder, const NewCase& plan, const StatementTable& statements = {});

}  // namespace parley
