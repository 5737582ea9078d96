// Reading whole files with a limit, writing them atomically.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace parley {

/// Files above this many bytes are refused unless the caller says otherwise.
inline constexpr std::size_t default_file_limit = 64u << 20;

/// The bytes of a file. Throws Error if it is missing, no regular file, unreadable, or larger than `limit`.
std::string read_file(const std::filesystem::path& path, std::size_t limit = default_file_limit);

/// Takes a file's bytes, part by part.
using TakeBytes = std::function<void(std::string_view part)>;

/// Gives the bytes of a file in parts of some 64 KB, so that it is never held whole. Throws Error if it cannot be read.
void read_parts(const std::filesystem::path& path, const TakeBytes& take);

/// Writes a temporary file beside `path`, syncs it and renames it, so that a reader sees the old bytes or the new ones.
/// Throws Error, and leaves nothing behind, if that fails.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Likewise, the bytes given part by part; what `fill` throws leaves the file as it was, which it may read meanwhile.
void write_file(const std::filesystem::path& path, const std::function<void(const TakeBytes& write)>& fill);

/// FNV-1a of `bytes`, or of what has the fingerprint `before` with `bytes` after it: tells whether a file has changed.
std::uint64_t fingerprint(std::string_view bytes, std::uint64_t before = 0xCBF29CE484222325ULL);

/// Puts `bytes` at the end of a file, which is copied piece by piece and never held whole: as with write_file a reader
/// sees the old bytes or the new ones. Throws Error, and leaves the file as it is, where that fails, or the file does
/// not have the fingerprint `before`.
void append_to_file(const std::filesystem::path& path, std::string_view bytes, std::uint64_t before);

/// The SHA-256 of `bytes` (FIPS 180-4) as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace parley
