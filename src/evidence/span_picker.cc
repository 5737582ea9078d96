#include "evidence/span_picker.h"

#include <algorithm>
#include <cmath>

#include "evidence/expected_span.h"

namespace parley {
namespace {

constexpr std::size_t reach = 90;      // words looked at on one side
constexpr std::size_t best_ends = 10;  // first and last words that are paired
constexpr std::size_t most_sentences = 6;
// In where it expects a source, and content. Without it sources lose two points, where 175 attributions are learnt.
constexpr float trust_in_grammar[] = {3, 1.5F, 1.5F};

using SpanFeatures = std::vector<std::uint64_t>;

std::uint64_t bucket(std::size_t n) {
  return n < 6 ? n : n < 8 ? 6 : n < 11 ? 7 : n < 16 ? 8 : n < 24 ? 9 : n < 40 ? 10 : 11;
}

// What is asked, with the words looked at and sums over them.
class Surroundings {
 public:
  Surroundings(const TokenText& text, const TagClasses& tags, const Question& question)
      : text_(text), tokens_(text.tokens), tags_(tags), question_(question) {
    set_window();
    look_beyond();
    sum_up();
    const auto& cue = question.cue;
    main_ = cue.end - 1;
    for (std::size_t i = cue.begin; i < cue.end; ++i)
      if (tokens_[i].group == WordClass::say || tags_.verb[tokens_[i].tag]) main_ = i;
    const auto before = cue.begin > sentence().begin ? tokens_[cue.begin - 1].tag : 101;
    const auto after = cue.end < sentence().end ? tokens_[cue.end].tag : 102;
    role_ = static_cast<std::uint64_t>(question.role);
    cue_word_ = mix(role_, tokens_[main_].hash);
    cue_class_ = mix(role_, static_cast<std::uint64_t>(tokens_[main_].group));
    cue_place_ = mix(mix(role_, before), after);
    cue_last_ = mix(role_, tokens_[cue.end - 1].hash);
    expected_ = expected_span(text, tags, question);
  }

  [[nodiscard]] std::size_t begin() const { return begin_; }
  [[nodiscard]] std::size_t end() const { return end_; }
  [[nodiscard]] bool allowed(std::size_t i) const {
    if (i >= question_.cue.begin && i < question_.cue.end) return false;
    return !(question_.source && i >= question_.source->begin && i < question_.source->end);
  }
  [[nodiscard]] bool allowed(TokenRange range) const {
    if (range.begin < begin_ || range.end > end_ || range.size() == 0) return false;
    const auto apart = [&](TokenRange other) { return range.end <= other.begin || range.begin >= other.end; };
    if (!apart(question_.cue)) return false;
    return !(question_.source && question_.role != Role::source) || apart(*question_.source) ||
           (question_.source->begin > range.begin && question_.source->end < range.end);
  }

