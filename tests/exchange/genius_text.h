// GENIUS files as text, for tests.
#pragma once

#include <string>
#include <vector>

#include "exchange/genius.h"

namespace parley {

inline std::string genius_domain(const std::string& issues) {
  return "<negotiation_template>\n<utility_space>\n<objective index=\"0\" name=\"root\">\n" + issues +
         "</objective>\n</utility_space>\n</negotiation_template>\n";
}

inline std::string genius_profile(const std::string& issues, const std::string& terms = {}) {
  return "<utility_space>\n<objective index=\"0\" name=\"root\">\n" + issues + "</objective>\n" + terms +
         "</utility_space>\n";
}

inline std::string weight_of(int index, const std::string& value) {
  return "<weight index=\"" + std::to_string(index) + "\" value=\"" + value + "\"/>\n";
}

/// Two issues with two items each.
inline const std::string small_domain = genius_domain(
    "<issue index=\"1\" name=\"Fee\" type=\"discrete\">\n<item index=\"1\" value=\"low\"/>\n<item index=\"2\" "
    "value=\"high\"/>\n"
    "</issue>\n<issue index=\"2\" name=\"Pier\">\n<item index=\"1\" value=\"yes\"/>\n<item index=\"2\" "
    "value=\"no\"/>\n</issue>\n");

inline const std::string small_profile =
    "<issue index=\"1\" name=\"Fee\" type=\"discrete\">\n<item index=\"1\" value=\"low\" evaluation=\"3\"/>\n"
    "<item index=\"2\" value=\"high\" evaluation=\"7\"/>\n</issue>\n<issue index=\"2\" name=\"Pier\">\n"
    "<item index=\"1\" value=\"yes\" evaluation=\"0.5\"/>\n<item index=\"2\" value=\"no\" "
    "evaluation=\"1\"/>\n</issue>\n";

inline ScenarioImport read_genius_text(const std::string& domain, const std::vector<std::string>& profiles,
                                       bool as_written = false) {
  std::vector<GeniusText> texts;
  for (std::size_t i = 0; i < profiles.size(); ++i)
    texts.push_back({"in/Party" + std::to_string(i + 1) + ".xml", profiles[i]});
  return read_genius({"in/Domain.xml", domain}, texts, as_written);
}

/// The messages of what goes wrong.
inline std::vector<Problem> genius_problems(const std::string& domain, const std::vector<std::string>& profiles) {
  try {
    read_genius_text(domain, profiles);
  } catch (const Error& error) {
    return error.problems();
  }
  return {};
}

}  // namespace parley
