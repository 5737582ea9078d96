#include "text/encoding.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <tuple>

#include "core/error.h"

namespace parley {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t sample_size = 64u << 10;

struct Signature {
  std::string_view bytes;
  std::string_view name;
};

constexpr std::array marks = {
    Signature{"\xEF\xBB\xBF"sv, "UTF-8"},    Signature{"\xFF\xFE\0\0"sv, "UTF-32LE"},
    Signature{"\0\0\xFE\xFF"sv, "UTF-32BE"}, Signature{"\xFF\xFE"sv, "UTF-16LE"},
    Signature{"\xFE\xFF"sv, "UTF-16BE"},
};

constexpr std::array binaries = {
    Signature{"\x89PNG\r\n"sv, "a PNG picture"},
    Signature{"\xFF\xD8\xFF"sv, "a JPEG picture"},
    Signature{"GIF8"sv, "a GIF picture"},
    Signature{"PK\x03\x04"sv, "a ZIP archive, as .docx, .odt and .epub files are"},
    Signature{"\x1F\x8B"sv, "a gzip archive"},
    Signature{"\x7F"
              "ELF"sv,
              "a program"},
    Signature{"\xD0\xCF\x11\xE0"sv, "an old Office file (.doc, .xls)"},
    Signature{"{\\rtf"sv, "a Rich Text file"},
};

[[noreturn]] void refuse(const std::string& what, std::string_view name) {
  throw Error(what, std::string(name), "plain text, Markdown, HTML or PDF");
}

bool is_control(unsigned char byte) { return byte < 0x20 && (byte < 0x08 || byte > 0x0D) && byte != 0x1B; }

/// Well-formed UTF-8, or all but a rare slip of it.
bool is_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int64_t>(bytes.size());
  std::size_t sequences = 0;
  std::size_t malformed = 0;
  for (std::int64_t at = 0; at < size;) {
    if (data[at] < 0x80) {
      ++at;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(data, at, size, c);  // NOLINT(bugprone-inc-dec-in-conditions)
    ++(c < 0 ? malformed : sequences);
  }
  return malformed == 0 || malformed * 20 <= sequences;
}

char32_t unit_at(std::string_view bytes, std::size_t at, std::size_t width, bool little) {
  char32_t unit = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const std::size_t from = little ? width - 1 - i : i;
    unit = unit << 8 | static_cast<unsigned char>(bytes[at + from]);
  }
  return unit;
}

/// How well a sample reads in units of `width` bytes: 0 if a unit is no character one writes, or if it has neither
/// spaces nor letters of the Latin alphabet alone; else one more than its spaces and line ends.
std::size_t wide_score(std::string_view bytes, std::size_t width, bool little) {
  if (bytes.size() % width != 0) return 0;
  const std::size_t size = std::min(bytes.size(), sample_size);
  std::size_t spaces = 0;
  bool latin = true;
  for (std::size_t at = 0; at < size; at += width) {
    const char32_t unit = unit_at(bytes, at, width, little);
    if (unit > 0x10FFFF || unit == 0 || !u_isdefined(static_cast<UChar32>(unit))) return 0;
    if (u_charType(static_cast<UChar32>(unit)) == U_PRIVATE_USE_CHAR) return 0;
    if (unit < 0x100 && is_control(static_cast<unsigned char>(unit))) return 0;
    if (unit == ' ' || unit == '\n') ++spaces;
    latin = latin && unit < 0x250;
  }
  return spaces * 60 >= size / width || latin ? spaces + 1 : 0;
}

std::optional<std::string> wide_encoding(std::string_view bytes) {
  std::optional<std::string> best;
  std::size_t best_score = 0;
  for (const auto& [name, width, little] : {std::tuple("UTF-32LE", 4, true), std::tuple("UTF-32BE", 4, false),
                                            std::tuple("UTF-16LE", 2, true), std::tuple("UTF-16BE", 2, false)}) {
    const std::size_t score = wide_score(bytes, static_cast<std::size_t>(width), little);
    if (score <= best_score) continue;
    best = name;
    best_score = score;
  }
  return best;
}

/// The bytes above ASCII with what stands around them, so that a long English opening hides nothing.
std::string telling_sample(std::string_view bytes) {
  if (bytes.size() <= sample_size) return std::string(bytes);
  const auto high = std::find_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<signed char>(c) < 0; });
  const auto at = static_cast<std::size_t>(high - bytes.begin());
  return std::string(bytes.substr(at < 100 ? 0 : at - 100, sample_size));
}

