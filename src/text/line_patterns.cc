#include "text/line_patterns.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "text/document.h"
#include "text/line_text.h"
#include "text/written_date.h"

namespace parley {
namespace {

using namespace std::string_view_literals;

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <std::size_t N>
bool begins_with_one_of(const std::array<std::string_view, N>& beginnings, std::string_view text) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view b) { return text.starts_with(b); });
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string_view without_stop(std::string_view text) {
  while (!text.empty() && (text.back() == '.' || text.back() == ' ' || text.back() == ':')) text.remove_suffix(1);
  return text;
}

std::string_view without_brackets(std::string_view text) {
  const bool bracketed =
      text.size() > 2 && ((text.front() == '[' && text.back() == ']') || (text.front() == '(' && text.back() == ')') ||
                          (text.front() == '<' && text.back() == '>'));
  return bracketed ? trim(text.substr(1, text.size() - 2)) : text;
}

/// True if a word begins as a name does: with a capital, or with a letter that is not Latin.
bool begins_like_name(std::string_view word) {
  while (!word.empty() && (word.front() == '(' || word.front() == '"' || word.front() == '\'')) word.remove_prefix(1);
  return !word.empty() && ((word.front() >= 'A' && word.front() <= 'Z') || static_cast<signed char>(word.front()) < 0);
}

constexpr std::array name_particles = {"and"sv, "of"sv, "the"sv, "for"sv, "in"sv,  "de"sv,   "da"sv,  "di"sv,
                                       "del"sv, "la"sv, "le"sv,  "van"sv, "von"sv, "der"sv,  "den"sv, "al"sv,
                                       "bin"sv, "el"sv, "&"sv,   "|"sv,   "-"sv,   "with"sv, "via"sv};

/// True if all words begin like names but for particles, and not too many of them.
bool is_made_of_names(std::string_view text, std::size_t most_words) {
  const std::vector<std::string_view> words = split_words(text);
  if (words.empty() || words.size() > most_words || !begins_like_name(words.front())) return false;
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    while (!word.empty() && (word.back() == ',' || word.back() == ';')) word.remove_suffix(1);
    return begins_like_name(word) || is_one_of(name_particles, word);
  });
}

constexpr std::array picture_words = {"image"sv, "photo"sv,   "photograph"sv, "picture"sv, "figure"sv,
                                      "video"sv, "graphic"sv, "img"sv,        "map"sv,     "chart"sv,
                                      "embed"sv, "gallery"sv, "slideshow"sv,  "audio"sv};

constexpr std::array picture_files = {".jpg"sv, ".jpeg"sv, ".png"sv, ".gif"sv, ".webp"sv, ".svg"sv, ".avif"sv};

constexpr std::array advertisement_lines = {
    "ad"sv,           "ads"sv,       "advertisement"sv,     "advertisements"sv,  "advertising"sv,
    "advertorial"sv,  "sponsored"sv, "sponsored content"sv, "paid content"sv,    "promoted"sv,
    "sponsored by"sv, "[ad]"sv,      "(advertisement)"sv,   "[advertisement]"sv, "paid advertisement"sv};

