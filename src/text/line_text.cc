#include "text/line_text.h"

#include <unicode/uchar.h>

#include "text/document.h"

namespace parley {
namespace {

char32_t plain_character(char32_t c) {
  if (c < 0x80) return c;
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
  if (c == 0x2018 || c == 0x2019 || c == 0x201A || c == 0x201B || c == 0x2032 || c == 0x2BC) return '\'';
  if ((c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2033) return '"';
  return c;
}

bool is_line_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0x200B; }

template <class Map>
std::u32string collapsed(std::u32string_view line, Map map) {
  std::u32string out;
  for (const char32_t c : line) {
    if (!is_line_space(c))
      out += map(c);
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

char32_t folded(char32_t c) { return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT)); }

}  // namespace

std::string plain_line(std::u32string_view line) { return utf8(collapsed(line, plain_character)); }

std::string fold_line(std::u32string_view line) {
  return utf8(collapsed(line, [](char32_t c) { return folded(plain_character(c)); }));
}

std::string line_key(std::u32string_view line) {
  std::u32string key;
  for (const char32_t c : line) {
    if (u_isalnum(static_cast<UChar32>(c)))
      key += folded(c);
    else if (is_line_space(c) || plain_character(c) == '-') {
      if (!key.empty() && key.back() != ' ') key += ' ';
    }
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return utf8(key);
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace parley
