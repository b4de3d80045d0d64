// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace yuqian::apps {

struct ExplainOptions {
  std::string result;     ///< a file of `solve --out`
  std::string indicator;  ///< "grp_real[Guizhou]"
  std::string scenario;   ///< empty: the file's only one
  std::string trade = "central";
  bool all = false;  ///< every term, not the largest only
};

}  // namespace yuqian::apps
