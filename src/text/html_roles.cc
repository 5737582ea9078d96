#include <algorithm>
#include <array>

#include "text/html_tree.h"

namespace parley {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t longest_byline = 160;
constexpr std::size_t longest_dateline = 120;
constexpr std::size_t longest_caption = 900;

constexpr std::array boilerplate_words = {
    "share"sv,   "sharing"sv,     "social"sv,          "subscribe"sv, "subscription"sv, "newsletter"sv, "related"sv,
    "promo"sv,   "cookie"sv,      "cookies"sv,         "consent"sv,   "gdpr"sv,         "breadcrumb"sv, "breadcrumbs"sv,
    "sidebar"sv, "comments"sv,    "disqus"sv,          "nav"sv,       "navbar"sv,       "navigation"sv, "menu"sv,
    "footer"sv,  "recommended"sv, "recommendations"sv, "trending"sv,  "popular"sv,      "signup"sv,     "paywall"sv,
    "toolbar"sv, "pagination"sv,  "recirc"sv,          "masthead"sv,  "topbar"sv,       "skip"sv,       "outbrain"sv,
    "taboola"sv, "readmore"sv,    "widget"sv,          "login"sv,     "modal"sv,        "popup"sv,      "copyright"sv,
    "donate"sv};
constexpr std::array advertisement_words = {
    "ad"sv,          "ads"sv,     "advert"sv,    "adverts"sv,     "advertisement"sv,
    "advertising"sv, "sponsor"sv, "sponsored"sv, "adsbygoogle"sv, "dfp"sv};
constexpr std::array byline_words = {"byline"sv, "author"sv, "authors"sv, "bylines"sv};
constexpr std::array date_words = {"date"sv,      "dateline"sv, "timestamp"sv, "pubdate"sv,
                                   "published"sv, "updated"sv,  "datetime"sv};
constexpr std::array caption_words = {"caption"sv, "figcaption"sv};
constexpr std::array credit_words = {"credit"sv, "credits"sv, "photocredit"sv};

bool is_one_of(const auto& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Calls `visit` with each word of class and id names, "article__share-bar" being three; true if one call is.
template <class Visit>
bool any_class_word(const HtmlNode& node, Visit visit) {
  for (const char* name : {"class", "id"}) {
    const std::string_view value = node.attribute(name);
    std::string word;
    for (std::size_t i = 0; i <= value.size() && i < 2000; ++i) {
      const char c = i < value.size() ? value[i] : ' ';
      const bool small = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      const bool capital = c >= 'A' && c <= 'Z';
      const bool hump = capital && !word.empty() && value[i - 1] >= 'a' && value[i - 1] <= 'z';
      if ((!small && !capital) || hump) {
        if (!word.empty() && visit(word)) return true;
        word.clear();
      }
      if (small || capital) word += capital ? static_cast<char>(c + 32) : c;
    }
  }
  return false;
}

bool has_class_word(const HtmlNode& node, const auto& list) {
  return any_class_word(node, [&](const std::string& word) { return is_one_of(list, word); });
}

bool shows_no_text(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_TITLE:
      return true;
    default:
      return false;
  }
}

bool is_inline(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_RUBY:
    case GUMBO_TAG_RB:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_RP:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_UNKNOWN:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      return true;
    default:
      return false;
  }
}