  // Of the first word `i` (or, as `last`, the last word) of an answer.
  void edge_features(std::size_t i, bool last, SpanFeatures& features) const {
    features.clear();
    std::uint64_t id = mix(2000 + role_, last);
    const auto put = [&](std::uint64_t value) { features.push_back(mix(++id, value)); };
    const std::size_t inner = i, outer = last ? i + 1 : i - 1;
    const auto word = [&](std::size_t at) -> std::uint64_t {
      return at + 1 == 0 || at >= tokens_.size() || at < low_ ? 1 : at >= high_ ? 2 : tokens_[at].hash;
    };
    const auto tag = [&](std::size_t at) -> std::uint64_t {
      return at + 1 == 0 || at >= tokens_.size() || at < low_ ? 101 : at >= high_ ? 102 : tokens_[at].tag;
    };
    const bool left_of_cue = i < question_.cue.begin;
    const auto side = static_cast<std::uint64_t>(left_of_cue);
    const std::size_t apart = left_of_cue ? question_.cue.begin - i - 1 : i - question_.cue.end;
    const auto near = mix(side, bucket(apart));
    const auto in = mix(word(inner), side), out = mix(word(outer), side);
    const auto in_tag = mix(tag(inner), side), out_tag = mix(tag(outer), side);
    put(side);
    put(near);
    put(mix(near, cue_word_));
    put(mix(near, cue_place_));
    put(in);
    put(out);
    put(in_tag);
    put(out_tag);
    put(mix(in, out));
    put(mix(in_tag, out_tag));
    put(mix(in_tag, word(outer)));
    put(mix(out_tag, word(inner)));
    put(mix(in, word(last ? i - 1 : i + 1)));
    put(mix(in_tag, tag(last ? i - 1 : i + 1)));
    put(mix(out_tag, tag(last ? i + 2 : i - 2)));
    put(mix(mix(in_tag, out_tag), tag(last ? i + 2 : i - 2)));
    put(mix(mix(in_tag, out_tag), tag(last ? i - 1 : i + 1)));
    put(mix(mix(in_tag, out_tag), cue_class_));
    put(mix(out, cue_word_));
    put(mix(out, cue_class_));
    put(mix(in, cue_class_));
    put(mix(in, cue_word_));
    put(mix(near, in_tag));
    put(mix(near, out_tag));
    put(mix(near, out));
    // What stands further out: whether what follows goes on as the cue's own clause does (", and questioned …").
    const std::size_t second = last ? i + 2 : i - 2, third = last ? i + 3 : i - 3;
    const auto cue_tag = static_cast<std::uint64_t>(tokens_[main_].tag);
    put(mix(mix(out, word(second)), 1));
    put(mix(mix(out, word(second)), cue_class_));
    put(mix(mix(out, tag(second)), cue_class_));
    put(mix(mix(out, tag(second)), tag(third)));
    put(mix(mix(out_tag, tag(second)), tag(third)));
    put(mix(out, (tag(second) == cue_tag) * 2U + (tag(third) == cue_tag)));
    put(mix(mix(in_tag, tag(last ? i - 1 : i + 1)), tag(last ? i - 2 : i + 2)));
    // The way between the word and the cue.
    const std::size_t from = left_of_cue ? i + 1 : question_.cue.end, to = left_of_cue ? question_.cue.begin : i;
    const auto between = [&](const std::vector<std::uint16_t>& sums) -> std::uint64_t {
      return from >= to ? 0U : std::min<std::uint64_t>(3, sums[to - low_] - sums[from - low_]);
    };
    const auto verbs = between(verbs_), commas = between(commas_), quotes = between(quotes_), stops = between(stops_);
    put(mix(mix(side, verbs), mix(commas, quotes)));
    put(mix(mix(mix(side, verbs), commas), out_tag));
    put(mix(mix(side, quotes), mix(out, tokens_[i].quoted)));
    put(mix(mix(side, commas), out));
    put(mix(mix(side, stops), out));
    put(mix(mix(side, stops), mix(tokens_[i].quoted, static_cast<std::uint64_t>(tokens_[i].kind))));
    put(mix(mix(side, verbs), in_tag));
    put(mix(in_tag, tokens_[i].quoted * 2U + (outer + 1 != 0 && outer < tokens_.size() && tokens_[outer].quoted)));
    // Its place beside the cue, the source and the sentence's ends.
    const bool touches_cue = last ? i + 1 == question_.cue.begin : i == question_.cue.end;
    const bool touches_source =
        question_.source && (last ? i + 1 == question_.source->begin : i == question_.source->end);
    const bool at_edge = last ? i + 1 == sentence_end_of(i) : i == sentence_begin_of(i);
    const bool near_edge = last ? i + 2 == sentence_end_of(i) : i == sentence_begin_of(i) + 1;
    const auto place = touches_cue * 8U + touches_source * 4U + at_edge * 2U + near_edge;
    put(mix(place, side));
    put(mix(mix(place, side), cue_class_));
    put(mix(mix(place, side), cue_place_));
    put(mix(mix(place, side), in_tag));
    put(mix(mix(place, side), out));
    put(mix(place, mix(quotes, stops)));
    const auto hit = beside_expected(i, last);
    put(mix(hit, expected_.pattern));
    put(mix(hit, cue_class_));
    put(mix(hit, out_tag));
    put(mix(hit, cue_word_));
    if (question_.source) {
      const std::uint64_t order = i < question_.source->begin ? 0 : i >= question_.source->end ? 1 : 2;
      put(mix(order, mix(side, question_.source->begin < question_.cue.begin)));
      put(mix(mix(order, near), out_tag));
    } else {
      put(3);
    }
    put(mix(static_cast<std::uint64_t>(tokens_[i].group), side));
    put(mix(mix(static_cast<std::uint64_t>(tokens_[i].group), side), bucket(apart)));
    put(mix(tokens_[i].shape, side));
    put(mix(mix(tokens_[i].shape, side), out_tag));
  }

