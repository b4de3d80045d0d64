// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/quota_rule.hpp>

#include <stdexcept>

#include <yuqian/model/regional/question/word_list.hpp>

namespace yuqian::model {

std::vector<QuotaRule> parse_quotas(std::string_view words) {
  std::vector<QuotaRule> rules;
  if (words == "none") return rules;
  for (const std::string& route : word_list(words, ';')) {
    const std::size_t colon = route.find(':');
    const std::vector<std::string> pair = word_list(std::string_view(route).substr(0, colon), '>');
    if (pair.size() != 2)
      throw std::invalid_argument("\"" + route + "\" is not a route from one region to another");
    if (pair[0] == pair[1])
      throw std::invalid_argument("\"" + route + "\" leaves a region for itself");
    rules.push_back({pair[0], pair[1], {}});
    if (colon != std::string::npos)
      rules.back().goods = word_list(std::string_view(route).substr(colon + 1), ',');
  }
  return rules;
}

}  // namespace yuqian::model
