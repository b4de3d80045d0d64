// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include <yuqian/solvers/linear/linear_solver.hpp>
#include <yuqian/solvers/sparse.hpp>

namespace yuqian::solvers {
namespace {

double largest(In v) {
  double m = 0;
  for (const double e : v) m = std::max(m, std::abs(e));
  return m;
}

class Refined final : public LinearSolver {
 public:
  Refined(std::unique_ptr<LinearSolver> inner, int steps)
      : inner_(std::move(inner)), steps_(steps) {}

  std::string_view name() const override { return inner_->name(); }
  std::string note() const override { return inner_->note(); }
  int iterations() const override { return inner_->iterations(); }
  void set_tolerance(double t) override { inner_->set_tolerance(t); }

  void analyze(const Pattern& pattern, std::span<const Index> partition) override {
    pattern_ = &pattern;
    const auto n = static_cast<std::size_t>(pattern.size());
    for (auto* v : {&residual_, &correction_, &candidate_, &product_}) v->assign(n, 0.0);
    inner_->analyze(pattern, partition);
  }

  LinearStatus factorize(In values) override {
    values_ = values;
    return inner_->factorize(values);
  }

  LinearStatus solve(In rhs, Out x) override {
    return refine(rhs, x, multiply, [&](In b, Out y) { return inner_->solve(b, y); });
  }

  LinearStatus solve_transpose(In rhs, Out x) override {
    return refine(rhs, x, multiply_transpose,
                  [&](In b, Out y) { return inner_->solve_transpose(b, y); });
  }

 private:
  /// Stores b - A x in residual_ and returns its largest entry.
  template <class Product>
  double measure(In b, In x, Product product) {
    product(*pattern_, values_, x, product_);
    for (std::size_t i = 0; i < b.size(); ++i) residual_[i] = b[i] - product_[i];
    return largest(residual_);
  }

  template <class Product, class Solve>
  LinearStatus refine(In b, Out x, Product product, Solve inner_solve) {
    LinearStatus status = inner_solve(b, x);
    if (status != LinearStatus::ok) return status;
    double size = measure(b, x, product);
    for (int k = 0; k < steps_ && size > 0; ++k) {
      if (inner_solve(residual_, correction_) != LinearStatus::ok) break;
      for (std::size_t i = 0; i < b.size(); ++i) candidate_[i] = x[i] + correction_[i];
      const double now = measure(b, candidate_, product);
      if (!(now < size)) break;
      std::copy(candidate_.begin(), candidate_.end(), x.begin());
      size = now;
    }
    // A direct solve that misses by this much met a matrix that is singular in all but name.
    return size <= 1e-6 * largest(b) ? LinearStatus::ok : LinearStatus::singular;
  }

  std::unique_ptr<LinearSolver> inner_;
  int steps_;
  const Pattern* pattern_ = nullptr;
  In values_;
  std::vector<double> residual_, correction_, candidate_, product_;
};

}  // namespace

std::unique_ptr<LinearSolver> make_refined(std::unique_ptr<LinearSolver> inner, int steps) {
  return std::make_unique<Refined>(std::move(inner), steps);
}

}  // namespace yuqian::solvers
