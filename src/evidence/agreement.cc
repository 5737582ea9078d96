#include "evidence/agreement.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "text/read.h"

namespace parley {
namespace {

// Rows of different coders about one passage; at most one of each.
struct Unit {
  std::vector<const Statement*> rows;

  [[nodiscard]] bool has(const std::string& coder) const {
    return std::ranges::any_of(rows, [&](const Statement* s) { return s->coder == coder; });
  }
};

// The share of the shorter passage that both have.
double overlap(const Statement& a, const Statement& b) {
  if (!a.span || !b.span) return a.quote == b.quote ? 1 : 0;
  const std::size_t begin = std::max(a.span->begin, b.span->begin), end = std::min(a.span->end, b.span->end);
  if (begin >= end) return 0;
  return static_cast<double>(end - begin) / static_cast<double>(std::min(a.span->size(), b.span->size()));
}

std::string option_text(const Casebook& book, const Statement& s) {
  if (s.draft >= 0) return "draft:" + book.drafts[s.draft].id;
  if (!s.options || s.issue < 0) return {};
  std::vector<std::string> ids;
  for (const int option : s.options->options) ids.push_back(book.issues[s.issue].options[option].id);
  std::sort(ids.begin(), ids.end());
  return fmt::format("{}{}", s.options->one_of ? "?" : "", fmt::join(ids, "|"));
}

std::string stance_text(const Statement& s) {
  if (!s.stance) return {};
  const auto* word = std::get_if<StanceClass>(&*s.stance);
  return word == nullptr ? std::string("a number") : std::string(stance_name(*word));
}

using Field = std::string (*)(const Casebook&, const Statement&);

struct NamedField {
  const char* name;
  Field text;
};

constexpr NamedField fields[] = {
    {"speaker", [](const Casebook&, const Statement& s) { return s.speaker; }},
    {"party",
     [](const Casebook& b, const Statement& s) { return s.party < 0 ? std::string() : b.parties[s.party].id; }},
    {"form", [](const Casebook&, const Statement& s) { return std::string(form_name(s.form)); }},
    {"act", [](const Casebook&, const Statement& s) { return s.act; }},
    {"issue", [](const Casebook& b, const Statement& s) { return s.issue < 0 ? std::string() : b.issues[s.issue].id; }},
    {"option", [](const Casebook& b, const Statement& s) { return option_text(b, s); }},
};

std::tuple<int, int, std::string> topic(const Casebook& book, const Statement& s) {
  return {s.party, s.issue, option_text(book, s)};
}

int alike(const Casebook& book, const Statement& a, const Statement& b) {
  return (a.party == b.party ? 1 : 0) + (a.issue == b.issue ? 1 : 0) +
         (option_text(book, a) == option_text(book, b) ? 1 : 0);
}

std::vector<Unit> units_of(const Casebook& book, std::vector<const Statement*> rows) {
  std::sort(rows.begin(), rows.end(), [](const Statement* a, const Statement* b) {
    return std::tuple(a->coder, a->span, a->id) < std::tuple(b->coder, b->span, b->id);
  });
  std::vector<Unit> units;
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin;
    while (end < rows.size() && rows[end]->coder == rows[begin]->coder) ++end;
    struct Match {
      double shared;
      int alike;
      std::size_t unit, row;
    };
    std::vector<Match> matches;
    for (std::size_t u = 0; u < units.size(); ++u)
      for (std::size_t r = begin; r < end; ++r) {
        Match best{0, 0, u, r};
        for (const Statement* other : units[u].rows)
          best = std::max(best, {overlap(*other, *rows[r]), alike(book, *other, *rows[r]), u, r},
                          [](const Match& a, const Match& b) {
                            return std::pair(a.shared, a.alike) < std::pair(b.shared, b.alike);
                          });
        if (best.shared >= 0.5) matches.push_back(best);
      }
    std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
      return std::pair(a.shared, a.alike) > std::pair(b.shared, b.alike);
    });
    std::set<std::size_t> met;
    for (const Match& match : matches) {
      if (units[match.unit].has(rows[match.row]->coder) || !met.insert(match.row).second) continue;
      units[match.unit].rows.push_back(rows[match.row]);
    }
    for (std::size_t r = begin; r < end; ++r)
      if (!met.contains(r)) units.push_back({{rows[r]}});
    begin = end;
  }
  std::stable_sort(units.begin(), units.end(),
                   [](const Unit& a, const Unit& b) { return a.rows.front()->span < b.rows.front()->span; });
  return units;
}

class Comparison {
 public:
  Comparison(const Casebook& book, Agreement& result) : book_(book), result_(result) {}

