// SPDX-License-Identifier: Apache-2.0
#include "data/h5.hpp"

#include <hdf5.h>

#include <type_traits>

#include "data/error.hpp"

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

}  // namespace yuqian::data::h5
