// SPDX-License-Identifier: Apache-2.0
#include "model/quota_rule.hpp"

#include <algorithm>
#include <stdexcept>

namespace yuqian::model {
namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
  return first == std::string_view::npos ? std::string() : std::string(text.substr(first, last - first + 1));
}

std::vector<std::string> parts(std::string_view text, char between) {
  std::vector<std::string> list;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(between, begin), text.size());
    list.push_back(trimmed(text.substr(begin, end - begin)));
    if (list.back().empty()) throw std::invalid_argument("nothing stands beside a '" + std::string(1, between) + "'");
    begin = end + 1;
  }
  return list;
}

}  // namespace

std::vector<QuotaRule> parse_quotas(std::string_view words) {
  std::vector<QuotaRule> rules;
  if (words == "none") return rules;
  for (const std::string& way : parts(words, ';')) {
    const std::size_t colon = way.find(':');
    const std::vector<std::string> pair = parts(std::string_view(way).substr(0, colon), '>');
    if (pair.size() != 2) throw std::invalid_argument("\"" + way + "\" is no way from one region to another");
    if (pair[0] == pair[1]) throw std::invalid_argument("\"" + way + "\" leaves a region for itself");
    rules.push_back({pair[0], pair[1], {}});
    if (colon != std::string::npos) rules.back().goods = parts(std::string_view(way).substr(colon + 1), ',');
  }
  return rules;
}

}  // namespace yuqian::model
