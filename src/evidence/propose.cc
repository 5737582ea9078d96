#include "evidence/propose.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "evidence/act.h"
#include "evidence/actors.h"
#include "evidence/attribution.h"
#include "evidence/attribution_reader.h"
#include "evidence/communique.h"
#include "evidence/expected_span.h"
#include "evidence/mentions.h"
#include "evidence/names.h"
#include "evidence/part_of_speech.h"
#include "evidence/parting.h"
#include "evidence/quotation_marks.h"
#include "evidence/stance_words.h"
#include "evidence/timex.h"
#include "evidence/topics.h"
#include "evidence/words.h"

namespace parley {
namespace {

// Characters. What is longer, as a quotation that a text without paragraphs leaves open, is no statement.
constexpr std::size_t longest_statement = 20'000;

bool share_words(Span a, Span b) { return std::max(a.begin, b.begin) < std::min(a.end, b.end); }

// One document being proposed from: everything that its proposals share.
class Proposer {
 public:
  Proposer(const Document& document, const Source& source, const Casebook& casebook, std::span<const std::string> taken,
           const ReadingModel& model)
      : document_(document),
        source_(source),
        casebook_(casebook),
        names_(casebook),
        topics_(casebook),
        text_(tagged(document, model)),
        classes_(model.tags),
        mentions_(document, text_, names_),
        actors_(document, text_, casebook, names_, mentions_, classes_),
        used_(taken.begin(), taken.end()) {
    const auto published = source.date ? format_day(source.date->last) : std::string();
    timexes_ = find_timexes(text_, published);
    add_quotations();
    const auto is_speaker = [this](std::u32string_view label) { return names_.speaker(label).known(); };
    auto read = merged_attributions(document, text_, model, is_speaker);
    part_at_semicolons(text_, read);
    part_from_next(text_, read);
    add_joint(read);
    add_read(read);
    add_unsaid();
    number();
  }
  std::vector<Proposal> proposals;

 private:
  static TokenText tagged(const Document& document, const ReadingModel& model) {
    auto text = tokenize(document);
    tag_parts_of_speech(model.tags, text);
    return text;
  }

  // Direct quotations by the rules: each a row of its own.
  void add_quotations() {
    Attribution last;
    Mention last_mention;
    for (const auto& attribution : attributions(document_)) {
      if (attribution.source.size() == 0) continue;
      auto mention = mentions_.resolve(attribution.source);
      if (attribution.source == last.source) mention = last_mention;
      last = attribution;
      last_mention = mention;
      Proposal proposal = begin({attribution.quote}, attribution.source, attribution.cue, mention);
      proposal.row.text(Column::form) = attribution.whole ? "direct" : "mixed";
      proposal.confidence = ruled_confidence(attribution.whole);
      finish(proposal);
      quoted_.push_back(attribution.quote);
    }
  }

  // What parties give out together is said by each of them.
  void add_joint(std::vector<ReadAttribution>& read) {
    for (const auto& clause : joint_clauses(text_)) {
      const auto actors = named_in(clause.subject);
      if (actors.empty()) continue;
      const auto& sentence = text_.sentences[clause.sentence];
      const Span whole = span_of(text_, {sentence.begin, sentence.end});
      std::erase_if(read, [&](const ReadAttribution& one) { return share_words(one.cue, whole); });
      for (const auto& [actor, mention] : actors) {
        Proposal proposal = begin({span_of(text_, clause.content)}, actor, span_of(text_, clause.verb), mention);
        proposal.row.text(Column::form) = "direct";
        finish(proposal);
      }
      said_.push_back(whole);
    }
  }

  // Those of the case that some words name, each once.
  [[nodiscard]] std::vector<Actor> named_in(TokenRange words) const {
    std::vector<Actor> named;
    for (std::size_t i = words.begin; i < words.end; ++i) {
      std::size_t end = i;
      while (end < words.end && text_.tokens[end].capital() && text_.tokens[end].kind == TokenKind::word) ++end;
      if (end == i) continue;
      const Span span = span_of(text_, {i, end});
      const auto mention = mentions_.resolve(span);
      const bool seen =
          std::ranges::any_of(named, [&](const Actor& other) { return other.mention.speaker == mention.speaker; });
      if (mention.speaker.known() && !seen) named.push_back({span, mention});
      i = end;
    }
    return named;
  }

