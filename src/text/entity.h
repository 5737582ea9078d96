// Character references of HTML, "&amp;" and "&#8217;", in text that is no HTML.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parley {

/// Decodes entities by gumbo's table, each spelling once.
class Entities {
 public:
  struct Entity {
    std::size_t size = 0;  ///< of its spelling, with '&' and ';'; 0 if it is none
    std::u32string text;
  };

  /// The entity that stands at the beginning of `text`.
  const Entity& at(std::u32string_view text);

 private:
  std::unordered_map<std::string, Entity> known_;
};

}  // namespace parley
