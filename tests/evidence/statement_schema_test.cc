#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "evidence/statement_table.h"
#include "evidence/words.h"
#include "text/files.h"

namespace parley {
namespace {

nlohmann::json schema() {
  return nlohmann::json::parse(read_file(PARLEY_SOURCE_DIR "/docs/schema/statements.schema.json"));
}

void expect_words(const nlohmann::json& list, const std::vector<std::string>& words) {
  auto expected = words;
  expected.emplace_back();
  auto listed = list.get<std::vector<std::string>>();
  std::sort(expected.begin(), expected.end());
  std::sort(listed.begin(), listed.end());
  EXPECT_EQ(listed, expected);
}

TEST(StatementSchema, ItsPropertiesAreTheReadersColumns) {
  std::vector<std::string> properties, columns(statement_columns.begin(), statement_columns.end());
  const auto whole = schema();
  for (const auto& [name, property] : whole["properties"].items()) properties.push_back(name);
  std::sort(columns.begin(), columns.end());
  EXPECT_EQ(properties, columns);  // nlohmann keeps the names sorted
  EXPECT_EQ(whole["additionalProperties"], false);
}

TEST(StatementSchema, ItsWordsAreTheReadersWords) {
  const auto properties = schema()["properties"];
  expect_words(properties["form"]["enum"], form_words());
  expect_words(properties["act"]["enum"], act_words());
  expect_words(properties["stance"]["anyOf"][0]["enum"], stance_words());
  expect_words(properties["otherwise"]["anyOf"][0]["enum"], stance_words());
  expect_words(properties["importance"]["anyOf"][0]["enum"], importance_words());
}

}  // namespace
}  // namespace parley