  // The model's, and turns of transcripts; those of quotations that the rules have are there already. What is told
  // within a quotation or a turn is not proposed: it is part of what that speaker says.
  void add_read(const std::vector<ReadAttribution>& read) {
    const auto marks = outer_spans(marked_quotations(document_, prose_paragraphs(document_)));
    for (const auto& attribution : read) {
      const bool prose = attribution.kind == LineKind::prose || attribution.kind == LineKind::list_item;
      if (!prose || attribution.content.empty() || attribution.nested) continue;
      const Span whole{attribution.content.front().begin, attribution.content.back().end};
      const Span longest = *std::max_element(attribution.content.begin(), attribution.content.end(),
                                             [](Span a, Span b) { return a.size() < b.size(); });
      if (longest.size() < 12 || is_supposed(attribution)) continue;
      said_.push_back({std::min(whole.begin, attribution.cue.begin), std::max(whole.end, attribution.cue.end)});
      if (attribution.turn) {
        if (!interviewed_) interviewed_ = names_.only_person(document_.text.substr(0, attribution.source.begin));
        for (const auto part : attribution.content) add_said(attribution, {part}, "direct");
        continue;
      }
      if (inside(quoted_, longest) * 10 > longest.size() * 7 || attribution.source.size() == 0) continue;
      if (is_first_person(attribution.source) && !actors_.is_author(attribution.source)) continue;
      const auto marked = inside(marks, longest);
      add_said(attribution, attribution.content,
               marked * 10 >= longest.size() * 9      ? "direct"
               : marked > 0                           ? "mixed"
               : is_left_unsaid(attribution, longest) ? "unknown"
                                                      : "indirect");
    }
  }

  // "only if Norland agrees to a panel", "unless Smith says": nobody has said it.
  [[nodiscard]] bool is_supposed(const ReadAttribution& attribution) const {
    if (attribution.ruled || attribution.source.size() == 0) return false;
    if (text_.tokens[tokens_of(text_, attribution.source).begin].lower == "according") return true;
    std::size_t at = tokens_of(text_, attribution.source).begin;
    const auto words_before = [&](std::size_t n) {
      return at >= n ? std::string_view(text_.tokens[at - n].lower) : "";
    };
    if (words_before(1) == "the" || words_before(1) == "both") --at;
    const bool after_cue = attribution.cue.begin < attribution.source.begin;
    return !after_cue && (words_before(1) == "if" || words_before(1) == "unless" || words_before(1) == "until");
  }

  // "Smith did not say whether …", "neither has said how …": what is not known.
  [[nodiscard]] bool is_left_unsaid(const ReadAttribution& attribution, Span content) const {
    static constexpr std::string_view questions[] = {"whether", "if", "how", "what", "when", "where", "who", "why"};
    const auto first = tokens_of(text_, content), cue = tokens_of(text_, attribution.cue);
    if (first.size() == 0 || cue.size() == 0 || attribution.ruled) return false;
    if (std::ranges::find(questions, text_.tokens[first.begin].lower) == std::end(questions)) return false;
    const std::string_view verb = text_.tokens[cue.begin].lower;
    const bool declines = verb.starts_with("declin") || verb.starts_with("refus");
    return declines || is_negated(text_, sentences_around(cue).begin, cue.end - 1) ||
           is_negated(text_, sentences_around(cue).begin, cue.end);
  }

  void add_said(const ReadAttribution& attribution, const std::vector<Span>& content, const char* form) {
    const auto speakers =
        attribution.turn ? std::vector<Actor>{{attribution.source,
                                               actors_.of_label(attribution.source, interviewed_.value_or(Speaker{}))}}
                         : actors_.of_source(attribution.source);
    for (const auto& [source, mention] : speakers) {
      // A question of somebody who is none of the case shows no position.
      if (attribution.turn && !mention.speaker.known() && document_.text[content.back().end - 1] == U'?') continue;
      Proposal proposal = begin(content, source, attribution.cue, mention);
      proposal.row.text(Column::form) = form;
      proposal.confidence = attribution.ruled ? attribution.confidence : calibrated(attribution.confidence);
      set_words(proposal,
                *std::max_element(content.begin(), content.end(), [](Span a, Span b) { return a.size() < b.size(); }));
      finish(proposal);
    }
  }

