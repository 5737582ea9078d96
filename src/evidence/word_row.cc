#include "evidence/word_row.h"

#include <unicode/uchar.h>

#include <unordered_set>

namespace parley {
namespace {

using RowWords = std::unordered_set<std::u32string_view>;

bool is_row_letter(char32_t c) { return u_isalnum(static_cast<UChar32>(c)) != 0; }

bool joins_words(char32_t c) {
  return c == U'-' || c == U'\'' || c == 0x2019 || c == U'.' || c == 0x2010 || c == 0x2011;
}

}  // namespace

std::vector<RowWord> word_row(std::u32string_view text, Span sentence) {
  std::vector<RowWord> row;
  bool broken = true;
  for (std::size_t i = sentence.begin; i < sentence.end;) {
    if (!is_row_letter(text[i])) {
      if (u_isUWhiteSpace(static_cast<UChar32>(text[i])) == 0) broken = true;
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < sentence.end && (is_row_letter(text[end]) ||
                                  (joins_words(text[end]) && end + 1 < sentence.end && is_row_letter(text[end + 1]))))
      ++end;
    RowWord word;
    word.span = {i, end};
    const bool s = end - i > 2 && (text[end - 1] == U's' || text[end - 1] == U'S') &&
                   (text[end - 2] == U'\'' || text[end - 2] == 0x2019);
    word.possessive = s;
    if (s) word.span.end = end - 2;
    for (std::size_t k = word.span.begin; k < word.span.end; ++k)
      word.word += text[k] == 0x2019 ? U'\'' : static_cast<char32_t>(u_tolower(static_cast<UChar32>(text[k])));
    word.text = utf8(text.substr(word.span.begin, word.span.size()));
    word.capital = u_isupper(static_cast<UChar32>(text[i])) != 0;
    word.after_break = broken;
    broken = s;
    row.push_back(std::move(word));
    i = end;
  }
  return row;
}

std::u32string singular(std::u32string_view word) {
  const bool plural = word.size() > 3 && word.ends_with(U's') && !word.ends_with(U"ss") && !word.ends_with(U"us") &&
                      !word.ends_with(U"is");
  return std::u32string(word.substr(0, word.size() - (plural ? 1 : 0)));
}

bool is_function_word(std::u32string_view word) {
  static const RowWords words{
      U"a",          U"an",        U"the",       U"this",      U"that",      U"these",     U"those",     U"some",
      U"any",        U"no",        U"every",     U"each",      U"all",       U"both",      U"either",    U"neither",
      U"such",       U"another",   U"other",     U"others",    U"more",      U"most",      U"many",      U"much",
      U"few",        U"less",      U"least",     U"several",   U"own",       U"same",      U"i",         U"you",
      U"he",         U"she",       U"it",        U"we",        U"they",      U"me",        U"him",       U"her",
      U"us",         U"them",      U"my",        U"your",      U"his",       U"its",       U"our",       U"their",
      U"mine",       U"who",       U"whom",      U"whose",     U"which",     U"what",      U"where",     U"when",
      U"why",        U"how",       U"there",     U"here",      U"of",        U"in",        U"on",        U"at",
      U"by",         U"for",       U"from",      U"to",        U"with",      U"without",   U"within",    U"into",
      U"onto",       U"over",      U"under",     U"after",     U"before",    U"since",     U"until",     U"during",
      U"between",    U"among",     U"against",   U"about",     U"across",    U"through",   U"toward",    U"towards",
      U"upon",       U"as",        U"than",      U"like",      U"per",       U"via",       U"and",       U"or",
      U"but",        U"nor",       U"so",        U"yet",       U"if",        U"unless",    U"while",     U"because",
      U"although",   U"though",    U"whether",   U"not",       U"never",     U"is",        U"are",       U"was",
      U"were",       U"be",        U"been",      U"being",     U"am",        U"has",       U"have",      U"had",
      U"having",     U"do",        U"does",      U"did",       U"done",      U"will",      U"would",     U"can",
      U"could",      U"may",       U"might",     U"must",      U"shall",     U"should",    U"cannot",    U"can't",
      U"won't",      U"don't",     U"doesn't",   U"didn't",    U"isn't",     U"aren't",    U"wasn't",    U"wouldn't",
      U"it's",       U"he's",      U"we're",     U"they're",   U"i'm",       U"said",      U"says",      U"say",
      U"told",       U"tell",      U"tells",     U"added",     U"asked",     U"ask",       U"asks",      U"wrote",
      U"called",     U"call",      U"calls",     U"made",      U"make",      U"makes",     U"making",    U"take",
      U"takes",      U"took",      U"taken",     U"taking",    U"get",       U"gets",      U"got",       U"give",
      U"gives",      U"gave",      U"given",     U"go",        U"goes",      U"went",      U"going",     U"gone",
      U"come",       U"comes",     U"came",      U"coming",    U"keep",      U"keeps",     U"kept",      U"put",
      U"puts",       U"set",       U"let",       U"see",       U"saw",       U"seen",      U"know",      U"known",
      U"think",      U"want",      U"wants",     U"wanted",    U"need",      U"needs",     U"needed",    U"use",
      U"used",       U"hold",      U"holds",     U"held",      U"include",   U"includes",  U"including", U"included",
      U"also",       U"just",      U"only",      U"even",      U"still",     U"already",   U"again",     U"ever",
      U"then",       U"now",       U"today",     U"yesterday", U"tomorrow",  U"soon",      U"later",     U"ago",
      U"once",       U"back",      U"up",        U"down",      U"out",       U"off",       U"away",      U"too",
      U"very",       U"well",      U"rather",    U"quite",     U"however",   U"instead",   U"meanwhile", U"first",
      U"second",     U"third",     U"last",      U"next",      U"new",       U"old",       U"good",      U"great",
      U"one",        U"two",       U"three",     U"four",      U"five",      U"six",       U"seven",     U"eight",
      U"nine",       U"ten",       U"monday",    U"tuesday",   U"wednesday", U"thursday",  U"friday",    U"saturday",
      U"sunday",     U"january",   U"february",  U"march",     U"april",     U"june",      U"july",      U"august",
      U"september",  U"october",   U"november",  U"december",  U"week",      U"month",     U"year",      U"years",
      U"day",        U"days",      U"time",      U"mr",        U"mrs",       U"ms",        U"dr",        U"according",
      U"people",     U"part",      U"way",       U"thing",     U"things",    U"something", U"nothing",   U"anything",
      U"everything", U"nobody",    U"everyone",  U"someone",   U"lot",       U"kind",      U"long",      U"able",
      U"likely",     U"clear",     U"around",    U"above",     U"below",     U"else",      U"end",       U"ends",
      U"ended",      U"reporters", U"statement", U"interview"};
  return words.contains(word);
}

bool is_stance_verb(std::u32string_view word) {
  static constexpr std::u32string_view stems[] = {U"demand",  U"insist",  U"propos", U"offer",   U"accept",
                                                  U"reject",  U"refus",   U"oppos",  U"favour",  U"favor",
                                                  U"support", U"agree",   U"endors", U"request", U"urg",
                                                  U"tolerat", U"concede", U"conced", U"withdr",  U"advocat"};
  static const RowWords others{U"want",    U"wants",  U"wanted",  U"call",      U"calls", U"called", U"calling",
                               U"rule",    U"rules",  U"ruled",   U"ruling",    U"seek",  U"seeks",  U"sought",
                               U"seeking", U"prefer", U"prefers", U"preferred", U"needs", U"expects"};
  if (others.contains(word)) return true;
  if (word.ends_with(U"ment") || word.ends_with(U"ments") || word.ends_with(U"al") || word.ends_with(U"als") ||
      word.ends_with(U"ion") || word.ends_with(U"ions"))
    return false;
  for (const auto stem : stems)
    if (word.starts_with(stem)) return true;
  return false;
}

}  // namespace parley