constexpr std::array boilerplate_lines = {"share"sv,
                                          "share this"sv,
                                          "share this article"sv,
                                          "share this story"sv,
                                          "share on facebook"sv,
                                          "share on twitter"sv,
                                          "share on x"sv,
                                          "share via email"sv,
                                          "tweet"sv,
                                          "tweet this"sv,
                                          "email"sv,
                                          "e-mail"sv,
                                          "print"sv,
                                          "print this article"sv,
                                          "save"sv,
                                          "save article"sv,
                                          "copy link"sv,
                                          "link copied"sv,
                                          "gift this article"sv,
                                          "listen"sv,
                                          "listen to this article"sv,
                                          "comment"sv,
                                          "comments"sv,
                                          "leave a comment"sv,
                                          "view comments"sv,
                                          "show comments"sv,
                                          "post a comment"sv,
                                          "facebook"sv,
                                          "twitter"sv,
                                          "whatsapp"sv,
                                          "linkedin"sv,
                                          "reddit"sv,
                                          "telegram"sv,
                                          "pinterest"sv,
                                          "instagram"sv,
                                          "x"sv,
                                          "subscribe"sv,
                                          "subscribe now"sv,
                                          "sign up"sv,
                                          "sign in"sv,
                                          "log in"sv,
                                          "register"sv,
                                          "donate"sv,
                                          "support us"sv,
                                          "read more"sv,
                                          "more"sv,
                                          "related"sv,
                                          "related articles"sv,
                                          "related stories"sv,
                                          "related topics"sv,
                                          "related content"sv,
                                          "most popular"sv,
                                          "most read"sv,
                                          "trending"sv,
                                          "trending now"sv,
                                          "top stories"sv,
                                          "editor's picks"sv,
                                          "recommended"sv,
                                          "recommended for you"sv,
                                          "you may also like"sv,
                                          "more from this author"sv,
                                          "more on this story"sv,
                                          "next article"sv,
                                          "previous article"sv,
                                          "back to top"sv,
                                          "skip to content"sv,
                                          "skip to main content"sv,
                                          "menu"sv,
                                          "home"sv,
                                          "search"sv,
                                          "loading"sv,
                                          "play"sv,
                                          "close"sv,
                                          "all rights reserved"sv,
                                          "cookie policy"sv,
                                          "privacy policy"sv,
                                          "terms of use"sv,
                                          "accept all cookies"sv,
                                          "contact us"sv,
                                          "about us"sv,
                                          "before you go"sv,
                                          "also on huffpost"sv,
                                          "full text"sv,
                                          "abstract"sv};

constexpr std::array boilerplate_beginnings = {"share this "sv,
                                               "share on "sv,
                                               "sign up for "sv,
                                               "sign up to "sv,
                                               "subscribe to "sv,
                                               "subscribe for "sv,
                                               "follow us on "sv,
                                               "like us on "sv,
                                               "read more:"sv,
                                               "read also:"sv,
                                               "also read:"sv,
                                               "related:"sv,
                                               "\"related:"sv,
                                               "see also:"sv,
                                               "watch:"sv,
                                               "click here "sv,
                                               "tap here "sv,
                                               "\u00a9"sv,
                                               "copyright \u00a9"sv,
                                               "copyright 20"sv,
                                               "copyright (c)"sv,
                                               "get our newsletter"sv,
                                               "join our newsletter"sv,
                                               "download our app"sv,
                                               "download the app"sv,
                                               "this site uses cookies"sv,
                                               "we use cookies"sv,
                                               "[video:"sv,
                                               "[read more"sv,
                                               "[watch"sv,
                                               "[read:"sv,
                                               "most popular "sv,
                                               "more from:"sv,
                                               "more:"sv,
                                               "want more "sv,
                                               "follow @"sv,
                                               "get the latest "sv,
                                               "loading..."sv};

constexpr std::array style_properties = {
    "width"sv, "height"sv, "margin"sv,     "padding"sv,     "color"sv,   "background"sv, "border"sv, "display"sv,
    "float"sv, "font"sv,   "text-align"sv, "position"sv,    "top"sv,     "left"sv,       "right"sv,  "bottom"sv,
    "max-"sv,  "min-"sv,   "overflow"sv,   "line-height"sv, "z-index"sv, "clear"sv};

/// A line of a style sheet or script that was left in the text.
bool is_code(std::string_view folded) {
  if (folded == "}" || folded == "{" || folded == "});" || folded == "}.") return true;
  if (folded.ends_with('{') && (folded.front() == '.' || folded.front() == '#' || folded.front() == '@')) return true;
  const std::size_t colon = folded.find(':');
  return folded.ends_with(';') && colon != std::string_view::npos && !contains(folded.substr(0, colon), " ") &&
         begins_with_one_of(style_properties, folded);
}

