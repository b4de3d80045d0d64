// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace yuqian::data {

/// The disk or the machine stands in the way, not the request: no space, an I/O error, a stream
/// that is gone. what() is one readable sentence that names the file.
class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The one way in which this program writes a file. The bytes go to a temporary name in the
/// target's folder; publish() flushes them to disk and renames. Readers see the old file or the
/// new one, and a file that is never published leaves nothing behind. A file that is replaced
/// keeps its mode.
///
/// Throws InputError where the request is wrong: require_writable() says what that means. Throws
/// OutputError where writing itself fails; the old file is then still there.
class OutputFile {
 public:
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes);
  void publish();

 private:
  void close();
  [[noreturn]] void fail(const char* what, int error);

  std::string path_, temporary_;
  int descriptor_ = -1;
};

/// Whole file at once.
void write_file(const std::string& path, std::string_view bytes);

/// Refuses, with an InputError, what cannot or must not be written: a folder that is missing or
/// read-only, a target that is a device, a FIFO, a directory, a link or a read-only file, and a
/// file that has been read (data/read_log.hpp). To be asked before anything is solved.
void require_writable(const std::string& path);

}  // namespace yuqian::data
