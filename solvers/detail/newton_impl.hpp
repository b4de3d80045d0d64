// SPDX-License-Identifier: Apache-2.0
// Private to newton*.cpp.
#pragma once

#include <chrono>
#include <optional>

#include <yuqian/solvers/complementarity.hpp>
#include <yuqian/solvers/levenberg.hpp>
#include <yuqian/solvers/line_search.hpp>
#include <yuqian/solvers/newton.hpp>
#include <yuqian/solvers/sparse.hpp>

namespace yuqian::solvers {

using Clock = std::chrono::steady_clock;

inline double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Adds the life of a scope to a timing.
class Stopwatch {
 public:
  explicit Stopwatch(double& sum) : sum_(sum) {}
  ~Stopwatch() { sum_ += since(start_); }

 private:
  double& sum_;
  Clock::time_point start_ = Clock::now();
};

class Newton::Impl {
 public:
  explicit Impl(NewtonOptions o) : options(std::move(o)) {}

  NewtonOptions options;

  SolveReport solve(Mcp& problem, Out x, const Callback& callback);
  LinearStatus tangent(Mcp& problem, In x, In df, Out dx);
  LinearStatus adjoint(Mcp& problem, In x, In g, Out w);
  std::shared_ptr<const Factors> anchor(Mcp& problem, In x);
  void adopt(Mcp& problem, std::shared_ptr<const Factors> factors);

 private:
  void prepare(Mcp& problem);
  void choose_solver();
  void start_from(In x);
  Evaluation linearise();
  LinearStatus factorize(double shift);
  LinearStatus solve_linear(In rhs, Out d);
  void begin(Mcp& problem, In x);
  std::optional<Status> iterate(const Callback&, Clock::time_point start);
  std::optional<Status> finished(const Callback&, Clock::time_point start);
  void conclude();
  bool advance();
  double forcing() const;
  bool newton_step(double shift, Direction name);
  bool levenberg_step();
  bool gradient_step();
  bool recover(int number, const Callback&, Clock::time_point start, std::optional<Status>&);
  bool transient_phase(const Callback&, Clock::time_point start, std::optional<Status>&);
  Text why_undefined() const;
  bool take(const Trial&, Direction name);
  double reference() const;
  bool losing_patience();
  LinearStatus linearise_at(Mcp& problem, In x);

  // Structure, kept from one solve to the next.
  Pattern jacobian_pattern_;
  std::vector<Index> partition_;
  NewtonMatrix matrix_;
  ChosenSolver linear_;
  LinearOptions linear_options_;

  // Workspace.
  Point first_, here_, there_, best_;
  std::vector<double> jacobian_, slope_x_, slope_f_, direction_, rhs_, gradient_;
  Levenberg levenberg_;
  LineSearch search_;
  std::vector<double> recent_;  // merit values the next step is compared with

  // State of the present solve.
  Mcp* problem_ = nullptr;
  SolveReport report_;
  Step step_;
  LinearStatus linear_status_ = LinearStatus::ok;
  bool tried_ = false;      // a direction was searched along in this iteration,
  bool evaluable_ = false;  // and F was defined somewhere on it
  bool singular_ = false;   // the last unshifted Newton matrix
  double milestone_ = 0;    // merit that counts as progress once it is halved
  int since_milestone_ = 0;
  double damping_ = 1e-3;
};

}  // namespace yuqian::solvers
