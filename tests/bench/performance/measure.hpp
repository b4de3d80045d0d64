// SPDX-License-Identifier: Apache-2.0
// How the benchmarks measure, and the lines that scripts/bench gathers.
#pragma once

#include <functional>
#include <string>

namespace bench {

/// Median wall-clock seconds of up to `most` runs; fewer if together they take more than a few
/// seconds.
double seconds(const std::function<void()>& work, int most = 9);

/// The same of two works that take turns; that of the second goes to `other`.
double seconds_in_turn(const std::function<void()>& work, const std::function<void()>& second,
                       double& other, int most = 9);

/// Largest memory that this process has had, in MB (VmHWM).
double peak_megabytes();

/// What a line is about: the row of the table, and the variant that was measured.
struct Subject {
  std::string work, variant, size;
  int unknowns = 0;
};

/// One line: work,variant,size,unknowns,measure,value.
void tell(const Subject&, const std::string& measure, double value);
/// peak_megabytes() as a line; the last one of a process.
void tell_peak(const Subject&);

}  // namespace bench
