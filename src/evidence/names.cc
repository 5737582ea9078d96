#include "evidence/names.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>

#include "evidence/spokespeople.h"

namespace parley {
namespace {

// Lower-case words with one space between, before and after; marks become spaces, "'s" a word of its own.
std::u32string spaced(std::u32string_view text) {
  std::u32string result(1, U' ');
  for (const char32_t c : text) {
    const bool apostrophe = c == U'\'' || c == 0x2019;
    if (u_isalnum(static_cast<UChar32>(c)) != 0 || (apostrophe && result.back() != U' ')) {
      if (apostrophe) result += U' ';
      result += apostrophe ? U'\'' : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    } else if (result.back() != U' ') {
      result += U' ';
    }
  }
  if (result.back() != U' ') result += U' ';
  return result;
}

std::size_t count_in(std::u32string_view text, std::u32string_view words) {
  std::size_t count = 0;
  for (auto at = text.find(words); at != std::u32string_view::npos; at = text.find(words, at + 1)) ++count;
  return count;
}

// Whether `words` stand in `phrase` other than as a possessor.
bool names(std::u32string_view phrase, std::u32string_view words) {
  for (auto at = phrase.find(words); at != std::u32string_view::npos; at = phrase.find(words, at + 1)) {
    const auto rest = phrase.substr(at + words.size());
    if (!rest.starts_with(U"'s ") && !rest.starts_with(U"' ")) return true;
  }
  return false;
}

// Whether the last word before `at`, or the one before an article, is a preposition: "in a letter to Smith".
bool is_led_in(std::u32string_view words, std::size_t at) {
  static constexpr std::u32string_view leads[] = {U" to", U" with", U" for",     U" from",  U" by",
                                                  U" of", U" on",   U" against", U" about", U" and"};
  const auto before = words.substr(0, at);
  return std::ranges::any_of(leads, [&](auto lead) { return before.ends_with(lead); });
}

// Of words with a space at each end.
std::u32string_view last_word(std::u32string_view words) {
  if (words.size() < 2) return {};
  words.remove_suffix(1);
  return words.substr(words.rfind(U' ') + 1);
}

// Whether a phrase is of those who speak for the party that it names.
bool speaks_for_party(std::u32string_view words) {
  static constexpr std::u32string_view nouns[] = {U" spokes",  U" official",       U" negotiator",  U" diplomat",
                                                  U" delegat", U" representative", U" government ", U" authorities "};
  return std::ranges::any_of(nouns, [&](auto noun) { return words.find(noun) != words.npos; });
}

}  // namespace

NameIndex::NameIndex(const Casebook& casebook) {
  std::map<std::u32string, int> surnames;
  const auto surname = [](const Person& person) {
    auto words = spaced(utf32(person.name));
    return words.size() < 2 ? words : words.substr(words.rfind(U' ', words.size() - 2));
  };
  for (const auto& person : casebook.people) ++surnames[surname(person)];
  for (std::size_t i = 0; i < casebook.people.size(); ++i) {
    const auto& person = casebook.people[i];
    const Speaker speaker{.person = static_cast<int>(i)};
    add(person.name, speaker, -1);
    for (const auto& alias : person.aliases) add(alias, speaker, -1);
    if (surnames[surname(person)] == 1) add(utf8(surname(person)), speaker, -1);
  }
  const auto add_all = [this](const auto& item, Speaker speaker, int issue) {
    add(item.name, speaker, issue);
    for (const auto& alias : item.aliases) add(alias, speaker, issue);
  };
  for (std::size_t i = 0; i < casebook.offices.size(); ++i)
    add_all(casebook.offices[i], {.office = static_cast<int>(i)}, -1);
  for (std::size_t i = 0; i < casebook.parties.size(); ++i)
    add_all(casebook.parties[i], {.party = static_cast<int>(i)}, -1);
  for (std::size_t i = 0; i < casebook.issues.size(); ++i) {
    add_all(casebook.issues[i], {}, static_cast<int>(i));
    for (const auto& option : casebook.issues[i].options)
      if (casebook.issues[i].kind != IssueKind::numeric) add_all(option, {}, static_cast<int>(i));
  }
  const auto longer = [](const Name& a, const Name& b) { return a.words.size() > b.words.size(); };
  add_first_words(casebook);
  add_demonyms();
  std::stable_sort(people_.begin(), people_.end(), longer);
  std::stable_sort(others_.begin(), others_.end(), longer);
}

// "Zhao" of "Zhao Ming": the first word of a name, where nobody else has it.
void NameIndex::add_first_words(const Casebook& casebook) {
  std::map<std::u32string, int> count;
  const auto first_word = [](const Person& person) {
    const auto words = spaced(utf32(person.name));
    return words.substr(0, words.find(U' ', 1) + 1);
  };
  for (const auto& person : casebook.people) ++count[first_word(person)];
  for (std::size_t i = 0; i < casebook.people.size(); ++i) {
    auto word = first_word(casebook.people[i]);
    if (count[word] == 1 && word.size() > 4)
      first_words_.push_back({std::move(word), {.person = static_cast<int>(i)}, -1});
  }
}

// Those of a party, where what they are called is no name of the case and of one party alone.
void NameIndex::add_demonyms() {
  std::map<std::u32string, Speaker> of_word;
  for (const auto& name : others_) {
    if (name.speaker.party < 0) continue;
    for (auto& word : demonyms(name.words)) {
      const auto [at, fresh] = of_word.emplace(std::move(word), name.speaker);
      if (!fresh && at->second != name.speaker) at->second = {};
    }
  }
  for (const auto& name : others_) of_word.erase(name.words);
  for (const auto& [word, speaker] : of_word)
    if (speaker.known()) demonyms_.push_back({word, speaker, -1});
}

void NameIndex::add(std::string_view name, Speaker speaker, int issue) {
  auto words = spaced(utf32(name));
  if (words.size() < 4) return;  // one letter names nothing
  auto& list = issue >= 0 ? issues_ : speaker.person >= 0 ? people_ : others_;
  list.push_back({std::move(words), speaker, issue});
}

Speaker NameIndex::speaker(std::u32string_view phrase) const {
  auto words = spaced(phrase);
  if (const auto who = words.find(U" who "); who != words.npos && who > 0) words.resize(who + 1);
  for (const auto& name : people_)
    if (names(words, name.words)) return name.speaker;
  const bool speaks_for = speaks_for_party(words);
  for (const auto& name : others_) {
    const auto without_article = name.words.starts_with(U" the ") ? name.words.substr(4) : name.words;
    const auto at = words.rfind(without_article);
    if (at == std::u32string::npos) continue;
    const auto lead = std::u32string_view(words).substr(0, at + 1);
    const auto rest = std::u32string_view(words).substr(at + without_article.size() - 1);
    if (rest != U" ") {  // "a Norland official": the party stands right before those who speak for it
      if (name.speaker.party >= 0 && speak_for(words, without_article)) return name.speaker;
      continue;
    }
    if (lead == U" " || lead == U" the " || speaks_for || name.speaker.office >= 0) return name.speaker;
  }
  if (is_spokesperson(last_word(words)))
    for (const auto& name : demonyms_)
      if (speak_for(words, name.words)) return name.speaker;
  static constexpr std::u32string_view titles[] = {U" ", U" mr ", U" ms ", U" mrs ", U" minister ", U" president "};
  for (const auto& name : first_words_)
    for (const auto title : titles)
      if (words.starts_with(title) && std::u32string_view(words).substr(title.size() - 1) == name.words)
        return name.speaker;
  return {};
}

Speaker NameIndex::subject(std::u32string_view sentence, NameKind named) const {
  const auto words = spaced(sentence);
  std::size_t best = words.size(), best_led = words.size();
  Speaker subject, led;
  for (const auto& name : named == NameKind::person ? people_ : others_) {
    if (named == NameKind::party && name.speaker.party < 0) continue;
    const auto at = words.find(name.words);
    if (at == std::u32string::npos || words.substr(at + name.words.size()).starts_with(U"'s ")) continue;
    auto& where = is_led_in(words, at) ? best_led : best;
    if (at >= where) continue;
    where = at;
    (&where == &best ? subject : led) = name.speaker;
  }
  return subject.known() ? subject : led;
}

Speaker NameIndex::only_person(std::u32string_view text) const {
  const auto words = spaced(text);
  Speaker only;
  for (const auto& name : people_) {
    if (words.find(name.words) == std::u32string::npos) continue;
    if (only.known() && only.person != name.speaker.person) return {};
    only = name.speaker;
  }
  return only;
}

std::vector<Speaker> NameIndex::last_parties(std::u32string_view text, std::size_t end) const {
  constexpr std::size_t reach = 2000;
  const std::size_t begin = end > reach ? end - reach : 0;
  const auto words = spaced(text.substr(begin, end - begin));
  std::map<int, std::size_t> last;  // of each party
  for (const auto& name : others_) {
    const auto at = name.speaker.party >= 0 ? words.rfind(name.words) : std::u32string::npos;
    if (at != std::u32string::npos) last[name.speaker.party] = std::max(last[name.speaker.party], at + 1);
  }
  std::vector<Speaker> parties;
  while (parties.size() < 2 && !last.empty()) {
    const auto latest = std::ranges::max_element(last, {}, [](const auto& entry) { return entry.second; });
    parties.push_back({.party = latest->first});
    last.erase(latest);
  }
  return parties;
}

int NameIndex::issue(std::u32string_view text) const {
  const auto words = spaced(text);
  std::map<int, std::size_t> hits;
  for (const auto& name : issues_) {
    const std::size_t count = count_in(words, name.words);
    if (count > 0) hits[name.issue] += count;
  }
  const auto best =
      std::max_element(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == hits.end() ? -1 : best->first;
}

}  // namespace parley
