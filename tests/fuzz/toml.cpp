// SPDX-License-Identifier: Apache-2.0
#include "tests/data/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  fuzz::toml(std::string(reinterpret_cast<const char*>(bytes), size));
  return 0;
}
