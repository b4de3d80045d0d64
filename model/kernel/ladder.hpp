// SPDX-License-Identifier: Apache-2.0
// What is tried, in which order, until an equilibrium is found (docs/solvers.md, section 3).
#pragma once

#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/solvers/newton.hpp>
#include <yuqian/solvers/options.hpp>
#include <yuqian/solvers/report.hpp>

#include <string>
#include <vector>

namespace yuqian::model {

struct LadderOptions {
  solvers::HomotopyOptions homotopy;  ///< its `newton` holds for all rungs
  /// What it solves as a last resort it solves within 60 iterations; what it does not, it does not
  /// within 3,000.
  solvers::IpoptOptions ipopt{.max_iterations = 300};
  /// Follow the change of parameters from the problem's base. False where the start was stated to
  /// choose among equilibria: a path from elsewhere could end at another one.
  bool continuation = true;
  /// Where the start was stated: Newton from there or nothing. What else there is wanders off to
  /// equilibria that nobody asked for, at a hundred times the work.
  bool newton_alone = false;
  /// Go on where the path from the base ended on the way: what the later rungs find is an
  /// equilibrium, but not one that the base leads to.
  bool past_path = false;
  /// Largest problem that a fixed-point homotopy is tried on: its algebra is dense.
  int fixed_point_up_to = 300;
  /// Largest problem that Ipopt is tried on; it takes minutes on large ones.
  int ipopt_up_to = 1000;
};

/// What one attempt did.
struct Rung {
  /// "newton", "continuation", "price adjustment", "transient phases", "fixed-point homotopy",
  /// "ipopt"; "newton from the stated start"
  std::string name;
  solvers::Status status = solvers::Status::stalled;
  int iterations = 0;
  double residual = 0;  ///< larger of natural residual and complementarity gap
  double reached = 1;   ///< continuation: how far it came
};

solvers::Text name(const Rung&);  ///< for a reader

/// Where the ladder ended. The report is that of the rung that solved, or of the one that came
/// closest; its iterations are those of all rungs, and its detail says what was tried.
struct Climb {
  solvers::SolveReport report;
  std::vector<Rung> rungs;  ///< in their order
};

/// Newton; continuation from the problem's base parameters; price adjustment, then Newton;
/// Newton with transient phases; a fixed-point homotopy, then Newton; Ipopt. Every rung but
/// continuation begins at x; the first that solves ends the ladder. x: the point that the report
/// belongs to on return. The problem is left at t = 1.
Climb climb(Equilibrium&, std::vector<double>& x, const LadderOptions& = {},
            const solvers::Callback& = {});

/// The same with a solver object whose workspace and factors are reused; its options are restored.
Climb climb(solvers::Newton&, Equilibrium&, std::vector<double>& x, const LadderOptions& = {},
            const solvers::Callback& = {});

}  // namespace yuqian::model
