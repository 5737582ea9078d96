#include "casebook/casebook.h"

#include <algorithm>

#include "casebook/case_reader.h"
#include "casebook/texts.h"
#include "text/files.h"

namespace parley {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_case_file = 16u << 20;

template <class Things>
int index_of(const Things& things, std::string_view id) {
  const auto found = std::ranges::find_if(things, [id](const auto& thing) { return thing.id == id; });
  return found == things.end() ? -1 : static_cast<int>(found - things.begin());
}

[[noreturn]] void fail(const fs::path& at, std::string message, std::string expected) {
  throw Error(Problem{Severity::error,
                      {at.string(), 0, 0},
                      std::move(message),
                      std::move(expected),
                      "`parley new DIR` makes a case to start from",
                      {},
                      1});
}

std::string case_text(const fs::path& folder) {
  std::error_code fault;
  const fs::path path = folder / "case.yaml";
  if (!fs::exists(folder, fault)) fail(folder, "there is no such folder", "a case: a folder with a case.yaml");
  if (!fs::is_directory(folder, fault)) fail(folder, "this is no folder", "a case: a folder with a case.yaml");
  if (!fs::exists(path, fault))
    fail(folder, "this folder is no case: it has no case.yaml", "a folder with a case.yaml");
  return read_file(path, largest_case_file);
}

void read_case_file(const SourceText& source, Casebook& book, IdSpace& actors, std::vector<Problem>& problems) {
  const std::size_t before = problems.size();
  const auto root = parse_yaml(source, problems);
  if (!root && problems.size() == before)
    fail(source.file(), "the file is empty", "a mapping with `title`, `parties` and `issues`");
  if (!root) return;
  YamlReader yaml(source, problems);
  if (!yaml.read_map(*root, case_keys)) return;
  book.title = yaml.text(*root, "title");
  book.note = yaml.text(*root, "note");
  book.as_of = yaml.date(*root, "as_of");
  if (book.as_of && book.as_of->first != book.as_of->last)
    yaml.error(*root->find("as_of"), "`as_of` is longer than a day", "a day, such as " + format_day(book.as_of->last));
  CaseReader reader{yaml, book, actors, {}, {}, {}, {}, {}, {}, {}};
  declare_actors(reader, *root);
  declare_topics(reader, *root);
  link_actors(reader);
  link_topics(reader);
  read_terms(reader, *root);
}

}  // namespace

int Issue::find_option(std::string_view option_id) const {
  if (kind != IssueKind::numeric) return index_of(options, option_id);
  const auto number = parse_number(option_id);
  if (!number) return -1;
  const auto value = [](const Option& option) { return option.position.value; };
  const auto found = std::ranges::lower_bound(options, number->value, {}, value);
  return found == options.end() || value(*found) != number->value ? -1 : static_cast<int>(found - options.begin());
}

int Casebook::find_party(std::string_view party_id) const { return index_of(parties, party_id); }
int Casebook::find_issue(std::string_view issue_id) const { return index_of(issues, issue_id); }
int Casebook::find_lever(std::string_view lever_id) const { return index_of(levers, lever_id); }
int Casebook::find_draft(std::string_view draft_id) const { return index_of(drafts, draft_id); }
int Casebook::find_person(std::string_view person_id) const { return index_of(people, person_id); }
int Casebook::find_office(std::string_view office_id) const { return index_of(offices, office_id); }
int Casebook::find_document(std::string_view document_id) const { return index_of(documents, document_id); }

Casebook read_casebook(const fs::path& folder, std::vector<Problem>& problems) {
  return read_casebook(folder, {}, problems);
}

Casebook read_casebook(const fs::path& folder, const CaseTexts& texts, std::vector<Problem>& problems) {
  Casebook book;
  book.folder = folder;
  const auto unsaved = texts.find("case.yaml");
  const SourceText source((folder / "case.yaml").string(),
                          unsaved == texts.end() ? case_text(folder) : unsaved->second);
  fs::path named = fs::absolute(folder).lexically_normal();
  if (!named.has_filename()) named = named.parent_path();
  book.id = named.filename().string();
  IdSpace actors;
  const std::size_t first = problems.size();
  read_case_file(source, book, actors, problems);
  const std::size_t second = problems.size();
  read_documents(book, texts, actors, problems);
  const auto at = [&problems](std::size_t i) { return problems.begin() + static_cast<std::ptrdiff_t>(i); };
  std::ranges::stable_sort(at(first), at(second), {}, &Problem::place);
  std::ranges::stable_sort(at(second), problems.end(), {}, &Problem::place);
  return book;
}

}  // namespace parley
