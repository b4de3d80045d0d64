// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/ladder.hpp>
#include <yuqian/model/kernel/validity.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/model/regional/question/scenario.hpp>
#include <yuqian/model/regional/solution/lazy.hpp>
#include <yuqian/solvers/report.hpp>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yuqian::model {

namespace report {
struct Readings;
}

/// Checks that stand in every solve; each is a relative size, to be below its tolerance.
struct StandingCheck {
  /// not_made: it would cost too much; not_applicable: there is nothing to check.
  enum class Outcome { passed, failed, not_made, not_applicable };
  /// replication, branch, walras, homogeneity, budgets, grp, tables, residual, complementarity
  std::string name;
  double value = 0, tolerance = 1e-9;
  bool made = true;
  Outcome outcome() const {
    return !made ? Outcome::not_made : value <= tolerance ? Outcome::passed : Outcome::failed;
  }
  bool failed() const { return outcome() == Outcome::failed; }
};
/// "passed", "failed", "not_made", "not_applicable"
inline constexpr std::array<std::string_view, 4> check_words{"passed", "failed", "not_made",
                                                             "not_applicable"};
std::string_view word(StandingCheck::Outcome);

/// Two equilibria of one model: the reference and the counterfactual.
struct Solution {
  std::shared_ptr<const RegionalModel> model;
  Scenario scenario;
  std::vector<double> reference_parameters, parameters;
  std::vector<double> reference_x, x;  ///< unknowns, scaled
  solvers::SolveReport reference_report, report;
  std::vector<Rung> rungs;             ///< what was tried for the last of the two; empty with Ipopt
  std::optional<Objection> objection;  ///< why the one that is rejected is not an equilibrium
  std::vector<StandingCheck> checks;
  /// Both equilibria as accounts, by report::evaluate(); whoever overwrites the vectors above
  /// empties it.
  Lazy<report::Readings> readings;
  bool solved() const;  ///< both equilibria found and no check failed
  /// Of the equilibrium that was not found, else of the counterfactual.
  const solvers::SolveReport& told() const {
    return reference_report.solved() ? report : reference_report;
  }
  std::vector<std::pair<std::string, double>> point() const;  ///< its levels by name
};

}  // namespace yuqian::model
