// The few changes of case.yaml that a what-if makes, in its text: comments, order and everything else stay.
//
// Each is checked by reading the result back. Where the file is written in a way that cannot be changed in place (a
// list in braces, an anchor), the change is refused, and the file is for a person to edit.
#pragma once

#include <string>
#include <string_view>

namespace parley {

/// The day up to which statements count.
std::string with_as_of(std::string_view yaml, std::string_view day);

/// A rule: the one of this id with another formula, or one more.
std::string with_rule(std::string_view yaml, std::string_view id, std::string_view formula, std::string_view note);
std::string without_rule(std::string_view yaml, std::string_view id);

/// A lever that is known to stand so.
std::string with_lever(std::string_view yaml, std::string_view lever, std::string_view option);

}  // namespace parley