  static std::vector<Span> outer_spans(const std::vector<MarkedQuotation>& quotations) {
    std::vector<Span> spans;
    for (const auto& quotation : quotations) spans.push_back(quotation.outer);
    return spans;
  }

  // How many characters of a span lie in some of these.
  static std::size_t inside(const std::vector<Span>& spans, Span span) {
    std::size_t count = 0;
    auto at = std::lower_bound(spans.begin(), spans.end(), span.begin,
                               [](Span s, std::size_t begin) { return s.end <= begin; });
    for (; at != spans.end() && at->begin < span.end; ++at)
      count += std::min(at->end, span.end) - std::max(at->begin, span.begin);
    return count;
  }

  // What the writer says in its own name: deeds of those the case knows, rules, forecasts, and what is unclear.
  void add_unsaid() {
    std::sort(said_.begin(), said_.end());
    std::sort(quoted_.begin(), quoted_.end());
    for (const auto& sentence : text_.sentences) {
      if (sentence.kind != LineKind::prose && sentence.kind != LineKind::list_item) continue;
      const Span span{text_.tokens[sentence.begin].span.begin, text_.tokens[sentence.end - 1].span.end};
      const auto told = [&](Span words) { return covered(said_, words) || covered(quoted_, words); };
      TokenRange at;
      const auto form = unsaid_form(text_, sentence.begin, sentence.end, at);
      if (form && !told(span_of(text_, at)) && !is_willing(*form, at)) {
        Proposal proposal = begin({span}, {}, {}, {});
        proposal.row.text(Column::form) = std::string(form_name(*form));
        proposal.evidence.push_back({ClueKind::hedge, span_of(text_, at), std::string(form_name(*form))});
        finish(proposal);
        continue;
      }
      if (told(span)) continue;
      if (add_said_that(sentence) || add_said_last(sentence)) continue;
      const auto act = find_act(text_, sentence.begin, sentence.end);
      if (!act) continue;
      for (const auto& [actor, mention] : actors_.before(sentence, act->begin)) {
        Proposal proposal = begin({span}, actor, span_of(text_, {act->begin, act->end}), mention);
        proposal.row.text(Column::form) = is_supposed(sentence, act->begin) ? "forecast" : "deed";
        finish(proposal);
      }
    }
  }

  // "We would be willing to sign" is a position, no forecast.
  [[nodiscard]] bool is_willing(Form form, TokenRange at) const {
    if (form != Form::forecast || at.end >= text_.tokens.size()) return false;
    const auto& next = text_.tokens[at.end].lower;
    return next == "willing" || next == "ready" || next == "prepared" || next == "open" || next == "happy";
  }

  // "Smith might accept": nobody has done it.
  [[nodiscard]] bool is_supposed(const TokenSentence& sentence, std::size_t act) const {
    for (std::size_t k = act; k > sentence.begin && act - k < 2; --k) {
      const auto& word = text_.tokens[k - 1].lower;
      if (word == "may" || word == "might" || word == "could") return true;
    }
    return false;
  }

  // "Smith has since declared that …", which the model has missed.
  bool add_said_that(const TokenSentence& sentence) {
    for (std::size_t i = sentence.begin + 1; i + 3 < sentence.end; ++i) {
      if (text_.tokens[i + 1].lower != "that" || !is_cue(utf32(text_.tokens[i].lower))) continue;
      const bool stop = text_.tokens[sentence.end - 1].kind == TokenKind::mark;
      const Span content = span_of(text_, {i + 1, sentence.end - (stop ? 1 : 0)});
      bool added = false;
      for (const auto& [actor, mention] : actors_.before(sentence, i)) {
        if (!mention.speaker.known()) continue;
        add_indirect(content, actor, span_of(text_, {i, i + 1}), mention);
        added = true;
      }
      if (added) return true;
    }
    return false;
  }

