// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/performance/measure.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <vector>

namespace bench {

namespace {

double taken_by(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

}  // namespace

double seconds(const std::function<void()>& work, int most) {
  std::vector<double> times;
  double total = 0;
  while (static_cast<int>(times.size()) < most && (times.empty() || total < 4))
    total += times.emplace_back(taken_by(work));
  return median(times);
}

double seconds_in_turn(const std::function<void()>& work, const std::function<void()>& second,
                       double& other, int most) {
  std::vector<double> times, others;
  double total = 0;
  while (static_cast<int>(times.size()) < most && (times.size() < 3 || total < 8)) {
    total += times.emplace_back(taken_by(work));
    total += others.emplace_back(taken_by(second));
  }
  other = median(others);
  return median(times);
}

double peak_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) {
      double kilobytes = 0;
      std::istringstream(line.substr(6)) >> kilobytes;
      return kilobytes / 1024;
    }
  return 0;
}

void tell(const Subject& s, const std::string& measure, double value) {
  std::printf("%s,%s,%s,%d,%s,%.6g\n", s.work.c_str(), s.variant.c_str(), s.size.c_str(),
              s.unknowns, measure.c_str(), value);
  std::fflush(stdout);
}

void tell_peak(const Subject& s) { tell(s, "peak_mb", peak_megabytes()); }

}  // namespace bench
