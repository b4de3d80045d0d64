// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace yuqian::solvers {

/// A text in both languages.
struct Text {
  std::string zh, en;
  bool empty() const { return zh.empty() && en.empty(); }
  bool operator==(const Text&) const = default;
};

/// Adds sentences behind others: Chinese without a blank, English with one.
inline Text& operator+=(Text& text, const Text& more) {
  text.zh += more.zh;
  text.en += (text.en.empty() || more.en.empty() ? "" : " ") + more.en;
  return text;
}

}  // namespace yuqian::solvers
