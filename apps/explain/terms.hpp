// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "apps/explain/target.hpp"

namespace yuqian::apps::explain {

/// One addend of an indicator. The two states are not a number where the indicator compares them by
/// its nature.
struct Term {
  std::vector<std::string> labels;
  model::LocalText name;
  double reference = std::numeric_limits<double>::quiet_NaN();
  double counterfactual = std::numeric_limits<double>::quiet_NaN();
  double contribution = 0;  ///< to the change, in the indicator's unit
};

/// What the terms of one chain add up to, and whether that is the change.
struct Explanation {
  const Chain* chain = nullptr;
  std::vector<std::string>
      missing;              ///< tables that the file does not have; then there are no terms
  std::vector<Term> terms;  ///< in the order of the tables
  double reference = 0, counterfactual = 0, change = 0;  ///< of the indicator
  double sum = 0;                                        ///< of the contributions
  double level_remainder = 0;  ///< of the reference over the terms' references; zero without states
  double tolerance = 0;        ///< rounding of the levels that were added up
  double remainder() const { return change - sum; }
  bool adds_up() const;
};

/// A chain applies unless the target holds an axis that the chain's tables lack: parts of all
/// households do not explain those of one group.
bool applies(const Chain&, const Target&);
Explanation explain(const Chain&, const Target&);

}  // namespace yuqian::apps::explain
