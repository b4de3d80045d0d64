// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <yuqian/model/kernel/local_text.hpp>

namespace yuqian::calibration {

/// One sentence in both languages about the same figures. Positions ({0:.1f}) may differ in order.
template <class... A>
model::LocalText both(fmt::format_string<const A&...> en, fmt::format_string<const A&...> zh,
                      const A&... figures) {
  return {fmt::format(zh, figures...), fmt::format(en, figures...)};
}

}  // namespace yuqian::calibration
