// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace yuqian::model {

/// A text in both languages.
struct LocalText {
  std::string zh, en;
};

}  // namespace yuqian::model
