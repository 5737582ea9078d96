// Any bytes as the map of a small case: areas of its issues and options, or problems.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "report/regions.h"
#include "target.h"

namespace {

namespace fs = std::filesystem;

parley::Casebook small_casebook() {
  parley::Casebook book;
  book.issues.resize(1);
  book.issues[0].id = "works";
  book.issues[0].options.resize(2);
  book.issues[0].options[0].id = "joint";
  book.issues[0].options[1].id = "apart";
  return book;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchFolder folder;
  static const parley::Casebook book = small_casebook();
  std::ofstream(folder.path / "regions.geojson", std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  std::vector<parley::Problem> problems;
  const parley::Json map = parley::read_regions(folder.path, book, problems);
  require(map.is_null() != problems.empty());
  for (const parley::Problem& problem : problems) require(!parley::format_problem(problem).empty());
  if (map.is_null()) return 0;
  for (const parley::Json& area : map["features"]) require(area["properties"]["issue"] == "works");
  return 0;
}
