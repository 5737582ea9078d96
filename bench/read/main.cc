// bench/reading DIR [--json] [--train DIR] [--model FILE]: how well Parley reads, against texts that people annotated.
//
// DIR is laid out like the data that docs/reading.md names; what is missing is left out. With --train the tagger is
// trained on an annotated folder first (PolNeAR's train part), its model kept in the build folder and never committed.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "evidence/annotated.h"
#include "evidence/train.h"
#include "read.h"
#include "text/files.h"

namespace parley::bench {
namespace {

namespace fs = std::filesystem;

Json score_all(const fs::path& data, const ReadingModel& model) {
  Json json;
  json["model"] = model.trained_on;
  const auto polnear = data / "polnear";
  for (const char* part : {"dev", "test"})
    if (fs::is_directory(polnear / part / "attributions")) json["polnear"] = score_attributions(polnear / part, model);
  if (!json.contains("polnear") && fs::is_directory(polnear / "attributions"))
    json["polnear"] = score_attributions(polnear, model);
  if (fs::is_directory(polnear / "train" / "attributions") && fs::is_directory(polnear / "dev" / "attributions"))
    json["confidence"] = score_confidence(polnear / "train", polnear / "dev", model);
  if (fs::is_directory(data / "gum" / "dep") && fs::is_directory(data / "gum" / "rst"))
    json["gum"] = score_gum(data / "gum", model);
  for (const auto& [key, folder] : {std::pair{"te3_platinum", "te3-platinum"}, std::pair{"wikiwars", "wikiwars"}})
    if (fs::is_directory(data / "timex" / folder)) json["dates"][key] = score_dates(data / "timex" / folder);
  if (fs::exists(data / "plover" / "plover-gsr.json")) json["acts"] = score_acts(data / "plover" / "plover-gsr.json");
  for (const char* part : {"dev/text", "test/text", "text"})
    if (fs::is_directory(polnear / part)) {
      json["speed"] = score_speed(polnear / part, model);
      break;
    }
  return json;
}

// Every score as one line: the way to it in the JSON, then its numbers.
void print_lines(const Json& json, const std::string& path) {
  if (json.contains("precision")) {
    fmt::print("{:<52} P {:.3f}  R {:.3f}  F1 {:.3f}\n", path, json["precision"].get<double>(),
               json["recall"].get<double>(), json["f1"].get<double>());
    return;
  }
  for (const auto& [key, value] : json.items()) {
    const auto inner = path.empty() ? key : path + "." + key;
    if (value.is_object()) {
      print_lines(value, inner);
    } else {
      fmt::print("{:<52} {}\n", inner,
                 value.is_number_float() ? fmt::format("{:.3f}", value.get<double>()) : value.dump());
    }
  }
}

int run(int count, char** words) {
  CLI::App app("How well Parley reads, against annotated texts");
  std::string data, train, model_file;
  bool json = false;
  app.add_option("DIR", data, "Annotated texts, laid out as docs/reading.md says")->required();
  app.add_flag("--json", json, "Print one JSON document");
  app.add_option("--train", train, "Train on this annotated folder first, and score what was learnt");
  app.add_option("--model", model_file, "Score this model");
  CLI11_PARSE(app, count, words);
  if (!fs::is_directory(data)) throw Error("there is no such folder", data);
  ReadingModel trained;
  if (!model_file.empty()) trained = read_model(model_file);
  if (!train.empty()) {
    std::vector<Problem> warnings;
    const auto texts = read_annotated(train, warnings);
    trained = train_model(texts, shipped_model(), {},
                          [](int done, int all) { fmt::print(stderr, "training: {} of {}\n", done, all); });
    trained.trained_on = train;
    write_file(fs::path(PARLEY_BUILD_DIR) / "reading-trained.model", pack_model(trained));
  }
  const auto result = score_all(data, trained.empty() ? shipped_model() : trained);
  if (json)
    fmt::print("{}\n", result.dump(2));
  else
    print_lines(result, "");
  return 0;
}

}  // namespace
}  // namespace parley::bench

int main(int count, char** words) {
  try {
    return parley::bench::run(count, words);
  } catch (const parley::Error& error) {
    for (const auto& problem : error.problems()) fmt::print(stderr, "{}", parley::format_problem(problem));
    return 1;
  }
}
