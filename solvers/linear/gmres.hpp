// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <yuqian/solvers/mcp.hpp>

namespace yuqian::solvers {

/// Restarted flexible GMRES with right preconditioner for A x = b (Saad 1993). It keeps what the
/// preconditioner made of every basis vector, so that a preconditioner in single precision costs no
/// accuracy. Holds its workspace; allocates nothing in `cycle`. Sums over the unknowns are sums of
/// those over fixed stretches of them, which a team shares.
class Gmres {
 public:
  using Operator = std::function<void(In, Out)>;

  void resize(std::size_t n, int restart);

  struct Outcome {
    int iterations = 0;
    double residual = 0;  ///< norm of b - A x as the recurrence has it
  };

  /// One cycle from x, which may be told to be zero: at most min(restart, max_iterations)
  /// iterations, ends when |b - A x| <= target. `product` is A, `precondition` an approximation of
  /// its inverse.
  Outcome cycle(const Operator& product, const Operator& precondition, In b, Out x, double target,
                int max_iterations, bool x_is_zero);

 private:
  std::size_t n_ = 0;
  int restart_ = 0;
  std::unique_ptr<double[]> basis_,
      directions_;  // no memory is touched for vectors that no cycle reaches
  std::vector<double> hessenberg_, next_, coefficients_;
  std::vector<double> cosine_, sine_, rhs_;
  std::vector<double> partial_;  ///< of every stretch: what it adds to the coefficients
};

}  // namespace yuqian::solvers
