#include "evidence/communique.h"

#include <string_view>
#include <unordered_set>

namespace parley {
namespace {

constexpr std::size_t fewest_clauses = 2, fewest_words = 3;

bool is_clause_verb(const TextToken& token) {
  static const std::unordered_set<std::string_view> verbs{
      "agree",     "agreed",      "affirm",    "affirmed",  "reaffirm",   "reaffirmed", "call",      "called",
      "decide",    "decided",     "declare",   "declared",  "undertake",  "undertook",  "commit",    "committed",
      "reject",    "rejected",    "welcome",   "welcomed",  "condemn",    "condemned",  "demand",    "demanded",
      "urge",      "urged",       "express",   "expressed", "support",    "supported",  "propose",   "proposed",
      "request",   "requested",   "resolve",   "resolved",  "accept",     "accepted",   "confirm",   "confirmed",
      "stress",    "stressed",    "recognize", "recognise", "invite",     "pledge",     "pledged",   "note",
      "noted",     "recall",      "recalled",  "underline", "underlined", "emphasise",  "emphasize", "intend",
      "encourage", "endorse",     "endorsed",  "approve",   "approved",   "establish",  "adopt",     "adopted",
      "consider",  "acknowledge", "regret",    "appoint",   "instruct",   "entrust",    "take",      "took"};
  return verbs.contains(token.lower);
}

bool is_mark(const TextToken& token, std::string_view marks) {
  return token.kind == TokenKind::mark && token.lower.size() == 1 && marks.find(token.lower[0]) != marks.npos;
}

// Past "1.", "(a)" and "-".
std::size_t after_number(const TokenText& text, const TokenSentence& sentence) {
  std::size_t at = sentence.begin;
  constexpr std::size_t longest_number = 4;
  while (at < sentence.end && at < sentence.begin + longest_number &&
         (text.tokens[at].kind == TokenKind::mark || text.tokens[at].kind == TokenKind::number ||
          (text.tokens[at].lower.size() == 1 && at + 1 < sentence.end && is_mark(text.tokens[at + 1], ").")) ||
          text.tokens[at].lower == "and" || text.tokens[at].lower == "have"))
    ++at;
  return at;
}

// "The Governments of A and B, meeting in Lindport,": who opens a sentence that a comma or colon ends.
TokenRange opening(const TokenText& text, const TokenSentence& sentence) {
  if (sentence.end - sentence.begin < fewest_words || !is_mark(text.tokens[sentence.end - 1], ",:")) return {};
  if (!text.tokens[sentence.begin].capital() || is_clause_verb(text.tokens[sentence.begin])) return {};
  const auto names_on = [&](std::size_t comma) {  // "A, B and C"
    if (comma + 1 >= sentence.end || text.tokens[comma].lower != ",") return false;
    const auto& next = text.tokens[comma + 1];
    return next.kind == TokenKind::word && next.capital() && !next.lower.ends_with("ing");
  };
  std::size_t end = sentence.begin;
  while (end < sentence.end && (!is_mark(text.tokens[end], ",:") || names_on(end))) ++end;
  return {sentence.begin, end};
}

}  // namespace

std::vector<JointClause> joint_clauses(const TokenText& text) {
  std::vector<JointClause> clauses, run;
  TokenRange subject;
  const auto close = [&] {
    if (run.size() >= fewest_clauses) clauses.insert(clauses.end(), run.begin(), run.end());
    run.clear();
  };
  for (std::size_t s = 0; s < text.sentences.size(); ++s) {
    const auto& sentence = text.sentences[s];
    if (sentence.kind == LineKind::title || sentence.kind == LineKind::heading) {  // it may open in the first line
      close();
      subject = opening(text, sentence);
    }
    if (sentence.kind != LineKind::prose && sentence.kind != LineKind::list_item) continue;
    const std::size_t verb = after_number(text, sentence);
    std::size_t end = sentence.end;
    while (end > verb && (text.tokens[end - 1].kind == TokenKind::mark || text.tokens[end - 1].lower == "and")) --end;
    if (subject.size() > 0 && verb < end && is_clause_verb(text.tokens[verb])) {
      if (end - verb > fewest_words) run.push_back({subject, {verb, verb + 1}, {verb + 1, end}, s});
      continue;
    }
    const bool preamble = is_mark(text.tokens[sentence.end - 1], ",;") && verb < end &&
                          text.tokens[verb].lower.ends_with("ing");  // "Recalling their treaty of 1998,"
    if (preamble && subject.size() > 0) continue;
    close();
    subject = opening(text, sentence);
  }
  close();
  return clauses;
}

}  // namespace parley
