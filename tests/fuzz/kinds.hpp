// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/fuzz/mutate.hpp"

namespace fuzz {

/// One kind of input. `run` makes an input from the generator alone and gives it to the reader:
/// true if it was accepted, false if it was refused in words. Anything else ends the program.
struct Kind {
  std::string name;
  std::function<bool(Random&)> run;
};

std::vector<Kind> text_kinds();
std::vector<Kind> file_kinds(const std::string& folder);  ///< HDF5: bytes and structure
std::vector<Kind> journal_kinds();

/// True if `action` went through; false if it refused in words, which must be readable.
bool accepted(const std::function<void()>& action);

}  // namespace fuzz
