// Any bytes are read as a GENIUS domain and profile, or as a NegMAS scenario, or refused with problems. What GENIUS's
// format brings in becomes a case that reads without an error, and files that read as the same values.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "exchange/genius.h"
#include "exchange/negmas.h"
#include "model/case.h"
#include "target.h"

namespace {

// Between the domain and the profile.
constexpr std::string_view parting = "\n=====\n";

bool is_small(const parley::Scenario& scenario) {
  std::size_t options = 0;
  for (const auto& issue : scenario.issues) options += issue.options.size();
  return options < 2000;
}

void check(const parley::ScenarioImport& import, const std::filesystem::path& folder) {
  if (!is_small(import.scenario)) return;
  parley::write_case(folder / "case", import);
  const auto found = parley::scenario_of(parley::load_case(folder / "case")).scenario;
  require(found.issues.size() == import.scenario.issues.size());
  std::vector<parley::Problem> warnings;
  auto files = parley::write_genius(found, folder / "out", true, warnings);
  const auto domain = files.front();
  files.erase(files.begin());
  const auto again = parley::read_genius(domain, files, true).scenario;
  if (!warnings.empty()) return;
  require(again.parties.at(0).boxes.size() == found.parties.at(0).boxes.size());
  for (std::size_t i = 0; i < found.issues.size() && found.parties.at(0).boxes.empty(); ++i)
    require(again.parties.at(0).values.at(i) == found.parties.at(0).values.at(i));
}

template <class Read>
void try_to(const Read& read) {
  try {
    read();
  } catch (const parley::Error& error) {
    require(!error.problems().empty());
    for (const auto& problem : error.problems()) parley::format_problem(problem);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchFolder folder;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto part = text.find(parting);
  if (part == std::string::npos) {
    try_to([&] { parley::read_negmas({parley::NegmasText{"fuzz.yml", text}}); });
    return 0;
  }
  const parley::GeniusText domain{"domain.xml", text.substr(0, part)},
      profile{"profile.xml", text.substr(part + parting.size())};
  try_to([&] { parley::read_genius(domain, {profile}, true); });
  parley::ScenarioImport import;
  bool read = false;
  try_to([&] {
    import = parley::read_genius(domain, {profile}, false);
    read = true;
  });
  if (read) check(import, folder.path);
  for (const char* written : {"case", "out"}) std::filesystem::remove_all(folder.path / written);
  return 0;
}
