#include "evidence/add.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "casebook/casebook.h"
#include "casebook/documents.h"
#include "evidence/propose.h"
#include "evidence/slug.h"
#include "evidence/statement_table.h"
#include "text/read.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

// The document of the case that has these bytes, -1 if none has.
int find_same(const Casebook& casebook, const std::string& hash) {
  for (std::size_t i = 0; i < casebook.documents.size(); ++i) {
    const auto& source = casebook.documents[i];
    std::error_code failed;
    const auto path = casebook.folder / source.file;
    if (source.sha256 == hash) return static_cast<int>(i);
    if (source.sha256.empty() && !source.file.empty() && fs::is_regular_file(path, failed) &&
        fs::file_size(path, failed) <= default_file_limit && sha256(read_file(path)) == hash)
      return static_cast<int>(i);
  }
  return -1;
}

// Where to keep the file: its own name, or a numbered one where a different file has it.
fs::path place_for(const fs::path& documents, const fs::path& name, const std::string& hash) {
  const auto is_taken = [&](const std::string& stem) {
    const auto path = documents / (stem + name.extension().string());
    std::error_code failed;
    if (!fs::exists(fs::symlink_status(path, failed))) return false;
    return !fs::is_regular_file(path, failed) || sha256(read_file(path)) != hash;
  };
  return unused(name.stem().string(), is_taken) + name.extension().string();
}

StatementTable read_proposals(const fs::path& path) {
  if (!fs::exists(path)) return {};
  std::vector<Problem> problems;
  auto table = statement_table(parse_csv_table(read_file(path), path.string(), problems), problems);
  throw_if_errors(problems);
  return table;
}

Source describe(const Document& document, const Casebook& casebook, const fs::path& name, std::string hash) {
  const auto is_taken = [&](const std::string& id) {
    return casebook.find_document(id) >= 0 || casebook.find_party(id) >= 0 || casebook.find_person(id) >= 0 ||
           casebook.find_office(id) >= 0;
  };
  Source source;
  source.id = unused(slug(name.stem().string()), is_taken);
  source.file = "documents/" + name.string();
  source.title = document.metadata.title;
  source.publisher = document.metadata.publisher;
  source.authors = document.metadata.authors;
  source.date = parse_date(document.metadata.date);
  source.sha256 = std::move(hash);
  return source;
}

}  // namespace

AddedDocument add_document(const fs::path& folder, const fs::path& file) {
  std::vector<Problem> problems;
  const auto casebook = read_casebook(folder, problems);
  throw_if_errors(problems);
  const auto bytes = read_file(file);
  auto hash = sha256(bytes);
  if (const int same = find_same(casebook, hash); same >= 0)
    return {.id = casebook.documents[same].id, .file = casebook.documents[same].file, .already_there = true};

  const auto document = parse_document(bytes, {}, file.string());
  const auto list = folder / "documents.yaml", proposals = folder / "proposals.csv";
  const auto listed = fs::exists(list) ? read_file(list) : std::string();
  const auto name = place_for(folder / "documents", file.filename(), hash);
  const auto source = describe(document, casebook, name, std::move(hash));
  const auto with_source = append_source(listed, source);
  auto table = read_proposals(proposals);
  // Rows of a document that is not listed are what an earlier run left when it was cut short.
  std::erase_if(table.rows, [&](const StatementRow& row) { return row.text(Column::document) == source.id; });
  std::vector<std::string> taken;
  for (const auto& row : table.rows) taken.emplace_back(row.text(Column::id));
  const auto rows = propose_statements(document, source, casebook, taken);
  table.rows.insert(table.rows.end(), rows.begin(), rows.end());

  std::error_code failed;
  fs::create_directories(folder / "documents", failed);
  if (failed) throw Error("cannot make this folder: " + failed.message(), (folder / "documents").string());
  if (!fs::exists(folder / source.file)) write_file(folder / source.file, bytes);
  if (!rows.empty()) write_statements(proposals, table);
  write_file(list, with_source);
  return {.id = source.id, .file = source.file, .already_there = false, .proposed = rows.size()};
}

}  // namespace parley
