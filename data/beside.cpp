// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/beside.hpp>

#include <filesystem>
#include <system_error>

namespace yuqian::data {

std::string beside(const std::string& file, const std::string& name, const std::string& extension) {
  const bool is_path = name.find('/') != std::string::npos || name.ends_with(extension);
  const std::filesystem::path path = name;
  if (!is_path || path.is_absolute()) return name;
  const std::filesystem::path there = std::filesystem::path(file).parent_path() / path;
  std::error_code none;
  return std::filesystem::exists(there, none) ? there.string() : name;
}

}  // namespace yuqian::data
