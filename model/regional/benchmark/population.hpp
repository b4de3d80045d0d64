// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace yuqian::model {

/// Rural or urban residents of one province, with the spread of income among them.
struct PopulationCell {
  int region = -1;     ///< of the benchmark
  int household = 0;   ///< 0 rural, 1 urban
  double persons = 0;  ///< 10^4
  double income = 0;   ///< disposable income per head by the household survey, yuan, base year
  double sigma = 0;    ///< standard deviation of its logarithm, assumed lognormal
};

/// What figures per head rest on (docs/data.md). Without cells there are no such figures.
struct Population {
  std::vector<PopulationCell> cells;
  double poverty_line = 0;  ///< yuan a year and person, at prices of the base year
  double risk_line = 1;     ///< multiple of it below which a person may return to poverty

  /// Residents of a region's group, 10^4.
  double persons(int region, int household) const {
    double sum = 0;
    for (const PopulationCell& c : cells)
      if (c.region == region && c.household == household) sum += c.persons;
    return sum;
  }
};

}  // namespace yuqian::model
