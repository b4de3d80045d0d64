// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/uncertainty/polynomial_fit.hpp>

#include <algorithm>
#include <cmath>
#include <set>

#include <Eigen/Dense>

namespace yuqian::uncertainty {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

/// Columns that may enter, and what they are.
struct Candidates {
  std::vector<Term> terms;
  Matrix columns;
};

class Pursuit {
 public:
  Pursuit(const Candidates& candidates, const Vector& y, std::size_t most)
      : c_(candidates),
        most_(std::min<std::size_t>(
            {most, candidates.terms.size(), static_cast<std::size_t>(y.size()) / 3})),
        base_(y.size(), static_cast<Eigen::Index>(most_) + 1),
        centred_norm_(candidates.columns.cols()),
        left_(y.array() - y.mean()),
        leverage_(Vector::Constant(y.size(), 1.0 / static_cast<double>(y.size()))) {
    for (Eigen::Index k = 0; k < c_.columns.cols(); ++k)
      centred_norm_[k] = (c_.columns.col(k).array() - c_.columns.col(k).mean()).matrix().norm();
    best_error_ = error();
  }

  /// Positions of the candidates of the best set, in the order of entry.
  std::vector<Eigen::Index> run() {
    std::size_t best = 0, since = 0;
    while (chosen_.size() < most_ && since < 5 && enter()) {
      const double now = error();
      // A term that lowers the error by rounding explains nothing.
      if (now < best_error_ * (1 - 1e-4)) {
        best_error_ = now;
        best = chosen_.size();
        since = 0;
      } else {
        ++since;
      }
    }
    chosen_.resize(best);
    return chosen_;
  }
  double best_error() const { return best_error_; }

 private:
  /// The candidate most along what is left joins an orthonormal base (Gram-Schmidt, twice).
  bool enter() {
    const Vector along = c_.columns.transpose() * left_;
    Eigen::Index at = -1;
    double most = 1e-12;
    for (Eigen::Index k = 0; k < along.size(); ++k) {
      if (!(centred_norm_[k] > 0) || taken_.contains(k)) continue;
      if (const double size = std::abs(along[k]) / centred_norm_[k]; size > most)
        most = size, at = k;
    }
    const double rest = left_.squaredNorm(),
                 chance = 2 * std::log(static_cast<double>(along.size()));
    if (at < 0 || most * most * static_cast<double>(left_.size()) < chance * rest) return false;
    taken_.insert(at);
    Vector q = c_.columns.col(at).array() - c_.columns.col(at).mean();
    const auto have = static_cast<Eigen::Index>(chosen_.size());
    for (int twice = 0; twice < 2; ++twice)
      q -= base_.leftCols(have) * (base_.leftCols(have).transpose() * q);
    const double norm = q.norm();
    if (norm < 1e-8 * centred_norm_[at]) return enter();  // it lies in what has entered
    q /= norm;
    base_.col(have) = q;
    left_ -= q * q.dot(left_);
    leverage_.array() += q.array().square();
    chosen_.push_back(at);
    return true;
  }

  /// Mean square of every point's error in the fit to all others.
  double error() const {
    double sum = 0;
    for (Eigen::Index i = 0; i < left_.size(); ++i) {
      const double e = left_[i] / std::max(1e-3, 1 - leverage_[i]);
      sum += e * e;
    }
    return sum / static_cast<double>(left_.size());
  }

  const Candidates& c_;
  std::size_t most_;
  Matrix base_;
  Vector centred_norm_, left_, leverage_;
  std::set<Eigen::Index> taken_;
  std::vector<Eigen::Index> chosen_;
  double best_error_ = 0;
};

class Fitter {
 public:
  Fitter(const std::vector<Column>& variables, std::span<const double> values,
         const FitOptions& options)
      : variables_(variables), options_(options) {
    for (std::size_t k = 0; k < values.size(); ++k)
      if (std::isfinite(values[k])) rows_.push_back(k);
    y_.resize(static_cast<Eigen::Index>(rows_.size()));
    for (std::size_t i = 0; i < rows_.size(); ++i)
      y_[static_cast<Eigen::Index>(i)] = values[rows_[i]];
  }

  PolynomialFit fit() {
    PolynomialFit result;
    if (rows_.size() < 4) return result;
    result.mean = y_.mean();
    result.variance =
        (y_.array() - result.mean).square().sum() / static_cast<double>(y_.size() - 1);
    result.residual = result.variance;
    if (!(result.variance > 0)) return result;
    Candidates c = single_terms();
    Pursuit first(c, y_, options_.most_terms);
    std::vector<Eigen::Index> chosen = first.run();
    double error = first.best_error();
    if (options_.interactions) {
      Candidates all = c;
      add_products(all, chosen);
      Pursuit second(all, y_, options_.most_terms);
      std::vector<Eigen::Index> with = second.run();
      if (second.best_error() < error) {
        error = second.best_error();
        chosen = std::move(with);
        c = std::move(all);
      }
    }
    solve(c, chosen, result);
    result.residual = error;
    return result;
  }