  void pair_features(TokenRange range, SpanFeatures& features) const {
    features.clear();
    std::uint64_t id = 4000 + role_ * 100;
    const auto put = [&](std::uint64_t value) { features.push_back(mix(++id, value)); };
    const auto& a = tokens_[range.begin];
    const auto& z = tokens_[range.end - 1];
    const auto inside = [&](const std::vector<std::uint16_t>& sums) -> std::uint64_t {
      return std::min<std::uint64_t>(3, sums[range.end - low_] - sums[range.begin - low_]);
    };
    const bool left = range.end <= question_.cue.begin;
    const auto verbs = inside(finite_), quotes = inside(quotes_), stops = inside(stops_), commas = inside(commas_);
    const auto length = bucket(range.size());
    const auto opens = static_cast<std::uint64_t>(a.kind), closes = static_cast<std::uint64_t>(z.kind);
    put(mix(length, left));
    put(mix(mix(length, left), cue_class_));
    put(mix(verbs, left));
    put(mix(mix(verbs, left), cue_class_));
    put(mix(mix(verbs, left), cue_word_));
    put(mix(mix(verbs, length), cue_place_));
    put(mix(opens, closes));
    put(mix(mix(opens, closes), quotes));
    put(mix(mix(a.quoted, z.quoted), quotes));
    put(mix(quotes, stops));
    put(mix(commas, length));
    put(mix(a.tag, z.tag));
    put(mix(mix(a.tag, z.tag), length));
    put(mix(a.hash, mix(verbs, z.tag)));
    const auto outside = [&](std::size_t at, std::uint64_t none) {
      return at + 1 == 0 || at < low_ ? none : at >= high_ ? none : tokens_[at].hash;
    };
    const auto lead = outside(range.begin - 1, 1), trail = outside(range.end, 2);
    put(mix(lead, trail));
    put(mix(mix(lead, trail), left));
    put(mix(lead, a.tag));
    put(mix(trail, z.tag));
    // What the answer leaves of its sentence on the far side.
    const std::size_t edge = left ? std::max(low_, sentence_begin_of(range.begin)) : sentence_end_of(range.end - 1);
    const std::size_t from = left ? edge : range.end, to = left ? range.begin : edge;
    const auto rest_verbs = from < to ? std::min<std::uint64_t>(2, finite_[to - low_] - finite_[from - low_]) : 0U;
    const auto rest = bucket(to - from), far = left ? lead : trail;
    const auto beyond = range.end + 1 < high_ ? tokens_[range.end + 1].tag : 102U;
    put(mix(mix(rest, rest_verbs), left));
    put(mix(mix(rest_verbs, far), left));
    put(mix(mix(rest, far), left));
    put(mix(mix(rest_verbs, far), mix(left, beyond)));
    put(mix(mix(rest, rest_verbs), mix(length, cue_class_)));
    put(mix(mix(verbs, rest_verbs), mix(left, far)));
    put(mix(mix(a.hash, far), beyond));
    const auto names = inside(names_);
    put(mix(mix(names, length), left));
    put(mix(static_cast<std::uint64_t>(z.group), left));
    put(mix(static_cast<std::uint64_t>(a.group), length));
    put(mix(mix(verbs, commas), mix(a.tag, left)));
    const auto hit = beside_expected(range.begin, false) * 8 + beside_expected(range.end - 1, true);
    put(hit);
    put(mix(hit, expected_.pattern));
    put(mix(hit, cue_class_));
    put(mix(mix(hit, expected_.pattern), cue_class_));
    put(mix(hit, length));
    const bool whole = range.begin == sentence_begin_of(range.begin) && range.end + 1 >= sentence_end_of(range.end - 1);
    put(mix(whole, left));
    // What is left over between answer and cue, and between answer and the sentence's end.
    const std::size_t gap = left ? question_.cue.begin - range.end : range.begin - question_.cue.end;
    put(mix(bucket(gap), mix(left, length > 3)));
    put(mix(bucket(gap), cue_place_));
    if (question_.source) {
      const bool touches = range.end == question_.source->begin || range.begin == question_.source->end;
      const bool comma = range.end + 1 == question_.source->begin;
      put(mix(touches * 2U + comma, left));
    }
  }

