// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include <yuqian/solvers/linear/detail/region_factors.hpp>
#include <yuqian/solvers/linear/gmres.hpp>
#include <yuqian/solvers/linear/linear_solver.hpp>
#include <yuqian/solvers/sparse.hpp>

namespace yuqian::solvers {
namespace {

double norm(In v) { return Eigen::Map<const Eigen::VectorXd>(v.data(), std::ssize(v)).norm(); }

class RegionGmres final : public LinearSolver {
 public:
  explicit RegionGmres(const LinearOptions& options)
      : options_(options), tolerance_(options.gmres_tolerance) {}

  std::string_view name() const override { return "region GMRES"; }
  int iterations() const override { return iterations_; }
  void set_tolerance(double t) override { tolerance_ = t; }
  std::string note() const override { return note_; }

  void analyze(const Pattern& pattern, std::span<const Index> partition) override {
    if (partition.size() != static_cast<std::size_t>(pattern.size()))
      throw std::invalid_argument("region GMRES needs a partition of the unknowns into regions");
    pattern_ = &pattern;
    rows_.emplace(pattern);
    layout_.emplace(pattern, partition);
    own_ = std::make_shared<RegionFactors>();
    own_->reserve(*layout_);
    adopted_ = nullptr;
    begin_sequence();
    const auto n = static_cast<std::size_t>(pattern.size());
    for (auto* v : {&scale_, &scaled_, &rhs_, &product_}) v->assign(n, 0.0);
    work_.resize(*layout_);
    gmres_.resize(n, options_.gmres_restart);
  }

  void begin_sequence() override {
    current_ = adopted_.get();
    per_digit_ = adopted_ ? adopted_->iterations_per_digit : 0;
    fresh_ = false;
    note_.clear();
  }

  std::shared_ptr<const Factors> factors() const override {
    if (!fresh_) return nullptr;
    auto copy = std::make_shared<RegionFactors>(*own_);
    copy->iterations_per_digit = per_digit_;
    copy->invert();
    return copy;
  }

  void adopt(std::shared_ptr<const Factors> factors) override {
    adopted_ = std::dynamic_pointer_cast<const RegionFactors>(factors);
    begin_sequence();
  }

  /// Rows are scaled to largest entry one: that removes the factors b_i of the Newton matrix, which
  /// change from step to step, so that old factors stay good.
  LinearStatus factorize(In values) override {
    rows_->largest(values, scale_);
    for (double& s : scale_) {
      if (!(s > 0) || !std::isfinite(s)) return LinearStatus::singular;
      s = 1 / s;
    }
    values_ = values;
    fresh_ = false;
    return current_ && options_.frozen_growth > 0 ? LinearStatus::ok : refresh();
  }

  LinearStatus solve(In rhs, Out x) override {
    for (std::size_t i = 0; i < rhs.size(); ++i) rhs_[i] = rhs[i] * scale_[i];
    return iterate([this](In v, Out y) { rows_->multiply(values_, v, scale_, y); },
                   [this](In v, Out y) { current_->apply(*layout_, v, y, work_); }, x);
  }

  LinearStatus solve_transpose(In rhs, Out x) override {
    std::copy(rhs.begin(), rhs.end(), rhs_.begin());
    const auto status = iterate(
        [this](In v, Out y) {
          for (std::size_t i = 0; i < v.size(); ++i) scaled_[i] = v[i] * scale_[i];
          multiply_transpose(*pattern_, values_, scaled_, y);
        },
        [this](In v, Out y) { current_->apply_transpose(*layout_, v, y, work_); }, x);
    for (std::size_t i = 0; i < rhs.size(); ++i) x[i] *= scale_[i];
    return status;
  }

 private:
  LinearStatus refresh() {
    current_ = nullptr;
    const auto status = own_->factorize(*layout_, values_, scale_, work_);
    if (status != LinearStatus::ok) return status;
    current_ = own_.get();
    fresh_ = true;
    return status;
  }

  LinearStatus iterate(const Gmres::Operator& product, const Gmres::Operator& precondition, Out x) {
    iterations_ = 0;
    std::fill(x.begin(), x.end(), 0.0);
    const double size = norm(rhs_);
    if (size == 0) return LinearStatus::ok;
    const double target = tolerance_ * size;
    const double digits = std::max(1.0, -std::log10(tolerance_));
    double before = size;
    for (int spent = 0;;) {  // iterations with the present factors
      int allowed = options_.gmres_iterations - spent;
      if (!fresh_ && per_digit_ > 0)  // what fresh ones would take, times the growth allowed
        allowed = 3 + static_cast<int>(options_.frozen_growth * per_digit_ * digits) - spent;
      const bool x_is_zero = iterations_ == 0;
      const auto cycle = gmres_.cycle(product, precondition, rhs_, x, target, allowed, x_is_zero);
      iterations_ += cycle.iterations;
      spent += cycle.iterations;
      product(x, product_);
      for (std::size_t i = 0; i < rhs_.size(); ++i) product_[i] = rhs_[i] - product_[i];
      const double now = norm(product_);
      if (now <= 2 * target) {  // twice: the recurrence and the true residual differ by rounding
        if (fresh_) per_digit_ = spent / digits;
        return LinearStatus::ok;
      }
      const bool slow = !(now < 0.5 * before) || spent >= options_.gmres_iterations;
      if (fresh_ && slow) {
        note_ =
            fmt::format("relative residual {:.1e} after {} iterations", now / size, iterations_);
        return LinearStatus::stagnated;
      }
      before = now;
      if (fresh_) continue;
      if (refresh() != LinearStatus::ok) {
        note_ = "singular region block";
        return LinearStatus::singular;
      }
      if (!std::isfinite(now)) std::fill(x.begin(), x.end(), 0.0);
      before = size;
      spent = 0;
    }
  }

  LinearOptions options_;
  const Pattern* pattern_ = nullptr;
  std::optional<RegionLayout> layout_;
  std::optional<RowGatherer> rows_;
  std::shared_ptr<RegionFactors> own_;
  std::shared_ptr<const RegionFactors> adopted_;
  const RegionFactors* current_ = nullptr;  // own_ or adopted_; null: nothing to precondition with
  bool fresh_ = false;                      // current_ is of the present matrix
  double per_digit_ = 0;                    // iterations for one digit with fresh factors
  In values_;  // of the present matrix; its rows are scaled by scale_ wherever they are read
  std::vector<double> scale_, scaled_, rhs_, product_;
  RegionWork work_;
  Gmres gmres_;
  double tolerance_;
  int iterations_ = 0;
  std::string note_;
};

}  // namespace

std::unique_ptr<LinearSolver> make_region_gmres(const LinearOptions& options) {
  return std::make_unique<RegionGmres>(options);
}

}  // namespace yuqian::solvers
