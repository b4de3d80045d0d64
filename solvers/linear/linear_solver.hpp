// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <yuqian/solvers/mcp.hpp>
#include <yuqian/solvers/options.hpp>

namespace yuqian::solvers {

enum class LinearStatus { ok, singular, stagnated };

/// What a solver keeps of a matrix for later, similar ones. Immutable: threads may share it.
struct Factors {
  virtual ~Factors() = default;
};

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
  /// A new sequence of similar matrices begins: forget what was kept from the last one, so that
  /// results do not depend on what was solved before.
  virtual void begin_sequence() {}
  /// Approximate factors of the last matrix, to begin later sequences with; null if the solver
  /// keeps none. Adopt only factors of a solver with the same pattern and partition.
  virtual std::shared_ptr<const Factors> factors() const { return {}; }
  virtual void adopt(std::shared_ptr<const Factors>) {}
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

/// Right-preconditioned GMRES: dense LU of every region's block, exact border (docs/solvers.md,
/// section 5). Reports `stagnated` where it does not converge.
std::unique_ptr<LinearSolver> make_region_gmres(const LinearOptions&);

/// Uses `first`; if that is singular or stagnates, `second` from there to the end of the sequence.
std::unique_ptr<LinearSolver> make_with_fallback(std::unique_ptr<LinearSolver> first,
                                                 std::unique_ptr<LinearSolver> second);

/// Iterative refinement around another solver: up to `steps` corrections, each kept only if the
/// residual falls.
std::unique_ptr<LinearSolver> make_refined(std::unique_ptr<LinearSolver>, int steps);

}  // namespace yuqian::solvers
