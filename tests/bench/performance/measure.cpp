// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/performance/measure.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <vector>

namespace bench {

double seconds(const std::function<void()>& work, int most) {
  std::vector<double> times;
  double total = 0;
  while (static_cast<int>(times.size()) < most && (times.empty() || total < 4)) {
    const auto start = std::chrono::steady_clock::now();
    work();
    times.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    total += times.back();
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
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
