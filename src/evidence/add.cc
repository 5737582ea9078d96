#include "evidence/add.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

#include "casebook/documents.h"
#include "evidence/propose.h"
#include "evidence/slug.h"
#include "evidence/statement_table.h"
#include "evidence/words.h"
#include "text/read.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

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

Source describe(const Document& document, const Casebook& casebook, const fs::path& name, std::string hash) {
  const auto is_taken = [&](const std::string& id) {
    return casebook.find_document(id) >= 0 || casebook.find_party(id) >= 0 || casebook.find_person(id) >= 0 ||
           casebook.find_office(id) >= 0;
  };
  Source source = source_described(document.metadata);
  source.id = unused(slug(name.stem().string()), is_taken);
  source.file = "documents/" + name.string();
  source.sha256 = std::move(hash);
  return source;
}

bool has_text(const Casebook& casebook, const Source& source) {
  std::error_code failed;
  return !source.file.empty() && fs::is_regular_file(casebook.folder / source.file, failed);
}

std::string bytes_of(const fs::path& path) { return fs::exists(path) ? read_file(path) : std::string(); }

// The ids of statements.csv, whatever else is wrong with it.
std::set<std::string, std::less<>> coded_ids(const fs::path& folder) {
  std::vector<Problem> ignored;
  const auto path = folder / "statements.csv";
  std::set<std::string, std::less<>> ids;
  for (const auto& row : statement_table(parse_csv_table(bytes_of(path), path.string(), ignored), ignored).rows)
    ids.emplace(trimmed(row.text(Column::id)));
  return ids;
}

std::string rows_text(const std::vector<Proposed>& rows) { return proposal_rows({.rows = rows}); }

void write_unless_changed(const fs::path& path, const std::string& before, const std::string& after) {
  if (before == after) return;
  if (bytes_of(path) != before)
    throw Error("another program has changed this file meanwhile, and it was left as it is", path.string());
  write_file(path, after);
}

}  // namespace

Collector::Collector(fs::path folder, OtherProposer other, const ReadingModel& model)
    : folder_(std::move(folder)), other_(std::move(other)), model_(&model) {
  std::vector<Problem> problems;
  casebook_ = read_casebook(folder_, problems);
  throw_if_errors(problems);
  take_note();
  coded_ids_ = coded_ids(folder_);
  list_ = bytes_of(folder_ / "documents.yaml");
  for (int d = 0; d < static_cast<int>(casebook_.documents.size()); ++d) {
    const Source& source = casebook_.documents[d];
    if (!source.file.empty()) by_path_.emplace(fs::weakly_canonical(folder_ / source.file), d);
    if (!source.sha256.empty())
      by_hash_.emplace(source.sha256, d);
    else if (has_text(casebook_, source) && fs::file_size(folder_ / source.file) <= default_file_limit)
      by_hash_.emplace(sha256(read_file(folder_ / source.file)), d);
  }
}

// Keeps what has to be known of proposals.csv.
void Collector::take_note() {
  const auto path = folder_ / "proposals.csv";
  std::string head;
  char last = '\0';
  proposals_ = fingerprint({});
  if (fs::exists(path))
    read_parts(path, [&](std::string_view part) {
      proposals_ = fingerprint(part, proposals_);
      if (head.empty()) head = part;
      last = part.back();
    });
  visit_proposals(folder_, [&](ProposalTable& piece) {
    for (const Proposed& row : piece.rows) in_file_.emplace(trimmed(row.document()));
    table_ = {.separator = piece.separator, .byte_order_mark = piece.byte_order_mark, .rows = {}};
  });
  can_grow_ = head.starts_with(format_proposals(table_)) && last == '\n';
}

// The rows of a document, as they were written or not yet written.
std::vector<Proposed> Collector::earlier_rows(const std::string& document) {
  if (const auto found = changed_.find(document); found != changed_.end()) return found->second;
  if (in_file_.contains(document)) {
    if (!earlier_.contains(document)) load_earlier(document);
    return earlier_[document];
  }
  const auto is_other = [&](const Proposed& row) { return trimmed(row.document()) != document; };
  const auto its = std::stable_partition(fresh_.begin(), fresh_.end(), is_other);
  std::vector<Proposed> rows(std::make_move_iterator(its), std::make_move_iterator(fresh_.end()));
  fresh_.erase(its, fresh_.end());
  return rows;
}

