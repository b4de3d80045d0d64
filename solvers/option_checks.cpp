// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/option_checks.hpp>

#include <stdexcept>

#include <fmt/format.h>

namespace yuqian::solvers {
namespace {

/// `holds` is false for a value that is not a number, too.
void require(bool holds, const char* option, double value, const char* allowed) {
  if (!holds)
    throw std::invalid_argument(fmt::format("{} is {:g}; it must be {}", option, value, allowed));
}

void share(const char* option, double value) {
  require(value > 0 && value <= 1, option, value, "above zero and at most one");
}

void at_least(const char* option, double value, int least) {
  const bool one = least == 1;
  require(value >= least, option, value, one ? "one or more" : "zero or more");
}

}  // namespace

void require_valid(const LinearOptions& o) {
  at_least("linear.dense_below", static_cast<double>(o.dense_below), 0);
  at_least("linear.iterative_from", static_cast<double>(o.iterative_from), 0);
  at_least("linear.refinement", o.refinement, 0);
  at_least("linear.gmres_iterations", o.gmres_iterations, 1);
  at_least("linear.gmres_restart", o.gmres_restart, 1);
  share("linear.gmres_tolerance", o.gmres_tolerance);
  at_least("linear.frozen_growth", o.frozen_growth, 0);
}

void require_valid(const NewtonOptions& o) {
  at_least("tolerance", o.tolerance, 0);
  at_least("gap_tolerance", o.gap_tolerance, 0);
  at_least("max_iterations", o.max_iterations, 0);
  at_least("max_seconds", o.max_seconds, 0);
  share("sufficient_decrease", o.sufficient_decrease);
  share("min_step", o.min_step);
  at_least("memory", o.memory, 1);
  share("boundary_fraction", o.boundary_fraction);
  at_least("patience", o.patience, 1);
  at_least("recoveries", o.recoveries, 0);
  at_least("worst_rows", o.worst_rows, 0);
  require_valid(o.linear);
}

void require_valid(const HomotopyOptions& o) {
  share("first_step", o.first_step);
  share("min_step", o.min_step);
  at_least("growth", o.growth, 1);
  share("shrink", o.shrink);
  require(o.easy <= o.hard, "easy", o.easy, "no more than hard");
  at_least("full_step_iterations", o.full_step_iterations, 0);
  at_least("rung_iterations", o.rung_iterations, 1);
  at_least("max_rungs", o.max_rungs, 0);
  require_valid(o.newton);
}

void require_valid(const IpoptOptions& o) {
  at_least("tolerance", o.tolerance, 0);
  at_least("gap_tolerance", o.gap_tolerance, 0);
  at_least("max_iterations", o.max_iterations, 0);
  at_least("max_seconds", o.max_seconds, 0);
  at_least("rounds", o.rounds, 0);
  at_least("worst_rows", o.worst_rows, 0);
}

}  // namespace yuqian::solvers