  // What an answer is worth by being the expected one, before anything is learnt.
  [[nodiscard]] float trust(TokenRange answer) const {
    const auto expected = expected_.tokens.value_or(TokenRange{});
    return expected_.pattern > 0 && answer == expected ? trust_in_grammar[role_] : 0;
  }

  void none_features(SpanFeatures& features) const {
    features.clear();
    std::uint64_t id = 6000 + role_ * 100;
    const auto put = [&](std::uint64_t value) { features.push_back(mix(++id, value)); };
    const auto& cue = question_.cue;
    const auto at = [&](std::size_t i) -> std::uint64_t {
      return i + 1 == 0 || i < low_ ? 1 : i >= high_ ? 2 : tokens_[i].hash;
    };
    const auto tag = [&](std::size_t i) -> std::uint64_t {
      return i + 1 == 0 || i < low_ ? 101 : i >= high_ ? 102 : tokens_[i].tag;
    };
    put(role_);
    put(cue_word_);
    put(cue_class_);
    put(cue_place_);
    put(cue_last_);
    put(at(cue.begin - 1));
    put(at(cue.end));
    put(at(cue.end + 1));
    put(tag(cue.end));
    put(mix(tag(cue.end), tag(cue.end + 1)));
    put(mix(tag(cue.begin - 1), tag(cue.begin - 2)));
    const auto before = bucket(cue.begin - sentence().begin), after = bucket(sentence().end - cue.end);
    put(before);
    put(after);
    put(mix(before, after));
    put(mix(cue_class_, mix(before, after)));
    std::uint64_t quote_before = 0, quote_after = 0, comma_before = 0;
    for (std::size_t i = sentence().begin; i < sentence().end; ++i) {
      const bool mark = tokens_[i].kind == TokenKind::opens || tokens_[i].kind == TokenKind::closes;
      if (i < cue.begin) quote_before |= mark, comma_before |= tokens_[i].lower == ",";
      if (i >= cue.end) quote_after |= mark;
    }
    put(quote_before * 2 + quote_after);
    put(mix(quote_before * 2 + quote_after, cue_class_));
    put(mix(quote_before * 2 + quote_after, cue_place_));
    put(mix(mix(quote_before * 4 + quote_after * 2 + comma_before, before > 3), after > 4));
    const std::uint64_t expects = expected_.pattern * 2U + expected_.tokens.has_value();
    put(mix(expects, 5));
    put(mix(expects, cue_class_));
    put(mix(expects, cue_place_));
    put(mix(expects, quote_before * 2 + quote_after));
    put(beyond_);
    put(mix(beyond_, cue_class_));
    put(mix(beyond_, mix(quote_before, after)));
    put(mix(beyond_, mix(quote_before, cue_place_)));
    if (question_.source) {
      const auto& source = *question_.source;
      const bool follows = source.begin >= cue.end;
      const auto between = follows ? source.begin - cue.end : cue.begin - source.end;
      put(mix(follows, bucket(between)));
      put(mix(follows, mix(at(follows ? source.end : cue.end), bucket(between))));
      put(mix(follows, mix(at(source.begin - 1), source.begin == sentence().begin)));
      const auto rest = follows ? sentence().end - std::min(sentence().end, source.end) : sentence().end - cue.end;
      const auto lead =
          (follows ? cue.begin : source.begin) - std::min(sentence().begin, follows ? cue.begin : source.begin);
      put(mix(bucket(rest), bucket(lead)));
      put(mix(mix(bucket(rest), bucket(lead)), quote_before * 2 + quote_after));
    } else {
      put(3);
    }
  }

 private:
  // How an edge of an answer lies to the one that is expected: there, a word off, inside, outside.
  [[nodiscard]] std::uint64_t beside_expected(std::size_t i, bool last) const {
    if (!expected_.tokens) return 0;
    const auto& range = *expected_.tokens;
    const std::size_t at = last ? range.end - 1 : range.begin;
    if (i == at) return 1;
    if (i + 1 == at) return 2;
    if (i == at + 1) return 3;
    return i >= range.begin && i < range.end ? 4 : 5;
  }

