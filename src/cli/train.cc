// parley train: a model for reading, learnt from the user's own annotated texts.
#include "evidence/train.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/stop.h"
#include "report/words.h"
#include "text/files.h"

namespace parley {
namespace {

constexpr const char* train_examples = R"(Example:
  parley train annotated --to mine.model
  parley read mycase interview.html --model mine.model

DIR holds texts in which people have marked sources, cues and contents: brat's
standoff (text/NAME.txt with attributions/NAME.ann, or NAME.txt beside
NAME.ann), or the GUM corpus (dep/ and rst/). The same texts give the same
model. A model of few texts misses much of what others hold: a greater
--boldness lets it find more, and be wrong more often.)";

struct TrainArguments {
  std::string folder, to, about;
  float boldness = TrainOptions{}.boldness;
};

int train(const TrainArguments& arguments) {
  std::vector<Problem> warnings;
  const auto texts = read_annotated(arguments.folder, warnings);
  for (const Problem& warning : warnings) say(format_problem(warning));
  std::size_t count = 0;
  for (const auto& text : texts) count += text.attributions.size();
  Meter meter;
  const auto progress = meter.progress();
  auto model = train_model(texts, shipped_model(), {.boldness = arguments.boldness}, [&](int done, int all) {
    if (progress.stopped()) throw Cancelled{};
    progress("learning", static_cast<double>(done) / all);
  });
  const auto learnt_from = fmt::format("{}, {}", counted(texts.size(), "annotated text", "annotated texts"),
                                       counted(count, "attribution", "attributions"));
  model.trained_on = arguments.about.empty() ? learnt_from : arguments.about;
  write_file(arguments.to, pack_model(model));
  print(fmt::format("{}: learnt from {}\n", arguments.to, learnt_from));
  return exit_done;
}

}  // namespace

void add_train(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<TrainArguments>();
  CLI::App* sub = app.add_subcommand("train", "Learn a model for reading from annotated texts");
  sub->footer(train_examples);
  sub->add_option("DIR", arguments->folder, "The annotated texts")->required()->type_name("");
  sub->add_option("--to", arguments->to, "The model's file")->required()->type_name("FILE");
  sub->add_option("--boldness", arguments->boldness, "How far to go for more attributions (default 0.7)")
      ->type_name("X")
      ->check(decimal(-10, 10));
  sub->add_option("--about", arguments->about, "What the model says of its own origin")->type_name("TEXT");
  sub->callback([=, &command] { command = [=] { return train(*arguments); }; });
}

}  // namespace parley
