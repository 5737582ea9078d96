#include "report/layout.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

namespace parley {
namespace {

std::size_t width_of(UChar32 ch) {
  if (ch < 0x20 || (ch >= 0x7f && ch < 0xa0)) return 0;
  if (ch < 0x300) return ch == 0xad ? 0 : 1;
  switch (u_charType(ch)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  const int syllable = u_getIntPropertyValue(ch, UCHAR_HANGUL_SYLLABLE_TYPE);
  if (syllable == U_HST_VOWEL_JAMO || syllable == U_HST_TRAILING_JAMO) return 0;
  const int east_asian = u_getIntPropertyValue(ch, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t width_of(const icu::UnicodeString& text, int32_t begin, int32_t end) {
  std::size_t width = 0;
  for (int32_t i = begin; i < end; i = text.moveIndex32(i, 1)) width += width_of(text.char32At(i));
  return width;
}

std::string utf8_of(const icu::UnicodeString& text, int32_t begin, int32_t end) {
  std::string out;
  text.tempSubStringBetween(begin, end).toUTF8String(out);
  return out;
}

bool is_break_space(char16_t ch) { return ch == u' '; }

/// A hard break, a mark that changes direction, or anything that a terminal would obey.
bool is_harmful(UChar32 ch) {
  return u_charType(ch) == U_CONTROL_CHAR || (ch >= 0x202a && ch <= 0x202e) || (ch >= 0x2066 && ch <= 0x2069) ||
         ch == 0x2028 || ch == 0x2029;
}

using Breaks = std::unique_ptr<icu::BreakIterator>;

/// Lines of one paragraph, greedily.
class Wrapper {
 public:
  Wrapper(const icu::UnicodeString& text, std::size_t width) : text_(text), width_(std::max<std::size_t>(width, 2)) {}

  std::vector<std::string> lines(icu::BreakIterator& words, icu::BreakIterator& characters) {
    words.setText(text_);
    characters.setText(text_);
    for (int32_t from = words.first(), to = words.next(); to != icu::BreakIterator::DONE;
         from = to, to = words.next()) {
      if (width_of(text_, begin_, without_spaces(to)) > width_ && from > begin_) end_line(from);
      while (width_of(text_, begin_, without_spaces(to)) > width_) cut(characters);
    }
    if (begin_ < text_.length() || lines_.empty()) end_line(text_.length());
    return std::move(lines_);
  }

 private:
  [[nodiscard]] int32_t without_spaces(int32_t end) const {
    while (end > begin_ && is_break_space(text_.charAt(end - 1))) --end;
    return end;
  }

  void end_line(int32_t end) {
    lines_.push_back(utf8_of(text_, begin_, without_spaces(end)));
    begin_ = end;
  }

  /// Ends the line after as many whole characters as fit, at least one.
  void cut(icu::BreakIterator& characters) {
    int32_t end = characters.following(begin_);
    for (int32_t next = characters.next(); next != icu::BreakIterator::DONE && width_of(text_, begin_, next) <= width_;
         next = characters.next())
      end = next;
    end_line(end);
  }

  const icu::UnicodeString& text_;
  std::size_t width_;
  int32_t begin_ = 0;
  std::vector<std::string> lines_;
};

Breaks line_breaks() {
  UErrorCode status = U_ZERO_ERROR;
  return Breaks(icu::BreakIterator::createLineInstance(icu::Locale::getEnglish(), status));
}

Breaks character_breaks() {
  UErrorCode status = U_ZERO_ERROR;
  return Breaks(icu::BreakIterator::createCharacterInstance(icu::Locale::getEnglish(), status));
}

}  // namespace

std::size_t display_width(std::string_view text) {
  const auto unicode = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  return width_of(unicode, 0, unicode.length());
}

std::string printable(std::string_view text) {
  const auto unicode = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  icu::UnicodeString clean;
  for (int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
    const UChar32 ch = unicode.char32At(i);
    if (ch == '\n' || ch == '\t' || ch == '\r')
      clean.append(u' ');
    else
      clean.append(is_harmful(ch) ? UChar32{0xfffd} : ch);
  }
  std::string out;
  clean.toUTF8String(out);
  return out;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  const Breaks words = line_breaks(), characters = character_breaks();
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string clean = printable(text.substr(begin, end - begin));
    const auto unicode = icu::UnicodeString::fromUTF8(clean);
    for (std::string& line : Wrapper(unicode, width).lines(*words, *characters)) lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

std::string Style::bold(std::string_view text) const {
  return color ? "\033[1m" + std::string(text) + "\033[0m" : std::string(text);
}

std::string Style::dim(std::string_view text) const {
  return color ? "\033[2m" + std::string(text) + "\033[0m" : std::string(text);
}

std::string paragraph(std::string_view first, std::string_view text, std::size_t width) {
  const std::size_t indent = display_width(first);
  std::string out;
  for (const std::string& line : wrap(text, width > indent + 10 ? width - indent : 10)) {
    std::string whole = (out.empty() ? std::string(first) : std::string(indent, ' ')) + line;
    whole.erase(whole.find_last_not_of(' ') + 1);
    out += whole + "\n";
  }
  return out;
}

std::string row(const std::vector<std::string>& cells, const std::vector<std::size_t>& columns,
                std::string_view indent) {
  std::vector<std::vector<std::string>> wrapped;
  std::size_t height = 0;
  for (std::size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
    wrapped.push_back(wrap(cells[i], columns[i]));
    height = std::max(height, wrapped.back().size());
  }
  std::string out;
  for (std::size_t l = 0; l < height; ++l) {
    std::string line(indent);
    std::size_t at = 0, pad = 0;
    for (std::size_t i = 0; i < wrapped.size(); ++i) {
      const std::string text = l < wrapped[i].size() ? wrapped[i][l] : std::string();
      line += std::string(pad, ' ') + text;
      at = display_width(text);
      pad = (columns[i] > at ? columns[i] - at : 0) + 2;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string heading(const Style& style, std::string_view title) { return "\n" + style.bold(title) + "\n"; }

}  // namespace parley
