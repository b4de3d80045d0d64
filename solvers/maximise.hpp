// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace yuqian::solvers {

/// A smooth function to be maximised in a box, under linear constraints if there are any.
struct Maximisation {
  std::vector<double> lower, upper;
  /// False where the function is not defined; the step is then shortened.
  std::function<bool(std::span<const double> x, double& value)> value;
  std::function<bool(std::span<const double> x, std::span<double> gradient)> gradient;
  /// One row for each constraint a'x >= least, or = least.
  struct Row {
    std::vector<double> weights;
    double least = 0;
    bool equality = false;
  };
  std::vector<Row> rows;
};

/// A local maximum by Ipopt with limited-memory second derivatives, from x; best point found on
/// return. `tolerance` is on the gradient of the Lagrangian, so the function should be of order one
/// (docs/solvers.md, section 6). True where Ipopt is content. Calls wait for each other as those of
/// ipopt.hpp do.
bool maximise(const Maximisation&, std::span<double> x, double tolerance = 1e-9);

}  // namespace yuqian::solvers
