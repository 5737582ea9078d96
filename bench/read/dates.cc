// TIMEX3 against gold: relaxed is overlap, strict the same characters, value an overlap with the same value. The text
// is what stands in the file's TEXT and TITLE without its tags; the day of publication is the file's own.
#include <algorithm>

#include "evidence/timex.h"
#include "read.h"
#include "text/files.h"
#include "text/read.h"

namespace parley::bench {
namespace {

struct Gold {
  Spans span;
  std::string value;
};

struct Tml {
  std::string text, published;
  std::vector<Gold> golds;
};

std::string attribute(std::string_view tag, std::string_view name) {
  const auto at = tag.find(std::string(" ") + std::string(name) + "=\"");
  if (at == tag.npos) return {};
  const auto begin = at + name.size() + 3;
  return std::string(tag.substr(begin, tag.find('"', begin) - begin));
}

Tml read_tml(const std::filesystem::path& path) {
  Tml result;
  const auto bytes = utf32(read_file(path));
  std::u32string text;
  bool inside = false, dct = false;
  std::size_t open = 0;
  std::string value;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != U'<') {
      if (!inside) continue;
      static constexpr std::pair<std::u32string_view, char32_t> entities[] = {
          {U"&amp;", U'&'}, {U"&lt;", U'<'}, {U"&gt;", U'>'}, {U"&quot;", U'"'}, {U"&apos;", U'\''}};
      char32_t c = bytes[i];
      for (const auto& [name, is] : entities)
        if (std::u32string_view(bytes).substr(i, name.size()) == name) c = is, i += name.size() - 1;
      text += c;
      continue;
    }
    const auto close = bytes.find(U'>', i);
    if (close == bytes.npos) break;
    const auto tag = utf8(std::u32string_view(bytes).substr(i + 1, close - i - 1));
    i = close;
    if (tag.starts_with("DCT")) dct = true;
    if (tag == "/DCT") dct = false;
    if (tag == "TEXT") inside = true;
    if (tag == "/TEXT") inside = false;
    if (tag.starts_with("TIMEX3")) {
      value = attribute(tag, "value");
      open = text.size();
      if (dct) result.published = value;
    }
    if (tag == "/TIMEX3" && inside) result.golds.push_back({{{open, text.size()}}, value});
  }
  result.text = utf8(text);
  return result;
}

}  // namespace

Json score_dates(const std::filesystem::path& folder) {
  Tally relaxed, strict, value;
  std::size_t files = 0;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".tml") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    const auto tml = read_tml(path);
    const auto document = parse_document(tml.text, "plain", path.string());
    const auto ours = find_timexes(tokenize(document), tml.published);
    std::vector<std::size_t> to_file;  // characters of the file by those of the document
    std::size_t character = 0;
    std::vector<std::size_t> character_of(tml.text.size() + 1);
    for (std::size_t i = 0; i < tml.text.size(); ++i) {
      character_of[i] = character;
      if ((static_cast<unsigned char>(tml.text[i]) & 0xC0) != 0x80 || i == 0) character_of[i] = character++;
    }
    character_of[tml.text.size()] = character;
    for (const auto byte : document.origin)
      to_file.push_back(character_of[std::min<std::size_t>(byte, tml.text.size())]);
    const auto in_file = [&](Span span) { return Spans{{to_file[span.begin], to_file[span.end - 1] + 1}}; };
    ++files;
    for (auto* tally : {&relaxed, &strict, &value}) {
      tally->ours += static_cast<double>(ours.size());
      tally->gold += static_cast<double>(tml.golds.size());
    }
    for (const auto& o : ours) {
      const auto span = in_file(o.span);
      bool any = false, same = false, right = false;
      for (const auto& g : tml.golds) {
        if (!overlaps(span, g.span)) continue;
        any = true;
        same = same || span == g.span;
        right = right || o.value == g.value;
      }
      relaxed.ours_right += any, strict.ours_right += same, value.ours_right += right;
    }
    for (const auto& g : tml.golds) {
      bool any = false, same = false, right = false;
      for (const auto& o : ours) {
        const auto span = in_file(o.span);
        if (!overlaps(span, g.span)) continue;
        any = true;
        same = same || span == g.span;
        right = right || o.value == g.value;
      }
      relaxed.gold_found += any, strict.gold_found += same, value.gold_found += right;
    }
  }
  return {{"relaxed", relaxed.json()}, {"strict", strict.json()}, {"value", value.json()}, {"texts", files}};
}

}  // namespace parley::bench