/// In mostly ASCII text, the quotation marks, dashes and signs of windows-1252 and nothing else above ASCII.
bool is_typographic_only(std::string_view sample) {
  return std::all_of(sample.begin(), sample.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 || byte == 0x85 || (byte >= 0x91 && byte <= 0x97) || byte == 0x99 || byte == 0xA0 ||
           byte == 0xA3 || byte == 0xA7 || byte == 0xA9 || byte == 0xAB || byte == 0xBB || byte == 0xB0 ||
           byte == 0xB7 || byte == 0x80;
  });
}

std::string detected_encoding(std::string_view bytes) {
  const std::string sample = telling_sample(bytes);
  const auto high = static_cast<std::size_t>(
      std::count_if(sample.begin(), sample.end(), [](char c) { return static_cast<signed char>(c) < 0; }));
  if (is_typographic_only(sample) && high * 5 < sample.size()) return "windows-1252";
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
    const std::string name = ucsdet_getName(matches[i], &status);
    const bool wide = name.starts_with("UTF-") || name.starts_with("IBM4");
    const bool many_bytes = name == "Big5" || name == "GB18030" || name == "Shift_JIS" || name.starts_with("EUC-");
    if (wide || (many_bytes && high * 5 < sample.size()) || ucsdet_getConfidence(matches[i], &status) < 10) continue;
    return name == "ISO-8859-1" ? "windows-1252" : name;
  }
  return "windows-1252";
}

void refuse_binary(std::string_view bytes, std::string_view name) {
  for (const Signature& binary : binaries)
    if (bytes.starts_with(binary.bytes))
      refuse("this is " + std::string(binary.name) + ", which Parley does not read", name);
}

void refuse_controls(std::string_view bytes, std::string_view name) {
  std::size_t controls = 0;
  for (const char c : bytes) {
    if (c == '\0') refuse("this is a binary file: it holds zero bytes", name);
    if (is_control(static_cast<unsigned char>(c))) ++controls;
  }
  if (controls * 50 > bytes.size()) refuse("this is a binary file: it is full of control characters", name);
}

Decoded decode_utf8(std::string_view bytes) {
  Decoded decoded;
  decoded.text.reserve(bytes.size());
  decoded.origin.reserve(bytes.size() + 1);
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int64_t>(bytes.size());
  for (std::int64_t at = 0; at < size;) {
    decoded.origin.push_back(static_cast<std::uint32_t>(at));
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(data, at, size, c);  // NOLINT(bugprone-inc-dec-in-conditions)
    decoded.text.push_back(static_cast<char32_t>(c));
  }
  return decoded;
}

/// UTF-16 and UTF-32: units of `width` bytes, surrogates paired, what is malformed as U+FFFD.
Decoded decode_wide(std::string_view bytes, std::size_t width, bool little) {
  Decoded decoded;
  std::size_t at = 0;
  for (; at + width <= bytes.size(); at += width) {
    decoded.origin.push_back(static_cast<std::uint32_t>(at));
    char32_t c = unit_at(bytes, at, width, little);
    if (width == 2 && (c & 0xFC00) == 0xD800 && at + 4 <= bytes.size()) {
      const char32_t low = unit_at(bytes, at + 2, 2, little);
      if ((low & 0xFC00) == 0xDC00) {
        c = 0x10000 + ((c & 0x3FF) << 10) + (low & 0x3FF);
        at += 2;
      }
    }
    if (c > 0x10FFFF || (c & 0xFFFFF800) == 0xD800) c = 0xFFFD;
    decoded.text.push_back(c);
  }
  if (at < bytes.size()) {
    decoded.origin.push_back(static_cast<std::uint32_t>(at));
    decoded.text.push_back(0xFFFD);
  }
  return decoded;
}

