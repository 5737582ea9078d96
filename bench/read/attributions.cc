// Source, cue and content against annotated texts.
//
// A span that several attributions share counts once in its text. Where an article has several annotators, what we find
// is scored against each of them with equal weights that sum to one; `agreement` is the same score of each annotator
// against each other. A content is direct if all of its letters stand in quotation marks, indirect if none do.
#include <algorithm>
#include <map>
#include <unordered_set>

#include "evidence/annotated.h"
#include "evidence/attribution.h"
#include "evidence/attribution_reader.h"
#include "evidence/quotation_marks.h"
#include "read.h"

namespace parley::bench {
namespace {

struct Marked {
  std::set<Spans> source, cue, content;
};

struct Roles {
  SpanTally source, cue, content;
  void add(const Marked& ours, const Marked& gold, double weight) {
    source.add(ours.source, gold.source, weight);
    cue.add(ours.cue, gold.cue, weight);
    content.add(ours.content, gold.content, weight);
  }
  [[nodiscard]] Json json() const {
    return {{"source", source.json()}, {"cue", cue.json()}, {"content", content.json()}};
  }
};

Marked marked(const std::vector<AnnotatedAttribution>& attributions) {
  Marked result;
  for (const auto& attribution : attributions) {
    if (!attribution.source.empty()) result.source.insert(attribution.source);
    if (!attribution.cue.empty()) result.cue.insert(attribution.cue);
    if (!attribution.content.empty()) result.content.insert(attribution.content);
  }
  return result;
}

Marked marked(const std::vector<ReadAttribution>& attributions) {
  Marked result;
  for (const auto& attribution : attributions) {
    if (attribution.source.size() > 0) result.source.insert({attribution.source});
    if (attribution.cue.size() > 0) result.cue.insert({attribution.cue});
    if (!attribution.content.empty()) result.content.insert(attribution.content);
  }
  return result;
}

// What is said within somebody's quotation is left out: PolNeAR's guidelines have only the outermost attribution
// marked.
std::vector<ReadAttribution> outermost(std::vector<ReadAttribution> read) {
  std::erase_if(read, [](const ReadAttribution& attribution) { return attribution.nested; });
  return read;
}

// By the rules for quotation marks: contents take in their marks.
Marked by_rules(const Document& document) {
  Marked result;
  const auto quotations = marked_quotations(document, prose_paragraphs(document));
  const auto found = attributions(document);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].source.size() == 0) continue;
    result.source.insert({found[i].source});
    if (found[i].cue.size() > 0) result.cue.insert({found[i].cue});
    result.content.insert({quotations[i].outer});
  }
  return result;
}

enum class Speech { direct, indirect, mixed };

Speech speech_of(const Document& document, const Spans& content, const std::vector<MarkedQuotation>& quotations) {
  std::size_t quoted = 0, all = 0;
  for (const auto& part : content)
    for (std::size_t i = part.begin; i < part.end; ++i) {
      if (document.text[i] < U'0') continue;
      ++all;
      for (const auto& q : quotations) quoted += i >= q.outer.begin && i < q.outer.end;
    }
  return quoted == 0 ? Speech::indirect : 10 * quoted >= 9 * all ? Speech::direct : Speech::mixed;
}

std::set<Spans> only(const std::set<Spans>& contents, Speech speech, const Document& document,
                     const std::vector<MarkedQuotation>& quotations) {
  std::set<Spans> result;
  for (const auto& content : contents)
    if (speech_of(document, content, quotations) == speech) result.insert(content);
  return result;
}