// The rows of a document and of those that the case lists after it, which are likely to be asked for next.
void Collector::load_earlier(const std::string& document) {
  constexpr std::size_t ahead = 200;
  std::set<std::string, std::less<>> wanted{document};
  const auto count = static_cast<int>(casebook_.documents.size());
  for (int d = casebook_.find_document(document); d < count && wanted.size() < ahead; ++d)
    wanted.insert(casebook_.documents[d].id);
  earlier_.clear();
  visit_proposals(folder_, [&](ProposalTable& piece) {
    for (Proposed& row : piece.rows)
      if (const auto id = trimmed(row.document()); wanted.contains(id))
        earlier_[std::string(id)].push_back(std::move(row));
  });
}

AddedDocument Collector::add(const fs::path& file) {
  const auto bytes = read_file(file);
  auto hash = sha256(bytes);
  if (const auto same = by_hash_.find(hash); same != by_hash_.end()) {
    const Source& source = casebook_.documents[same->second];
    return {.id = source.id, .file = source.file, .already_there = true};
  }
  if (const auto listed = by_path_.find(fs::weakly_canonical(file)); listed != by_path_.end())
    return read_again(listed->second);

  const auto document = parse_document(bytes, {}, file.string());
  const auto name = place_for(folder_ / "documents", file.filename(), hash);
  const Source source = describe(document, casebook_, name, hash);
  std::vector<Source> with_it = new_sources_;
  with_it.push_back(source);
  if (new_sources_.empty()) append_sources(list_, with_it);  // throws where nothing can be added to the list
  AddedDocument added{.id = source.id, .file = source.file};
  propose(source, document, {}, added);  // not what an earlier run left when it was cut short

  std::error_code failed;
  fs::create_directories(folder_ / "documents", failed);
  if (failed) throw Error("cannot make this folder: " + failed.message(), (folder_ / "documents").string());
  if (!fs::exists(folder_ / source.file)) write_file(folder_ / source.file, bytes);
  new_sources_ = std::move(with_it);
  by_hash_.emplace(std::move(hash), static_cast<int>(casebook_.documents.size()));
  casebook_.documents.push_back(source);
  return added;
}

AddedDocument Collector::read_again(int document, const fs::path& file) {
  Source& source = casebook_.documents[document];
  const auto from = file.empty() ? folder_ / source.file : file;
  if (source.file.empty()) throw Error("the case has no text of the document '" + source.id + "'", folder_.string());
  const auto bytes = read_file(from);
  const auto text = parse_document(bytes, {}, from.string());
  AddedDocument added{.id = source.id, .file = source.file, .read_again = true};
  propose(source, text, earlier_rows(source.id), added);
  if (!file.empty()) write_file(folder_ / source.file, bytes);
  auto hash = sha256(bytes);
  if (source.sha256 != hash) new_hashes_[document] = hash;
  source.sha256 = std::move(hash);
  return added;
}

// Sets the rows of a document. New ones get the first numbers that are free: an id, once given, stays.
void Collector::propose(const Source& source, const Document& document, std::vector<Proposed> rows,
                        AddedDocument& added) {
  const bool in_file = in_file_.contains(source.id);
  const std::string before = in_file ? rows_text(rows) : std::string();
  std::set<std::string, std::less<>> taken;
  for (const Proposed& row : rows) taken.emplace(trimmed(row.id()));
  std::vector<Proposed> fresh;
  for (const auto& proposal : propose_statements(document, source, casebook_, {}, *model_))
    fresh.push_back(as_proposed(document, proposal));
  if (other_)
    for (Proposed& more : other_(document, source, casebook_)) fresh.push_back(std::move(more));
  for (Proposed& row : fresh) row.row.text(Column::id).clear();
  rows = renew_proposals(document.text, std::move(rows), std::move(fresh));
  std::size_t number = 0, readers = 0;
  for (Proposed& row : rows) {
    added.kept += row.waits() ? 0 : 1;
    if (!row.id().empty()) continue;
    const bool reader = row.is_of_reader();
    std::string& id = row.row.text(Column::id);
    do id = reader ? fmt::format("p-{}-r{}", source.id, ++readers) : fmt::format("p-{}-{}", source.id, ++number);
    while (coded_ids_.contains(id) || !taken.insert(id).second);
    ++added.proposed;
  }
  if (!in_file)
    std::move(rows.begin(), rows.end(), std::back_inserter(fresh_));
  else if (rows_text(rows) != before)
    changed_[source.id] = std::move(rows);
}

