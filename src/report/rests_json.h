// What rests on what as JSON: `sources`, `course` and `verdict.flip` of docs/result.md.
#pragma once

#include "report/json.h"
#include "robust/course.h"
#include "robust/flip.h"
#include "robust/sources.h"

namespace parley {

/// `flip` of the verdict; null where it was not looked for.
Json flip_json(const Case& c, const Flips& flips);
Json sources_json(const Case& c, const SourceTable& table);
Json course_json(const Case& c, const Course& course);

}  // namespace parley
