// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/validity.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/solvers/homotopy.hpp>

namespace yuqian::model {

/// Is a solution of a regional model an equilibrium? Beside what every economy asks for: parameters
/// that a swap lets adjust stay in their domains, and under a closure that may branch the solution
/// has the benchmark's orientation (eq. 124).
class RegionalValidity {
 public:
  /// The equilibrium is that of the model; its present parameters are the benchmark's.
  RegionalValidity(const RegionalModel&, Equilibrium&, const ValidityOptions& = {});

  /// At the equilibrium's present parameters. `same_branch`: known to be on the benchmark's, so
  /// that its orientation is not looked at.
  std::optional<Objection> objection(Equilibrium&, solvers::In x, bool same_branch = false) const;
  /// Whether a solution has the benchmark's orientation, where branches are told apart.
  bool has_orientation(Equilibrium&, solvers::In x) const;

  /// Whether branches are told apart: the closure may branch and the model is small enough.
  bool tells_branches() const { return orientation_ != 0; }
  /// What was done about branches where the path was walked, or the end alone was looked at.
  BranchCheck branch_check(bool walked) const;
  /// Where a change leads in small steps, with the orientation looked at after each. One sign at
  /// the end does not see two singular points on the way.
  struct Walk {
    std::optional<Objection> objection;  ///< the path ends, or passes a singular point
    std::vector<double> x;               ///< at its end; empty where there is an objection
    solvers::SolveReport report;
  };
  Walk walk(Equilibrium&, const std::vector<double>& from, const std::vector<double>& to,
            const std::vector<double>& x_from, const solvers::HomotopyOptions&,
            const solvers::Callback&) const;

 private:
  const RegionalModel& model_;
  ValidityOptions options_;
  int orientation_ = 0;  ///< of the benchmark; 0 where it is not asked for
};

}  // namespace yuqian::model
