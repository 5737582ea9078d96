// A checker of JSON documents against the part of JSON Schema (draft 2020-12) that Parley's schemas use. A keyword that
// it does not know is reported too, so that no schema says what is not checked.
#pragma once

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace parley {

class SchemaChecker {
 public:
  explicit SchemaChecker(nlohmann::json schema) : root_(std::move(schema)) {}

  /// "/case/title: …" for each thing that is wrong.
  std::vector<std::string> errors(const nlohmann::json& document) {
    errors_.clear();
    check(root_, document, "");
    return errors_;
  }

 private:
  using json = nlohmann::json;

  void fail(const std::string& at, const std::string& what) {
    errors_.push_back((at.empty() ? "/" : at) + ": " + what);
  }

  void check(const json& schema, const json& value, const std::string& at) {
    static const std::set<std::string> known = {
        "$schema", "$defs",         "$ref",    "title",   "description", "type",       "enum",
        "const",   "required",      "oneOf",   "items",   "minItems",    "maxItems",   "uniqueItems",
        "minimum", "propertyNames", "maximum", "pattern", "minLength",   "properties", "additionalProperties"};
    for (const auto& [keyword, ignored] : schema.items())
      if (!known.contains(keyword)) fail(at, "the schema uses the unknown keyword " + keyword);
    if (schema.contains("$ref"))
      check(root_.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1))), value, at);
    if (schema.contains("type") && !is_type(schema["type"], value))
      return fail(at, "is not of type " + schema["type"].dump());
    if (schema.contains("const") && value != schema["const"]) fail(at, "is not " + schema["const"].dump());
    if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end())
      fail(at, value.dump() + " is not one of " + schema["enum"].dump());
    if (schema.contains("oneOf")) check_one_of(schema["oneOf"], value, at);
    if (value.is_number()) check_number(schema, value, at);
    if (value.is_string()) check_string(schema, value.get<std::string>(), at);
    if (value.is_array()) check_array(schema, value, at);
    if (value.is_object()) check_object(schema, value, at);
  }

  static bool is_type(const json& type, const json& value) {
    if (type.is_array()) return std::ranges::any_of(type, [&](const json& one) { return is_type(one, value); });
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "null") return value.is_null();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    return type == (value.is_array() ? "array" : value.is_object() ? "object" : "");
  }

  void check_one_of(const json& schemas, const json& value, const std::string& at) {
    std::size_t matches = 0;
    std::vector<std::string> before = errors_, of_object;
    for (const json& schema : schemas) {
      errors_.clear();
      check(schema, value, at);
      if (errors_.empty()) ++matches;
      if (errors_.size() > of_object.size()) of_object = errors_;
    }
    errors_ = before;
    if (matches == 1) return;
    fail(at, "matches " + std::to_string(matches) + " of the schemas of oneOf");
    if (matches == 0) errors_.insert(errors_.end(), of_object.begin(), of_object.end());
  }

  void check_number(const json& schema, const json& value, const std::string& at) {
    if (schema.contains("minimum") && value < schema["minimum"]) fail(at, value.dump() + " is too small");
    if (schema.contains("maximum") && value > schema["maximum"]) fail(at, value.dump() + " is too large");
  }

  void check_string(const json& schema, const std::string& value, const std::string& at) {
    if (schema.contains("minLength") && value.size() < schema["minLength"].get<std::size_t>()) fail(at, "is too short");
    if (schema.contains("pattern") && !std::regex_search(value, std::regex(schema["pattern"].get<std::string>())))
      fail(at, value + " does not match " + schema["pattern"].dump());
  }

  void check_array(const json& schema, const json& value, const std::string& at) {
    if (schema.contains("minItems") && value.size() < schema["minItems"]) fail(at, "has too few items");
    if (schema.contains("maxItems") && value.size() > schema["maxItems"]) fail(at, "has too many items");
    if (schema.value("uniqueItems", false) && std::set<json>(value.begin(), value.end()).size() != value.size())
      fail(at, "holds an item twice: " + value.dump());
    if (schema.contains("items"))
      for (std::size_t i = 0; i < value.size(); ++i) check(schema["items"], value[i], at + "/" + std::to_string(i));
  }

  void check_object(const json& schema, const json& value, const std::string& at) {
    for (const json& name : schema.value("required", json::array()))
      if (!value.contains(name)) fail(at, "lacks " + name.dump());
    for (const auto& [name, item] : value.items()) {
      if (schema.contains("propertyNames")) check(schema["propertyNames"], name, at + "/" + name);
      if (schema.contains("properties") && schema["properties"].contains(name))
        check(schema["properties"][name], item, at + "/" + name);
      else if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
        check(schema["additionalProperties"], item, at + "/" + name);
      else if (!schema.value("additionalProperties", json(true)).get<bool>())
        fail(at, "holds " + name + ", which the schema does not know");
    }
  }

  json root_;
  std::vector<std::string> errors_;
};

}  // namespace parley
