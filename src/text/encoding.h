// From bytes to code points: which encoding, and from which byte each code point came.
//
// A byte order mark decides; then what the format declares (HTML's charset); then well-formed UTF-8; then UTF-16 and
// UTF-32 without a mark, which betray themselves by their zero bytes; then ICU's detector, which goes by the
// frequency of byte sequences. What no encoding explains is a binary file and is refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

struct Decoded {
  std::u32string text;
  std::vector<std::uint32_t> origin;  ///< first byte of each code point; one more for the end
  std::string encoding;               ///< as ICU names it
};

/// Decodes `bytes`; `declared` is the encoding the format itself names, or empty. Line ends are left as they came, a
/// byte order mark is dropped. Throws Error, naming the file `name`, if the bytes are no text or too many to count.
Decoded decode(std::string_view bytes, std::string_view name, std::string_view declared = {});

/// The encoding that bytes which are not UTF-8 probably have, as a person would name it; empty if nobody can tell.
std::string probable_encoding(std::string_view bytes);

}  // namespace parley
