// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/uncertainty/design.hpp>
#include <yuqian/model/uncertainty/polynomial_fit.hpp>

#include <span>
#include <vector>

namespace yuqian::uncertainty {

/// Standard normal scores of one variable, by node or by draw, and the group that it belongs to.
struct Variable {
  std::vector<double> scores;
  bool by_node = false;
  int group = 0;
  bool bounded = false;  ///< what is drawn lies between two ends: polynomials in Phi(score)
};

/// What the variance of a number is made of (eq. 355): Sobol's indices by group, from the fitted
/// polynomials.
struct VarianceShares {
  std::vector<double> first;  ///< by group: what would vanish were the group alone known
  std::vector<double> total;  ///< by group: what would remain were all others known
  double unexplained = 0;     ///< what no polynomial catches, noise of few draws included
  double variance = 0;
};

/// Scores of all variables are independent between groups. Numbers that are drawn by node have as
/// many different values as there are nodes: means by node are fitted to them, the deviations from
/// these means to the others and to products of the two kinds.
VarianceShares variance_shares(const Design&, const std::vector<Variable>&, int groups,
                               std::span<const double> values, const FitOptions& = {});

}  // namespace yuqian::uncertainty
