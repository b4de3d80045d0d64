// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <yuqian/solvers/linear/linear_solver.hpp>
#include <yuqian/solvers/mcp.hpp>
#include <yuqian/solvers/options.hpp>
#include <yuqian/solvers/report.hpp>

namespace yuqian::solvers {

/// Semismooth Newton on the Fischer-Burmeister equations (docs/solvers.md, section 2).
/// Keeps workspace and symbolic analysis: solve many problems of one pattern with one object.
/// One thread at a time. Nothing is allocated between the first and the last iteration, except
/// inside a sparse direct factorization.
class Newton {
 public:
  explicit Newton(NewtonOptions = {});
  ~Newton();
  Newton(Newton&&) noexcept;
  Newton& operator=(Newton&&) noexcept;

  /// x: starting point on entry, projected onto the bounds; best point found on return.
  SolveReport solve(Mcp&, Out x, const Callback& = {});

  /// Response of a solution x to a change of the equations: H dx = -diag(b) df, where df is the
  /// change of F at fixed x (eq. S13). With df = dF/dt this is the tangent of a path.
  LinearStatus tangent(Mcp&, In x, In df, Out dx);

  /// Adjoint of `tangent`: for g = dJ/dx gives w with dJ/dp = w' dF/dp for every parameter p that
  /// enters F alone (eq. S14): w = -diag(b) H^-T g.
  LinearStatus adjoint(Mcp&, In x, In g, Out w);

  /// Factors at x, typically the benchmark, with which every later solve of this object begins.
  /// They are immutable: hand them to the solver objects of other threads with `adopt`. Null if the
  /// linear solver in use keeps none (direct solvers).
  std::shared_ptr<const Factors> anchor(Mcp&, In x);
  /// The problem must have the pattern and partition for which the factors were made.
  void adopt(Mcp&, std::shared_ptr<const Factors>);

  NewtonOptions& options();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// Solves l <= x <= u _|_ F(x) from x. Builds its workspace anew; for many solves keep a `Newton`.
SolveReport solve(Mcp&, Out x, const NewtonOptions& = {}, const Callback& = {});

}  // namespace yuqian::solvers
