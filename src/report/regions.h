// The map of a case: regions.geojson in its folder, checked against the case.
//
// A feature is an area (Polygon or MultiPolygon, degrees of longitude and latitude) whose properties say of which issue
// it is the matter and what becomes of it under each option: {"name": "The strip", "issue": "territory", "options":
// {"line": "north", "swap": "divided"}}. What becomes of it is the id of a party, which is taken to hold the area, or
// words. An option that is not named says nothing of the area.
#pragma once

#include <filesystem>
#include <vector>

#include "casebook/casebook.h"
#include "core/error.h"
#include "report/json.h"

namespace parley {

/// A FeatureCollection with what is known of each area and nothing else, coordinates to a ten-thousandth of a degree;
/// null where the folder has no such file. Each problem is added, and then the map is null too.
Json read_regions(const std::filesystem::path& folder, const Casebook& book, std::vector<Problem>& problems);

}  // namespace parley
