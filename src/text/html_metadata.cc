#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/ascii.h"
#include "text/entity.h"
#include "text/html_tree.h"
#include "text/line_patterns.h"
#include "text/line_text.h"
#include "text/written_date.h"

namespace parley {
namespace {

using Json = nlohmann::json;

constexpr std::size_t largest_json = 1u << 20;

/// As it stands, but for spaces run together.
std::string spaced(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string day_of(std::string_view text) { return find_date(plain_line(utf32(text.substr(0, 200)))).value_or(""); }

void set_if_empty(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

void add_author(std::vector<std::string>& authors, std::string name) {
  const std::size_t scheme = name.find("://");
  if (name.empty() || scheme != std::string::npos || name.size() > 200) return;
  if (std::find(authors.begin(), authors.end(), name) == authors.end()) authors.push_back(std::move(name));
}

/// Names as they stand in a byline or a meta tag: "By A and B", "A, B", or one name that no pattern knows.
void add_authors(std::vector<std::string>& authors, std::string_view text) {
  const std::string line = spaced(text);
  const std::string folded = ascii_lower(line);
  const std::vector<std::string> names = byline_authors(folded.starts_with("by ") ? line : "By " + line);
  for (const std::string& name : names) add_author(authors, name);
  if (names.empty() && !folded.starts_with("by ")) add_author(authors, line);
}

/// The metas of a page, by "property" or "name", the first of each.
void read_meta(const HtmlNode& node, Metadata& named, Metadata& article) {
  std::string name = ascii_lower(node.attribute("property"));
  if (name.empty()) name = ascii_lower(node.attribute("name"));
  if (name.empty()) name = ascii_lower(node.attribute("itemprop"));
  const std::string content = spaced(node.attribute("content").substr(0, 2000));
  if (name.empty() || content.empty()) return;
  if (name == "og:title") set_if_empty(article.title, content);
  if (name == "twitter:title" || name == "dc.title" || name == "headline") set_if_empty(named.title, content);
  if (name == "article:published_time" || name == "datepublished") set_if_empty(article.date, day_of(content));
  if (name == "date" || name == "pubdate" || name == "publishdate" || name == "dc.date" || name == "dc.date.issued" ||
      name == "publish-date" || name == "sailthru.date" || name == "parsely-pub-date" || name == "dcterms.created" ||
      name == "article.published")
    set_if_empty(named.date, day_of(content));
  if (name == "author" || name == "article:author" || name == "dc.creator" || name == "byl" || name == "parsely-author")
    add_authors(article.authors, content);
  if (name == "og:site_name") set_if_empty(article.publisher, content);
  if (name == "publisher" || name == "dc.publisher" || name == "application-name")
    set_if_empty(named.publisher, content);
}

/// Sites often leave HTML's entities in their JSON.
std::string without_entities(const std::string& text) {
  if (text.find('&') == std::string::npos) return text;
  Entities entities;
  const std::u32string points = utf32(text);
  std::u32string out;
  for (std::size_t at = 0; at < points.size();) {
    const Entities::Entity& entity = entities.at(std::u32string_view(points).substr(at));
    out += entity.size > 0 ? entity.text : points.substr(at, 1);
    at += std::max<std::size_t>(1, entity.size);
  }
  return utf8(out);
}

const Json* member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

/// A text, or the name of the thing that stands for it.
std::string text_field(const Json& object, const char* name) {
  const Json* value = member(object, name);
  if (value != nullptr && value->is_object()) value = member(*value, "name");
  if (value == nullptr || !value->is_string()) return {};
  return spaced(without_entities(value->get_ref<const std::string&>()));
}

bool is_article(const Json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto names_article = [](const Json& value) {
    return value.is_string() &&
           (value.get_ref<const std::string&>().ends_with("Article") || value == "BlogPosting" || value == "Report");
  };
  return type->is_array() ? std::any_of(type->begin(), type->end(), names_article) : names_article(*type);
}

void read_article(const Json& object, Metadata& metadata) {
  set_if_empty(metadata.title, text_field(object, "headline"));
  set_if_empty(metadata.date, day_of(text_field(object, "datePublished")));
  set_if_empty(metadata.publisher, text_field(object, "publisher"));
  const auto author = object.find("author");
  if (author == object.end() || !metadata.authors.empty()) return;
  if (!author->is_array()) return add_authors(metadata.authors, text_field(object, "author"));
  for (const Json& one : *author) {
    if (one.is_string()) add_authors(metadata.authors, one.get_ref<const std::string&>());
    if (one.is_object()) add_authors(metadata.authors, text_field(one, "name"));
  }
}

/// Reads the articles of a JSON-LD script: the object itself, a list of objects, or those of its "@graph".
void read_json(std::string_view script, Metadata& metadata) {
  if (script.size() > largest_json) return;
  const Json json = Json::parse(script, nullptr, false, true);
  if (json.is_discarded()) return;
  const auto visit = [&](const Json& object) {
    if (object.is_object() && is_article(object)) read_article(object, metadata);
  };
  visit(json);
  const Json* list = &json;
  if (json.is_object() && json.contains("@graph")) list = &json["@graph"];
  if (list->is_array())
    for (const Json& object : *list) visit(object);
}

std::string script_text(const HtmlTree& tree, std::size_t i) {
  std::string text;
  for (std::size_t j = i + 1; j < tree.nodes()[i].end; ++j)
    if (tree.nodes()[j].is_text()) text += tree.nodes()[j].node->v.text.text;
  return text;
}

/// <title> without the name of the site behind or before it.
std::string page_title(std::string title, const std::string& publisher) {
  for (const std::string_view mark : {" | ", " - ", " \u2013 ", " \u2014 ", " \u00b7 ", " :: "}) {
    const std::size_t last = title.rfind(mark);
    if (last == std::string::npos) continue;
    if (mark == " | " || title.substr(last + mark.size()) == publisher) return title.substr(0, last);
    if (!publisher.empty() && title.starts_with(publisher + std::string(mark)))
      return title.substr(publisher.size() + mark.size());
  }
  return title;
}

}  // namespace

Metadata html_metadata(const HtmlTree& tree) {
  Metadata meta;    // what the page says of itself as an article
  Metadata named;   // less certain names for the same
  Metadata linked;  // JSON-LD
  Metadata shown;   // marked up in the text
  for (std::size_t i = 0; i < tree.nodes().size(); ++i) {
    const HtmlNode& node = tree.nodes()[i];
    if (node.tag() == GUMBO_TAG_META) read_meta(node, named, meta);
    if (node.tag() == GUMBO_TAG_SCRIPT && ascii_lower(node.attribute("type")) == "application/ld+json")
      read_json(script_text(tree, i), linked);
    if (node.tag() == GUMBO_TAG_TIME && shown.date.empty())
      shown.date = day_of(node.attribute("datetime").empty() ? std::string_view(tree.text_of(i, 200))
                                                             : node.attribute("datetime"));
    if (node.tag() == GUMBO_TAG_TITLE && named.title.empty() && tree.nodes()[node.parent].tag() == GUMBO_TAG_HEAD)
      named.title = tree.text_of(i, 1000);
  }
  Metadata all;
  all.publisher = !meta.publisher.empty()     ? meta.publisher
                  : !linked.publisher.empty() ? linked.publisher
                                              : named.publisher;
  const bool has_heading = tree.first_heading() != static_cast<std::size_t>(-1);
  const std::string heading = has_heading ? tree.text_of(tree.first_heading()) : std::string();
  all.title = !meta.title.empty()     ? meta.title
              : !linked.title.empty() ? linked.title
              : !heading.empty()      ? heading
                                      : page_title(named.title, all.publisher);
  all.date = !meta.date.empty()     ? meta.date
             : !linked.date.empty() ? linked.date
             : !named.date.empty()  ? named.date
                                    : shown.date;
  all.authors = !linked.authors.empty() ? linked.authors : meta.authors;
  return all;
}

}  // namespace parley
