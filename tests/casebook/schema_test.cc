// The schemas say to editors what the readers know.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "casebook/keys.h"

namespace parley {
namespace {

using Json = nlohmann::json;
using Words = std::set<std::string>;

Json schema(const std::string& name) {
  std::ifstream file(std::string(PARLEY_SOURCE_DIR) + "/docs/schema/" + name);
  return Json::parse(file);
}

Words words(std::span<const std::string_view> keys) { return {keys.begin(), keys.end()}; }

void expect_agreement(const Json& object, const KeyTable& table) {
  SCOPED_TRACE(table.object);
  Words properties;
  for (const auto& [key, value] : object.at("properties").items()) {
    properties.insert(key);
    EXPECT_TRUE(value.contains("description")) << key;
  }
  EXPECT_EQ(properties, words(table.allowed));
  EXPECT_EQ(object.value("required", Words{}), words(table.required));
  EXPECT_EQ(object.at("additionalProperties"), false);
}

TEST(Schema, OfTheCaseHasTheKeysOfTheReader) {
  const Json root = schema("case.schema.json");
  expect_agreement(root, case_keys);
  const Json& defs = root.at("$defs");
  const std::pair<const char*, KeyTable> objects[] = {
      {"party-mapping", party_keys}, {"person-mapping", person_keys},
      {"office", office_keys},       {"holder-mapping", holder_keys},
      {"issue", issue_keys},         {"option-mapping", option_keys},
      {"lever", lever_keys},         {"lever-option-mapping", lever_option_keys},
      {"rule-mapping", rule_keys},   {"firmness-mapping", firmness_keys},
      {"draft", draft_keys}};
  Words described;
  for (const auto& [name, table] : objects) {
    expect_agreement(defs.at(name), table);
    described.insert(name);
  }
  for (const auto& [name, definition] : defs.items())
    if (definition.contains("properties")) {
      EXPECT_EQ(described.count(name), 1u) << name;
    }
}

TEST(Schema, OfTheDocumentsHasTheKeysOfTheReader) {
  const Json root = schema("documents.schema.json");
  EXPECT_EQ(root.at("items").at("$ref"), "#/$defs/document");
  expect_agreement(root.at("$defs").at("document"), document_keys);
}

TEST(Schema, ReferencesLeadSomewhere) {
  for (const char* const name : {"case.schema.json", "documents.schema.json"}) {
    const Json root = schema(name);
    EXPECT_EQ(root.at("$schema"), "https://json-schema.org/draft/2020-12/schema");
    const Json flat = root.flatten();
    for (const auto& [path, value] : flat.items())
      if (path.ends_with("/$ref")) {
        EXPECT_TRUE(root.contains(Json::json_pointer(value.get<std::string>().substr(1)))) << path;
      }
  }
}

}  // namespace
}  // namespace parley
