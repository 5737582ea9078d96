// Whatever is typed is refused or made a query that SQLite's FTS5 takes.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/error.h"
#include "evidence/query.h"
#include "evidence/sqlite.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley;
  static const SqliteDatabase database = [] {
    SqliteDatabase made(":memory:");
    made.run("CREATE VIRTUAL TABLE passage USING fts5 (words, tokenize = 'porter unicode61 remove_diacritics 2')");
    made.run("INSERT INTO passage VALUES ('the water of the Lind')");
    return made;
  }();
  if (size > 2000) return 0;
  std::string query;
  try {
    query = fts_query(std::string_view(reinterpret_cast<const char*>(data), size));
  } catch (const Error&) {
    return 0;
  }
  auto rows = database.prepare("SELECT rowid FROM passage WHERE passage MATCH ?");
  rows.bind(1, query);
  while (rows.step()) {
  }
  return 0;
}
