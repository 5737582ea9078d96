#include "report/page.h"

#include "core/error.h"

// Made by cmake/page.cmake from ui/dist/index.html.
extern "C" {
extern const char parley_page_begin[];
extern const char parley_page_end[];
}

namespace parley {

std::string_view page_template() {
  return {parley_page_begin, static_cast<std::size_t>(parley_page_end - parley_page_begin)};
}

std::string page_with(std::string_view page, std::string_view json) {
  constexpr std::string_view element = R"(<script type="application/json" id="result">)";
  constexpr std::string_view mark = "__PARLEY_RESULT__";
  const std::size_t opened = page.find(element);
  const std::size_t at = opened == page.npos ? page.npos : page.find(mark, opened);
  if (at == page.npos) throw Error("the embedded page has no place for a result; build ui/ and then the program again");
  std::string text(page.substr(0, at));
  for (char ch : json)
    if (ch == '<')
      text += "\\u003c";
    else
      text += ch;
  text += page.substr(at + mark.size());
  return text;
}

}  // namespace parley