// Direct quotations of three words or more: whether their words are found, and with the right source.
struct Quotations {
  Tally content, speaker;
  void add(const Document& document, const std::vector<AnnotatedAttribution>& gold,
           const std::vector<ReadAttribution>& ours, double weight) {
    const auto quotations = marked_quotations(document, prose_paragraphs(document));
    const auto is_direct = [&](const Spans& spans) {
      const auto speech = speech_of(document, spans, quotations);
      std::size_t words = 0;
      for (const auto& part : spans)
        words += static_cast<std::size_t>(std::count(document.text.begin() + static_cast<long>(part.begin),
                                                     document.text.begin() + static_cast<long>(part.end), U' '));
      return speech == Speech::direct && words >= 2;
    };
    for (const auto& g : gold) {
      if (g.content.empty() || !is_direct(g.content)) continue;
      bool found = false, right = false;
      for (const auto& o : ours)
        if (overlaps(o.content, g.content)) {
          found = true;
          right = right || (g.source.empty() ? o.source.size() == 0 : overlaps({o.source}, g.source));
        }
      content.gold += weight, content.gold_found += weight * found;
      speaker.gold += weight, speaker.gold_found += weight * right;
    }
    for (const auto& o : ours) {
      if (!is_direct(o.content)) continue;
      bool found = false, right = false;
      for (const auto& g : gold)
        if (overlaps(o.content, g.content)) {
          found = true;
          right = right || (g.source.empty() ? o.source.size() == 0 : overlaps({o.source}, g.source));
        }
      content.ours += weight, content.ours_right += weight * found;
      speaker.ours += weight, speaker.ours_right += weight * right;
    }
  }
};

}  // namespace

Json score_attributions(const std::filesystem::path& folder, const ReadingModel& model) {
  Roles by_model, rules, agreement;
  SpanTally direct, indirect, mixed;
  Quotations quotations;
  std::map<std::string, std::vector<AnnotatedText>> articles;
  std::vector<Problem> warnings;
  for (auto& text : read_annotated(folder, warnings)) articles[text.name].push_back(std::move(text));
  std::size_t several = 0;
  for (const auto& [name, texts] : articles) {
    const auto& document = texts.front().document;
    const auto read = outermost(merged_attributions(document, model));
    const auto ours = marked(read), ruled = by_rules(document);
    const auto marks = marked_quotations(document, prose_paragraphs(document));
    const double weight = 1.0 / static_cast<double>(texts.size());
    for (const auto& text : texts) {
      const auto gold = marked(text.attributions);
      by_model.add(ours, gold, weight);
      rules.add(ruled, gold, weight);
      for (const auto& [speech, tally] : {std::pair{Speech::direct, &direct}, std::pair{Speech::indirect, &indirect},
                                          std::pair{Speech::mixed, &mixed}})
        tally->add(only(ours.content, speech, document, marks), only(gold.content, speech, document, marks), weight);
      quotations.add(document, text.attributions, read, weight);
    }
    several += texts.size() > 1;
    for (std::size_t a = 0; a < texts.size(); ++a)
      for (std::size_t b = 0; b < texts.size(); ++b)
        if (a != b) agreement.add(marked(texts[a].attributions), marked(texts[b].attributions), 1);
  }
  Json json = by_model.json();
  json["content"]["direct"] = direct.json();
  json["content"]["indirect"] = indirect.json();
  json["content"]["mixed"] = mixed.json();
  json["direct_quotations"] = {{"content", quotations.content.json()}, {"speaker", quotations.speaker.json()}};
  json["rules"] = rules.json();
  json["articles"] = articles.size();
  json["articles_with_several_annotators"] = several;
  if (several > 0) json["agreement"] = agreement.json();
  return json;
}

Json score_gum(const std::filesystem::path& folder, const ReadingModel& model) {
  Roles by_model, rules;
  std::vector<Problem> warnings;
  for (const auto& text : read_annotated(folder, warnings)) {
    const auto gold = marked(text.attributions);
    by_model.add(marked(merged_attributions(text.document, model)), gold, 1);
    rules.add(by_rules(text.document), gold, 1);
  }
  Json json = by_model.json();
  json["rules"] = rules.json();
  return json;
}

}  // namespace parley::bench
