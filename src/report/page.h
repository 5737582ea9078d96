// The page: one self-contained HTML file, built from ui/ and embedded in the program, with a result inside.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "report/json.h"

namespace parley {

/// The page as it was embedded, without a result.
std::string_view page_template();

/// Of the atlas in `page`, the lands around `regions` (read_regions), as JSON: `{"b": [west, south, east, north],
/// "c": rings}`, a polygon each. None where there is no map, or the page has no atlas.
std::string lands_around(std::string_view page, const Json& regions);

/// `page` with `json` in the place of its placeholder, every `<` of it written as \u003c, and of its atlas the lands
/// around `regions` alone. Throws Error if the page has no place for a result.
std::string page_with(std::string_view page, std::string_view json, const Json& regions = nullptr);

}  // namespace parley
