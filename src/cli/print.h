// The page on paper: Chromium, where it is installed, opens the page and prints it.
#pragma once

#include <filesystem>
#include <string>

namespace parley {

/// The path of Chromium: what CHROMIUM names, else the first that is found on PATH. Throws Error where there is none.
std::string find_chromium();

/// Writes `page` to `to` as PDF, by the program at `chromium`; the old bytes or the new ones are there, never half of
/// them. Throws Error where that fails or takes too long.
void print_pdf(const std::string& chromium, const std::string& page, const std::filesystem::path& to);

}  // namespace parley
