// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/search.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/maximise.hpp>
#include <yuqian/solvers/newton.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace yuqian::games {
namespace {

class Search {
 public:
  Search(Game& game, const std::vector<double>& b, const Control& control,
         const SearchOptions& options)
      : game_(game), control_(control), options_(options), b_(b) {
    best_.b = b;
  }

  Optimum run() {
    try_point(b_);
    if (control_.instruments.empty()) return std::move(best_);
    lines();
    scatter();
    options_.ipopt ? polish_by_ipopt() : polish();
    return std::move(best_);
  }

 private:
  double value_at(const std::vector<double>& b) {
    if (options_.interrupted && options_.interrupted()) throw Interrupted{};
    if (!game_.move_to(b)) {
      ++best_.refused;
      return std::numeric_limits<double>::quiet_NaN();
    }
    return control_.objective->value(game_.measures(), b);
  }

  bool try_point(const std::vector<double>& b) {
    const double value = value_at(b);
    if (!(value > best_.value)) return false;
    best_.value = value;
    best_.b = b;
    return true;
  }

  void lines() {
    const std::vector<double> through = best_.b;
    for (const int i : control_.instruments) {
      const Instrument& own = game_.instruments()[at(i)];
      std::vector<double> b = through;
      for (int k = 0; k < options_.grid; ++k) {
        b[at(i)] = own.lower + (own.upper - own.lower) * k / (options_.grid - 1);
        try_point(b);
      }
    }
  }

  void scatter() {
    const int more = static_cast<int>(control_.instruments.size()) - 1;
    for (int k = 1; k <= more * options_.scattered; ++k) {
      std::vector<double> b = b_;
      for (int d = 0; d <= more; ++d) {
        const Instrument& own = game_.instruments()[at(control_.instruments[at(d)])];
        b[at(control_.instruments[at(d)])] = own.lower + (own.upper - own.lower) * halton(k, d);
      }
      try_point(b);
    }
  }

  /// Newton's method may end in a saddle: its point counts only where it is no worse.
  void polish() {
    const std::vector<double> b = solve_conditions(game_, best_.b, {control_}, options_);
    if (b.empty()) return polish_by_ipopt();
    const double value = value_at(b), before = best_.value;
    if (!(value >= before - 1e-9 * (1 + std::abs(before)))) return polish_by_ipopt();
    best_.value = value;
    best_.b = b;
    best_.polished = true;
  }

  void polish_by_ipopt() {
    if (!std::isfinite(best_.value)) return;
    const Stationarity conditions(game_, best_.b, {control_});
    const double scale = conditions.scales()[0];
    solvers::Maximisation problem;
    const std::size_t n = control_.instruments.size();
    problem.lower.assign(n, 0.0);
    problem.upper.assign(n, 1.0);
    problem.value = [&](std::span<const double> z, double& value) {
      value = value_at(conditions.instruments(z)) / scale;
      return std::isfinite(value);
    };
    problem.gradient = [&](std::span<const double> z, std::span<double> gradient) {
      const std::vector<double> b = conditions.instruments(z);
      if (!game_.move_to(b)) return false;
      std::vector<double> weight(game_.measures().size()), slope(b.size());
      control_.objective->by_measure(game_.measures(), b, weight);
      game_.gradient(weight, slope);
      control_.objective->add_by_instrument(game_.measures(), b, slope);
      for (std::size_t k = 0; k < n; ++k) {
        const Instrument& own = game_.instruments()[at(control_.instruments[k])];
        gradient[k] = slope[at(control_.instruments[k])] * (own.upper - own.lower) / scale;
      }
      return true;
    };
    std::vector<double> z = conditions.start();
    const bool content = solvers::maximise(problem, z, options_.tolerance);
    const std::vector<double> b = conditions.instruments(z);
    const double value = value_at(b);
    if (!(value >= best_.value - 1e-9 * (1 + std::abs(best_.value)))) return;
    best_.value = value;
    best_.b = b;
    best_.polished = content;
  }

  Game& game_;
  const Control& control_;
  const SearchOptions& options_;
  std::vector<double> b_;
  Optimum best_;
};

}  // namespace

double halton(int index, int dimension) {
  static constexpr std::array primes{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53};
  const int base = primes[at(dimension) % primes.size()];
  double result = 0, part = 1;
  for (int i = index; i > 0; i /= base) {
    part /= base;
    result += part * (i % base);
  }
  return result;
}

std::vector<double> solve_conditions(Game& game, const std::vector<double>& b,
                                     const std::vector<Control>& controls,
                                     const SearchOptions& options, const Division* division) {
  Stationarity problem(game, b, controls, division);
  if (problem.size() == 0) return b;
  solvers::NewtonOptions newton;
  newton.tolerance = newton.gap_tolerance = options.tolerance;
  newton.max_iterations = 40;
  newton.recoveries = 0;
  newton.patience = 12;
  newton.diagnose = newton.history = false;
  std::vector<double> z = problem.start();
  const solvers::SolveReport report = solvers::solve(
      problem, z, newton,
      [&](const solvers::Progress&) { return !(options.interrupted && options.interrupted()); });
  if (options.interrupted && options.interrupted()) throw Interrupted{};
  return report.solved() ? problem.instruments(z) : std::vector<double>{};
}

Optimum best_choice(Game& game, const std::vector<double>& b, const Control& control,
                    const SearchOptions& options) {
  return Search(game, b, control, options).run();
}

}  // namespace yuqian::games
