// A case folder whose case.yaml is the first part of the input and whose documents.yaml the second, parted by a line
// "%%%". Whatever the bytes: a casebook whose indices hold, or problems at places of these files.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "casebook/casebook.h"
#include "casebook/documents.h"
#include "target.h"

namespace {

namespace fs = std::filesystem;

constexpr std::string_view parting = "\n%%%\n";

void write(const fs::path& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

void check_index(int index, std::size_t size) { require(index >= -1 && index < static_cast<int>(size)); }

void check(const parley::Casebook& book) {
  for (const parley::Party& party : book.parties) {
    for (const int member : party.members) check_index(member, book.parties.size());
    require(party.vote_weights.empty() || party.vote_weights.size() == party.members.size());
    for (const auto& [issue, options] : party.no_deal)
      for (const parley::NoDealOption& option : options)
        check_index(option.option, book.issues.at(static_cast<std::size_t>(issue)).options.size());
  }
  for (const parley::Office& office : book.offices) check_index(office.party, book.parties.size());
  for (const parley::Rule& rule : book.rules) {
    const std::vector<int> options(book.issues.size(), 0), levers(book.levers.size(), 0);
    require(evaluate(rule.formula, options, levers) != parley::Truth::open);
  }
  for (const parley::Draft& draft : book.drafts)
    for (const auto& [issue, option] : draft.clauses)
      check_index(option, book.issues.at(static_cast<std::size_t>(issue)).options.size());
}

void check_append(std::string_view documents) {
  parley::Source source;
  source.id = "appended";
  try {
    require(parley::append_source(documents, source).starts_with(documents));
  } catch (const parley::Error& error) {
    require(!error.problems().empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchFolder folder;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t part = text.find(parting);
  const std::string_view documents = part == std::string_view::npos ? "" : text.substr(part + parting.size());
  write(folder.path / "case.yaml", text.substr(0, part));
  write(folder.path / "documents.yaml", documents);
  std::vector<parley::Problem> problems;
  try {
    check(parley::read_casebook(folder.path, problems));
  } catch (const parley::Error& error) {
    require(!error.problems().empty());
  }
  for (const parley::Problem& problem : problems) {
    require(!problem.message.empty());
    parley::format_problem(problem);
  }
  check_append(documents);
  return 0;
}
