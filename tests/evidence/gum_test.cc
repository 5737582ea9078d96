#include "evidence/gum.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/characters.h"

namespace parley {
namespace {

using testing::ElementsAre;

std::string line(const std::string& id, const std::string& form, const std::string& tag,
                 const std::string& more = "_") {
  return id + "\t" + form + "\t_\t_\t" + tag + "\t_\t_\t_\t_\t" + more + "\n";
}

const std::string treebank = "# newpar\n" + line("1", "The", "DT") + line("2", "town", "NN") +
                             line("3", "said", "VBD") + line("4-5", "it'll", "_") + line("4", "it", "PRP") +
                             line("5", "'ll", "MD") + line("5.1", "surely", "RB") +
                             line("6", "pay", "VB", "SpaceAfter=No") + line("7", ".", ".") + "\n";

SourceText rhetoric(const std::string& tokens) {
  return {"said.rs4", R"(<rst><body>
      <segment id="1" parent="2" relname="attribution-positive">The town said</segment>
      <segment id="2" parent="3" relname="span">it 'll pay .</segment>
      <group id="3" type="span"/>
      <signals><signal source="1" type="semantic" subtype="attribution_source" tokens=")" +
                          tokens + R"("/><signal source="1" type="lexical" tokens="3"/></signals></body></rst>)"};
}

std::vector<std::string> words(const AnnotatedText& text, const std::vector<Span>& spans) {
  std::vector<std::string> list;
  for (const Span& span : spans)
    list.push_back(utf8(std::u32string_view(text.document.text).substr(span.begin, span.size())));
  return list;
}

std::vector<Problem> problems(const std::string& treebank, const std::string& rhetoric) {
  try {
    (void)read_gum({"said.conllu", treebank}, SourceText("said.rs4", rhetoric));
  } catch (const Error& error) {
    return error.problems();
  }
  return {};
}

TEST(Gum, ARelationOfAttributionGivesItsSourceCueAndContent) {
  const AnnotatedText text = read_gum({"dep/said.conllu", treebank}, rhetoric("1,2"));
  EXPECT_EQ(text.name, "said");
  EXPECT_EQ(utf8(text.document.text), "The town said it'll pay.\n");
  ASSERT_EQ(text.attributions.size(), 1u);
  EXPECT_THAT(words(text, text.attributions[0].source), ElementsAre("The town"));
  EXPECT_THAT(words(text, text.attributions[0].cue), ElementsAre("said"));
  EXPECT_THAT(words(text, text.attributions[0].content), ElementsAre("it'll pay"));
}

TEST(Gum, WithoutItsRhetoricItHasPartsOfSpeechAlone) {
  const AnnotatedText text = read_gum({"said.conllu", treebank}, std::nullopt);
  EXPECT_TRUE(text.attributions.empty());
  EXPECT_EQ(text.tags.size(), 7u);
}

TEST(Gum, AWordThatIsNotInTheTextIsNoPartOfASignal) {
  for (const char* tokens : {"0", "8", "x", "99999999999999999999", "-1"}) {
    const AnnotatedText text = read_gum({"said.conllu", treebank}, rhetoric(tokens));
    ASSERT_EQ(text.attributions.size(), 1u) << tokens;
    EXPECT_TRUE(text.attributions[0].source.empty()) << tokens;
  }
}

TEST(Gum, EveryBadLineOfATreebankIsNamed) {
  const auto bad =
      problems("1\tThe\n" + line("1", "The", "DT") + line("two", "town", "NN") + line("3-x", "'s", "_"), "");
  ASSERT_EQ(bad.size(), 3u);
  EXPECT_EQ(bad[0].place, (Place{"said.conllu", 1, 1}));
  EXPECT_EQ(bad[1].place, (Place{"said.conllu", 3, 1}));
  EXPECT_EQ(bad[2].message, "a word of a treebank without its number");
}

TEST(Gum, RhetoricThatIsNoXmlSaysWhere) {
  const auto bad = problems(treebank, "<rst>\n<body");
  ASSERT_EQ(bad.size(), 1u);
  EXPECT_EQ(bad[0].place.line, 2u);
}

TEST(Gum, ASegmentThatIsItsOwnParentEndsTheWalk) {
  EXPECT_TRUE(problems(treebank, R"(<rst><body><segment id="1" parent="1" relname="attribution">The</segment>
      <segment id="1" parent="1" relname="attribution">The</segment></body></rst>)")
                  .empty());
}

}  // namespace
}  // namespace parley
