// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/stages.hpp"

#include <algorithm>
#include <ctime>

#include <fmt/format.h>

namespace yuqian::apps {

/// What went before is the program's start: libraries loaded, command line read; CPU time, since
/// the process does nothing but that.
Stages::Stages()
    : seconds_{{"start", static_cast<double>(std::clock()) / CLOCKS_PER_SEC}},
      last_(std::chrono::steady_clock::now()) {}

void Stages::end(const std::string& stage) {
  const auto now = std::chrono::steady_clock::now();
  const double spent = std::chrono::duration<double>(now - last_).count();
  last_ = now;
  const auto found = std::find_if(seconds_.begin(), seconds_.end(),
                                  [&](const auto& s) { return s.first == stage; });
  if (found == seconds_.end())
    seconds_.emplace_back(stage, spent);
  else
    found->second += spent;
}

void Stages::print(const Screen& screen) const {
  double total = 0;
  for (const auto& [stage, seconds] : seconds_) total += seconds;
  for (const auto& [stage, seconds] : seconds_)
    screen.err << fmt::format("{:<10} {:8.4f} s {:5.1f} %\n", stage, seconds,
                              100 * seconds / total);
  screen.err << fmt::format("{:<10} {:8.4f} s\n", "total", total);
}

}  // namespace yuqian::apps
