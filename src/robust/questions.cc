#include "robust/questions.h"

#include <fmt/format.h>

#include <algorithm>

#include "casebook/option_words.h"

namespace parley {

namespace {

std::string quoted(const std::string& text) { return "“" + text + "”"; }

/// "“a”, “b” or “c”".
std::string one_of(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t k = 0; k < names.size(); ++k)
    text += (k == 0 ? "" : k + 1 == names.size() ? " or " : ", ") + quoted(names[k]);
  return text;
}

class QuestionWords {
 public:
  QuestionWords(const Case& c, const Preferences& preferences)
      : case_(c), book_(c.casebook), preferences_(preferences) {}

  /// The party's name stands first, before a colon: a name in the midst of a sentence may need an article, and would
  /// decide between "is" and "are".
  std::string question(const Unknown& u) const {
    if (u.kind == UnknownKind::lever) return fmt::format("{}: {}?", book_.levers[u.lever].name, levers(u));
    return fmt::format("{}: {}?", party(u), asked(u));
  }

  std::string value(const Unknown& u, int value) const {
    switch (u.kind) {
      case UnknownKind::firmness:
        return value != 0 ? "it holds" : "it gives way";
      case UnknownKind::certainty:
        return value != 0 ? "it is right" : "it is not";
      case UnknownKind::silent_vote:
        return value != 0 ? "they consent" : "they refuse";
      case UnknownKind::lever:
        return book_.levers[u.lever].options[value].name;
      case UnknownKind::sources:
        return document(model(u).sources[value]);
      default:
        return book_.issues[u.issue].options[value].name;
    }
  }

  std::vector<std::string> heaviest(const Unknown& u) const {
    std::vector<std::string> words;
    for (const IssueModel& issue : preferences_.parties[preferences_.party_model[u.party]].issues)
      if (issue.weighs) words.push_back(quoted(book_.issues[issue.issue].name) + " matters most");
    return words;
  }

 private:
  /// What is asked of the party, without its question mark.
  [[nodiscard]] std::string asked(const Unknown& u) const {
    switch (u.kind) {
      case UnknownKind::stance:
        return u.statement >= 0
                   ? fmt::format("how much, exactly, is {} worth ({})", options(u), id(u))
                   : fmt::format("how much is {} worth ({})", option_words(book_.issues[u.issue], u.option), issue(u));
      case UnknownKind::importance:
        return "what matters most, and how much more than the rest";
      case UnknownKind::levels:
        return "how far short of what is demanded is what would only be accepted, or tolerated";
      case UnknownKind::firmness:
        return fmt::format("would the red line on {} hold to the end ({})", issue(u), id(u));
      case UnknownKind::certainty:
        return fmt::format("is {} right on {} ({}; {}, {})", stance(u), options(u), issue(u), id(u), said_by(row(u)));
      case UnknownKind::option_meant:
        return fmt::format("which is meant on {}, {} ({})", issue(u), options(u), id(u));
      case UnknownKind::sources:
        return fmt::format("which source has it right on {}, {}", issue(u), sources(u));
      case UnknownKind::no_deal:
        return fmt::format("without a deal, which is expected on {}, {}", issue(u), no_deals(u));
      case UnknownKind::silent_vote:
      case UnknownKind::lever:
        break;
    }
    return "where consent is needed, would those who have said nothing give it";
  }

  [[nodiscard]] const std::string& party(const Unknown& u) const { return book_.parties[u.party].name; }
  [[nodiscard]] const std::string& issue(const Unknown& u) const { return book_.issues[u.issue].name; }
  [[nodiscard]] const Statement& row(const Unknown& u) const { return case_.statements[u.statement]; }
  [[nodiscard]] const std::string& id(const Unknown& u) const { return row(u).id; }

  [[nodiscard]] const IssueModel& model(const Unknown& u) const {
    const PartyModel& party = preferences_.parties[preferences_.party_model[u.party]];
    return party.issues[party.find_issue(u.issue)];
  }

  /// The options that a row speaks to.
  [[nodiscard]] std::string options(const Unknown& u) const {
    const std::vector<int>& meant = row(u).options->options;
    const auto& all = book_.issues[u.issue].options;
    if (meant.size() + 1 == all.size() && meant.size() > 2 && !row(u).options->one_of)
      for (int o = 0; o < static_cast<int>(all.size()); ++o)
        if (std::ranges::find(meant, o) == meant.end()) return "all but " + option_words(book_.issues[u.issue], o);
    return option_names(u.issue, meant);
  }

  /// Options in the order of the line, or else of their ids, so that the file's order does not matter.
  [[nodiscard]] std::string option_names(int i, std::vector<int> options) const {
    const Issue& issue = book_.issues[i];
    std::ranges::sort(options);
    if (issue.kind == IssueKind::choice) std::ranges::sort(options, {}, [&](int o) { return issue.options[o].id; });
    return option_words(issue, options);
  }

  [[nodiscard]] std::string stance(const Unknown& u) const {
    const auto* word = std::get_if<StanceClass>(&*row(u).stance);
    return quoted(word != nullptr ? std::string(stance_name(*word)) : std::get<Quantity>(*row(u).stance).text);
  }

  /// A title that a question has room for, or the id.
  [[nodiscard]] std::string document(int document) const {
    constexpr std::size_t room = 40;
    if (document < 0) return "an analyst’s judgement";
    const Source& source = book_.documents[document];
    return source.title.empty() || source.title.size() > room ? source.id : source.title;
  }

  [[nodiscard]] std::string said_by(const Statement& row) const {
    if (row.standing == Standing::judgement) return document(-1);
    if (row.speaker.empty()) return document(row.document);
    if (const int p = book_.find_person(row.speaker); p >= 0) return book_.people[p].name;
    if (const int o = book_.find_office(row.speaker); o >= 0) return book_.offices[o].name;
    if (const int p = book_.find_party(row.speaker); p >= 0) return book_.parties[p].name;
    return row.speaker;
  }

  [[nodiscard]] std::string sources(const Unknown& u) const {
    std::vector<std::string> names;
    for (int d : model(u).sources) names.push_back(document(d));
    std::ranges::sort(names);
    return one_of(names);
  }

  [[nodiscard]] std::string levers(const Unknown& u) const {
    std::vector<LeverOption> options = book_.levers[u.lever].options;
    std::ranges::sort(options, {}, &LeverOption::id);
    std::vector<std::string> names;
    for (const LeverOption& option : options) names.push_back(option.name);
    return one_of(names);
  }

  [[nodiscard]] std::string no_deals(const Unknown& u) const {
    std::vector<int> options;
    for (const NoDealOption& option : model(u).no_deal) options.push_back(option.option);
    return option_names(u.issue, options);
  }

  const Case& case_;
  const Casebook& book_;
  const Preferences& preferences_;
};

}  // namespace

std::string question(const Case& c, const Preferences& preferences, const Unknown& unknown) {
  return QuestionWords(c, preferences).question(unknown);
}

std::string value_words(const Case& c, const Preferences& preferences, const Unknown& unknown, int value) {
  return QuestionWords(c, preferences).value(unknown, value);
}

std::vector<std::string> third_words(const Unknown& unknown) {
  if (unknown.kind == UnknownKind::levels) return {"far short", "half-way", "hardly short"};
  return {"little", "something", "much"};
}

std::vector<std::string> heaviest_words(const Case& c, const Preferences& preferences, const Unknown& unknown) {
  return QuestionWords(c, preferences).heaviest(unknown);
}

}  // namespace parley