constexpr std::array made_by = {"illustration by "sv,
                                "illustrations by "sv,
                                "photo by "sv,
                                "photos by "sv,
                                "photograph by "sv,
                                "photographs by "sv,
                                "photography by "sv,
                                "image by "sv,
                                "images by "sv,
                                "graphic by "sv,
                                "graphics by "sv,
                                "map by "sv,
                                "chart by "sv,
                                "video by "sv,
                                "picture by "sv,
                                "cartoon by "sv,
                                "drawing by "sv,
                                "composite by "sv,
                                "photo illustration by "sv,
                                "reporting by "sv,
                                "additional reporting by "sv,
                                "with reporting by "sv,
                                "with additional reporting by "sv,
                                "editing by "sv,
                                "edited by "sv,
                                "writing by "sv,
                                "compiled by "sv,
                                "translated by "sv,
                                "photo:"sv,
                                "photos:"sv,
                                "photo credit"sv,
                                "image credit"sv,
                                "picture credit"sv,
                                "picture:"sv,
                                "image:"sv,
                                "credit:"sv,
                                "credits:"sv,
                                "photograph:"sv,
                                "illustration:"sv,
                                "photo courtesy"sv,
                                "courtesy of "sv,
                                "image source:"sv,
                                "photo/"sv};

constexpr std::array helped_with = {"contributed to this report"sv,  "contributed to this story"sv,
                                    "contributed to this article"sv, "contributed to the report"sv,
                                    "contributed reporting"sv,       "contributed to this post"sv,
                                    "contributed research"sv,        "contributed to this piece"sv};

constexpr std::array agencies = {"getty images"sv,
                                 "getty"sv,
                                 "ap"sv,
                                 "ap photo"sv,
                                 "associated press"sv,
                                 "the associated press"sv,
                                 "afp"sv,
                                 "reuters"sv,
                                 "shutterstock"sv,
                                 "epa"sv,
                                 "epa-efe"sv,
                                 "efe"sv,
                                 "tass"sv,
                                 "xinhua"sv,
                                 "alamy"sv,
                                 "pool"sv,
                                 "upi"sv,
                                 "zuma press"sv,
                                 "bloomberg"sv,
                                 "ukrinform"sv,
                                 "anadolu"sv,
                                 "anadolu agency"sv,
                                 "nurphoto"sv,
                                 "via ap"sv,
                                 "public domain"sv,
                                 "file photo"sv,
                                 "twitter"sv,
                                 "facebook"sv,
                                 "instagram"sv,
                                 "istock"sv,
                                 "corbis"sv,
                                 "sputnik"sv,
                                 "handout"sv,
                                 "the epoch times"sv,
                                 "the new york times"sv,
                                 "the washington post"sv,
                                 "pool photo"sv,
                                 "wikimedia commons"sv,
                                 "ap images"sv,
                                 "pa"sv,
                                 "pa wire"sv,
                                 "dpa"sv,
                                 "keystone"sv,
                                 "usa today"sv,
                                 "politico"sv,
                                 "getty images/istockphoto"sv};

/// The credit at a caption's end, behind its last sentence or in brackets: "X/Getty Images", "X via AP", "(Reuters)".
bool ends_in_credit(std::string_view folded) {
  std::string_view end = without_stop(folded);
  const bool bracketed = end.ends_with(')') || end.ends_with(']');
  if (bracketed) {
    const std::size_t open = end.find_last_of("([");
    if (open == std::string_view::npos) return false;
    end = trim(end.substr(open + 1, end.size() - open - 2));
    if (begins_with_one_of(made_by, end) || end.starts_with("ap photo") || end == "file") return true;
  }
  const std::size_t slash = end.rfind('/');
  const std::size_t via = end.rfind(" via ");
  if (via != std::string_view::npos && is_one_of(agencies, end.substr(via + 5))) return true;
  if (slash == std::string_view::npos) return false;
  if (is_one_of(agencies, end.substr(slash + 1))) return true;
  const std::size_t before = end.find_last_of(" (", slash);
  const std::string_view agency =
      end.substr(before + 1, slash - before - 1);  // "Reuters/Jane Doe", "AP Photo/Jane Doe"
  return end.size() - slash < 40 &&
         (agency == "reuters" || agency == "afp" || agency == "getty" || end.substr(0, slash).ends_with("ap photo"));
}

