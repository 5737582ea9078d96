// A number, an interval or a named distribution, as it may stand in place of a stance, an importance or a share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// A finite number with the text it was written as, so that exact arithmetic can start from the text.
struct Number {
  std::string text;  ///< "-12.50", "1e3", "2/3": what an exact rational is read from
  double value = 0;
};

struct Quantity {
  enum class Kind {
    number,      ///< a
    uniform,     ///< on [a, b]; written a..b, [a, b] or uniform(a, b)
    triangular,  ///< triangular(low, mode, high)
    beta,        ///< beta(alpha, beta) on [0, 1], or beta(alpha, beta, low, high)
    normal,      ///< normal(mean, deviation, low, high): cut to [low, high]
  };
  Kind kind = Kind::number;
  std::vector<Number> parameters;  ///< in the order written
  std::string text;                ///< as written

  [[nodiscard]] bool is_number() const { return kind == Kind::number; }
  /// The least and greatest value it can take.
  [[nodiscard]] double low() const;
  [[nodiscard]] double high() const;
  /// The value at a share `u` of its distribution, u in [0, 1]; the number itself whatever `u`.
  [[nodiscard]] double quantile(double u) const;
};

/// A finite decimal, -?(digits(.digits)?|.digits)([eE][-+]?digits)?, or a fraction, -?digits/digits; at most 40
/// characters, exponents within 30 and sizes within 1e15, so that exact arithmetic on the text stays small. Nothing if
/// `text` is none of these (NaN and infinities are none).
std::optional<Number> parse_number(std::string_view text);

/// Reads any of the forms above. On failure nothing, and `why` says what is wrong ("low end above high end").
std::optional<Quantity> parse_quantity(std::string_view text, std::string& why);

/// Of a text that is not the finite number asked for, what there is to say beyond that; often nothing.
std::string why_no_number(std::string_view text);

}  // namespace parley