/// Any other encoding, by ICU's converter, which tells the byte of each UTF-16 unit.
std::optional<Decoded> decode_by_icu(std::string_view bytes, const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  Decoded decoded;
  std::array<char16_t, 4096> units{};
  std::array<std::int32_t, 4096> offsets{};
  const char* const end = bytes.data() + bytes.size();
  std::uint32_t last = 0;
  char32_t high = 0;
  for (const char* source = bytes.data();;) {
    const auto start = static_cast<std::uint32_t>(source - bytes.data());
    char16_t* target = units.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, end, offsets.data(), true, &status);
    for (std::size_t i = 0; i < static_cast<std::size_t>(target - units.data()); ++i) {
      if (offsets[i] >= 0) last = std::max(last, start + static_cast<std::uint32_t>(offsets[i]));
      const char32_t unit = units[i];
      if ((unit & 0xFC00) == 0xD800) {
        high = unit;
        continue;
      }
      const bool paired = (unit & 0xFC00) == 0xDC00 && high != 0;
      decoded.text.push_back(paired ? 0x10000 + ((high & 0x3FF) << 10) + (unit & 0x3FF) : unit);
      decoded.origin.push_back(last);
      high = 0;
    }
    if (status != U_BUFFER_OVERFLOW_ERROR) break;
  }
  return decoded;
}

std::optional<Decoded> decode_as(std::string_view bytes, const std::string& encoding) {
  if (encoding == "UTF-8") return decode_utf8(bytes);
  if (encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32"))
    return decode_wide(bytes, encoding[4] == '1' ? 2 : 4, encoding.ends_with("LE"));
  return decode_by_icu(bytes, encoding);
}

/// ICU's own name of an encoding that is a superset of ASCII, as a declaration inside a text must be.
std::optional<std::string> known_encoding(std::string_view declared) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(std::string(declared).c_str(), &status),
                                                                     &ucnv_close);
  if (declared.empty() || U_FAILURE(status)) return std::nullopt;
  const char* standard = ucnv_getStandardName(ucnv_getName(converter.get(), &status), "MIME", &status);
  const std::string name = standard != nullptr ? standard : std::string(declared);
  if (name.starts_with("UTF-16") || name.starts_with("UTF-32") || name == "UTF-7") return std::nullopt;
  return name == "ISO-8859-1" || name == "US-ASCII" ? "windows-1252" : name;
}

std::string choose_encoding(std::string_view bytes, std::string_view name, std::string_view declared) {
  const bool has_escapes = bytes.find('\x1B') != std::string_view::npos;
  if (bytes.find('\0') == std::string_view::npos) {
    refuse_controls(bytes, name);
    if (!has_escapes && is_utf8(bytes)) return "UTF-8";
  } else if (const auto wide = wide_encoding(bytes)) {
    return *wide;
  } else {
    refuse_controls(bytes, name);
  }
  if (const auto known = known_encoding(declared)) return *known;
  return has_escapes && is_utf8(bytes) && bytes.find("\x1B$"sv) == std::string_view::npos ? "UTF-8"
                                                                                          : detected_encoding(bytes);
}

}  // namespace

Decoded decode(std::string_view bytes, std::string_view name, std::string_view declared) {
  if (bytes.size() >= std::numeric_limits<std::uint32_t>::max())
    refuse("the file is too large to be read as text", name);
  refuse_binary(bytes, name);
  std::string encoding;
  std::size_t mark = 0;
  for (const Signature& signature : marks)
    if (encoding.empty() && bytes.starts_with(signature.bytes)) {
      encoding = signature.name;
      mark = signature.bytes.size();
    }
  if (encoding.empty()) encoding = choose_encoding(bytes, name, declared);
  std::optional<Decoded> decoded = decode_as(bytes.substr(mark), encoding);
  if (!decoded) refuse("no encoding explains these bytes", name);
  for (std::uint32_t& at : decoded->origin) at += static_cast<std::uint32_t>(mark);
  decoded->origin.push_back(static_cast<std::uint32_t>(bytes.size()));
  decoded->encoding = encoding;
  const auto broken = static_cast<std::size_t>(
      std::count_if(decoded->text.begin(), decoded->text.end(), [](char32_t c) { return c == 0xFFFD || c == 0; }));
  if (broken * 10 > decoded->text.size()) refuse("this is a binary file: no encoding explains its bytes", name);
  return *std::move(decoded);
}

std::string probable_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "UTF-16";
  const auto head = bytes.substr(0, 1024);
  if (4 * static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0')) > head.size()) return "UTF-16";
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
  const auto sample = bytes.substr(0, 1u << 16);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return {};
  std::string name = ucsdet_getName(match, &status);
  if (U_FAILURE(status) || name.starts_with("UTF-8")) return {};
  return name == "ISO-8859-1" ? "Windows-1252" : name;
}

}  // namespace parley