  // "Norland is ready to sign, two people close to the talks said", which it has missed too.
  bool add_said_last(const TokenSentence& sentence) {
    for (std::size_t i = sentence.begin + 4; i < sentence.end; ++i) {
      const auto& word = text_.tokens[i].lower;
      if ((word != "said" && word != "says") || text_.tokens[i].quoted) continue;
      Question question{.role = Role::source,
                        .cue = {i, i + 1},
                        .sentence = static_cast<std::size_t>(&sentence - text_.sentences.data()),
                        .source = {}};
      question.source = expected_span(text_, classes_, question).tokens;
      question.role = Role::before;
      const auto content = expected_span(text_, classes_, question);
      if (!question.source || !content.tokens || !stands_before(text_, classes_, question)) continue;
      const Span source = span_of(text_, *question.source);
      if (is_first_person(source) && !actors_.is_author(source)) continue;
      for (const auto& [actor, mention] : actors_.of_source(source))
        add_indirect(span_of(text_, *content.tokens), actor, span_of(text_, question.cue), mention);
      return true;
    }
    return false;
  }

  void add_indirect(Span content, Span source, Span cue, const Mention& mention) {
    Proposal proposal = begin({content}, source, cue, mention);
    proposal.row.text(Column::form) = "indirect";
    finish(proposal);
  }

  // "I", "we": somebody who speaks within a quotation.
  [[nodiscard]] bool is_first_person(Span span) const {
    const auto words = std::u32string_view(document_.text).substr(span.begin, span.size());
    return words == U"I" || words == U"we" || words == U"We" || words == U"you" || words == U"You";
  }

  static bool covered(const std::vector<Span>& spans, Span span) {
    auto found =
        std::lower_bound(spans.begin(), spans.end(), span.begin, [](Span s, std::size_t at) { return s.begin < at; });
    for (int back = 0; back < 4 && found != spans.begin(); ++back) --found;
    for (; found != spans.end() && found->begin < span.end; ++found)
      if (share_words(*found, span)) return true;
    return false;
  }

  Proposal begin(std::vector<Span> content, Span source, Span cue, const Mention& mention) {
    Proposal proposal;
    proposal.content = std::move(content);
    proposal.source = source;
    proposal.cue = cue;
    proposal.said_by = mention.name;
    if (source.size() > 0) proposal.evidence.push_back({ClueKind::source, source, mention.name});
    if (cue.size() > 0) proposal.evidence.push_back({ClueKind::cue, cue, {}});
    auto& row = proposal.row;
    row.text(Column::document) = source_.id;
    set_words(proposal, {proposal.content.front().begin, proposal.content.back().end});
    const auto& speaker = mention.speaker;
    if (speaker.person >= 0) row.text(Column::speaker) = casebook_.people[speaker.person].id;
    if (speaker.office >= 0) row.text(Column::speaker) = casebook_.offices[speaker.office].id;
    if (speaker.party >= 0) row.text(Column::speaker) = casebook_.parties[speaker.party].id;
    if (const int party = party_of(casebook_, speaker, source_.date); party >= 0)
      row.text(Column::party) = casebook_.parties[party].id;
    return proposal;
  }

  void set_words(Proposal& proposal, Span words) const {
    auto& row = proposal.row;
    row.text(Column::start) = std::to_string(words.begin);
    row.text(Column::end) = std::to_string(words.end);
    row.text(Column::quote) = utf8(std::u32string_view(document_.text).substr(words.begin, words.size()));
  }

