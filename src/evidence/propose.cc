#include "evidence/propose.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_set>
#include <utility>

#include "evidence/act.h"
#include "evidence/actors.h"
#include "evidence/attribution.h"
#include "evidence/attribution_reader.h"
#include "evidence/communique.h"
#include "evidence/expected_span.h"
#include "evidence/mentions.h"
#include "evidence/names.h"
#include "evidence/own_words.h"
#include "evidence/part_of_speech.h"
#include "evidence/parting.h"
#include "evidence/phrase_list.h"
#include "evidence/position.h"
#include "evidence/quotation_marks.h"
#include "evidence/repeats.h"
#include "evidence/saying_words.h"
#include "evidence/stance_words.h"
#include "evidence/timex.h"
#include "evidence/topics.h"
#include "evidence/words.h"
#include "text/characters.h"

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
        positions_(text_, topics_),
        own_words_(document, text_, casebook, mentions_, actors_, classes_, source.date),
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

  // Direct quotations by the rules: each a row of its own, but for one that goes on after "…," she added, "…".
  void add_quotations() {
    Attribution last;
    Mention last_mention;
    std::vector<Span> content;
    const auto all = attributions(document_);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto& attribution = all[i];
      if (attribution.source.size() == 0) continue;
      content.push_back(attribution.quote);
      quoted_.push_back(attribution.quote);
      if (i + 1 < all.size() && goes_on(attribution, all[i + 1])) continue;
      auto mention = mentions_.resolve(attribution.source);
      if (const auto other = actors_.said_by_another(attribution.source, attribution.cue)) mention = other->mention;
      if (attribution.source == last.source) mention = last_mention;
      last = attribution;
      last_mention = mention;
      Proposal proposal = begin(std::exchange(content, {}), attribution.source, attribution.cue, mention);
      const bool whole = attribution.whole || proposal.content.size() > 1;
      proposal.row.text(Column::form) = whole ? "direct" : "mixed";
      proposal.confidence = ruled_confidence(whole);
      finish(proposal);
    }
  }

  // "and …", "but …": a clause of its own.
  [[nodiscard]] bool joins(std::size_t at) const {
    const auto words = std::u32string_view(document_.text).substr(at);
    return words.starts_with(U"and ") || words.starts_with(U"but ");
  }

  // “A wall,” Smith said, “is no answer.”
  [[nodiscard]] bool goes_on(const Attribution& first, const Attribution& second) const {
    constexpr std::size_t longest_gap = 80;
    const std::size_t begin = second.quote.begin, end = first.quote.end;
    const char32_t last = document_.text[end - 1];
    return first.source == second.source && first.cue == second.cue && end < first.cue.begin && first.cue.end < begin &&
           begin - end < longest_gap && last != U'.' && last != U'?' && last != U'!' &&
           u_islower(static_cast<UChar32>(document_.text[begin])) != 0 && !joins(begin);
  }

  // What parties give out together is said by each of them.
  void add_joint(std::vector<ReadAttribution>& read) {
    for (const auto& clause : joint_clauses(text_)) {
      const auto actors = actors_.named_in(clause.subject);
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
      said_.push_back(span_of(text_, clause.subject));
    }
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
    auto speakers = attribution.turn
                        ? std::vector<Actor>{{attribution.source,
                                              actors_.of_label(attribution.source, interviewed_.value_or(Speaker{}))}}
                        : actors_.of_source(attribution.source);
    if (!attribution.turn)
      if (const auto other = actors_.said_by_another(attribution.source, attribution.cue)) speakers = {*other};
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
      if (told(span)) {
        add_beside(sentence, told);
        continue;
      }
      if (add_said_that(sentence) || add_said_last(sentence)) continue;
      const auto act = find_act(text_, sentence.begin, sentence.end);
      if (!act) {
        add_position_of(sentence);
        continue;
      }
      for (const auto& [actor, mention] : actors_.of_act(sentence, {act->begin, act->end})) {
        Proposal proposal = begin({span}, actor, span_of(text_, {act->begin, act->end}), mention);
        proposal.row.text(Column::form) = is_rumoured(sentence, act->begin)   ? "unknown"
                                          : is_supposed(sentence, act->begin) ? "forecast"
                                                                              : "deed";
        finish(proposal);
      }
    }
  }

  // "Norland favours a dam", which is no act: where it shows a position.
  void add_position_of(const TokenSentence& sentence) {
    const auto words = read_stance(text_, sentence.begin, sentence.end);
    if (!words.stance || is_supposed(sentence, words.stance_at.begin) || is_rumoured(sentence, words.stance_at.begin))
      return;
    for (const auto& [actor, mention] : actors_.of_act(sentence, words.stance_at)) {
      Proposal proposal =
          begin({span_of(text_, {sentence.begin, sentence.end})}, actor, span_of(text_, words.stance_at), mention);
      proposal.row.text(Column::form) = "deed";
      fill(proposal, {sentence.begin, sentence.end});
      if (!proposal.row.text(Column::stance).empty()) proposals.push_back(std::move(proposal));
    }
  }

  // "Norland rejects a dam but has said …": the clause that opens the sentence, before the one that tells what is said,
  // if it shows a position of whom it begins with.
  template <typename Told>
  void add_beside(const TokenSentence& sentence, const Told& told) {
    constexpr std::size_t fewest_words = 4, furthest = 4;
    std::size_t end = sentence.begin;
    while (end < sentence.end && !told(text_.tokens[end].span)) ++end;
    while (end > sentence.begin && text_.tokens[end - 1].lower != "," && text_.tokens[end - 1].lower != "but" &&
           text_.tokens[end - 1].lower != ";")
      --end;
    if (end > sentence.begin) --end;
    if (end < sentence.begin + fewest_words) return;
    const auto act = find_act(text_, sentence.begin, end);
    if (!act || is_supposed(sentence, act->begin)) return;
    for (const auto& [actor, mention] : actors_.before(sentence, act->begin)) {
      if (tokens_of(text_, actor).end + furthest < act->begin) continue;
      Proposal proposal =
          begin({span_of(text_, {sentence.begin, end})}, actor, span_of(text_, {act->begin, act->end}), mention);
      proposal.row.text(Column::form) = "deed";
      fill(proposal, {sentence.begin, end});
      if (!proposal.row.text(Column::stance).empty()) proposals.push_back(std::move(proposal));
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

  // "Smith was reported to have accepted": somebody says that it is so.
  [[nodiscard]] bool is_rumoured(const TokenSentence& sentence, std::size_t act) const {
    static const PhraseList phrases(
        "said to|reported to|believed to|thought to|understood to|alleged to|rumored to|rumoured to|reportedly|"
        "allegedly|expected to");
    for (std::size_t k = sentence.begin; k < act; ++k)
      if (act - k <= 4 && phrases.match(text_, k, act) > 0) return true;
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
    const Span whole{proposal.content.front().begin, proposal.content.back().end};
    if (whole.size() > longest_statement || !has_letters(whole)) return;
    const auto tokens = tokens_of(text_, {proposal.content.front().begin, proposal.content.back().end});
    Proposal bare = proposal;
    const auto main = fill(proposal, tokens);
    const auto form = proposal.row.text(Column::form);
    const bool reason = form != "unknown" && form != "forecast";
    const auto because = reason ? reason_at(text_, tokens.begin, tokens.end) : tokens.end;
    const bool direct = form == "direct" && proposal.content.size() == 1;
    std::set<std::string> told{option_of(proposal)};
    proposals.push_back(std::move(proposal));
    if (because + 3 < tokens.end && because > tokens.begin + 2) add_reason(because, tokens.end);
    if (direct) add_further(bare, tokens, main, std::move(told));
  }

  [[nodiscard]] bool has_letters(Span span) const {
    return std::ranges::any_of(std::u32string_view(document_.text).substr(span.begin, span.size()), is_unicode_letter);
  }

  // The sentence that the position stands in.
  TokenRange fill(Proposal& proposal, TokenRange tokens) {
    const auto cue = proposal.cue.size() > 0 ? tokens_of(text_, proposal.cue) : TokenRange{};
    auto position = positions_.read(tokens, cue);
    const auto around = positions_.sentences_around(tokens);
    auto& row = proposal.row;
    auto act = find_act(text_, position.sentence.begin, position.sentence.end);
    if (!act) act = find_act(text_, around.begin, around.end);
    if (act) {
      row.text(Column::act) = act->act;
      proposal.evidence.push_back({ClueKind::act, span_of(text_, {act->begin, act->end}), act->act});
    }
    if (const auto& topic = position.topic; topic.issue >= 0) {
      const auto& issue = casebook_.issues[topic.issue];
      row.text(Column::issue) = issue.id;
      for (const auto at : topic.tokens)
        proposal.evidence.push_back({ClueKind::issue, text_.tokens[at].span, issue.id});
      if (topic.option >= 0) row.text(Column::option) = issue.options[topic.option].id;
    }
    for (int left = 3; left > 0 && position.words.stance && own_words_.tell_of_another(proposal, position); --left)
      positions_.read_on(position, tokens.end);
    if (!position.words.stance && !position.words.open) positions_.read_cue(position, tokens, cue);
    set_stance(proposal, position);
    if (position.condition) set_condition(proposal, position);
    set_dates(proposal, around);
    std::stable_sort(proposal.evidence.begin(), proposal.evidence.end(),
                     [](const Clue& a, const Clue& b) { return a.span < b.span; });
    row.text(Column::note) = note_of(proposal);
    return position.sentence;
  }

  static std::string option_of(const Proposal& proposal) {
    return std::string(proposal.row.text(Column::issue)) + "=" + std::string(proposal.row.text(Column::option));
  }

  // Who says several things at once may take a position in each of them: one row is for one option.
  void add_further(const Proposal& bare, TokenRange tokens, TokenRange main, std::set<std::string> told) {
    const auto parts = positions_.sentences_in(tokens);
    if (parts.size() < 2) return;
    for (const auto part : parts) {
      if (main.begin <= part.begin && part.end <= main.end) continue;
      Proposal more = bare;
      more.content = {span_of(text_, part)};
      set_words(more, more.content.front());
      fill(more, part);
      if (more.row.text(Column::stance).empty() || !told.insert(option_of(more)).second) continue;
      proposals.push_back(std::move(more));
    }
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

  void set_stance(Proposal& proposal, const ReadPosition& position) {
    const auto& words = position.words;
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
    const bool shown = form != "forecast" && form != "unknown" && form != "rule";
    if (position.topic.option >= 0 && shown && !proposal.row.text(Column::party).empty())
      proposal.row.text(Column::stance) = stance;
  }

  void set_condition(Proposal& proposal, const ReadPosition& position) {
    const auto& condition = *position.condition;
    const auto& on = position.condition_topic;
    std::string formula;
    const bool given_up = tells_of_giving_up(text_, condition.clause.begin, condition.clause.end);
    if (on.issue >= 0 && on.option >= 0 && on.issue != position.topic.issue && !given_up)
      formula = fmt::format("{} {} {}", casebook_.issues[on.issue].id, condition.unless ? "!=" : "=",
                            casebook_.issues[on.issue].options[on.option].id);
    proposal.evidence.push_back(
        {condition.exchange ? ClueKind::exchange : ClueKind::condition, span_of(text_, condition.phrase), formula});
    if (formula.empty()) proposal.row.text(Column::stance).clear();  // it holds under a condition that no formula has
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

  void number() {
    std::stable_sort(proposals.begin(), proposals.end(), [](const Proposal& a, const Proposal& b) {
      return a.content.front().begin < b.content.front().begin;
    });
    drop_repeats(proposals);
    std::size_t n = 0;
    for (auto& proposal : proposals) {
      std::string id;
      do id = fmt::format("p-{}-{}", source_.id, ++n);
      while (!used_.insert(id).second);
      proposal.row.text(Column::id) = id;
    }
  }

  [[nodiscard]] TokenRange sentences_around(TokenRange tokens) const { return positions_.sentences_around(tokens); }

  const Document& document_;
  const Source& source_;
  const Casebook& casebook_;
  NameIndex names_;
  TopicIndex topics_;
  TokenText text_;
  TagClasses classes_;
  Mentions mentions_;
  Actors actors_;
  PositionReader positions_;
  OwnWords own_words_;
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
