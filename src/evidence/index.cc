#include "evidence/index.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

#include "evidence/query.h"
#include "evidence/quotation_marks.h"
#include "evidence/quoted_row.h"
#include "evidence/sqlite.h"
#include "text/files.h"
#include "text/read.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

/// Raised whenever the tables, or how a text is cut into passages, change.
constexpr int index_version = 2;

constexpr const char* schema = R"(
  CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, sha256 TEXT NOT NULL,
                         shingles BLOB NOT NULL, fingerprints BLOB NOT NULL);
  CREATE TABLE place (id INTEGER PRIMARY KEY, document INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
  CREATE INDEX place_document ON place (document);
  CREATE TABLE form (word TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE VIRTUAL TABLE passage USING fts5 (words, tokenize = 'porter unicode61 remove_diacritics 2');
)";

std::string blob(const std::vector<std::uint64_t>& values) {
  std::string bytes(values.size() * sizeof(std::uint64_t), '\0');
  if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

std::vector<std::uint64_t> unblob(const std::string& bytes) {
  std::vector<std::uint64_t> values(bytes.size() / sizeof(std::uint64_t));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(std::uint64_t));
  return values;
}

// Paragraphs of prose and lists, and each heading, title and caption by itself.
std::vector<Span> passages_of(const Document& document) {
  std::vector<Span> passages = prose_paragraphs(document);
  for (const Line& line : document.lines)
    if (line.span.size() > 0 &&
        (line.kind == LineKind::heading || line.kind == LineKind::title || line.kind == LineKind::caption))
      passages.push_back(line.span);
  std::sort(passages.begin(), passages.end());
  return passages;
}

using DocumentPlaces = std::unordered_map<std::string_view, int>;

// Where each document stands in the casebook, by its id: a query may find a hundred thousand passages.
DocumentPlaces places_of_documents(const Casebook& casebook) {
  DocumentPlaces places;
  for (int i = 0; i < static_cast<int>(casebook.documents.size()); ++i) places.emplace(casebook.documents[i].id, i);
  return places;
}

int place_in(const DocumentPlaces& places, const std::string& id) {
  const auto found = places.find(id);
  return found == places.end() ? -1 : found->second;  // one that the case has no more
}

// The bytes that marks stand for must not come from the text.
std::string without_marks(std::string text) {
  for (char& c : text)
    if (c == '\0' || c == '\2' || c == '\3') c = ' ';
  return text;
}

void remove_document(SqliteDatabase& database, std::int64_t id) {
  for (const char* sql : {"DELETE FROM passage WHERE rowid IN (SELECT id FROM place WHERE document = ?)",
                          "DELETE FROM place WHERE document = ?", "DELETE FROM document WHERE id = ?"})
    database.prepare(sql).bind(1, id).run();
}

// The words of a text in small letters, each once: the passages' table has their stems alone. Those of documents that
// are gone stay: they find nothing.
void add_forms(SqliteDatabase& database, std::u32string_view text) {
  std::set<std::u32string> forms;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && u_isalnum(static_cast<UChar32>(text[end])) != 0) ++end;
    if (end > at) forms.insert(lower_words(text.substr(at, end - at)));
    at = std::max(end, at + 1);
  }
  auto form = database.prepare("INSERT OR IGNORE INTO form (word) VALUES (?)");
  for (const std::u32string& word : forms) form.bind(1, utf8(word)).run();
}

void add_document(SqliteDatabase& database, const std::string& name, const std::string& hash,
                  const Document& document) {
  const Shingles shingles = shingles_of(document);
  database.prepare("INSERT INTO document (name, sha256, shingles, fingerprints) VALUES (?, ?, ?, ?)")
      .bind(1, name)
      .bind(2, hash)
      .bind_blob(3, blob(shingles.all))
      .bind_blob(4, blob(shingles.fingerprints))
      .run();
  const std::int64_t id = database.last_row();
  add_forms(database, document.text);
  auto place = database.prepare("INSERT INTO place (document, first, last) VALUES (?, ?, ?)");
  auto passage = database.prepare("INSERT INTO passage (rowid, words) VALUES (?, ?)");
  for (const Span& span : passages_of(document)) {
    place.bind(1, id).bind(2, static_cast<std::int64_t>(span.begin)).bind(3, static_cast<std::int64_t>(span.end)).run();
    passage.bind(1, database.last_row())
        .bind(2, without_marks(utf8(std::u32string_view(document.text).substr(span.begin, span.size()))))
        .run();
  }
}

