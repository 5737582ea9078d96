// What an option takes, and how help shows it.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace parley {

/// A whole number of this range.
CLI::Validator whole_number(std::uint64_t low, std::uint64_t high);

/// Any seed.
CLI::Validator any_seed();

/// A decimal of this range.
CLI::Validator decimal(double low, double high);

/// Anything but nothing, as a variable of the shell that is not set would be.
CLI::Validator not_empty();

/// One of these words.
CLI::Validator one_word_of(std::vector<std::string> words);

/// Help that fits the terminal's width.
std::shared_ptr<CLI::FormatterBase> help_format();

}  // namespace parley
