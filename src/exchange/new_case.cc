#include "exchange/new_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "core/error.h"
#include "report/json.h"
#include "text/files.h"

namespace parley {
namespace {

// A JSON string is a YAML string in double quotation marks. Control characters, which case.yaml cannot hold, become
// spaces.
std::string yaml_quoted(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (is_c1) text.erase(i + 1, 1);
    if (is_c1 || byte < ' ' || byte == 0x7F) text[i] = ' ';
  }
  return json_string(text);
}

}  // namespace

NamedIssue& NewCase::issue(const std::string& id, std::string_view name) {
  const auto found = std::find_if(issues.begin(), issues.end(), [&](const NamedIssue& i) { return i.id == id; });
  if (found != issues.end()) return *found;
  return issues.emplace_back(NamedIssue{id, std::string(name)});
}

std::string format_case(const NewCase& plan) {
  std::string text = fmt::format("title: {}\n", yaml_quoted(plan.title));
  if (!plan.note.empty()) text += fmt::format("note: {}\n", yaml_quoted(plan.note));
  text += "\nparties:\n";
  for (const auto& party : plan.parties) {
    text += fmt::format("  - id: {}\n    name: {}\n", party.id, yaml_quoted(party.name));
    if (!party.reservation.empty()) text += fmt::format("    reservation: {}\n", party.reservation);
  }
  if (!plan.people.empty()) text += "\npeople:\n";
  for (const auto& person : plan.people) {
    text += fmt::format("  - id: {}\n    name: {}\n", person.id, yaml_quoted(person.name));
    if (!person.party.empty()) text += fmt::format("    party: {}\n", person.party);
  }
  text += "\nissues:\n";
  for (const auto& issue : plan.issues) {
    text += fmt::format("  - id: {}\n    name: {}\n", issue.id, yaml_quoted(issue.name));
    if (!issue.min.empty()) {
      text +=
          fmt::format("    kind: numeric\n    min: {}\n    max: {}\n    step: {}\n", issue.min, issue.max, issue.step);
      continue;
    }
    text += "    options:\n";
    for (const auto& option : issue.options)
      text += fmt::format("      - id: {}\n        name: {}\n", option.id, yaml_quoted(option.name));
  }
  return text;
}

void make_case(const std::filesystem::path& folder, const NewCase& plan, const StatementTable& statements) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) throw Error("cannot make this folder: " + failed.message(), folder.string());
  write_statements(folder / "statements.csv", statements);
  write_file(folder / "case.yaml", format_case(plan));
}

}  // namespace parley
