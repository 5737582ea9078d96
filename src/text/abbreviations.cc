#include "text/abbreviations.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

namespace parley {
namespace {

using Words = std::unordered_set<std::u32string_view>;

// In small letters, without the last stop.
const Words& before_name() {
  static const Words words = {
      U"mr",    U"mrs",    U"ms",     U"mx",      U"dr",       U"prof", U"gen",  U"lt",    U"col",   U"maj",
      U"capt",  U"cmdr",   U"cdr",    U"adm",     U"vice adm", U"brig", U"sgt",  U"cpl",   U"pvt",   U"pfc",
      U"spc",   U"ens",    U"cmdt",   U"sen",     U"sens",     U"rep",  U"reps", U"gov",   U"govs",  U"lt.gov",
      U"pres",  U"rev",    U"fr",     U"hon",     U"amb",      U"atty", U"supt", U"insp",  U"det",   U"asst",
      U"dep",   U"messrs", U"mme",    U"mlle",    U"mgr",      U"msgr", U"st",   U"ste",   U"mt",    U"ft",
      U"vs",    U"v",      U"cf",     U"viz",     U"e.g",      U"i.e",  U"eg",   U"ie",    U"ca",    U"approx",
      U"sec",   U"min",    U"del",    U"cong",    U"cllr",     U"dir",  U"gens", U"profs", U"drs",   U"hrh",
      U"sr",    U"sra",    U"srta",   U"dipl",    U"ing",      U"mag",  U"cmd",  U"ald",   U"treas", U"commr",
      U"r.adm", U"lt.col", U"lt.gen", U"maj.gen", U"brig.gen"};
  return words;
}

const Words& before_number() {
  static const Words words = {U"no",  U"nos",  U"art",  U"arts", U"fig", U"figs", U"p",   U"pp",  U"vol", U"vols",
                              U"ch",  U"para", U"par",  U"pt",   U"jan", U"feb",  U"mar", U"apr", U"jun", U"jul",
                              U"aug", U"sep",  U"sept", U"oct",  U"nov", U"dec",  U"res", U"cl",  U"eq",  U"ed",
                              U"op",  U"rm",   U"tel",  U"ext",  U"app", U"abs",  U"nr"};
  return words;
}

const Words& may_end() {
  static const Words words = {
      U"inc",   U"corp", U"co",   U"cos",  U"ltd",  U"llc",  U"bros", U"jr",   U"esq",   U"ph.d",    U"m.d",
      U"b.a",   U"m.a",  U"j.d",  U"ave",  U"blvd", U"rd",   U"hwy",  U"dept", U"depts", U"univ",    U"assn",
      U"gov't", U"govt", U"intl", U"natl", U"est",  U"dist", U"ala",  U"ariz", U"ark",   U"calif",   U"colo",
      U"conn",  U"fla",  U"ga",   U"ill",  U"ind",  U"kan",  U"ky",   U"la",   U"md",    U"mich",    U"minn",
      U"mont",  U"neb",  U"nev",  U"okla", U"ore",  U"pa",   U"penn", U"tenn", U"tex",   U"va",      U"vt",
      U"wash",  U"wis",  U"wyo",  U"s.c",  U"n.c",  U"n.h",  U"n.j",  U"n.m",  U"n.y",   U"n.d",     U"s.d",
      U"r.i",   U"w.va", U"d.c",  U"ont",  U"que",  U"alta", U"b.c",  U"gmbh", U"plc",   U"maj.-gen"};
  return words;
}

const Words& usually_ends() {
  static const Words words = {U"a.m", U"p.m", U"etc", U"al", U"ibid"};
  return words;
}

const Words& sentence_beginnings() {
  static const Words words = {
      U"the",        U"a",         U"an",           U"he",          U"she",          U"it",           U"they",
      U"we",         U"i",         U"you",          U"his",         U"her",          U"hers",         U"their",
      U"its",        U"our",       U"my",           U"your",        U"this",         U"that",         U"these",
      U"those",      U"in",        U"on",           U"at",          U"but",          U"and",          U"or",
      U"so",         U"if",        U"when",         U"while",       U"as",           U"after",        U"before",
      U"for",        U"from",      U"however",      U"meanwhile",   U"still",        U"there",        U"then",
      U"to",         U"with",      U"by",           U"since",       U"although",     U"though",       U"because",
      U"what",       U"who",       U"how",          U"why",         U"where",        U"which",        U"not",
      U"some",       U"many",      U"most",         U"all",         U"both",         U"each",         U"earlier",
      U"last",       U"later",     U"now",          U"once",        U"one",          U"two",          U"three",
      U"several",    U"few",       U"only",         U"also",        U"yet",          U"even",         U"despite",
      U"during",     U"under",     U"until",        U"without",     U"according",    U"asked",        U"instead",
      U"such",       U"another",   U"others",       U"neither",     U"here",         U"nor",          U"perhaps",
      U"it's",       U"it\u2019s", U"that's",       U"that\u2019s", U"he's",         U"he\u2019s",    U"she's",
      U"she\u2019s", U"there's",   U"there\u2019s", U"they're",     U"they\u2019re", U"we're",        U"we\u2019re",
      U"i'm",        U"i\u2019m",  U"i've",         U"i\u2019ve",   U"you're",       U"you\u2019re",  U"let's",
      U"let\u2019s", U"don't",     U"don\u2019t",   U"moreover",    U"furthermore",  U"nevertheless", U"nonetheless",
      U"thus",       U"therefore", U"afterward",    U"afterwards",  U"today",        U"yesterday",    U"tomorrow",
      U"again",      U"about",     U"more",         U"much",        U"no",           U"yes",          U"nobody",
      U"nothing",    U"every",     U"everyone",     U"everything",  U"someone",      U"something",    U"anyone",
      U"following",  U"given",     U"over",         U"through",     U"between",      U"among",        U"against",
      U"along",      U"around",    U"within",       U"whether",     U"whatever",     U"finally",      U"additionally",
      U"officials",  U"people",    U"talks"};
  return words;
}

const Words& verbs_of_saying() {
  static const Words words = {U"said",     U"says",     U"asked",     U"asks",      U"told",      U"tells",
                              U"added",    U"adds",     U"replied",   U"wrote",     U"writes",    U"tweeted",
                              U"shouted",  U"yelled",   U"exclaimed", U"continued", U"responded", U"declared",
                              U"insisted", U"warned",   U"posted",    U"quipped",   U"cried",     U"noted",
                              U"joked",    U"demanded", U"wondered",  U"screamed",  U"stated"};
  return words;
}

std::u32string small(std::u32string_view word) {
  std::u32string out;
  for (const char32_t c : word) out += static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  return out;
}

/// "U.S.", "J.", "E.U.": single letters, each with its stop (the last stop taken off already).
bool is_initials(std::u32string_view word) {
  if (word.size() % 2 == 0) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (i % 2 == 0 ? !u_isalpha(static_cast<UChar32>(word[i])) : word[i] != '.') return false;
  return word.size() > 1 || u_isupper(static_cast<UChar32>(word[0]));
}

}  // namespace

Abbreviation abbreviation_of(std::u32string_view word) {
  if (word.size() < 2 || word.size() > 12 || word.back() != '.') return Abbreviation::none;
  word.remove_suffix(1);
  const std::size_t hyphen = word.rfind(U'-');
  if (hyphen != std::u32string_view::npos && hyphen + 1 < word.size()) word.remove_prefix(hyphen + 1);  // "then-Sen."
  const std::u32string key = small(word);
  const bool capital = u_isupper(static_cast<UChar32>(word[0])) != 0;
  if (before_name().contains(key) && (capital || key == U"vs" || key == U"v" || key == U"cf" || key == U"viz" ||
                                      key == U"e.g" || key == U"i.e" || key == U"ca" || key == U"approx"))
    return Abbreviation::before_name;
  if (before_number().contains(key)) return Abbreviation::before_number;
  if (usually_ends().contains(key)) return Abbreviation::usually_ends;
  if ((capital && may_end().contains(key)) || is_initials(word)) return Abbreviation::may_end;
  return Abbreviation::none;
}

bool begins_sentences(std::u32string_view word) { return sentence_beginnings().contains(small(word)); }

bool is_verb_of_saying(std::u32string_view word) { return verbs_of_saying().contains(small(word)); }

}  // namespace parley