  // Act, issue, option, stance, condition and dates, from the content and the sentence around it.
  void finish(Proposal& proposal) {
    if (proposal.content.back().end - proposal.content.front().begin > longest_statement) return;
    const auto tokens = tokens_of(text_, {proposal.content.front().begin, proposal.content.back().end});
    const auto sentence = sentences_around(tokens);
    auto& row = proposal.row;
    if (const auto act = find_act(text_, sentence.begin, sentence.end)) {
      row.text(Column::act) = act->act;
      proposal.evidence.push_back({ClueKind::act, span_of(text_, {act->begin, act->end}), act->act});
    }
    const auto condition = find_condition(text_, sentence.begin, sentence.end);
    auto topic = topic_of(tokens, condition);
    if (topic.issue < 0) topic = topic_of(sentence, condition);
    if (topic.issue >= 0) {
      const auto& issue = casebook_.issues[topic.issue];
      row.text(Column::issue) = issue.id;
      for (const auto at : topic.tokens)
        proposal.evidence.push_back({ClueKind::issue, text_.tokens[at].span, issue.id});
      if (topic.option >= 0) row.text(Column::option) = issue.options[topic.option].id;
    }
    set_stance(proposal, tokens, sentence, topic, condition);
    if (condition) set_condition(proposal, *condition, topic);
    set_dates(proposal, sentence);
    std::stable_sort(proposal.evidence.begin(), proposal.evidence.end(),
                     [](const Clue& a, const Clue& b) { return a.span < b.span; });
    row.text(Column::note) = note_of(proposal);
    const bool reason = row.text(Column::form) != "unknown" && row.text(Column::form) != "forecast";
    const auto because = reason ? reason_at(text_, tokens.begin, tokens.end) : tokens.end;
    proposals.push_back(std::move(proposal));
    if (because + 3 < tokens.end && because > tokens.begin + 2) add_reason(because, tokens.end);
  }

  // The reason given for a position is a row of its own, beside the position.
  void add_reason(std::size_t from, std::size_t to) {
    Proposal reason = proposals.back();
    reason.content = {span_of(text_, {from, to})};
    set_words(reason, reason.content.front());
    for (const auto column : {Column::option, Column::stance, Column::condition}) reason.row.text(column).clear();
    reason.row.text(Column::act) = "reason";
    reason.evidence = {{ClueKind::act, text_.tokens[from].span, "reason"}};
    reason.confidence = 0;  // nobody has measured where reasons begin
    reason.row.text(Column::note) = note_of(reason);
    proposals.push_back(std::move(reason));
  }

  // What is said to hold, beside its condition: what stands before "if …", or after "If …,".
  [[nodiscard]] TokenRange main_clause(TokenRange range, const std::optional<FoundCondition>& condition) const {
    if (!condition || condition->phrase.begin < range.begin || condition->phrase.begin >= range.end) return range;
    const bool opens = condition->phrase.begin == range.begin ||
                       text_.tokens[condition->phrase.begin - 1].kind != TokenKind::word ||
                       text_.tokens[condition->phrase.begin - 1].lower == "that";
    if (opens && condition->clause.end + 1 < range.end) return {condition->clause.end, range.end};
    return {range.begin, condition->phrase.begin};
  }

  Topic topic_of(TokenRange range, const std::optional<FoundCondition>& condition) const {
    const auto main = main_clause(range, condition);
    return topics_.find(text_, main.begin, main.end);
  }

  // "Asked whether they would accept it, he said": that is the question's.
  [[nodiscard]] bool is_asked(TokenRange sentence, TokenRange at) const {
    for (std::size_t k = sentence.begin; k < at.begin && k + 1 < sentence.end; ++k)
      if (text_.tokens[k].lower == "asked" && text_.tokens[k + 1].lower != "for") return at.begin - k < 12;
    return false;
  }

  // Of several sentences, the one that names the issue.
  [[nodiscard]] TokenRange sentence_of_topic(TokenRange tokens, const Topic& topic) const {
    if (topic.tokens.empty()) return {};
    const auto around = sentences_around({topic.tokens.front(), topic.tokens.front() + 1});
    const TokenRange part{std::max(around.begin, tokens.begin), std::min(around.end, tokens.end)};
    return part.begin < part.end ? part : TokenRange{};
  }

  // The stance in a range, but not in the clause of the condition: "Norland insisted on it unless Sudria accepts".
  [[nodiscard]] StanceWords beside(TokenRange range, const std::optional<FoundCondition>& condition) const {
    if (!condition || condition->phrase.begin < range.begin || condition->clause.end > range.end)
      return read_stance(text_, range.begin, range.end);
    auto words = read_stance(text_, range.begin, condition->phrase.begin);
    return words.stance ? words : read_stance(text_, condition->clause.end, range.end);
  }

