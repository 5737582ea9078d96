#include "evidence/attribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "text/files.h"
#include "text/read.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

struct Said {
  std::string quote, source;
  bool whole;
  bool operator==(const Said&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Said& said) {
  return out << "{" << said.quote << " | " << said.source << " | " << (said.whole ? "whole" : "part") << "}";
}

std::vector<Said> said_in(std::string_view text) {
  const auto document = parse_document(text, "plain", "t.txt");
  std::vector<Said> result;
  const auto words = [&](Span span) {
    return utf8(std::u32string_view(document.text).substr(span.begin, span.size()));
  };
  for (const auto& a : attributions(document)) result.push_back({words(a.quote), words(a.source), a.whole});
  return result;
}

using Sayings = std::vector<Said>;

TEST(Attribution, ACueAfterTheQuotationNamesItsSource) {
  EXPECT_EQ(said_in("“We want peace,” Smith said on Monday.\n"), (Sayings{{"We want peace", "Smith", true}}));
  EXPECT_EQ(said_in("“We want peace,” said John Smith, a minister.\n"),
            (Sayings{{"We want peace", "John Smith", true}}));
}

TEST(Attribution, ACueBeforeTheQuotationNamesItsSource) {
  EXPECT_EQ(said_in("On Monday, Mr. Smith told reporters: “We want peace.”\n"),
            (Sayings{{"We want peace.", "Mr. Smith", true}}));
  EXPECT_EQ(said_in("According to the minister, “we want peace.”\n"),
            (Sayings{{"we want peace.", "the minister", false}}));
}

TEST(Attribution, WordsInTheWritersSentenceAreAPart) {
  EXPECT_EQ(said_in("Smith said that Jones had “essentially agreed” to it.\n"),
            (Sayings{{"essentially agreed", "Smith", false}}));
}

TEST(Attribution, WordsBetweenCommasDoNotHideTheSource) {
  EXPECT_EQ(said_in("Smith, meanwhile, said the framework covered “security and trade.”\n"),
            (Sayings{{"security and trade.", "Smith", false}}));
}

TEST(Attribution, ASplitQuotationHasOneSource) {
  EXPECT_EQ(said_in("“We want peace,” Smith said, “and we want it now.”\n"),
            (Sayings{{"We want peace", "Smith", true}, {"and we want it now.", "Smith", true}}));
}

TEST(Attribution, AQuotationWithoutACueSharesItsNeighboursSource) {
  EXPECT_EQ(said_in("“We want peace,” Smith told reporters in the office. “It is time.”\n"),
            (Sayings{{"We want peace", "Smith", true}, {"It is time.", "Smith", true}}));
}

TEST(Attribution, AQuotationLeftOpenRunsOnInTheNextParagraph) {
  EXPECT_EQ(
      said_in("“We want peace,” Smith said. “It is time.\n\n“We will not wait.”\n"),
      (Sayings{
          {"We want peace", "Smith", true}, {"It is time.", "Smith", true}, {"We will not wait.", "Smith", true}}));
}

TEST(Attribution, StraightMarksAreReadByWhatStandsBesideThem) {
  EXPECT_EQ(said_in("\"We want peace,\" said Smith. \"Now.\"\n").size(), 2u);
  EXPECT_EQ(said_in("\"We want peace,\" said Smith.\n")[0], (Said{"We want peace", "Smith", true}));
}

TEST(Attribution, TwoApostrophesAreAQuotationMark) {
  EXPECT_EQ(said_in("''We want peace,'' said Smith. ''Now or never.''\n"),
            (Sayings{{"We want peace", "Smith", true}, {"Now or never.", "Smith", true}}));
}

TEST(Attribution, OfThreeApostrophesTheOuterTwoAreTheMark) {
  EXPECT_EQ(said_in("''She told us 'no,''' Smith said.\n"), (Sayings{{"She told us 'no,'", "Smith", true}}));
}

TEST(Attribution, WordsThatNobodySaysHaveNoSource) {
  EXPECT_EQ(said_in("The so-called “people’s republic” fell.\n"), (Sayings{{"people’s republic", "", false}}));
}

TEST(Attribution, ARelativeClauseHasItsPronounAsSource) {
  EXPECT_EQ(said_in("Reporters met John Smith, who said “we want peace.”\n")[0].source, "who");
}

TEST(Attribution, AnyVerbWillDoAfterWordsThatEndInAComma) {
  EXPECT_EQ(said_in("“We want peace,” she surmised.\n")[0].source, "she");
  EXPECT_EQ(said_in("“We want peace,” mused the harbour master.\n")[0].source, "the harbour master");
  EXPECT_EQ(said_in("“We want peace!” the harbour master thundered.\n")[0].source, "the harbour master");
}

TEST(Attribution, WhatStandsInParenthesesAfterANameDoesNotHideIt) {
  EXPECT_EQ(said_in("“We want peace,” Jane Doe (L-Ruritania) said.\n")[0].source, "Jane Doe");
}

TEST(Attribution, ADayBeforeTheVerbIsNotTheSource) {
  EXPECT_EQ(said_in("Jane Doe on Saturday said: “We want peace.”\n")[0].source, "Jane Doe");
}

TEST(Attribution, AColonAfterANameIsACue) {
  EXPECT_EQ(said_in("Smith: “We want peace.” Jones: “We do not.”\n"),
            (Sayings{{"We want peace.", "Smith", true}, {"We do not.", "Jones", true}}));
  EXPECT_EQ(said_in("It has rained. More from John Smith: “We want peace.”\n")[0].source, "John Smith");
}

TEST(Attribution, ALineThatEndsInAColonLeadsInTheNextParagraph) {
  EXPECT_EQ(said_in("It was over, the Harbour Gazette reports:\n\n“They signed at dawn.”\n")[0].source,
            "the Harbour Gazette");
  EXPECT_EQ(said_in("The letter had one line:\n\n“They signed at dawn.”\n")[0].source, "The letter");
}

TEST(Attribution, TheSubjectOfASentenceComesAfterItsOpening) {
  EXPECT_EQ(said_in("In the port, Smith changed his tone, saying “we want peace.”\n")[0].source, "Smith");
  EXPECT_EQ(said_in("Hours later, she changed her tone, saying “we want peace.”\n")[0].source, "she");
}

TEST(Attribution, WhoIsAskedDoesNotSayTheQuestion) {
  EXPECT_EQ(said_in("Smith was asked, “Do you want peace?”\n")[0].source, "");
}

TEST(Attribution, ATitleIsSaidByNobody) {
  EXPECT_EQ(said_in("Smith said so on “The Morning Harbour.”\n")[0].source, "");
  EXPECT_EQ(said_in("Smith spoke of a play called “The Siege of the Port.”\n")[0].source, "");
}

TEST(Attribution, MarksOfTwoShapesPairWhereTheyStandAsSuch) {
  EXPECT_EQ(said_in("“We want peace,\" Smith said. “It is time.“\n"),
            (Sayings{{"We want peace", "Smith", true}, {"It is time.", "Smith", true}}));
  EXPECT_EQ(said_in("\"We want peace,” Smith said.\n")[0].quote, "We want peace");
  EXPECT_EQ(said_in("“He calls it \"peace\" and goes,” Smith said.\n")[0].quote, "He calls it \"peace\" and goes");
}

TEST(Attribution, WhatIsQuotedInATurnOfATranscriptIsNoQuotationOfItsOwn) {
  const auto said = said_in(
      "SMITH: They said “we want peace.”\n\nJONES: When?\n\nSMITH: They said “we want it now.”\n\nJONES: I see.\n");
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(said[0].source, "");
}

TEST(Attribution, ASecondVerbHasTheSubjectOfTheFirst) {
  EXPECT_EQ(said_in("Smith came out of the car and said “we want peace.”\n")[0].source, "Smith");
}

TEST(Attribution, ASignatureAfterADashIsTheSource) {
  EXPECT_EQ(said_in("“We want peace.” ― Jane Doe\n")[0].source, "Jane Doe");
}

TEST(Attribution, AStateIsNoCue) { EXPECT_EQ(said_in("The United States “will act.”\n")[0].source, ""); }

// What it finds of the direct quotations in PolNeAR's dev part (Newell, Margolin and Ruths 2018). A gold quotation is
// an attribution whose content begins with a quotation mark and holds at least three words in marks; it is found where
// a span of ours inside that content overlaps at least half of its words in marks, and right where our source overlaps
// one of its sources as well.
struct Gold {
  Span content, marked;
  std::vector<Span> sources;
};

std::vector<Span> spans(const std::string& words) {  // "533 535;540 545" or "533 535"
  std::vector<Span> result;
  std::istringstream parts(words);
  for (std::string part; std::getline(parts, part, ';');) {
    Span span;
    std::istringstream(part) >> span.begin >> span.end;
    result.push_back(span);
  }
  return result;
}

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

TEST(Attribution, FindsTheDirectQuotationsOfPolnear) {
  const fs::path folder = fs::path(PARLEY_SOURCE_DIR) / "../shared/data/text/polnear/dev";
  if (!fs::exists(folder)) GTEST_SKIP() << "no PolNeAR data beside the project";
  std::map<std::string, fs::path> first_annotator;
  for (const auto& entry : fs::directory_iterator(folder / "attributions")) {
    const auto stem = entry.path().stem().string();
    auto& chosen = first_annotator[stem.substr(0, stem.rfind('_'))];
    if (chosen.empty() || entry.path() < chosen) chosen = entry.path();
  }
  std::size_t gold_count = 0, found = 0, right = 0, ours_count = 0, ours_in = 0, ours_right = 0;
  const char* verbose = std::getenv("PARLEY_SHOW_ERRORS");
  for (const auto& [name, annotation] : first_annotator) {
    const auto bytes = read_file(folder / "text" / (name + ".txt"));
    auto document = parse_document(bytes, "plain", name);
    const auto raw = utf32(bytes);
    // Both sides are compared in code points of the file: `origin` gives bytes.
    std::vector<std::size_t> point(bytes.size() + 1);
    for (std::size_t b = 0, p = 0; b < bytes.size(); ++b) {
      point[b] = p;
      p += b + 1 < bytes.size() && (static_cast<unsigned char>(bytes[b + 1]) & 0xC0U) != 0x80U;
      point[b + 1] = p;
    }
    const auto to_file = [&](Span s) { return Span{point[document.origin[s.begin]], point[document.origin[s.end]]}; };
    std::map<std::string, std::vector<Span>> texts;
    std::vector<Gold> golds;
    std::istringstream lines(read_file(annotation));
    for (std::string line; std::getline(lines, line);) {
      const auto tab = line.find('\t');
      if (tab == std::string::npos) continue;
      if (line[0] == 'T') {
        const auto body = line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
        texts[line.substr(0, tab)] = spans(body.substr(body.find(' ') + 1));
      } else if (line[0] == 'E') {
        Gold gold;
        std::istringstream roles(line.substr(tab + 1));
        for (std::string role; roles >> role;) {
          const auto& where = texts[role.substr(role.find(':') + 1)];
          if (role.starts_with("Source")) gold.sources.insert(gold.sources.end(), where.begin(), where.end());
          if (!role.starts_with("Content")) continue;
          for (const auto span : where) {
            auto content = std::u32string(raw.substr(span.begin, span.size()));
            for (std::size_t k = 1; k < content.size(); ++k)  // two apostrophes are a mark
              if (content[k - 1] == U'\'' && content[k] == U'\'') content[k - 1] = U'"', content[k] = U'_';
            const auto is_mark = [](char32_t c) { return c == U'"' || c == 0x201C || c == 0x201D; };
            const auto open = std::find_if(content.begin(), content.end(), is_mark);
            if (open == content.end()) continue;
            const auto close = std::find_if(open + 1, content.end(), is_mark);
            if (std::count(open, close, U' ') < 2) continue;
            const auto begin = span.begin + static_cast<std::size_t>(open - content.begin()) + 1;
            gold.content = span;
            gold.marked = {begin, begin + static_cast<std::size_t>(close - open) - 1};
          }
        }
        if (gold.marked.size() > 0) golds.push_back(gold);
      }
    }
    std::vector<Attribution> ours;
    for (auto a : attributions(document)) {
      a.quote = to_file(a.quote);
      a.source = to_file(a.source);
      const auto words = std::u32string_view(raw).substr(a.quote.begin, a.quote.size());
      if (a.source.size() > 0 && std::count(words.begin(), words.end(), U' ') >= 2) ours.push_back(a);
    }
    gold_count += golds.size();
    ours_count += ours.size();
    const auto matches = [](const Attribution& a, const Gold& g) {
      const auto begin = std::max(a.quote.begin, g.marked.begin), end = std::min(a.quote.end, g.marked.end);
      return end > begin && 2 * (end - begin) >= g.marked.size();
    };
    const auto agrees = [](const Attribution& a, const Gold& g) {
      return std::any_of(g.sources.begin(), g.sources.end(), [&](Span s) { return overlap(s, a.source); });
    };
    for (const auto& gold : golds) {
      bool in = false, source = false;
      for (const auto& a : ours) {
        if (!matches(a, gold)) continue;
        in = true;
        source = source || agrees(a, gold);
        if (verbose && !agrees(a, gold) && !gold.sources.empty())
          std::cerr << name.substr(0, 20) << " WRONG [" << utf8(raw.substr(a.source.begin, a.source.size()))
                    << "] gold [" << utf8(raw.substr(gold.sources[0].begin, gold.sources[0].size())) << "] "
                    << utf8(
                           raw.substr(gold.content.begin > 60 ? gold.content.begin - 60 : 0, gold.content.size() + 120))
                    << "\n\n";
      }
      if (verbose && !in)
        std::cerr << name.substr(0, 20) << " MISSED "
                  << utf8(raw.substr(gold.content.begin > 60 ? gold.content.begin - 60 : 0, gold.content.size() + 120))
                  << "\n\n";
      found += in;
      right += source;
    }
    for (const auto& a : ours) {
      const auto inside = [&](const Gold& g) { return overlap(a.quote, g.content); };
      ours_in += std::any_of(golds.begin(), golds.end(), inside);
      ours_right += std::any_of(golds.begin(), golds.end(), [&](const Gold& g) { return inside(g) && agrees(a, g); });
    }
  }
  const auto share = [](std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
  };
  RecordProperty("gold", static_cast<int>(gold_count));
  std::cout << "PolNeAR dev: " << gold_count << " direct quotations; recall of spans " << share(found, gold_count)
            << ", with the right source " << share(right, gold_count) << "; ours " << ours_count
            << ", precision of spans " << share(ours_in, ours_count) << ", with the right source "
            << share(ours_right, ours_count) << "\n";
  ASSERT_GT(gold_count, 300u);
  // Measured: .903 and .835; .761 and .703.
  EXPECT_GE(share(found, gold_count), 0.89);
  EXPECT_GE(share(right, gold_count), 0.82);
  EXPECT_GE(share(ours_in, ours_count), 0.75);
  EXPECT_GE(share(ours_right, ours_count), 0.69);
}

}  // namespace
}  // namespace parley
