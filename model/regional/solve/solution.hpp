// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/question/scenario.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/model/kernel/validity.hpp>
#include <yuqian/solvers/report.hpp>

#include <functional>

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

struct SolveSettings {
  enum class Method { newton, ipopt } method = Method::newton;
  /// One more Newton step at both equilibria, to rounding: for what is small beside the levels that
  /// it is a difference of, as a decomposition of a welfare change of nearly nothing. Not with
  /// Ipopt, which is a second opinion.
  bool sharp = false;
};

/// Solves the reference (the benchmark unless the scenario states one) and the counterfactual.
/// A solve that fails is told by the reports, not by an exception.
Solution solve_scenario(std::shared_ptr<const RegionalModel>, const Scenario&,
                        const SolveSettings& = {}, const std::function<bool()>& interrupted = {});

/// Every indicator of a solution as labelled tables, named as in data/schema/variables.csv: levels
/// in the reference and in the counterfactual along the axis "state" (reference, counterfactual),
/// or changes without it. Aggregates (the two together, the rest of China, the nation) stand in the
/// axis "area" beside the single regions. Unit and axes are on each table.
std::vector<data::Table> indicators(const Solution&);

}  // namespace yuqian::model
