// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/solve/solve.hpp>

#include <functional>

namespace yuqian::model {

/// Where a welfare change comes from, in 10^8 yuan at reference prices (eq. 90 to 95). The parts
/// add up to the equivalent variation whatever the size of the shock: they are integrals along the
/// path of the parameters from the reference to the counterfactual, the equilibrium following.
struct WelfareDecomposition {
  /// equivalent_variation_by_source[area, welfare_source]: allocative efficiency by tax, terms of
  /// trade, barriers, productivity, endowments, transfers; less what goes to public budgets and
  /// investment; the last is path_error.
  data::Table parts;
  /// welfare_metric_by_source[area, welfare_source]: the same of all that residents get (eq. 401);
  /// nothing is taken off for public budgets and investment.
  data::Table metric;
  /// equivalent_variation_by_channel[area, household, welfare_channel]: the same figure by what a
  /// household receives and pays.
  data::Table channels;
  double error = 0;  ///< largest |path error| of an area over its |EV|, or |metric|, where that is
                     ///< not negligible
  std::vector<double>
      kinks;       ///< points of the path, between 0 and 1, where a bound begins or ceases to hold
  int solves = 0;  ///< equilibria on the path
};

/// Whether a scenario moves what households want. Their equivalent variation then compares unlike
/// wants, and what they receive and pay does not add up to it.
bool moves_tastes(const Scenario&);

/// Solves along the path. The solution must be solved, sharply (SolveSettings) where some
/// equivalent variation is nearly nothing. `interrupted` is polled between solves. Throws
/// ModelError where an equilibrium on the path is not found, and where tastes move.
WelfareDecomposition decompose_welfare(const Solution&,
                                       const std::function<bool()>& interrupted = {});

}  // namespace yuqian::model
