// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "solvers/mcp.hpp"
#include "solvers/options.hpp"

namespace yuqian::solvers {

enum class LinearStatus { ok, singular, stagnated };

/// A solver of A x = b for many A of one sparsity pattern. Not shared between threads.
class LinearSolver {
 public:
  virtual ~LinearSolver() = default;
  virtual std::string_view name() const = 0;
  /// All work that depends on the pattern alone. `partition` as in Mcp::partition(), may be empty.
  /// The pattern must outlive the solver.
  virtual void analyze(const Pattern&, std::span<const Index> partition) = 0;
  /// The values must stay in place until the last solve with them.
  virtual LinearStatus factorize(In values) = 0;
  virtual LinearStatus solve(In rhs, Out x) = 0;
  virtual LinearStatus solve_transpose(In rhs, Out x) = 0;
  /// Relative residual wanted of the next solves; direct solvers always do their best.
  virtual void set_tolerance(double) {}
  /// Iterations of the last solve; 0 for a direct solver.
  virtual int iterations() const { return 0; }
  /// Anything the report should say, for instance that another solver had to take over.
  virtual std::string note() const { return {}; }
};

struct ChosenSolver {
  std::unique_ptr<LinearSolver> solver;
  std::string reason;
};

/// The solver asked for, or by size and structure if `automatic` (docs/solvers.md, section 4).
/// Throws std::invalid_argument if the choice needs something that is not there.
ChosenSolver choose_linear_solver(const LinearOptions&, const Pattern&,
                                  std::span<const Index> partition);

std::unique_ptr<LinearSolver> make_dense_lu();
std::unique_ptr<LinearSolver> make_eigen_lu();

/// True if built with YUQIAN_UMFPACK; make_umfpack throws std::invalid_argument otherwise.
bool have_umfpack();
std::unique_ptr<LinearSolver> make_umfpack();

/// Iterative refinement around another solver: up to `steps` corrections, each kept only if the
/// residual falls.
std::unique_ptr<LinearSolver> make_refined(std::unique_ptr<LinearSolver>, int steps);

}  // namespace yuqian::solvers
