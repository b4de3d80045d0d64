// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/line_search.hpp>

#include <algorithm>
#include <cmath>

#include <yuqian/solvers/complementarity.hpp>

namespace yuqian::solvers {

void Point::resize(std::size_t n) {
  for (auto* v : {&x, &f, &phi}) v->assign(n, 0.0);
}

Evaluation Point::evaluate(Mcp& problem) {
  const Evaluation outcome = problem.residual(x, f);
  if (outcome != Evaluation::ok) return outcome;
  merit = solvers::merit(x, f, problem.lower(), problem.upper(), phi);
  return std::isfinite(merit) ? Evaluation::ok : Evaluation::not_finite;
}

namespace {

/// Where an unknown that is positive by nature goes along its logarithm (eq. S10), but straight
/// where the bound is about to hold (x <= F), so that the bound itself is reached.
double logarithmic(double x, double move, double f) {
  constexpr double most = 3;
  if (!(x > 0) || x <= f) return x + move;
  return x * std::exp(std::clamp(move / x, -most, most));
}

}  // namespace

void LineSearch::reset(const SearchSettings& settings, std::size_t n) {
  settings_ = settings;
  arc_ = Arc::logarithmic;
  guarded_ = false;
  second_.resize(n);
}

Evaluation LineSearch::reach(Mcp& problem, const Point& from, In direction, double s, Arc arc,
                             Point& to) const {
  const auto lower = problem.lower(), upper = problem.upper();
  const auto positive = problem.positive();
  for (std::size_t i = 0; i < from.x.size(); ++i) {
    const double x = from.x[i], move = s * direction[i];
    double l = lower[i], u = upper[i];
    if (guarded_) {
      if (std::isfinite(l)) l += (1 - settings_.boundary_fraction) * (x - l);
      if (std::isfinite(u)) u -= (1 - settings_.boundary_fraction) * (u - x);
    }
    const bool bent = arc == Arc::logarithmic && !positive.empty() && positive[i];
    const double end = bent ? logarithmic(x, move, from.f[i]) : x + move;
    to.x[i] = l <= u ? std::clamp(end, l, u) : x;
  }
  return to.evaluate(problem);
}

/// The arc that served last, and if it does not bring the merit down tenfold the other one, too.
Evaluation LineSearch::better(Mcp& problem, const Point& from, In direction, double s, Point& to,
                              Trial& trial) {
  constexpr double well = 0.1;
  ++trial.evaluations;
  const Evaluation first = reach(problem, from, direction, s, arc_, to);
  if (problem.positive().empty()) return first;
  if (first == Evaluation::ok && to.merit <= well * from.merit) return first;
  const Arc other = arc_ == Arc::straight ? Arc::logarithmic : Arc::straight;
  ++trial.evaluations;
  if (reach(problem, from, direction, s, other, second_) != Evaluation::ok) return first;
  if (first == Evaluation::ok && to.merit <= second_.merit) return first;
  std::swap(to, second_);
  arc_ = other;
  return Evaluation::ok;
}

template <class Accept>
Trial LineSearch::run(Mcp& problem, const Point& from, In direction, Point& to, Accept accept) {
  Trial trial;
  for (double s = 1; s >= settings_.min_step; s *= 0.5) {
    Evaluation outcome = better(problem, from, direction, s, to, trial);
    if (outcome != Evaluation::ok && !guarded_) {
      guarded_ = true;
      outcome = better(problem, from, direction, s, to, trial);
    }
    if (outcome != Evaluation::ok) continue;
    trial.evaluable = true;
    if (accept(s)) {
      trial.length = s;
      return trial;
    }
  }
  return trial;
}

Trial LineSearch::newton(Mcp& problem, const Point& from, In direction, double reference,
                         Point& to) {
  const double promise = settings_.sufficient_decrease * 2 * from.merit;
  return run(problem, from, direction, to,
             [&](double s) { return to.merit <= reference - s * promise; });
}

Trial LineSearch::descent(Mcp& problem, const Point& from, In direction, In gradient,
                          double reference, Point& to) {
  return run(problem, from, direction, to, [&](double) {
    double slope = 0;
    for (std::size_t i = 0; i < gradient.size(); ++i) slope += gradient[i] * (to.x[i] - from.x[i]);
    return slope < 0 && to.merit <= reference + settings_.sufficient_decrease * slope;
  });
}

Trial LineSearch::bold(Mcp& problem, const Point& from, In direction, Point& to) {
  return run(problem, from, direction, to, [](double) { return true; });
}

}  // namespace yuqian::solvers
