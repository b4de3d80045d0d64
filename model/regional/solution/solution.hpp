// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/validity.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/model/regional/question/scenario.hpp>
#include <yuqian/solvers/report.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace yuqian::model {

/// Checks that stand in every solve; each is a relative size, to be below its tolerance.
struct StandingCheck {
  /// replication, branch, walras, homogeneity, budgets, grp, tables, residual, complementarity
  std::string name;
  double value = 0, tolerance = 1e-9;
  bool passed() const { return value <= tolerance; }
};

/// Two equilibria of one model: the reference and the counterfactual.
struct Solution {
  std::shared_ptr<const RegionalModel> model;
  Scenario scenario;
  std::vector<double> reference_parameters, parameters;
  std::vector<double> reference_x, x;  ///< unknowns, scaled
  solvers::SolveReport reference_report, report;
  std::optional<Objection> objection;  ///< why the one that is rejected is no equilibrium
  std::vector<StandingCheck> checks;
  bool solved() const;  ///< both equilibria found and all checks passed
};

}  // namespace yuqian::model
