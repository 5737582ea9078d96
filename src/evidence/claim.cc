#include "evidence/claim.h"

#include <fmt/format.h>

#include <algorithm>

#include "evidence/words.h"

namespace parley {
namespace {

constexpr std::string_view shape = "draft-a > draft-b, or importance(x) > importance(y) + importance(z)";

class ClaimReader {
 public:
  ClaimReader(const Casebook& casebook, const CsvFile& file, const CsvField& field, std::vector<Problem>& problems)
      : casebook_(casebook), file_(file), field_(field), problems_(problems) {}

  std::optional<Claim> read() {
    const std::string_view text = field_.text;
    const auto sign = text.find_first_of("<>=");
    if (sign == std::string_view::npos || text[sign] != '>')
      return fail(sign == std::string_view::npos ? text : text.substr(sign, 1),
                  sign == std::string_view::npos ? "a claim without '>'" : "a claim is written with '>'",
                  text.find('<') == sign && sign != std::string_view::npos ? "turn the two sides round" : "");
    const std::size_t width = text.substr(sign).starts_with(">=") ? 2 : 1;
    const auto left = trimmed(text.substr(0, sign)), right = trimmed(text.substr(sign + width));
    if (const auto second = right.find_first_of("<>="); second != std::string_view::npos)
      return fail(right.substr(second, 1), "a second sign in one claim", "write one claim a row");
    if (left.empty() || right.empty()) return fail(text, "a claim with nothing on one side", "");
    Claim claim;
    claim.text = std::string(trimmed(text));
    const bool done = left.starts_with("importance")
                          ? issues(left, claim.heavier) & issues(right, claim.lighter)
                          : draft(left, claim.better_draft) & draft(right, claim.worse_draft);
    if (!done) return std::nullopt;
    if (claim.better_draft >= 0 && claim.better_draft == claim.worse_draft)
      return fail(right, "the same draft stands on both sides", "");
    for (const int issue : claim.lighter)
      if (std::count(claim.heavier.begin(), claim.heavier.end(), issue) > 0)
        return fail(right, fmt::format("issue '{}' stands on both sides", casebook_.issues[issue].id), "");
    return claim;
  }

 private:
  // `part` must be a view into the field's text.
  std::nullopt_t fail(std::string_view part, std::string message, std::string hint,
                      std::string expected = std::string(shape)) {
    const auto before =
        std::string_view(field_.text).substr(0, static_cast<std::size_t>(part.data() - field_.text.data()));
    const CsvField here{std::string(part), field_.line, field_.column + utf32(before).size()};
    problems_.push_back(file_.problem(Severity::error, here, std::move(message), std::move(expected), std::move(hint)));
    return std::nullopt;
  }

  bool draft(std::string_view name, int& index) {
    if (name.starts_with("draft:")) name = trimmed(name.substr(6));
    index = casebook_.find_draft(name);
    if (index < 0) {
      std::vector<std::string> ids;
      for (const auto& draft : casebook_.drafts) ids.push_back(draft.id);
      fail(name, fmt::format("unknown draft '{}'", name), suggestion(name, ids));
    }
    return index >= 0;
  }

  bool issues(std::string_view sum, std::vector<int>& indices) {
    bool done = true;
    while (true) {
      const auto plus = sum.find('+');
      done &= term(trimmed(sum.substr(0, plus)), indices);
      if (plus == std::string_view::npos) return done;
      sum.remove_prefix(plus + 1);
    }
  }

  bool term(std::string_view text, std::vector<int>& indices) {
    auto name = text;
    if (name.starts_with("importance")) name = trimmed(name.substr(10));
    if (name.size() == text.size() || name.size() < 2 || name.front() != '(' || name.back() != ')') {
      fail(text.empty() ? std::string_view(field_.text) : text,
           fmt::format("'{}' is not the importance of an issue", text), "");
      return false;
    }
    name = trimmed(name.substr(1, name.size() - 2));
    const int issue = casebook_.find_issue(name);
    if (issue < 0) {
      fail(name.empty() ? text : name, fmt::format("unknown issue '{}'", name), id_suggestion(name, casebook_.issues));
      return false;
    }
    if (std::count(indices.begin(), indices.end(), issue) > 0) {
      fail(name, fmt::format("issue '{}' stands twice on one side", name), "");
      return false;
    }
    indices.push_back(issue);
    return true;
  }

  const Casebook& casebook_;
  const CsvFile& file_;
  const CsvField& field_;
  std::vector<Problem>& problems_;
};

}  // namespace

std::optional<Claim> parse_claim(const Casebook& casebook, const CsvFile& file, const CsvField& field,
                                 std::vector<Problem>& problems) {
  return ClaimReader(casebook, file, field, problems).read();
}

}  // namespace parley