bool is_hidden(const HtmlNode& node) {
  if (node.node->v.element.attributes.length == 0) return false;
  if (gumbo_get_attribute(&node.node->v.element.attributes, "hidden") != nullptr) return true;
  std::string style;
  for (const char c : node.attribute("style").substr(0, 2000))
    if (c != ' ') style += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

bool is_inside(const HtmlTree& tree, std::size_t node, std::initializer_list<GumboTag> tags) {
  for (std::size_t i = tree.nodes()[node].parent; i != 0; i = tree.nodes()[i].parent)
    if (std::find(tags.begin(), tags.end(), tree.nodes()[i].tag()) != tags.end()) return true;
  return false;
}

bool has_boilerplate_role(const HtmlNode& node) {
  constexpr std::array roles = {"navigation"sv, "banner"sv, "contentinfo"sv, "search"sv,  "complementary"sv,
                                "dialog"sv,     "alert"sv,  "menu"sv,        "menubar"sv, "toolbar"sv};
  return is_one_of(roles, node.attribute("role"));
}

/// The element's tag alone says that it is not the article.
bool is_boilerplate_tag(const HtmlTree& tree, std::size_t i) {
  const HtmlNode& node = tree.nodes()[i];
  switch (node.tag()) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_MENU:
      return true;
    case GUMBO_TAG_FORM:
      return !node.has_article;
    case GUMBO_TAG_HEADER:
      return !node.has_article && !is_inside(tree, i, {GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN});
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
      return node.items >= 3 && node.text > 0 && node.link_text * 10 >= node.text * 9;
    default:
      return false;
  }
}

bool never_boilerplate(const HtmlTree& tree, std::size_t i) {
  const HtmlNode& node = tree.nodes()[i];
  const GumboTag tag = node.tag();
  return tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_ARTICLE ||
         node.has_article;
}

std::optional<LineKind> kind_by_tag(const HtmlTree& tree, std::size_t i) {
  switch (tree.nodes()[i].tag()) {
    case GUMBO_TAG_H1:
      return i == tree.first_heading() ? LineKind::title : LineKind::heading;
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      return LineKind::heading;
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TR:
      return LineKind::list_item;
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_CAPTION:
      return LineKind::caption;
    default:
      return std::nullopt;
  }
}

std::optional<LineKind> kind_by_class(const HtmlTree& tree, std::size_t i) {
  const HtmlNode& node = tree.nodes()[i];
  if (node.attribute("class").empty() && node.attribute("itemprop").empty() && node.attribute("rel").empty())
    return std::nullopt;
  if (is_inside(tree, i, {GUMBO_TAG_P, GUMBO_TAG_FIGCAPTION}) || node.has_article || node.text == 0)
    return std::nullopt;
  if (node.text <= longest_byline && (has_class_word(node, byline_words) || node.attribute("itemprop") == "author" ||
                                      node.attribute("rel") == "author"))
    return LineKind::byline;
  if (node.text <= longest_dateline && has_class_word(node, date_words)) return LineKind::dateline;
  if (node.text <= longest_byline && has_class_word(node, credit_words)) return LineKind::credit;
  if (node.text <= longest_caption && has_class_word(node, caption_words)) return LineKind::caption;
  return std::nullopt;
}

}  // namespace

HtmlRole role_of(const HtmlTree& tree, std::size_t i) {
  const HtmlNode& node = tree.nodes()[i];
  HtmlRole role;
  if (!node.is_element()) return role;
  role.dropped = shows_no_text(node.tag());
  role.block = !is_inline(node.tag());
  if (role.dropped) return role;
  if (!never_boilerplate(tree, i)) {
    const bool most_of_page = node.text * 2 > tree.nodes()[0].text;  // then a word of its class says little
    if (!most_of_page && has_class_word(node, advertisement_words))
      role.kind = LineKind::advertisement;
    else if (is_hidden(node) || is_boilerplate_tag(tree, i) || has_boilerplate_role(node) ||
             (!most_of_page && has_class_word(node, boilerplate_words)))
      role.kind = LineKind::boilerplate;
    if (role.kind) {
      role.overrides = true;
      role.block = true;
      return role;
    }
  }
  role.kind = kind_by_tag(tree, i);
  if (role.kind == LineKind::title || role.kind == LineKind::heading) return role;
  if (const auto kind = kind_by_class(tree, i)) {
    role.kind = kind;
    role.block = true;
    role.overrides = kind != LineKind::caption;
  }
  return role;
}

}  // namespace parley