/// "… in Ukraine. Illustration by The Epoch Times": a credit of at most eight words behind a sentence.
bool ends_in_made_by(std::string_view plain, std::string_view folded) {
  for (std::size_t stop = folded.rfind(". "); stop != std::string_view::npos && stop > 0 && folded.size() - stop < 80;
       stop = folded.rfind(". ", stop - 1)) {
    const std::string_view end = folded.substr(stop + 2);
    for (const std::string_view beginning : made_by)
      if (end.starts_with(beginning) && plain.size() == folded.size() &&
          is_made_of_names(trim(without_stop(plain.substr(stop + 2 + beginning.size()))), 8))
        return true;
  }
  return false;
}

constexpr std::array job_words = {"writer"sv,    "writers"sv, "reporter"sv,      "reporters"sv,
                                  "editor"sv,    "editors"sv, "correspondent"sv, "correspondents"sv,
                                  "staff"sv,     "bureau"sv,  "contributor"sv,   "contributors"sv,
                                  "columnist"sv, "special"sv, "chief"sv,         "producer"sv};
constexpr std::array agency_words = {"press"sv, "times"sv,    "post"sv,      "reuters"sv,  "afp"sv,   "ap"sv,
                                     "news"sv,  "agency"sv,   "journal"sv,   "magazine"sv, "bbc"sv,   "cnn"sv,
                                     "tass"sv,  "interfax"sv, "bloomberg"sv, "guardian"sv, "today"sv, "tribune"sv};

bool has_word_of(std::string_view text, const auto& list) {
  const std::string folded = fold_line(utf32(text));
  for (std::string_view word : split_words(folded)) {
    while (!word.empty() && (word.back() == ',' || word.back() == '.')) word.remove_suffix(1);
    if (is_one_of(list, word)) return true;
  }
  return false;
}

/// The parts of a list of names: "A, B and C".
std::vector<std::string_view> split_names(std::string_view text) {
  std::vector<std::string_view> names;
  while (!text.empty()) {
    std::size_t cut = text.size();
    std::size_t width = 0;
    for (const std::string_view mark : {", and "sv, ","sv, " and "sv, " AND "sv, " & "sv, ";"sv, " with "sv}) {
      const std::size_t at = text.find(mark);
      if (at < cut) {
        cut = at;
        width = mark.size();
      }
    }
    if (const std::string_view name = trim(text.substr(0, cut)); !name.empty()) names.push_back(name);
    text.remove_prefix(std::min(text.size(), cut + width));
  }
  return names;
}

}  // namespace

bool is_image_placeholder(std::string_view folded) {
  if (folded.size() > 120 || folded.empty()) return false;
  if (folded.starts_with("![") && folded.ends_with(')')) return true;
  const bool bracketed = folded.front() == '[' || folded.front() == '<';
  const std::string_view inner = without_brackets(folded);
  if (!contains(inner, " ") &&
      std::any_of(picture_files.begin(), picture_files.end(), [&](auto f) { return inner.ends_with(f); }))
    return true;
  for (const std::string_view word : picture_words) {
    if (!inner.starts_with(word)) continue;
    const std::string_view rest = inner.substr(word.size());
    if (rest.empty()) return bracketed || word == "image" || word == "photo";
    if (bracketed && (rest.front() == ':' || rest.front() == ' ')) return true;
    const std::size_t digits = rest.find_first_not_of("-_ #");
    if (digits == std::string_view::npos || !is_ascii_digit(rest[digits])) return false;
    const bool only_number = rest.find_first_not_of("0123456789-_x", digits) == std::string_view::npos;
    return only_number && (rest.front() != ' ' || word == "image" || word == "img");
  }
  return false;
}

bool is_advertisement(std::string_view plain, std::string_view folded) {
  if (plain == "Ad" || plain == "ad" || plain == "AD") return true;
  folded = without_stop(folded);
  if (is_one_of(advertisement_lines, folded)) return true;
  return folded.size() < 80 && contains(folded, "advertisement") &&
         (contains(folded, "continue") || contains(folded, "scroll") || contains(folded, "skip"));
}

bool is_boilerplate(std::string_view folded) {
  if (folded.empty()) return false;
  const bool says_something = std::any_of(folded.begin(), folded.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || is_ascii_digit(c) || static_cast<signed char>(c) < 0;
  });
  if (!says_something) return true;
  if (folded.size() > 300) return false;
  if (is_one_of(boilerplate_lines, without_stop(folded)) || is_code(folded)) return true;
  if (folded.size() < 200 && begins_with_one_of(boilerplate_beginnings, folded)) return true;
  return folded.size() < 120 && (folded.ends_with("like the page:") || folded.ends_with("all rights reserved."));
}