 private:
  double polynomial(int variable, int degree, std::size_t row) const {
    const Column& c = variables_[at(variable)];
    return c.bounded ? legendre(degree, c.values[row]) : hermite(degree, c.values[row]);
  }

  Vector column(const Term& t) const {
    Vector v(static_cast<Eigen::Index>(rows_.size()));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      double value = polynomial(t.variable, t.degree, rows_[i]);
      if (t.second >= 0) value *= polynomial(t.second, t.second_degree, rows_[i]);
      v[static_cast<Eigen::Index>(i)] = value;
    }
    return v;
  }

  void fill(Candidates& c, std::size_t from) const {
    c.columns.conservativeResize(y_.size(), static_cast<Eigen::Index>(c.terms.size()));
    for (std::size_t k = from; k < c.terms.size(); ++k)
      c.columns.col(static_cast<Eigen::Index>(k)) = column(c.terms[k]);
  }

  Candidates single_terms() const {
    Candidates c;
    for (int v = 0; v < static_cast<int>(variables_.size()); ++v)
      for (int n = 1; n <= options_.degree; ++n) c.terms.push_back({v, n});
    c.columns.resize(y_.size(), 0);
    fill(c, 0);
    return c;
  }

  /// Of the first variables that entered, and of a few more where few did: a variable may matter
  /// through products alone.
  void add_products(Candidates& c, const std::vector<Eigen::Index>& chosen) const {
    constexpr std::size_t most = 12, least = 6;
    std::vector<int> active;
    const auto add = [&](int v) {
      if (std::find(active.begin(), active.end(), v) == active.end()) active.push_back(v);
    };
    for (const Eigen::Index k : chosen)
      if (active.size() < most) add(c.terms[at(k)].variable);
    for (int v = 0; v < static_cast<int>(variables_.size()) && active.size() < least; ++v) add(v);
    std::sort(active.begin(), active.end());
    const std::size_t from = c.terms.size();
    for (std::size_t i = 0; i < active.size(); ++i)
      for (std::size_t j = i + 1; j < active.size(); ++j)
        for (int n = 1; n < options_.degree; ++n)
          for (int m = 1; n + m <= options_.degree; ++m)
            c.terms.push_back({active[i], n, active[j], m});
    fill(c, from);
  }

  void solve(const Candidates& c, const std::vector<Eigen::Index>& chosen,
             PolynomialFit& result) const {
    Matrix x(y_.size(), static_cast<Eigen::Index>(chosen.size()) + 1);
    x.col(0).setOnes();
    for (std::size_t k = 0; k < chosen.size(); ++k) {
      x.col(static_cast<Eigen::Index>(k) + 1) = c.columns.col(chosen[k]);
      result.terms.push_back(c.terms[at(chosen[k])]);
    }
    const Vector b = x.householderQr().solve(y_);
    for (Eigen::Index k = 1; k < b.size(); ++k) {
      const double square = (x.col(k).array() - x.col(k).mean()).square().sum();
      result.coefficients.push_back(b[k]);
      result.variances.push_back(b[k] * b[k] * square / static_cast<double>(y_.size() - 1));
    }
  }

  const std::vector<Column>& variables_;
  const FitOptions& options_;
  std::vector<std::size_t> rows_;  ///< of the finite values
  Vector y_;
};

}  // namespace

double hermite(int degree, double z) {
  double before = 0, now = 1;  // h_{n+1} = (z h_n - sqrt(n) h_{n-1}) / sqrt(n + 1)
  for (int n = 0; n < degree; ++n) {
    const double next = (z * now - std::sqrt(static_cast<double>(n)) * before) /
                        std::sqrt(static_cast<double>(n) + 1);
    before = now;
    now = next;
  }
  return now;
}

double legendre(int degree, double x) {
  double before = 0, now = 1;  // (n + 1) P_{n+1} = (2 n + 1) x P_n - n P_{n-1}
  for (int n = 0; n < degree; ++n) {
    const double next = ((2.0 * n + 1) * x * now - n * before) / (n + 1.0);
    before = now;
    now = next;
  }
  return now * std::sqrt(2.0 * degree + 1);
}

PolynomialFit fit_polynomials(const std::vector<Column>& variables, std::span<const double> values,
                              const FitOptions& options) {
  return Fitter(variables, values, options).fit();
}

}  // namespace yuqian::uncertainty
