// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/evidence/least_squares.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>

#include <Eigen/SparseCholesky>

namespace yuqian::calibration {
namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::SparseMatrix<double>;

constexpr int most_iterations = 100;
constexpr double tolerance = 1e-13;  // of a statement, relative to its terms
constexpr double damping = 1e-9;     // of the scaled system; redundant statements need some

/// A cell as a function of the price t of a unit of it (eq. 381): linear, as in least squares, down
/// to half the prior, and from there falling towards zero without reaching it.
struct Response {
  double x, slope;   ///< the cell, and its derivative by t
  double conjugate;  ///< the integral of x - prior from 0 to t
};

Response respond(double prior, double variance, double t) {
  const double half = -0.5 * prior / variance;
  if (prior <= 0 || t >= half) return {prior + variance * t, variance, 0.5 * variance * t * t};
  const double left = std::exp(2 * variance * (t - half) / prior);
  return {0.5 * prior * left, variance * left,
          0.5 * variance * half * half - prior * (t - half) +
              0.25 * prior * prior / variance * (left - 1)};
}

}  // namespace

double Statement::at(const std::vector<double>& x) const {
  double sum = 0;
  for (std::size_t k = 0; k < cell.size(); ++k)
    sum += weight[k] * x[static_cast<std::size_t>(cell[k])];
  return sum;
}

/// The dual's Hessian, A V A' + sd^2 with the cells' slopes for V, scaled to a unit diagonal.
struct Adjustment::System {
  explicit System(const LeastSquares& p)
      : rows(static_cast<int>(p.statements.size())),
        by_cell(p.prior.size()),
        scale(rows),
        slope(p.variance) {
    for (int i = 0; i < rows; ++i) {
      const Statement& s = p.statements[at(i)];
      double diagonal = s.sd * s.sd, terms = std::abs(s.value);
      for (std::size_t k = 0; k < s.cell.size(); ++k) {
        const std::size_t c = at(s.cell[k]);
        terms += std::abs(s.weight[k] * p.prior[c]);
        if (p.variance[c] <= 0) continue;
        by_cell[c].push_back({i, s.weight[k]});
        diagonal += s.weight[k] * s.weight[k] * p.variance[c];
      }
      scale[i] = diagonal > 0 ? 1 / std::sqrt(diagonal) : 1;
      size.push_back(terms);
    }
  }

  void factorise(const LeastSquares& p) {
    std::vector<Eigen::Triplet<double>> entries;
    for (int i = 0; i < rows; ++i)
      entries.emplace_back(
          i, i, p.statements[at(i)].sd * p.statements[at(i)].sd * scale[i] * scale[i] + damping);
    for (std::size_t c = 0; c < by_cell.size(); ++c)
      for (const auto& [i, a] : by_cell[c])
        for (const auto& [j, b] : by_cell[c])
          if (j <= i) entries.emplace_back(i, j, a * b * slope[c] * scale[i] * scale[j]);
    Matrix m(rows, rows);
    m.setFromTriplets(entries.begin(), entries.end());
    if (!analysed) solver.analyzePattern(m), analysed = true;
    solver.factorize(m);
  }

  /// One step of S d = r; with redundant rows the remainder is left to the next step.
  Vector step(const Vector& r) const {
    return scale.cwiseProduct(solver.solve(scale.cwiseProduct(r)));
  }

  /// S d, without the damping.
  Vector times(const LeastSquares& p, const Vector& d) const {
    Vector out(rows);
    for (int i = 0; i < rows; ++i) out[i] = p.statements[at(i)].sd * p.statements[at(i)].sd * d[i];
    for (std::size_t c = 0; c < by_cell.size(); ++c) {
      double t = 0;
      for (const auto& [i, a] : by_cell[c]) t += a * d[i];
      if (t != 0)
        for (const auto& [i, a] : by_cell[c]) out[i] += a * slope[c] * t;
    }
    return out;
  }

