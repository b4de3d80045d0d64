// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yuqian::model {

/// One route that a closure puts under quotas: goods from one region to another.
struct QuotaRule {
  std::string from, to;
  std::vector<std::string> goods;  ///< empty: all
};

/// Reads the words of the closure key `quota`: "none", or routes with a semicolon between, each
/// "Chongqing>Guizhou" or "Chongqing>Guizhou: coal, metals". Throws std::invalid_argument, which
/// says what is wrong; labels are checked where the model is built.
std::vector<QuotaRule> parse_quotas(std::string_view words);

}  // namespace yuqian::model
