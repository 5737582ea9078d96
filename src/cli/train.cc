// parley train: a model for reading, learnt from the user's own annotated texts.
#include "evidence/train.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

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
standoff (text/NAME.txt with attributions/NAME.ann, or NAME.txt beside NAME.ann),
or the GUM corpus (dep/ and rst/). The same texts give the same model.)";

int train(const std::string& folder, const std::string& to) {
  const auto texts = read_annotated(folder);
  std::size_t count = 0;
  for (const auto& text : texts) count += text.attributions.size();
  Meter meter;
  const auto progress = meter.progress();
  auto model = train_model(texts, shipped_model(), {}, [&](int done, int all) {
    if (progress.stopped()) throw Cancelled{};
    progress("learning", static_cast<double>(done) / all);
  });
  model.trained_on = fmt::format("{}, {}", counted(texts.size(), "annotated text", "annotated texts"),
                                 counted(count, "attribution", "attributions"));
  write_file(to, pack_model(model));
  print(fmt::format("{}: learnt from {}\n", to, model.trained_on));
  return exit_done;
}

}  // namespace

void add_train(CLI::App& app, Command& command) {
  auto folder = std::make_shared<std::string>();
  auto to = std::make_shared<std::string>();
  CLI::App* sub = app.add_subcommand("train", "Learn a model for reading from annotated texts");
  sub->footer(train_examples);
  sub->add_option("DIR", *folder, "The annotated texts")->required()->type_name("");
  sub->add_option("--to", *to, "The model's file")->required()->type_name("FILE");
  sub->callback([=, &command] { command = [=] { return train(*folder, *to); }; });
}

}  // namespace parley