  [[nodiscard]] const TokenSentence& sentence() const { return text_.sentences[question_.sentence]; }
  [[nodiscard]] std::size_t sentence_begin_of(std::size_t i) const { return text_.sentences[sentence_of(i)].begin; }
  [[nodiscard]] std::size_t sentence_end_of(std::size_t i) const { return text_.sentences[sentence_of(i)].end; }
  [[nodiscard]] std::size_t sentence_of(std::size_t i) const {
    std::size_t s = question_.sentence;
    while (i < text_.sentences[s].begin) --s;
    while (i >= text_.sentences[s].end) ++s;
    return s;
  }

  // The sentence of the cue, and its neighbours where a quotation runs over.
  void set_window() {
    const auto& here = sentence();
    low_ = here.begin;
    high_ = here.end;
    if (question_.role == Role::before)
      for (std::size_t s = question_.sentence; s > 0 && question_.sentence - s < most_sentences; --s) {
        const auto& token = tokens_[text_.sentences[s].begin];
        if (text_.sentences[s - 1].paragraph != here.paragraph) break;
        if (!token.quoted || token.kind == TokenKind::opens) break;
        low_ = text_.sentences[s - 1].begin;
      }
    if (question_.role == Role::after)
      for (std::size_t s = question_.sentence + 1;
           s < text_.sentences.size() && s - question_.sentence < most_sentences; ++s) {
        if (text_.sentences[s].paragraph != here.paragraph || !tokens_[text_.sentences[s].begin].quoted) break;
        high_ = text_.sentences[s].end;
      }
    const auto& cue = question_.cue;
    begin_ = cue.begin - low_ > reach ? cue.begin - reach : low_;
    end_ = high_ - cue.end > 2 * reach ? cue.end + 2 * reach : high_;
    begin_ = std::max(begin_, std::min(question_.within.begin, cue.begin));
    end_ = std::min(end_, std::max(question_.within.end, cue.end));
    if (question_.role == Role::before) end_ = cue.begin;
    if (question_.role == Role::after) begin_ = cue.end;
  }

  // Whether the next sentence of the paragraph goes on with a quotation, opens one, and says who says it.
  void look_beyond() {
    const std::size_t next = question_.sentence + 1;
    if (question_.role != Role::after || high_ == sentence().end) return;
    beyond_ = tokens_[text_.sentences[next].begin].kind == TokenKind::opens ? 1 : 2;
    for (std::size_t i = high_; i-- > sentence().end;)
      if (!tokens_[i].quoted && tokens_[i].group == WordClass::say) {
        beyond_ += 2;
        break;
      }
  }

  void sum_up() {
    const std::size_t n = high_ - low_;
    for (auto* sums : {&verbs_, &finite_, &commas_, &quotes_, &stops_, &names_}) sums->assign(n + 1, 0);
    for (std::size_t i = 0; i < n; ++i) {
      const auto& token = tokens_[low_ + i];
      const bool mark = token.kind == TokenKind::mark;
      const bool quote = token.kind == TokenKind::opens || token.kind == TokenKind::closes;
      const char c = token.lower.empty() ? ' ' : token.lower[0];
      const auto add = [i](std::vector<std::uint16_t>& sums, bool one) {
        sums[i + 1] = static_cast<std::uint16_t>(sums[i] + one);
      };
      add(verbs_, tags_.verb[token.tag]);
      add(finite_, tags_.finite[token.tag]);
      add(commas_, mark && c == ',');
      add(quotes_, quote);
      add(stops_, mark && (c == '.' || c == '!' || c == '?' || c == ';' || c == ':' || c == '-'));
      add(names_, tags_.name[token.tag]);
    }
  }

