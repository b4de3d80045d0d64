// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>

namespace yuqian::data {

/// Whole file as bytes, by way of ReadLog. Throws InputError naming the file and the operating
/// system's reason.
std::string read_file(const std::string& path);

/// Whole file as bytes, from the disk; device and inode say which file it was. Refuses directories,
/// devices, and what is too large to be an input of this program: 4 GiB, 256 MiB from a pipe.
std::string read_from_disk(const std::string& path, dev_t* device, ino_t* inode);

/// Whole file as text: a UTF-8 byte order mark is dropped, and anything that is not UTF-8 (UTF-16,
/// GBK, binary) is refused with its place.
std::string read_text(const std::string& path);

/// The check of read_text on bytes that are already here; returns them without the mark.
std::string checked_text(std::string bytes, const std::string& name);

}  // namespace yuqian::data
