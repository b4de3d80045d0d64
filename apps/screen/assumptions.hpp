// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/apps/results/draw_ranges.hpp>
#include "apps/screen/screen.hpp"

namespace yuqian::apps {

struct AssumptionRanking {
  const model::Scenario& scenario;
  std::string indicator;  ///< as asked for
  bool survey = false;    ///< rank what can be surveyed by how much that narrows the range
  std::size_t top = 20;
};

/// What the difference between the two equilibria depends on: uncertain inputs ranked by the effect
/// of one standard deviation of each, with share of variance and basis; as a table or as JSON.
void print_assumptions(const Screen&, const IndicatorDraws&, const AssumptionRanking&);

}  // namespace yuqian::apps
