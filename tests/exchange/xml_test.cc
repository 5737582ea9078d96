#include "exchange/xml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parley {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Read {
  std::optional<XmlElement> root;
  std::vector<Problem> problems;
};

Read read(const std::string& bytes) {
  Read result;
  result.root = read_xml(xml_source("a.xml", bytes), result.problems);
  return result;
}

std::string nested(int depth) {
  std::string open, close;
  for (int i = 0; i < depth; ++i) open += "<a>", close += "</a>";
  return open + close;
}

TEST(Xml, KnowsWhereEachElementStands) {
  const auto [root, problems] = read("<?xml version=\"1.0\"?>\n<a>\n  <b x=\"1\" y='&lt;2&amp;'/>\n</a>");
  ASSERT_THAT(problems, IsEmpty());
  EXPECT_EQ(root->offset, 23U);
  ASSERT_THAT(root->children, SizeIs(1));
  EXPECT_EQ(root->children[0].offset, 29U);
  EXPECT_EQ(*root->children[0].find("y"), "<2&");
  EXPECT_EQ(root->children[0].find("z"), nullptr);
}

TEST(Xml, ReadsTheEncodingThatIsDeclared) {
  const auto [root, problems] = read("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a x=\"caf\xE9\"/>");
  ASSERT_THAT(problems, IsEmpty());
  EXPECT_EQ(*root->find("x"), "café");
}

TEST(Xml, SaysWhereItIsNotWellFormed) {
  const auto [root, problems] = read("<a>\n<b></c>\n</a>");
  EXPECT_FALSE(root);
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].place.line, 2U);
}

TEST(Xml, ExpandsNoDeclaredEntities) {
  std::string laughs = "<!DOCTYPE a [<!ENTITY e0 \"ha\">";
  for (int i = 1; i < 10; ++i) {
    const auto before = "&e" + std::to_string(i - 1) + ";";
    laughs += "<!ENTITY e" + std::to_string(i) + " \"" + before + before + before + before + "\">";
  }
  const auto [root, problems] = read(laughs + "]>\n<a x=\"&e9;\"/>");
  EXPECT_FALSE(root);
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0].message, HasSubstr("declares entities"));
}

TEST(Xml, RefusesWhatIsNestedTooDeep) {
  EXPECT_TRUE(read(nested(xml_depth_limit)).root);
  const auto [root, problems] = read(nested(200'000));
  EXPECT_FALSE(root);
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0].message, HasSubstr("64 deep"));
}

TEST(Xml, RefusesTooManyElements) {
  std::string text = "<a>";
  for (std::size_t i = 0; i < xml_element_limit; ++i) text += "<b/>";
  const auto [root, problems] = read(text + "</a>");
  EXPECT_FALSE(root);
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0].message, HasSubstr("more than 1000000 elements"));
}

TEST(Xml, RefusesRepeatedAttributesAndSecondRootsAtOnce) {
  const auto [root, problems] = read("<a x=\"1\" x=\"2\"/><b/>");
  EXPECT_FALSE(root);
  std::vector<std::string> messages;
  for (const auto& problem : problems) messages.push_back(problem.message);
  EXPECT_THAT(messages, ElementsAre("attribute 'x' stands twice", "a second root element 'b'"));
}

TEST(Xml, RefusesNothing) {
  EXPECT_FALSE(read("").root);
  EXPECT_FALSE(read("<!-- only this -->").root);
}

}  // namespace
}  // namespace parley
