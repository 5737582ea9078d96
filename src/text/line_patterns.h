// What a line says of itself by its words alone: a picture's placeholder, a credit, an advertisement, a byline.
//
// `plain` is a line as plain_line makes it, `folded` as fold_line does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// "image-5810213", "[Photo]", "IMG_0042.jpg".
bool is_image_placeholder(std::string_view folded);
/// "AD", "Advertisement", "Story continues below advertisement".
bool is_advertisement(std::string_view plain, std::string_view folded);
/// "Share this article", "Sign up for our newsletter", "© 2025 …", lines without a letter or digit.
bool is_boilerplate(std::string_view folded);
/// The whole line says who made a picture or helped: "Illustration by X", "X and Y contributed to this report."
bool is_credit(std::string_view plain, std::string_view folded);
/// A picture's caption by its own signs: "(L–R) …", or a credit at its end such as "X/Getty Images".
bool is_caption(std::string_view plain, std::string_view folded);
/// The people of a byline, "By X and Y, Staff Writers": empty if the line is none. Agencies are named if no person is.
std::vector<std::string> byline_authors(std::string_view plain);

}  // namespace parley
