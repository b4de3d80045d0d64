// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <yuqian/solvers/mcp.hpp>
#include <yuqian/solvers/text.hpp>

namespace yuqian::solvers {

/// How a solve ended. Only `solved` means that the numbers may be used.
enum class Status {
  solved,             ///< scaled residual and complementarity gap within tolerance
  stalled,            ///< no direction lowers the merit function any further
  iteration_limit,    ///< options allowed no more iterations
  time_limit,         ///< options allowed no more time
  singular,           ///< stalled, and the matrix of the last Newton system is singular
  evaluation_failed,  ///< residual or Jacobian not defined at the start, or in no direction from
                      ///< there
  path_ended,         ///< homotopy: the ladder could not be climbed to t = 1
  interrupted,        ///< the callback asked to stop
  rejected,           ///< solved, but the problem's own test of the point says no: see `ground`
};

/// One word, fit for a table column: "solved", "stalled", "iteration_limit", ...
std::string_view word(Status);

/// An equation far from holding, in the terms of the problem.
struct WorstRow {
  Index row = -1;
  std::string label;
  double residual = 0;  ///< natural residual x - mid(l, x - F, u), signed
  double x = 0, f = 0;  ///< level and function value
  double lower = 0, upper = 0;
  Text text() const;  ///< "PX: residual 0.1 at level 2"
};

enum class Direction : char { none, newton, proximal, levenberg, gradient, transient };
std::string_view word(Direction);

/// One line of the history: the state after `iteration` steps and how it was reached.
struct Step {
  int iteration = 0;
  double residual = 0;  ///< largest natural residual (eq. S4)
  double gap = 0;       ///< complementarity gap (eq. S5)
  double merit = 0;     ///< half the squared norm of the Fischer-Burmeister residual (eq. S6)
  double length = 0;    ///< fraction of the direction taken
  Direction direction = Direction::none;
  int linear_iterations = 0;  ///< 0 for a direct solve
};

/// Wall-clock seconds by kind of work.
struct Timings {
  double total = 0, residual = 0, jacobian = 0, analysis = 0, factorization = 0, linear_solve = 0;
};

struct SolveReport {
  Status status = Status::stalled;
  std::string algorithm;  ///< "newton", "homotopy", "ipopt"
  int iterations = 0;
  double residual = 0;          ///< largest natural residual at the point returned
  double gap = 0;               ///< complementarity gap at the point returned
  double tolerance = 1e-9;      ///< what both were asked to be below
  double reached = 1;           ///< homotopy: largest t with a solution; x is that solution
  int path_steps = 0;           ///< homotopy: rungs climbed; 0 if the full step worked at once
  std::vector<WorstRow> worst;  ///< largest residuals first; empty if solved
  std::string linear_solver;    ///< name of the linear solver in use at the end
  std::string linear_reason;    ///< why it was chosen, and why it was changed if it was
  int factorizations = 0;       ///< matrices given to the linear solver, which may keep old factors
  int linear_iterations = 0;
  int residual_evaluations = 0;
  Text detail;         ///< what the diagnosis or the problem's own test found; empty if solved
  std::string ground;  ///< of `rejected`: one word, which then stands for the status
  Timings seconds;
  std::vector<Step> history;

  bool solved() const { return status == Status::solved; }
  std::string_view word() const { return ground.empty() ? solvers::word(status) : ground; }
  /// The outcome in one or two sentences for a reader who does not know the algorithm.
  Text text() const;
  std::string sentence() const { return text().en; }
};

/// The `count` rows with the largest natural residual, largest first; not-finite rows before all.
std::vector<WorstRow> worst_rows(const Mcp&, In x, In f, int count);

}  // namespace yuqian::solvers
