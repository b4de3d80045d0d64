// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/derivative_check.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <stdexcept>

#include <yuqian/solvers/sparse.hpp>

namespace yuqian::solvers {
namespace {

class Checker {
 public:
  Checker(Mcp& problem, In x, const DerivativeCheckOptions& options)
      : problem_(problem),
        options_(options),
        x_(x.begin(), x.end()),
        n_(x.size()),
        values_(problem.pattern().row.size()),
        random_(options.seed) {
    for (auto* v : {&moved_, &f_, &quotient_, &given_, &direction_}) v->assign(n_, 0.0);
    if (problem.residual(x_, f_) != Evaluation::ok ||
        problem.jacobian(x_, values_) != Evaluation::ok)
      throw std::runtime_error(
          "check_derivatives: the equations cannot be evaluated at this point");
  }

  DerivativeCheck run() {
    columns();
    for (int k = 0; k < options_.directions; ++k) products();
    std::sort(result_.worst.begin(), result_.worst.end(),
              [](const auto& a, const auto& b) { return a.error > b.error; });
    if (result_.worst.size() > static_cast<std::size_t>(options_.worst))
      result_.worst.resize(static_cast<std::size_t>(options_.worst));
    if (!result_.worst.empty()) result_.largest = result_.worst.front().error;
    return result_;
  }

 private:
  void columns() {
    std::vector<Index> order(n_);
    std::iota(order.begin(), order.end(), 0);
    if (problem_.size() > options_.columns) {
      std::shuffle(order.begin(), order.end(), random_);
      order.resize(static_cast<std::size_t>(options_.columns));
    }
    const Pattern& p = problem_.pattern();
    for (const Index j : order) {
      std::fill(direction_.begin(), direction_.end(), 0.0);
      direction_[j] = std::max(1.0, std::abs(x_[j]));
      difference();
      std::fill(given_.begin(), given_.end(), 0.0);
      std::vector<char> present(n_, 0);
      for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k) {
        given_[p.row[k]] = values_[k];
        present[p.row[k]] = 1;
      }
      for (std::size_t i = 0; i < n_; ++i)
        compare("dF/dx", static_cast<Index>(i), j, given_[i], quotient_[i] / direction_[j],
                !present[i]);
      ++result_.columns;
    }
  }

  void products() {
    std::uniform_real_distribution<double> unit(-1, 1);
    for (double& e : direction_) e = unit(random_);
    difference();
    if (problem_.jacobian_times(x_, direction_, given_) != Evaluation::ok)
      throw std::runtime_error("check_derivatives: jacobian_times failed where jacobian did not");
    for (std::size_t i = 0; i < n_; ++i)
      compare("J v", static_cast<Index>(i), -1, given_[i], quotient_[i], false);
    // J' w has no difference quotient of its own: against the assembled matrix, which has.
    multiply_transpose(problem_.pattern(), values_, direction_, quotient_);
    if (problem_.jacobian_transpose_times(x_, direction_, given_) != Evaluation::ok)
      throw std::runtime_error(
          "check_derivatives: jacobian_transpose_times failed where jacobian did not");
    for (std::size_t i = 0; i < n_; ++i)
      compare("J' w", -1, static_cast<Index>(i), given_[i], quotient_[i], false);
  }

  /// Derivative of F along direction_ at x_, into quotient_.
  void difference() {
    struct Stencil {
      double at[4], weight[4];
    };
    // Central fourth order; forward and backward third order where F ends.
    static constexpr Stencil stencils[] = {
        {{1, -1, 2, -2}, {8 / 12.0, -8 / 12.0, -1 / 12.0, 1 / 12.0}},
        {{0, 1, 2, 3}, {-11 / 6.0, 3, -3 / 2.0, 1 / 3.0}},
        {{0, -1, -2, -3}, {11 / 6.0, -3, 3 / 2.0, -1 / 3.0}}};
    for (const Stencil& s : stencils) {
      std::fill(quotient_.begin(), quotient_.end(), 0.0);
      bool defined = true;
      for (int k = 0; k < 4 && defined; ++k) {
        for (std::size_t i = 0; i < n_; ++i)
          moved_[i] = x_[i] + s.at[k] * options_.step * direction_[i];
        defined = problem_.residual(moved_, f_) == Evaluation::ok;
        for (std::size_t i = 0; i < n_; ++i) quotient_[i] += s.weight[k] * f_[i] / options_.step;
      }
      if (defined) return;
    }
    throw std::runtime_error("check_derivatives: no room for a difference quotient at this point");
  }

  void compare(const char* what, Index row, Index column, double given, double expected,
               bool outside) {
    double error = std::abs(given - expected) / std::max(1.0, std::abs(expected));
    if (!std::isfinite(error)) error = std::numeric_limits<double>::infinity();
    if (!result_.worst.empty() && error <= floor_) return;
    std::string name = what;
    if (row >= 0) name += " of " + problem_.label(row);
    if (column >= 0) name += (row >= 0 ? " by " : " at ") + problem_.label(column);
    result_.worst.push_back({name, row, column, given, expected, error, outside});
    if (result_.worst.size() >= 2 * static_cast<std::size_t>(options_.worst) + 2) trim();
  }

  void trim() {
    const auto keep = static_cast<std::size_t>(options_.worst) + 1;
    std::sort(result_.worst.begin(), result_.worst.end(),
              [](const auto& a, const auto& b) { return a.error > b.error; });
    result_.worst.resize(keep);
    floor_ = result_.worst.back().error;
  }

  Mcp& problem_;
  const DerivativeCheckOptions& options_;
  std::vector<double> x_;
  std::size_t n_;
  std::vector<double> values_, moved_, f_, quotient_, given_, direction_;
  std::mt19937 random_;
  double floor_ = -1;
  DerivativeCheck result_;
};

}  // namespace

DerivativeCheck check_derivatives(Mcp& problem, In x, const DerivativeCheckOptions& options) {
  return Checker(problem, x, options).run();
}

std::string DerivativeCheck::sentence() const {
  std::string text =
      fmt::format("Largest error of a derivative {:.2g}, {} columns compared.", largest, columns);
  if (!worst.empty() && worst.front().error > 1e-7)
    text += fmt::format(" Worst: {} is {:.8g}, by differences {:.8g}{}.", worst.front().what,
                        worst.front().given, worst.front().expected,
                        worst.front().outside_pattern ? " (not in the pattern)" : "");
  return text;
}

}  // namespace yuqian::solvers