  // "willing to drop our demand for a wall" is no stance for one.
  [[nodiscard]] bool gives_up(TokenRange stance, const Topic& topic) const {
    if (topic.tokens.empty() || stance.end >= topic.tokens.front()) return false;
    return tells_of_giving_up(text_, stance.end, topic.tokens.front());
  }

  void set_stance(Proposal& proposal, TokenRange tokens, TokenRange sentence, const Topic& topic,
                  const std::optional<FoundCondition>& condition) {
    const auto main = main_clause(tokens, condition);
    auto words = read_stance(text_, main.begin, main.end);
    if (const auto near = sentence_of_topic(tokens, topic); near.size() > 0 && !condition)
      if (auto there = read_stance(text_, near.begin, near.end); there.stance)
        words.stance = there.stance, words.stance_at = there.stance_at;
    if (!words.stance) words = beside(tokens, condition);
    if (!words.stance) {
      words = beside(sentence, condition);
      if (words.stance && text_.tokens[words.stance_at.begin].quoted) words.stance.reset();  // another quotation's
    }
    if (words.stance && gives_up(words.stance_at, topic)) words.stance.reset();
    if (words.stance && is_asked(sentence, words.stance_at)) words.stance.reset();
    for (const auto& at : words.negations) proposal.evidence.push_back({ClueKind::negation, span_of(text_, at), {}});
    for (const auto& at : words.hedges) proposal.evidence.push_back({ClueKind::hedge, span_of(text_, at), {}});
    for (const auto& at : words.quantities) {
      const Span quantity = span_of(text_, at);
      proposal.evidence.push_back({ClueKind::quantity, quantity,
                                   utf8(std::u32string_view(document_.text).substr(quantity.begin, quantity.size()))});
    }
    if (!words.stance) return;
    const auto stance = std::string(stance_name(*words.stance));
    proposal.evidence.push_back({ClueKind::stance, span_of(text_, words.stance_at), stance});
    const auto form = proposal.row.text(Column::form);
    const bool position = form != "forecast" && form != "unknown" && form != "rule";
    if (topic.option >= 0 && position && !proposal.row.text(Column::party).empty())
      proposal.row.text(Column::stance) = stance;
  }

  void set_condition(Proposal& proposal, const FoundCondition& condition, const Topic& topic) {
    const auto on = topics_.find(text_, condition.clause.begin, condition.clause.end);
    std::string formula;
    const bool given_up = tells_of_giving_up(text_, condition.clause.begin, condition.clause.end);
    if (on.issue >= 0 && on.option >= 0 && on.issue != topic.issue && !given_up)
      formula = fmt::format("{} {} {}", casebook_.issues[on.issue].id, condition.unless ? "!=" : "=",
                            casebook_.issues[on.issue].options[on.option].id);
    proposal.evidence.push_back(
        {condition.exchange ? ClueKind::exchange : ClueKind::condition, span_of(text_, condition.phrase), formula});
    if (!proposal.row.text(Column::stance).empty()) proposal.row.text(Column::condition) = formula;
  }

  // A date in the sentence but outside the content is that of saying; one inside is spoken of.
  void set_dates(Proposal& proposal, TokenRange sentence) {
    const Span around = span_of(text_, sentence);
    auto timex = std::lower_bound(timexes_.begin(), timexes_.end(), around.begin,
                                  [](const Timex& t, std::size_t at) { return t.span.begin < at; });
    const bool said = proposal.cue.size() > 0 && proposal.row.text(Column::form) != "deed";
    for (; timex != timexes_.end() && timex->span.end <= around.end; ++timex) {
      bool inside = false;
      for (const auto& part : proposal.content) inside = inside || share_words(part, timex->span);
      proposal.evidence.push_back({ClueKind::date, timex->span, timex->value});
      if (said && inside) {
        if (proposal.spoken_of.empty()) proposal.spoken_of = timex->value;
        continue;
      }
      auto days =
          timex->type == TimexType::date || timex->type == TimexType::time ? days_of(timex->value) : std::nullopt;
      if (!days || !proposal.row.text(Column::date).empty()) continue;
      if (source_.date && days->first > source_.date->last) {  // yet to come: not when it was said
        proposal.spoken_of = timex->value;
        continue;
      }
      if (source_.date && days->last > source_.date->last)
        days->text = format_day(days->first) + "/" + format_day(source_.date->last);
      proposal.row.text(Column::date) = days->text;
    }
  }