  const TokenText& text_;
  const std::vector<TextToken>& tokens_;
  const TagClasses& tags_;
  const Question& question_;
  std::size_t low_ = 0, high_ = 0;   // the sentences looked at
  std::size_t begin_ = 0, end_ = 0;  // where an answer may stand
  std::size_t main_ = 0;
  ExpectedSpan expected_;
  std::uint64_t beyond_ = 0;  // what the next sentence quotes
  std::uint64_t role_ = 0, cue_word_ = 0, cue_class_ = 0, cue_place_ = 0, cue_last_ = 0;
  std::vector<std::uint16_t> verbs_, finite_, commas_, quotes_, stops_, names_;
};

struct Edge {
  std::size_t at = 0;
  float score = 0;
};

struct Candidate {
  TokenRange range;
  float score = 0;
};

float sum_of(const Weights& weights, const SpanFeatures& features) {
  float sum = 0;
  for (const auto feature : features) sum += weights(feature);
  return sum;
}

// The candidates of a question, the last of them none at all, with their probabilities in `score`.
std::vector<Candidate> candidates_of(const Weights& weights, const Surroundings& around,
                                     const std::optional<TokenRange>& right) {
  SpanFeatures features;
  std::vector<Edge> firsts, lasts;
  for (std::size_t i = around.begin(); i < around.end(); ++i) {
    if (!around.allowed(i)) continue;
    around.edge_features(i, false, features);
    firsts.push_back({i, sum_of(weights, features)});
    around.edge_features(i, true, features);
    lasts.push_back({i, sum_of(weights, features)});
  }
  const auto keep_best = [&](std::vector<Edge>& edges, std::size_t always) {
    const auto better = [&](const Edge& a, const Edge& b) {
      if ((a.at == always) != (b.at == always)) return a.at == always;
      return a.score != b.score ? a.score > b.score : a.at < b.at;
    };
    const std::size_t kept = std::min(best_ends, edges.size());
    std::partial_sort(edges.begin(), edges.begin() + static_cast<std::ptrdiff_t>(kept), edges.end(), better);
    edges.resize(kept);
  };
  keep_best(firsts, right ? right->begin : static_cast<std::size_t>(-1));
  keep_best(lasts, right ? right->end - 1 : static_cast<std::size_t>(-1));
  std::vector<Candidate> candidates;
  for (const auto& first : firsts)
    for (const auto& last : lasts) {
      const TokenRange range{first.at, last.at + 1};
      if (last.at < first.at || !around.allowed(range)) continue;
      around.pair_features(range, features);
      candidates.push_back({range, first.score + last.score + sum_of(weights, features) + around.trust(range)});
    }
  around.none_features(features);
  candidates.push_back({{}, sum_of(weights, features) + around.trust({})});
  float top = candidates.back().score, sum = 0;
  for (const auto& candidate : candidates) top = std::max(top, candidate.score);
  for (auto& candidate : candidates) sum += candidate.score = std::exp(candidate.score - top);
  for (auto& candidate : candidates) candidate.score /= sum;
  return candidates;
}

}  // namespace

PickedSpan pick_span(const Weights& weights, const TokenText& text, const TagClasses& tags, const Question& question) {
  const Surroundings around(text, tags, question);
  const auto candidates = candidates_of(weights, around, std::nullopt);
  const auto best = std::max_element(candidates.begin(), candidates.end(),
                                     [](const Candidate& a, const Candidate& b) { return a.score < b.score; });
  if (best->range.size() == 0) return {std::nullopt, best->score};
  return {best->range, best->score};
}

bool learn_span(Weights& weights, const TokenText& text, const TagClasses& tags, const Question& question,
                const std::optional<TokenRange>& right, float rate) {
  const Surroundings around(text, tags, question);
  if (right && !around.allowed(*right)) return false;
  const auto candidates = candidates_of(weights, around, right);
  std::vector<Edge> firsts, lasts;
  const auto add = [](std::vector<Edge>& edges, std::size_t at, float gradient) {
    for (auto& edge : edges)
      if (edge.at == at) {
        edge.score += gradient;
        return;
      }
    edges.push_back({at, gradient});
  };
  SpanFeatures features;
  const auto step = [&](float gradient) {
    for (const auto feature : features) weights.step(feature, gradient, rate);
  };
  for (const auto& candidate : candidates) {
    const bool none = candidate.range.size() == 0;
    const bool is_right = right ? candidate.range == *right : none;
    const float gradient = (is_right ? 1.0F : 0.0F) - candidate.score;
    if (std::abs(gradient) < 2e-3F) continue;
    if (none) {
      around.none_features(features);
      step(gradient);
      continue;
    }
    around.pair_features(candidate.range, features);
    step(gradient);
    add(firsts, candidate.range.begin, gradient);
    add(lasts, candidate.range.end - 1, gradient);
  }
  for (const auto& edge : firsts) {
    around.edge_features(edge.at, false, features);
    step(edge.score);
  }
  for (const auto& edge : lasts) {
    around.edge_features(edge.at, true, features);
    step(edge.score);
  }
  return true;
}

}  // namespace parley
