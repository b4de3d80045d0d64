// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/apps/results/draw_ranges.hpp>

namespace yuqian::apps {

/// What one uncertain input does to a figure.
struct AssumptionEffect {
  const uncertainty::Input* input;
  double effect = 0;  ///< of one standard deviation more, to first order; without sign of `each`
  double first = 0, total = 0;  ///< share of the figure's variance, alone and with interactions
  bool survey = false;          ///< somebody could ask for it
  double left = 1;  ///< of the figure's standard deviation, were the input known to 10 %
};

/// All inputs by their share of the variance; with `survey` those that can be surveyed, by how
/// much a survey narrows the range. The draws must outlive the list, and have a solution.
std::vector<AssumptionEffect> ranked_assumptions(const IndicatorDraws&, bool survey);

}  // namespace yuqian::apps
