#include "text/entity.h"

#include "text/document.h"
#include "text/html_tree.h"

namespace parley {
namespace {

constexpr std::size_t longest_entity = 34;

std::string spelling_of(std::u32string_view text) {
  std::string spelling;
  for (const char32_t c : text.substr(0, longest_entity)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool fits = spelling.empty() ? c == '&' : letter || (c == '#' && spelling.size() == 1);
    if (fits) spelling += static_cast<char>(c);
    if (c == ';' && spelling.size() > 1) return spelling + ';';
    if (!fits) break;
  }
  return {};
}

}  // namespace

const Entities::Entity& Entities::at(std::u32string_view text) {
  const std::string spelling = spelling_of(text);
  const auto [place, is_new] = known_.try_emplace(spelling);
  if (is_new && !spelling.empty()) {
    const std::string html = "<body>" + spelling;
    const HtmlTree tree(html);
    for (const HtmlNode& node : tree.nodes())
      if (node.is_text() && node.node->v.text.text != spelling)
        place->second = {spelling.size(), utf32(node.node->v.text.text)};
  }
  return place->second;
}

}  // namespace parley
