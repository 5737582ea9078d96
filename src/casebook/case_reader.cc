#include "casebook/case_reader.h"

#include <algorithm>

#include "casebook/formula_tokens.h"

namespace parley {

namespace {

constexpr std::size_t most_compared = 10'000;  // ids, to find the one that was meant

// "line 6", or where the file is another "cases/x/case.yaml:6".
std::string shown(const Place& place, const Place& seen_from) {
  return (place.file == seen_from.file ? "line " : place.file + ":") + std::to_string(place.line);
}

}  // namespace

bool IdSpace::declare(YamlReader& yaml, const YamlNode& at, std::string_view kind, const std::string& id, int index,
                      const std::vector<std::string>& names) {
  if (id.empty()) return false;
  const auto [found, is_new] = entries_.try_emplace(id, Entry{std::string(kind), index, yaml.place(at)});
  if (!is_new) {
    const Entry& entry = found->second;
    yaml.error(
        at,
        "the id " + ticked(id) + " is already that of the " + entry.kind + " at " + shown(entry.place, yaml.place(at)),
        "an id of its own");
    return false;
  }
  for (const std::string& name : names) ids_by_name_.try_emplace(std::string(kind) + ":" + name, id);
  return true;
}

int IdSpace::resolve(YamlReader& yaml, const YamlNode& at, std::string_view kind) const {
  const std::string expected = "the id of " + std::string(kind == "issue" ? "an " : "a ") + std::string(kind);
  const auto word = yaml.scalar(at, expected);
  if (!word) return -1;
  const auto found = entries_.find(*word);
  if (found == entries_.end()) {
    if (yaml.is_full()) return -1;
    yaml.error(at, "there is no " + std::string(kind) + " " + ticked(*word), expected, suggestion(*word, kind));
    return -1;
  }
  const Entry& entry = found->second;
  if (entry.kind == kind) return entry.index;
  yaml.error(at, ticked(*word) + " is the " + entry.kind + " at " + shown(entry.place, yaml.place(at)), expected);
  return -1;
}

std::string IdSpace::suggestion(const std::string& word, std::string_view kind) const {
  if (const auto named = ids_by_name_.find(std::string(kind) + ":" + word); named != ids_by_name_.end())
    return "did you mean " + ticked(named->second) + "?";
  if (entries_.size() > most_compared) return {};
  std::vector<std::string> ids;
  for (const auto& [id, entry] : entries_)
    if (entry.kind == kind) ids.push_back(id);
  return suggest(word, ids);
}

std::vector<int> CaseReader::parties_under(const YamlNode& map, std::string_view key) {
  std::vector<int> parties;
  for (const YamlNode* const item : yaml.items(map, key, true)) {
    const int party = actors.resolve(yaml, *item, "party");
    if (party < 0) continue;
    if (std::ranges::find(parties, party) != parties.end())
      yaml.error(*item, ticked(item->text) + " is named twice under " + ticked(key));
    else
      parties.push_back(party);
  }
  return parties;
}

int resolve_option(YamlReader& yaml, const Issue& issue, const YamlNode& node) {
  const auto word = yaml.scalar(node, "an option of issue " + ticked(issue.id));
  if (!word) return -1;
  const int found = issue.find_option(*word);
  if (found < 0 && !issue.options.empty())  // why it has none is told elsewhere
    yaml.error(node, "issue " + ticked(issue.id) + " has no option " + ticked(*word), {}, suggest_option(*word, issue));
  return found;
}

}  // namespace parley
