// What a character is, by the Unicode properties White_Space and Alphabetic; ASCII without a look into ICU's tables.
#pragma once

namespace parley {

/// As is_unicode_space and is_unicode_letter, of characters beyond ASCII.
bool is_wide_space(char32_t c);
bool is_wide_letter(char32_t c);

inline bool is_unicode_space(char32_t c) { return c < 0x80 ? c == U' ' || (c >= 9 && c <= 13) : is_wide_space(c); }
inline bool is_unicode_letter(char32_t c) {
  return c < 0x80 ? (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') : is_wide_letter(c);
}

}  // namespace parley
