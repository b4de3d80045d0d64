// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "apps/screen/screen.hpp"

namespace yuqian::apps {

/// Where the time of a run goes: wall-clock seconds by stage, in the order of first appearance.
class Stages {
 public:
  Stages();
  /// The time since the last call, or since the object was made, belongs to this stage.
  void end(const std::string& stage);
  /// A line a stage with its share, and the total, to the error stream.
  void print(const Screen& screen) const;

 private:
  std::vector<std::pair<std::string, double>> seconds_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace yuqian::apps
