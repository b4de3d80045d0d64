// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/heading.hpp>

#include <sstream>

namespace yuqian::data {

std::map<std::string, std::string> read_heading(const std::string& text) {
  const auto trim = [](const std::string& s) {
    const auto first = s.find_first_not_of(" \t\r"), last = s.find_last_not_of(" \t\r");
    return first == std::string::npos ? std::string() : s.substr(first, last - first + 1);
  };
  std::map<std::string, std::string> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line) && line.rfind('#', 0) == 0;)
    if (const auto colon = line.find(':'); colon != std::string::npos)
      found.emplace(trim(line.substr(1, colon - 1)), trim(line.substr(colon + 1)));
  return found;
}

}  // namespace yuqian::data