bool is_credit(std::string_view plain, std::string_view folded) {
  const std::string_view inner = without_stop(without_brackets(folded));
  if (contains(inner.substr(0, 24), "reporting by ") && begins_with_one_of(made_by, inner)) return true;
  if (folded.size() > 300) return false;
  if (inner.size() > 1 &&
      std::any_of(helped_with.begin(), helped_with.end(), [&](auto h) { return inner.ends_with(h); }))
    return true;
  if (std::any_of(helped_with.begin(), helped_with.end(), [&](auto h) { return contains(inner, h); }) &&
      split_words(inner).size() <= 16)
    return true;
  if (inner == "getty" || inner == "getty images" || inner.starts_with("getty/") || inner == "ap photo") return true;
  if (inner.size() < 80 && ends_in_credit(inner) && split_words(inner).size() <= 6 &&
      is_made_of_names(without_brackets(plain), 6))
    return true;
  if (inner.size() < 60 && (inner.starts_with("bloomberg via") || inner.starts_with("afp via"))) return true;
  for (const std::string_view beginning : made_by)
    if (inner.starts_with(beginning) && split_words(inner).size() <= 20 && plain.size() == folded.size()) {
      const std::size_t at = plain.find_first_not_of("[(<");
      const std::string_view rest = trim(plain.substr(std::min(plain.size(), at + beginning.size())));
      return rest.empty() || begins_like_name(rest);
    }
  return false;
}

bool is_caption(std::string_view plain, std::string_view folded) {
  if (folded.size() > 900) return false;
  for (const std::string_view beginning :
       {"(l-r)"sv, "(l to r)"sv, "(from l)"sv, "(from left)"sv, "from left:"sv, "from left,"sv, "(clockwise from"sv,
        "file photo"sv, "file -"sv, "file-"sv, "[file photo"sv})
    if (folded.starts_with(beginning)) return true;
  return ends_in_credit(folded) || ends_in_made_by(plain, folded);
}

std::vector<std::string> byline_authors(std::string_view plain) {
  if (plain.size() > 160) return {};
  std::string_view rest;
  for (const std::string_view by : {"By "sv, "BY "sv, "by "sv, "By: "sv, "Written by "sv, "Story by "sv,
                                    "Analysis by "sv, "Posted by "sv, "Words by "sv, "Author: "sv, "Authors: "sv})
    if (plain.starts_with(by)) rest = plain.substr(by.size());
  for (const std::string_view mark : {" | "sv, " \u2022 "sv, " - "sv, " \u00b7 "sv, " / "sv})
    rest = trim(rest.substr(0, rest.find(mark)));
  if (rest.find_first_of("0123456789") != std::string_view::npos) {
    const std::size_t before = rest.find_last_of(' ', rest.find_first_of("0123456789"));
    rest = before == std::string_view::npos ? std::string_view() : trim(rest.substr(0, before));
    const std::size_t month = rest.rfind(' ');
    if (month != std::string_view::npos && month_of(rest.substr(month + 1)) != 0) rest = trim(rest.substr(0, month));
  }
  while (!rest.empty() && (rest.back() == ',' || rest.back() == ' ')) rest.remove_suffix(1);
  if (rest.ends_with('.') && !rest.ends_with("Jr.") && !rest.ends_with("Sr.")) rest.remove_suffix(1);
  if (!is_made_of_names(rest, 24) || rest.find_first_of("?!:\"") != std::string_view::npos) return {};
  std::vector<std::string> people;
  std::vector<std::string> houses;
  for (const std::string_view name : split_names(rest)) {
    if (month_of(split_words(name).front()) != 0 || name == "Jr." || has_word_of(name, job_words) ||
        split_words(name).size() > 6)
      continue;
    (has_word_of(name, agency_words) || name.starts_with("The ") ? houses : people).emplace_back(name);
  }
  return people.empty() ? houses : people;
}

}  // namespace parley
