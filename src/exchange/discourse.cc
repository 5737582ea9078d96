#include "exchange/discourse.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "evidence/words.h"
#include "exchange/utf16.h"
#include "report/words.h"
#include "text/read.h"

namespace parley {
namespace {

// Why a row has no room; empty where it has.
std::string no_room(const Statement& s) {
  if (s.form == Form::judgement || !s.span || s.document < 0) return "no passage";
  if (!s.moves_values()) return "no stance";
  if (s.draft >= 0) return "a stance on a whole draft";
  if (!std::holds_alternative<StanceClass>(*s.stance)) return "a number for a stance";
  if (s.condition) return "a condition";
  if (s.standing == Standing::hearsay) return "hearsay";
  if (s.options->one_of) return "one of several options";
  return {};
}

std::string speaker_name(const Case& c, const Statement& s) {
  const Casebook& book = c.casebook;
  if (const int p = book.find_person(s.speaker); p >= 0) return book.people[p].name;
  if (const int o = book.find_office(s.speaker); o >= 0) return book.offices[o].name;
  return {};  // a party speaks for itself: the organization
}

class Telling {
 public:
  explicit Telling(const Case& c) : case_(c), documents_(c.casebook.documents.size(), -1) {}

  Discourse run() {
    for (const Statement& s : case_.statements) add(s);
    const std::string file = (case_.casebook.folder / "statements.csv").string();
    for (const auto& [why, count] : left_out_)
      found_.warnings.push_back(warning(counted(count, "row is", "rows are") + " left out: " + why, file));
    return std::move(found_);
  }

 private:
  void add(const Statement& s) {
    if (const std::string why = no_room(s); !why.empty()) {
      ++left_out_[why];
      return;
    }
    const int d = document(s.document);
    if (d < 0) {
      ++left_out_["the document's text is not there"];
      return;
    }
    const Issue& issue = case_.casebook.issues[s.issue];
    for (const int o : s.options->options) {
      DiscourseStatement told;
      told.id = static_cast<std::int64_t>(found_.statements.size()) + 1;
      told.document = static_cast<std::size_t>(d);
      told.begin = offsets_[d].unit_of(s.span->begin);
      told.end = offsets_[d].unit_of(s.span->end);
      told.coder = s.coder;
      told.person = speaker_name(case_, s);
      told.organization = case_.casebook.parties[s.party].name;
      told.concept_name = issue.name + ": " + issue.options[o].name;
      told.agreement = std::get<StanceClass>(*s.stance) >= StanceClass::tolerate;
      found_.statements.push_back(std::move(told));
    }
  }

  // Its index in what is told, or -1 where there is no text.
  int document(int d) {
    if (documents_[d] != -1) return documents_[d];
    const Source& source = case_.casebook.documents[d];
    if (source.missing || source.file.empty()) return documents_[d] = -2;
    const Document text = read_document(case_.casebook.folder / source.file);
    DiscourseDocument told;
    told.id = static_cast<std::int64_t>(found_.documents.size()) + 1;
    told.title = source.title.empty() ? source.id : source.title;
    told.author = fmt::format("{}", fmt::join(source.authors, ", "));
    told.source = source.publisher;
    told.notes = source.url;
    const auto& date = source.date ? source.date : case_.casebook.as_of;
    told.seconds = date ? std::int64_t{date->last} * 86'400 : 0;
    told.text = utf8(text.text);
    found_.documents.push_back(std::move(told));
    offsets_.emplace_back(text.text);
    return documents_[d] = static_cast<int>(found_.documents.size()) - 1;
  }

  const Case& case_;
  Discourse found_;
  std::vector<int> documents_;  // of the case's documents; -1 not looked at, -2 without text
  std::vector<Utf16Offsets> offsets_;
  std::map<std::string, std::size_t> left_out_;
};

}  // namespace

Discourse discourse_of(const Case& c) { return Telling(c).run(); }

}  // namespace parley
