#include "text/characters.h"

#include <unicode/uchar.h>

namespace parley {

bool is_wide_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }
bool is_wide_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }

}  // namespace parley
