// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/word_list.hpp>

#include <algorithm>
#include <stdexcept>

namespace yuqian::model {
namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
  return first == std::string_view::npos ? std::string()
                                         : std::string(text.substr(first, last - first + 1));
}

}  // namespace

std::vector<std::string> word_list(std::string_view text, char between) {
  std::vector<std::string> list;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(between, begin), text.size());
    list.push_back(trimmed(text.substr(begin, end - begin)));
    if (list.back().empty())
      throw std::invalid_argument("nothing stands beside a '" + std::string(1, between) + "'");
    begin = end + 1;
  }
  return list;
}

}  // namespace yuqian::model
