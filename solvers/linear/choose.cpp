// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "solvers/linear/linear_solver.hpp"

namespace yuqian::solvers {

ChosenSolver choose_linear_solver(const LinearOptions& options, const Pattern& pattern,
                                  std::span<const Index>) {
  const Index n = pattern.size();
  const auto direct = [&](std::unique_ptr<LinearSolver> s) {
    return make_refined(std::move(s), options.refinement);
  };
  switch (options.choice) {
    case LinearChoice::dense: return {direct(make_dense_lu()), "asked for"};
    case LinearChoice::eigen_lu: return {direct(make_eigen_lu()), "asked for"};
    case LinearChoice::umfpack: return {direct(make_umfpack()), "asked for"};
    default: break;
  }
  if (n <= options.dense_below)
    return {direct(make_dense_lu()), fmt::format("{} unknowns: small enough for dense LU", n)};
  return {direct(make_eigen_lu()), fmt::format("{} unknowns", n)};
}

}  // namespace yuqian::solvers
