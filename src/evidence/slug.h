// Ids made from names.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace parley {

/// An id made of a name: Latin letters (others transliterated), digits and '-', beginning with a letter; "id" where
/// nothing of the name is left. "Security guarantees" gives "security-guarantees", "2014" gives "id-2014".
std::string slug(std::string_view name);

/// The same cut to 60 characters, and with "id-" before a word that formulas or YAML read otherwise ("in", "null").
std::string short_id(std::string_view name);

/// `base`, or `base` with the first of "-2", "-3", … that is not taken.
std::string unused(const std::string& base, const std::function<bool(const std::string&)>& is_taken);

}  // namespace parley
