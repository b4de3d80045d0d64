// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

/// Ownership and errors for the C interface of HDF5, whose header stays in the sources. One thread
/// at a time: the library need not have been built for more.
namespace yuqian::data::h5 {

using Id = std::int64_t;  // hid_t

/// Owns one HDF5 identifier.
class Handle {
 public:
  Handle() = default;
  Handle(Id id, int (*close)(Id)) : id_(id), close_(close) {}
  Handle(Handle&& other) noexcept
      : id_(std::exchange(other.id_, -1)), close_(std::exchange(other.close_, nullptr)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() { reset(); }
  int reset();  ///< closes now; negative if the library could not
  operator Id() const { return id_; }

 private:
  Id id_ = -1;
  int (*close_)(Id) = nullptr;
};

/// Keeps HDF5 from printing its error stack while it lives; the caller reports instead.
class Quiet {
 public:
  Quiet();
  ~Quiet();
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  int (*function_)(Id, void*) = nullptr;
  void* data_ = nullptr;
};

/// Throws InputError "<file>: cannot <what>: <reason of the library>".
[[noreturn]] void fail(const std::string& file, const std::string& what, const std::string& hint);

Handle string_type();  ///< variable-length UTF-8

/// A file that HDF5 makes in memory. Must outlive the open file.
class MemoryFile {
 public:
  MemoryFile() = default;
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  /// Makes files that are created with this access list lie here.
  void attach(Id access_list);
  /// The bytes of the file, once it is closed; nothing before.
  std::string_view bytes() const;

 private:
  struct Callbacks;
  void* memory_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace yuqian::data::h5