  void add_document(int document, const std::vector<const Statement*>& rows) {
    std::set<std::string> coders;
    for (const Statement* s : rows) coders.insert(s->coder);
    if (coders.size() < 2) return;
    ++result_.documents;
    add_sentences(document, rows, coders);
    for (const Unit& unit : units_of(book_, rows)) {
      ++result_.units;
      if (unit.rows.size() < 2) continue;
      ++result_.shared;
      for (const NamedField& field : fields) add_field(document, unit, field);
      add_stance(document, unit);
    }
  }

  void finish(std::size_t draws, std::uint64_t seed) {
    const auto add = [&](const std::string& name, Metric metric, const std::vector<CodedUnit>& units) {
      result_.variables.push_back({name, metric, krippendorff_alpha(units, metric, draws, seed)});
    };
    add("passages", Metric::nominal, passages_);
    for (const NamedField& field : fields) add(field.name, Metric::nominal, values_[field.name]);
    add("stance", Metric::ordinal, stances_);
  }

 private:
  void add_sentences(int document, const std::vector<const Statement*>& rows, const std::set<std::string>& coders) {
    const Source& source = book_.documents[document];
    if (source.missing || source.file.empty()) return;
    const Document text = read_document(book_.folder / source.file);
    for (const Span& sentence : text.sentences) {
      CodedUnit unit;
      for (const std::string& coder : coders)
        unit.push_back(std::ranges::any_of(rows, [&](const Statement* s) {
          return s->coder == coder && s->span && s->span->begin < sentence.end && sentence.begin < s->span->end;
        }));
      passages_.push_back(std::move(unit));
    }
  }

  void add_field(int document, const Unit& unit, const NamedField& field) {
    std::vector<std::string> texts;
    for (const Statement* s : unit.rows) texts.push_back(field.text(book_, *s));
    if (std::ranges::all_of(texts, [](const std::string& t) { return t.empty(); })) return;
    CodedUnit values;
    for (const std::string& text : texts) values.push_back(number_of(field.name, text));
    values_[field.name].push_back(values);
    if (std::ranges::adjacent_find(texts, std::ranges::not_equal_to()) != texts.end())
      differ(document, unit.rows, field.name, texts);
  }

  void add_stance(int document, const Unit& unit) {
    std::map<std::tuple<int, int, std::string>, std::vector<const Statement*>> topics;
    for (const Statement* s : unit.rows)
      if (s->stance && std::holds_alternative<StanceClass>(*s->stance)) topics[topic(book_, *s)].push_back(s);
    for (const auto& [key, rows] : topics) {
      if (rows.size() < 2) continue;
      CodedUnit values;
      std::vector<std::string> texts;
      for (const Statement* s : rows) {
        values.push_back(static_cast<int>(std::get<StanceClass>(*s->stance)));
        texts.push_back(stance_text(*s));
      }
      stances_.push_back(values);
      if (std::ranges::adjacent_find(values, std::ranges::not_equal_to()) != values.end())
        differ(document, rows, "stance", texts);
    }
  }

  void differ(int document, const std::vector<const Statement*>& rows, const std::string& variable,
              const std::vector<std::string>& texts) {
    CoderDifference difference{.document = document, .quote = rows.front()->quote, .variable = variable, .values = {}};
    for (std::size_t i = 0; i < rows.size(); ++i)
      difference.values.emplace_back(rows[i]->coder, texts[i].empty() ? "-" : texts[i]);
    result_.differences.push_back(std::move(difference));
  }

  int number_of(const std::string& variable, const std::string& text) {
    auto& known = numbers_[variable];
    return known.emplace(text, static_cast<int>(known.size())).first->second;
  }

  const Casebook& book_;
  Agreement& result_;
  std::vector<CodedUnit> passages_, stances_;
  std::map<std::string, std::vector<CodedUnit>> values_;
  std::map<std::string, std::map<std::string, int>> numbers_;
};

}  // namespace

Agreement coder_agreement(const Casebook& casebook, std::span<const Statement> statements, std::size_t draws,
                          std::uint64_t seed) {
  Agreement result;
  std::map<int, std::vector<const Statement*>> by_document;
  std::set<std::string> coders;
  for (const Statement& s : statements) {
    if (s.form == Form::judgement || s.document < 0) continue;
    by_document[s.document].push_back(&s);
    coders.insert(s.coder);
  }
  result.coders.assign(coders.begin(), coders.end());
  Comparison comparison(casebook, result);
  for (const auto& [document, rows] : by_document) comparison.add_document(document, rows);
  comparison.finish(draws, seed);
  return result;
}

}  // namespace parley