void make_folder(const fs::path& folder) {
  fs::create_directories(folder);
  if (!fs::exists(folder / ".gitignore")) write_file(folder / ".gitignore", "*\n");
}

}  // namespace

DocumentIndex::~DocumentIndex() = default;
DocumentIndex::DocumentIndex(DocumentIndex&&) noexcept = default;
DocumentIndex& DocumentIndex::operator=(DocumentIndex&&) noexcept = default;

DocumentIndex::DocumentIndex(const Casebook& casebook, const Progress& progress) : casebook_(&casebook) {
  try {
    try {
      open(false);
      bring_up_to_date(progress);
    } catch (const SqliteError& error) {
      if (!error.is_damage()) throw;
      open(true);
      bring_up_to_date(progress);
    }
  } catch (const SqliteError& error) {
    throw Error(fmt::format("the index cannot be used: {}", error.what()),
                (casebook.folder / ".parley" / "index.sqlite").string(), "a file that this program may delete");
  }
}

// Opens the file, or with `fresh` an empty one in its place.
void DocumentIndex::open(bool fresh) {
  const auto folder = casebook_->folder / ".parley";
  const auto path = folder / "index.sqlite";
  database_.reset();
  if (fresh) {
    update_ = {};
    update_.rebuilt = true;
    for (const char* end : {"", "-journal", "-wal", "-shm"}) fs::remove(path.string() + end);
  }
  try {
    make_folder(folder);
    database_ = std::make_unique<SqliteDatabase>(path.string());
    database_->run("PRAGMA synchronous = OFF; BEGIN IMMEDIATE; COMMIT");  // derived: a torn one is made anew
  } catch (const SqliteError& error) {
    if (error.is_damage()) throw;
    database_ = std::make_unique<SqliteDatabase>(":memory:");
    update_.in_memory = true;
  } catch (const std::exception&) {
    database_ = std::make_unique<SqliteDatabase>(":memory:");
    update_.in_memory = true;
  }
  auto version = database_->prepare("PRAGMA user_version");
  version.step();
  const auto found = version.number(0);
  version.reset();
  if (found == index_version) return;
  auto tables = database_->prepare("SELECT count(*) FROM sqlite_master");
  tables.step();
  const bool empty = tables.number(0) == 0;
  tables.reset();
  if (!empty) return open(true);
  database_->run(fmt::format("BEGIN; {} PRAGMA user_version = {}; COMMIT", schema, index_version));
}

void DocumentIndex::bring_up_to_date(const Progress& progress) {
  constexpr std::size_t at_once = 100;  // documents in one transaction
  struct Indexed {
    std::int64_t id;
    std::string hash;
  };
  std::map<std::string, Indexed> indexed;
  auto all = database_->prepare("SELECT id, name, sha256 FROM document");
  while (all.step()) indexed[all.text(1)] = {all.number(0), all.text(2)};
  all.reset();

  std::size_t done = 0, written = 0;
  database_->run("BEGIN");
  for (const Source& source : casebook_->documents) {
    progress("Indexing documents", static_cast<double>(done++) / static_cast<double>(casebook_->documents.size()));
    if (progress.stopped()) {
      database_->run("COMMIT");
      throw Cancelled{};
    }
    if (source.missing || source.file.empty()) continue;
    const auto path = casebook_->folder / source.file;
    try {
      const auto bytes = read_file(path);
      const auto hash = sha256(bytes);
      const auto known = indexed.find(source.id);
      const bool same = known != indexed.end() && known->second.hash == hash;
      if (!same) {
        const auto document = parse_document(bytes, {}, path.string());
        if (known != indexed.end()) remove_document(*database_, known->second.id);
        add_document(*database_, source.id, hash, document);
        ++update_.read;
        if (++written % at_once == 0) database_->run("COMMIT; BEGIN");
      }
      if (known != indexed.end()) indexed.erase(known);
    } catch (const Error& error) {
      for (Problem problem : error.problems()) {
        problem.severity = Severity::warning;
        update_.problems.push_back(std::move(problem));
      }
    }
  }
  for (const auto& [name, document] : indexed) {
    remove_document(*database_, document.id);
    ++update_.removed;
  }
  database_->run("COMMIT");
}

