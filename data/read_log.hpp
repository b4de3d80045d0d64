// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace yuqian::data {

/// The bytes of a file that was read, with their digest.
struct Contents {
  std::string bytes;
  std::string sha256;
  mutable std::atomic<bool> seal_holds{false};  ///< true once H5Reader has found so
};

/// Notes every file that the process reads while it lives, in order, each once. A file that is
/// asked for again gives the bytes that it gave first, whatever has become of it: what a command
/// solves, what it says it solved and the digests of both are one. Logs nest; the innermost one
/// notes what is read within it, and so do all around it. Threads may read at once.
class ReadLog {
 public:
  struct File {
    std::string path, sha256;
    std::uint64_t bytes = 0;
  };

  ReadLog();
  ~ReadLog();
  ReadLog(const ReadLog&) = delete;
  ReadLog& operator=(const ReadLog&) = delete;

  std::vector<File> files() const;

  /// The file from the log, or from the disk. Throws InputError as read_file does.
  static std::shared_ptr<const Contents> read(const std::string& path);
  /// Notes that a file was read whose bytes are not kept: a journal.
  static void note(dev_t device, ino_t inode);
  /// True if some log has noted the file.
  static bool has_read(dev_t device, ino_t inode);
  /// The file was written anew by this process.
  static void forget(const std::string& path);

 private:
  struct State;
  static State& state();
  std::vector<File> files_;
};

}  // namespace yuqian::data
