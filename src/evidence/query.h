// What a person types to find passages, made a query of SQLite's FTS5.
//
// Words are joined by AND; "a phrase" in quotation marks; word* for all words that begin so; AND, OR, NOT in capitals
// and parentheses; NEAR(a b, 10). FTS5 itself takes "cease-fire" for an arithmetic of columns, so any word with other
// characters than letters and digits is made a phrase of its parts. What FTS5 would call a syntax error is refused here
// with its place.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// The words, in small letters, that begin so.
using WordsThatBegin = std::function<std::vector<std::string>(const std::string& beginning)>;

/// The query for FTS5's MATCH. FTS5 holds stems, of which "arbitrat*" begins none: `words`, where it is given, says
/// which words do. Throws Error (the place's column counts code points of `typed`, from 1) where it has no meaning.
std::string fts_query(std::string_view typed, const WordsThatBegin& words = {});

}  // namespace parley
