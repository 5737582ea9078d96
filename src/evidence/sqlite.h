// SQLite as values: a database that closes itself, a statement that finalizes itself, errors as SqliteError.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace parley {

/// What SQLite says is wrong, with its primary result code.
struct SqliteError : std::runtime_error {
  SqliteError(int result_code, const std::string& what) : std::runtime_error(what), code(result_code) {}
  int code;
  /// The file is damaged, is none of SQLite's, or has other tables than were expected.
  [[nodiscard]] bool is_damage() const;
};

class SqliteStatement {
 public:
  SqliteStatement(sqlite3* database, std::string_view sql);
  SqliteStatement& bind(int index, std::string_view text);
  SqliteStatement& bind(int index, std::int64_t number);
  SqliteStatement& bind_blob(int index, std::string_view bytes);
  /// The next row; false after the last.
  bool step();
  /// Runs to the end, ready to be bound again.
  void run();
  void reset();
  [[nodiscard]] std::string text(int column) const;  ///< of a blob its bytes
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] double real(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  void check(int code) const;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class SqliteDatabase {
 public:
  /// Opens or makes the file; ":memory:" is one that is kept nowhere.
  explicit SqliteDatabase(const std::string& path);
  void run(const std::string& sql);
  [[nodiscard]] SqliteStatement prepare(std::string_view sql) const { return {database_.get(), sql}; }
  [[nodiscard]] std::int64_t last_row() const;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace parley
