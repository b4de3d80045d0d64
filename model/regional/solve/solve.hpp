// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/solution/solution.hpp>

#include <functional>

namespace yuqian::model {

struct SolveSettings {
  enum class Method { newton, ipopt } method = Method::newton;
  /// One more Newton step at both equilibria, to rounding: for what is small beside the levels that
  /// it is a difference of, as a decomposition of a welfare change of nearly nothing. Not with
  /// Ipopt, which is a second opinion.
  bool sharp = false;
  /// Levels by the names of unknowns at which the search for the counterfactual begins; others, and
  /// all if this fails, at the reference.
  std::vector<std::pair<std::string, double>> start;
};

/// Solves the reference (the benchmark unless the scenario states one) and the counterfactual.
/// A solve that fails is told by the reports, not by an exception.
Solution solve_scenario(std::shared_ptr<const RegionalModel>, const Scenario&,
                        const SolveSettings& = {}, const std::function<bool()>& interrupted = {});

}  // namespace yuqian::model