  static std::string note_of(const Proposal& proposal) {
    std::string note = "proposed";
    if (proposal.row.text(Column::speaker).empty() && !proposal.said_by.empty())
      note += fmt::format("; said by: {}", proposal.said_by);
    return note;
  }

  // A few quoted words that stand in a longer content are told by that content's row; of two cues for the same words of
  // one speaker ("speaking to reporters, he said") the surer one is kept.
  void drop_parts() {
    std::vector<bool> dropped(proposals.size());
    for (std::size_t i = 0; i < proposals.size(); ++i)
      for (std::size_t k = i > 4 ? i - 4 : 0; k < std::min(i + 4, proposals.size()); ++k)
        dropped[i] = dropped[i] || (k != i && (is_part(proposals[i], proposals[k]) ||
                                               (is_twin(proposals[i], proposals[k]) &&
                                                (proposals[i].confidence < proposals[k].confidence ||
                                                 (proposals[i].confidence == proposals[k].confidence && k < i)))));
    std::size_t kept = 0;
    for (std::size_t i = 0; i < proposals.size(); ++i)
      if (!dropped[i]) {
        if (kept != i) proposals[kept] = std::move(proposals[i]);
        ++kept;
      }
    proposals.erase(proposals.begin() + static_cast<std::ptrdiff_t>(kept), proposals.end());
  }

  static bool is_part(const Proposal& inner, const Proposal& outer) {
    if (inner.row.text(Column::form) != "mixed" || inner.content.size() > 1) return false;
    const auto words = inner.content.front();
    return std::ranges::any_of(
        outer.content, [&](Span part) { return part != words && part.begin <= words.begin && words.end <= part.end; });
  }

  static bool is_twin(const Proposal& a, const Proposal& b) {
    return a.content == b.content && a.said_by == b.said_by &&
           a.row.text(Column::speaker) == b.row.text(Column::speaker);
  }

  void number() {
    std::stable_sort(proposals.begin(), proposals.end(), [](const Proposal& a, const Proposal& b) {
      return a.content.front().begin < b.content.front().begin;
    });
    drop_parts();
    std::size_t n = 0;
    for (auto& proposal : proposals) {
      std::string id;
      do id = fmt::format("p-{}-{}", source_.id, ++n);
      while (!used_.insert(id).second);
      proposal.row.text(Column::id) = id;
    }
  }

  [[nodiscard]] TokenRange sentences_around(TokenRange tokens) const {
    auto sentence = std::upper_bound(text_.sentences.begin(), text_.sentences.end(), tokens.begin,
                                     [](std::size_t at, const TokenSentence& s) { return at < s.end; });
    TokenRange around = tokens;
    for (; sentence != text_.sentences.end() && sentence->begin < tokens.end; ++sentence)
      around = {std::min(around.begin, sentence->begin), std::max(around.end, sentence->end)};
    return around;
  }

  const Document& document_;
  const Source& source_;
  const Casebook& casebook_;
  NameIndex names_;
  TopicIndex topics_;
  TokenText text_;
  TagClasses classes_;
  Mentions mentions_;
  Actors actors_;
  std::optional<Speaker> interviewed_;
  std::vector<Timex> timexes_;
  std::vector<Span> quoted_, said_;
  std::unordered_set<std::string> used_;
};

}  // namespace

std::string_view clue_kind_name(ClueKind kind) {
  constexpr std::string_view names[] = {"source",    "cue",      "act",   "stance", "negation", "hedge",
                                        "condition", "exchange", "issue", "option", "date",     "quantity"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<Proposal> propose_statements(const Document& document, const Source& source, const Casebook& casebook,
                                         std::span<const std::string> taken, const ReadingModel& model) {
  return Proposer(document, source, casebook, taken, model).proposals;
}

}  // namespace parley
