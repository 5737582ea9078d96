#include "cli/arguments.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "core/error.h"
#include "report/layout.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr std::size_t name_width = 24;

template <class Number>
bool fits(const std::string& text, Number low, Number high) {
  Number number{};
  const char* end = text.data() + text.size();
  const auto [at, failed] = std::from_chars(text.data(), end, number);
  return failed == std::errc() && at == end && number >= low && number <= high;
}

std::string does_not_fit(const std::string& text, const std::string& expected) {
  return fmt::format("'{}' does not fit; expected {}", text, expected);
}

class HelpFormat : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool positional) const override {
    const std::string name = "  " + make_option_name(option, positional) + make_option_opts(option);
    const std::string text = make_option_desc(option);
    if (display_width(name) + 2 <= name_width) return row({name, text}, columns);
    return name + "\n" + row({"", text}, columns);
  }
  /// Which others an option excludes is said where both are given.
  std::string make_option_opts(const CLI::Option* option) const override {
    const std::string all = CLI::Formatter::make_option_opts(option);
    return all.substr(0, all.find(" Excludes:"));
  }

 private:
  inline static const std::vector<std::size_t> columns = {name_width - 2, terminal_width - name_width};
};

}  // namespace

CLI::Validator whole_number(std::uint64_t low, std::uint64_t high) {
  return {[=](const std::string& text) {
            if (fits(text, low, high)) return std::string();
            return does_not_fit(text, fmt::format("a whole number from {} to {}", low, high));
          },
          ""};
}

CLI::Validator any_seed() { return whole_number(0, std::numeric_limits<std::uint64_t>::max()); }

CLI::Validator decimal(double low, double high) {
  return {[=](const std::string& text) {
            if (fits(text, low, high)) return std::string();
            return does_not_fit(text, fmt::format("a number from {} to {}", low, high));
          },
          ""};
}

CLI::Validator not_empty() {
  return {[](const std::string& text) { return text.empty() ? does_not_fit(text, "a value") : std::string(); }, ""};
}

CLI::Validator one_word_of(std::vector<std::string> words) {
  return {[words = std::move(words)](const std::string& text) {
            if (std::ranges::find(words, text) != words.end()) return std::string();
            const auto near = did_you_mean(text, words);
            return does_not_fit(text, list_words(words, "or") + (near ? "; did you mean " + *near + "?" : ""));
          },
          ""};
}

std::shared_ptr<CLI::FormatterBase> help_format() {
  auto format = std::make_shared<HelpFormat>();
  format->column_width(name_width);
  format->label("REQUIRED", "");
  format->label("SUBCOMMAND", "COMMAND");
  return format;
}

}  // namespace parley
