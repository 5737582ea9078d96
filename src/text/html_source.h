// HTML made safe to parse: a tree of bounded depth in time that grows with the input alone.
//
// gumbo's time grows with the depth of the tree, with the square of a tag's attributes, and without bound where
// unclosed <b> and <i> are opened again in every later block. So before it sees the source, tags that only change the
// look of letters are taken out, tags with absurdly many attributes lose them, and tags nested too deep are left out,
// their text kept. A map leads back from every byte of what is left to the byte it came from.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/encoding.h"

namespace parley {

/// What gumbo is given: UTF-8, with the index into the decoded text of each byte; one more for the end.
struct HtmlSource {
  std::string html;
  std::vector<std::uint32_t> code_point;
};

HtmlSource make_html_source(const Decoded& source);

/// The encoding that a <meta charset> or an XML declaration in the first kilobytes names, or empty.
std::string declared_encoding(std::string_view bytes);

}  // namespace parley
