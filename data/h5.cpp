// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/h5.hpp>

#include <hdf5.h>

#include <cstdlib>
#include <cstring>
#include <type_traits>

#include <yuqian/data/error.hpp>

namespace yuqian::data::h5 {
namespace {

static_assert(std::is_same_v<hid_t, Id>, "HDF5 1.10 or newer has 64-bit identifiers");

/// Keeps the innermost message of the stack.
herr_t remember(unsigned, const H5E_error2_t* error, void* text) {
  if (error->desc && *error->desc) *static_cast<std::string*>(text) = error->desc;
  return 0;
}

}  // namespace

int Handle::reset() {
  const int status = id_ >= 0 && close_ ? close_(id_) : 0;
  id_ = -1;
  close_ = nullptr;
  return status;
}

Quiet::Quiet() {
  H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Quiet::~Quiet() { H5Eset_auto2(H5E_DEFAULT, function_, data_); }

void fail(const std::string& file, const std::string& what, const std::string& hint) {
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, remember, &reason);
  H5Eclear2(H5E_DEFAULT);
  throw InputError({{file}, "cannot " + what + (reason.empty() ? "" : ": " + reason), {}, hint});
}

Handle string_type() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

/// H5Fget_file_image would be shorter, but leaves the superblock with a wrong checksum in 1.10. So
/// the library's own memory is taken over when it closes the file.
struct MemoryFile::Callbacks {
  static void* allocate(std::size_t size, H5FD_file_image_op_t, void* self) {
    static_cast<MemoryFile*>(self)->size_ = size;
    return std::malloc(size);
  }
  static void* copy(void* to, const void* from, std::size_t size, H5FD_file_image_op_t, void*) {
    return std::memcpy(to, from, size);
  }
  static void* resize(void* memory, std::size_t size, H5FD_file_image_op_t, void* self) {
    void* moved = std::realloc(memory, size);
    if (moved) static_cast<MemoryFile*>(self)->size_ = size;
    return moved;
  }
  static herr_t release(void* memory, H5FD_file_image_op_t when, void* self) {
    if (when == H5FD_FILE_IMAGE_OP_FILE_CLOSE)
      static_cast<MemoryFile*>(self)->memory_ = memory;
    else
      std::free(memory);
    return 0;
  }
  static void* share(void* self) { return self; }
  static herr_t leave(void*) { return 0; }
};

MemoryFile::~MemoryFile() { std::free(memory_); }

void MemoryFile::attach(Id access_list) {
  constexpr std::size_t step = std::size_t{1} << 20;
  H5FD_file_image_callbacks_t callbacks{Callbacks::allocate,
                                        Callbacks::copy,
                                        Callbacks::resize,
                                        Callbacks::release,
                                        Callbacks::share,
                                        Callbacks::leave,
                                        this};
  H5Pset_fapl_core(access_list, step, 0);
  H5Pset_file_image_callbacks(access_list, &callbacks);
}

std::string_view MemoryFile::bytes() const {
  // The memory is larger than the file, whose end its superblock states (version 2 or 3).
  constexpr std::size_t end_of_file = 28;
  std::uint64_t size = 0;
  if (!memory_ || size_ < end_of_file + sizeof size) return {};
  std::memcpy(&size, static_cast<const char*>(memory_) + end_of_file, sizeof size);
  if (size > size_) return {};
  return {static_cast<const char*>(memory_), static_cast<std::size_t>(size)};
}

}  // namespace yuqian::data::h5