std::vector<int> Collector::readable() const {
  std::vector<int> list;
  for (int d = 0; d < static_cast<int>(casebook_.documents.size()); ++d)
    if (has_text(casebook_, casebook_.documents[d])) list.push_back(d);
  return list;
}

std::vector<int> Collector::changed() const {
  std::vector<int> list = readable();
  std::erase_if(list, [&](int d) {
    const Source& source = casebook_.documents[d];
    return source.sha256.empty() || sha256(read_file(folder_ / source.file)) == source.sha256;
  });
  return list;
}

// New rows go to the end.
void Collector::write_proposals() {
  const auto path = folder_ / "proposals.csv";
  earlier_.clear();
  if (changed_.empty() && fresh_.empty()) return;
  if (!changed_.empty() || !can_grow_) write_changed();
  if (fresh_.empty()) return;
  table_.rows = std::move(fresh_);
  fresh_ = {};
  for (const Proposed& row : table_.rows) in_file_.emplace(trimmed(row.document()));
  const auto more = proposal_rows(table_);
  table_.rows = {};
  append_to_file(path, more, proposals_);
  proposals_ = fingerprint(more, proposals_);
}

// Where rows of the file have changed it is written anew, each document's rows where its first one stood; those of one
// that had none left go to the end with the new ones.
void Collector::write_changed() {
  const auto path = folder_ / "proposals.csv";
  if (!fs::exists(path)) write_file(path, std::string_view());
  std::uint64_t found = fingerprint({});
  read_parts(path, [&](std::string_view part) { found = fingerprint(part, found); });
  if (found != proposals_)
    throw Error("another program has changed this file meanwhile, and it was left as it is", path.string());
  std::set<std::string, std::less<>> placed;
  rewrite_proposals(folder_, [&](ProposalTable& piece) {
    std::vector<Proposed> rows;
    for (Proposed& row : piece.rows) {
      const auto changed = changed_.find(trimmed(row.document()));
      if (changed == changed_.end())
        rows.push_back(std::move(row));
      else if (placed.insert(changed->first).second)
        rows.insert(rows.end(), changed->second.begin(), changed->second.end());
    }
    piece.rows = std::move(rows);
  });
  for (auto& [document, rows] : changed_)
    if (!placed.contains(document)) std::move(rows.begin(), rows.end(), std::back_inserter(fresh_));
  changed_.clear();
  take_note();
}

void Collector::write() {
  write_proposals();
  std::string list = new_sources_.empty() ? list_ : append_sources(list_, new_sources_);
  for (const auto& [document, hash] : new_hashes_) list = change_sha256(list, casebook_.documents[document].id, hash);
  write_unless_changed(folder_ / "documents.yaml", list_, list);
  list_ = std::move(list);
  new_sources_.clear();
  new_hashes_.clear();
}

Source source_described(const Metadata& metadata) {
  Source source;
  source.title = metadata.title;
  source.publisher = metadata.publisher;
  source.authors = metadata.authors;
  source.date = parse_date(metadata.date);
  return source;
}

AddedDocument add_document(const fs::path& folder, const fs::path& file, const ReadingModel& model) {
  Collector collector(folder, {}, model);
  auto added = collector.add(file);
  if (!added.already_there) collector.write();
  return added;
}

}  // namespace parley