  int rows;
  std::vector<std::vector<std::pair<int, double>>> by_cell;  ///< of cells that may move
  Vector scale;
  std::vector<double> size;   ///< by statement: what its gap is measured by
  std::vector<double> slope;  ///< by cell, at the solution so far
  Eigen::SimplicialLDLT<Matrix> solver;
  bool analysed = false;
};

Adjustment::Adjustment(LeastSquares problem)
    : problem_(std::move(problem)),
      system_(std::make_unique<System>(problem_)),
      x_(problem_.prior),
      lambda_(problem_.statements.size(), 0.0) {
  assert(problem_.variance.size() == x_.size());
  solve();
}

Adjustment::~Adjustment() = default;

void Adjustment::solve() {
  System& s = *system_;
  const LeastSquares& p = problem_;
  Vector lambda = Vector::Zero(s.rows);
  /// Cells at the multipliers, their slopes, the statements' gaps, and the dual's value (eq. 381).
  const auto evaluate = [&](const Vector& at_lambda, std::vector<double>& x,
                            std::vector<double>& slope, Vector& gap) {
    double dual = 0;
    for (std::size_t c = 0; c < x.size(); ++c) {
      if (s.by_cell[c].empty()) continue;
      double t = 0;
      for (const auto& [i, a] : s.by_cell[c]) t += a * at_lambda[i];
      const Response cell = respond(p.prior[c], p.variance[c], t);
      x[c] = cell.x;
      slope[c] = cell.slope;
      dual -= cell.conjugate;
    }
    for (int i = 0; i < s.rows; ++i) {
      const Statement& each = p.statements[at(i)];
      const double variance = each.sd * each.sd;
      gap[i] = each.value - each.at(x) - variance * at_lambda[i];
      dual += at_lambda[i] * (each.value - each.at(p.prior)) -
              0.5 * variance * at_lambda[i] * at_lambda[i];
    }
    return dual;
  };
  const auto worst = [&](const Vector& gap) {
    double largest = 0;
    for (int i = 0; i < s.rows; ++i)
      largest = std::max(largest, std::abs(gap[i]) / std::max(s.size[at(i)], 1e-9));
    return largest;
  };
  Vector gap(s.rows), tried(s.rows);
  std::vector<double> x = x_, slope = s.slope;
  double dual = evaluate(lambda, x_, s.slope, gap);
  for (gap_ = worst(gap); iterations_ < most_iterations; ++iterations_) {
    s.factorise(p);
    if (gap_ <= tolerance || s.solver.info() != Eigen::Success) break;
    const Vector step = s.step(gap);
    const double rise = step.dot(gap);
    double length = 1, reached = dual;
    for (int halving = 0; halving < 40; ++halving, length *= 0.5) {
      reached = evaluate(lambda + length * step, x, slope, tried);
      // Near the solution rounding hides the dual's rise, and a smaller gap says as much.
      if (reached >= dual + 1e-4 * length * rise || worst(tried) < 0.5 * gap_) break;
    }
    const double now = worst(tried);
    if (!std::isfinite(now) || (gap_ < 1e-12 && now >= gap_))
      break;  // rounding is all that is left
    lambda += length * step;
    dual = reached;
    x_.swap(x);
    s.slope.swap(slope);
    gap.swap(tried);
    gap_ = now;
  }
  reached_ = gap_ <= 1e-10;
  for (int i = 0; i < s.rows; ++i) lambda_[at(i)] = lambda[i];
}

double Adjustment::standard_error(const Statement& g) const {
  const System& s = *system_;
  Vector u = Vector::Zero(s.rows);
  double own = 0;
  for (std::size_t k = 0; k < g.cell.size(); ++k) {
    const std::size_t c = at(g.cell[k]);
    own += g.weight[k] * g.weight[k] * s.slope[c];
    for (const auto& [i, a] : s.by_cell[c]) u[i] += a * s.slope[c] * g.weight[k];
  }
  Vector w = Vector::Zero(s.rows);
  for (int pass = 0; pass < 4; ++pass) w += s.step(u - s.times(problem_, w));
  const double variance = own - u.dot(w);
  return variance > 1e-10 * own ? std::sqrt(variance) : 0;  // an exact statement leaves rounding
}

}  // namespace yuqian::calibration
