#include "evidence/slug.h"

#include <unicode/translit.h>

#include <algorithm>
#include <memory>

#include "casebook/formula_tokens.h"
#include "core/ascii.h"

namespace parley {

namespace {

// Lower-case ASCII. ICU's transliterator costs much to make, so plain names go without it.
std::string latin_of(std::string_view name) {
  std::string latin = ascii_lower(name);
  if (std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 128; })) return latin;
  auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> to_ascii(
      icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
  if (U_SUCCESS(status)) to_ascii->transliterate(text);
  latin.clear();
  text.toUTF8String(latin);
  return latin;
}

}  // namespace

std::string slug(std::string_view name) {
  std::string result;
  bool gap = false;
  for (const char c : latin_of(name)) {
    if (c == '\'') continue;
    const bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
    if (letter || digit) {
      if (result.empty() && digit) result = "id-";
      if (gap && !result.empty() && result.back() != '-') result += '-';
      result += c;
    }
    gap = !(letter || digit);
  }
  return result.empty() ? "id" : result;
}

std::string short_id(std::string_view name) {
  constexpr std::size_t longest = 60;
  auto id = slug(name);
  if (id.size() > longest) id.resize(longest);
  while (id.back() == '-') id.pop_back();
  return is_reserved_word(id) || id == "null" ? "id-" + id : id;
}

std::string unused(const std::string& base, const std::function<bool(const std::string&)>& is_taken) {
  std::string id = base;
  for (int number = 2; is_taken(id); ++number) id = base + "-" + std::to_string(number);
  return id;
}

}  // namespace parley