// Does the work; where the index turns out to be damaged, on a new one.
template <typename Work>
auto DocumentIndex::mended(Work work) {
  try {
    return work();
  } catch (const SqliteError& error) {
    if (!error.is_damage()) throw Error(fmt::format("the index cannot be read: {}", error.what()));
  }
  try {
    open(true);
    bring_up_to_date({});
    return work();
  } catch (const SqliteError& error) {
    throw Error(fmt::format("the query cannot be answered: {}", error.what()));
  }
}

std::vector<std::string> DocumentIndex::words_that_begin(const std::string& beginning) {
  constexpr int most = 1000;  // as a query may hold
  auto rows = database_->prepare(fmt::format("SELECT word FROM form WHERE word >= ? AND word < ? LIMIT {}", most));
  rows.bind(1, beginning).bind(2, beginning + utf8(std::u32string(1, char32_t{0x10FFFF})));
  std::vector<std::string> words;
  while (rows.step()) words.push_back(rows.text(0));
  return words;
}

std::string DocumentIndex::query_of(std::string_view typed) {
  return fts_query(typed, [this](const std::string& beginning) { return words_that_begin(beginning); });
}

std::vector<FoundPassage> DocumentIndex::find(std::string_view typed) {
  return mended([&] {
    const std::string query = query_of(typed);
    auto rows = database_->prepare(
        "SELECT document.name, place.first, place.last, passage.rank FROM passage JOIN place ON place.id = "
        "passage.rowid JOIN document ON document.id = place.document WHERE passage MATCH ? ORDER BY passage.rank, "
        "document.name, place.first");
    rows.bind(1, query);
    const auto places = places_of_documents(*casebook_);
    std::vector<FoundPassage> found;
    while (rows.step())
      found.push_back({place_in(places, rows.text(0)),
                       {static_cast<std::size_t>(rows.number(1)), static_cast<std::size_t>(rows.number(2))},
                       rows.real(3)});
    std::erase_if(found, [](const FoundPassage& p) { return p.document < 0; });
    return found;
  });
}

std::string DocumentIndex::marked_text(std::string_view typed, const FoundPassage& passage) {
  return mended([&] {
    const std::string query = query_of(typed);
    auto row = database_->prepare(
        "SELECT highlight(passage, 0, char(2), char(3)) FROM passage JOIN place ON place.id = passage.rowid JOIN "
        "document ON document.id = place.document WHERE passage MATCH ? AND document.name = ? AND place.first = ?");
    row.bind(1, query)
        .bind(2, casebook_->documents[passage.document].id)
        .bind(3, static_cast<std::int64_t>(passage.span.begin));
    return row.step() ? row.text(0) : std::string();
  });
}

ShingleStore DocumentIndex::shingles(std::vector<int>& documents) {
  std::vector<int> of_row;  // -1 for one that the case has no more
  mended([&] {
    of_row.clear();
    const auto places = places_of_documents(*casebook_);
    auto rows = database_->prepare("SELECT name FROM document ORDER BY name");
    while (rows.step()) of_row.push_back(place_in(places, rows.text(0)));
  });
  documents = of_row;
  std::erase(documents, -1);
  const auto each = [this, of_row](const ShingleStore::Visit& visit) {
    mended([&] {
      auto rows = database_->prepare("SELECT fingerprints FROM document ORDER BY name");
      for (std::size_t row = 0, text = 0; row < of_row.size() && rows.step(); ++row)
        if (of_row[row] >= 0) visit(text++, unblob(rows.text(0)));
    });
  };
  const auto all = [this, documents](std::size_t text) {
    return mended([&] {
      auto row = database_->prepare("SELECT shingles FROM document WHERE name = ?");
      row.bind(1, casebook_->documents[documents[text]].id);
      return row.step() ? unblob(row.text(0)) : std::vector<std::uint64_t>();
    });
  };
  return {documents.size(), each, all};
}

}  // namespace parley
