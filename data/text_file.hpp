// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace yuqian::data {

/// Whole file as bytes. Throws InputError naming the file and the operating system's reason.
std::string read_file(const std::string& path);

/// Whole file as text: a UTF-8 byte order mark is dropped, and anything that is not UTF-8 (UTF-16,
/// GBK, binary) is refused with its place.
std::string read_text(const std::string& path);

/// The check of read_text on bytes that are already here; returns them without the mark.
std::string checked_text(std::string bytes, const std::string& name);

/// Writes to `path`.tmp.<process>, flushes to disk, renames: readers see the old file or the new.
void write_file(const std::string& path, const std::string& bytes);

/// Name of the temporary file that stands in for `path` while it is written.
std::string temporary_name(const std::string& path);

/// Flushes a written file to disk and renames it to `path`; throws InputError if it cannot.
void publish_file(const std::string& temporary, const std::string& path);

}  // namespace yuqian::data
