#include "report/version.h"

namespace parley {

std::string_view version() { return PARLEY_VERSION; }

}  // namespace parley
