// PLOVER's example sentences: the act of each, over the five acts of positions and "other".
#include <map>

#include "evidence/act.h"
#include "read.h"
#include "text/files.h"
#include "text/read.h"

namespace parley::bench {

Json score_acts(const std::filesystem::path& file) {
  static const std::map<std::string, std::string> classes{{"agree", "AGREE"},
                                                          {"request", "DEMAND"},
                                                          {"reject", "REJECT"},
                                                          {"threaten", "THREATEN"},
                                                          {"concede", "CONCEDE"}};
  const auto examples = Json::parse(read_file(file));
  double all = 0, right = 0;
  std::map<std::string, Tally> by_act;
  for (const auto& example : examples) {
    if (!example.contains("text") || example["event"] == "DOCUMENT") continue;
    const auto event = example["event"].get<std::string>();
    std::string gold = "other";
    for (const auto& [act, name] : classes)
      if (name == event) gold = name;
    const auto document = parse_document(example["text"].get<std::string>(), "plain", file.string());
    const auto text = tokenize(document);
    const auto act = find_act(text, 0, text.tokens.size());
    const auto named = act ? classes.find(act->act) : classes.end();
    const auto ours = named == classes.end() ? std::string("other") : named->second;
    ++all;
    right += ours == gold;
    by_act[ours].ours += 1, by_act[gold].gold += 1;
    by_act[gold].ours_right += ours == gold, by_act[gold].gold_found += ours == gold;
  }
  Json json{{"accuracy", all > 0 ? right / all : 0}, {"sentences", all}};
  for (const auto& [act, tally] : by_act) json["acts"][act] = tally.json();
  return json;
}

}  // namespace parley::bench
