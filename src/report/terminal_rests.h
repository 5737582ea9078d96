// What rests on what and what to ask, for the terminal: the table of sources, the verdict's course, the next questions.
#pragma once

#include <string>

#include "report/layout.h"
#include "robust/course.h"
#include "robust/sources.h"

namespace parley {

std::string sources_text(const Case& c, const SourceTable& table, const Style& style);
std::string questions_text(const Case& c, const RobustResult& result, const Style& style);
std::string course_text(const Case& c, const Course& course, const Style& style);

}  // namespace parley
