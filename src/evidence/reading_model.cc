#include "evidence/reading_model.h"

#include <bit>
#include <cmath>

#include "core/error.h"
#include "text/files.h"

// Made by cmake/reading_model.cmake from src/evidence/reading.model.
extern "C" {
extern const char parley_reading_model_begin[];
extern const char parley_reading_model_end[];
}

namespace parley {
namespace {

constexpr std::string_view mark = "parley reading model 2\n";

void put_text(std::string& bytes, std::string_view text) {
  put_number(bytes, text.size());
  bytes += text;
}

std::string take_text(std::string_view& bytes) {
  const auto size = take_number(bytes);
  if (size > bytes.size()) throw Error("the model ends in the middle of a name");
  std::string text(bytes.substr(0, size));
  bytes.remove_prefix(size);
  return text;
}

}  // namespace

const ReadingModel& shipped_model() {
  static const ReadingModel model = [] {
    const std::string_view bytes(parley_reading_model_begin,
                                 static_cast<std::size_t>(parley_reading_model_end - parley_reading_model_begin));
    return bytes.empty() ? ReadingModel{} : unpack_model(bytes);
  }();
  return model;
}

std::string pack_model(const ReadingModel& model) {
  std::string bytes(mark);
  put_text(bytes, model.trained_on);
  put_number(bytes, std::bit_cast<std::uint32_t>(model.boldness));
  put_number(bytes, model.tags.names.size());
  for (const auto& name : model.tags.names) put_text(bytes, name);
  return bytes + model.tags.weights.pack() + model.cues.pack() + model.spans.pack();
}

ReadingModel unpack_model(std::string_view bytes) {
  if (!bytes.starts_with(mark))
    throw Error("not a model for reading, or one of another version; `parley train DIR --to FILE` makes one");
  bytes.remove_prefix(mark.size());
  ReadingModel model;
  model.trained_on = take_text(bytes);
  model.boldness = std::bit_cast<float>(static_cast<std::uint32_t>(take_number(bytes)));
  if (!std::isfinite(model.boldness)) throw Error("the model has an impossible boldness");
  const auto tags = take_number(bytes);
  if (tags > 100) throw Error("the model has an impossible number of parts of speech");
  for (std::uint64_t i = 0; i < tags; ++i) model.tags.names.push_back(take_text(bytes));
  model.tags.weights = Weights::unpack(bytes);
  model.cues = Weights::unpack(bytes);
  model.spans = Weights::unpack(bytes);
  if (!bytes.empty()) throw Error("the model goes on after its end");
  return model;
}

ReadingModel read_model(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  try {
    return unpack_model(bytes);
  } catch (const Error& error) {
    throw Error(error.problems().front().message, path.string());
  }
}

}  // namespace parley
