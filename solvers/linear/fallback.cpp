// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/linear/linear_solver.hpp>

namespace yuqian::solvers {
namespace {

class WithFallback final : public LinearSolver {
 public:
  WithFallback(std::unique_ptr<LinearSolver> first, std::unique_ptr<LinearSolver> second)
      : first_(std::move(first)), second_(std::move(second)) {}

  std::string_view name() const override { return active().name(); }
  int iterations() const override { return failed_ ? 0 : first_->iterations(); }
  std::string note() const override { return failed_ ? note_ : first_->note(); }

  void set_tolerance(double t) override {
    first_->set_tolerance(t);
    second_->set_tolerance(t);
  }

  void analyze(const Pattern& pattern, std::span<const Index> partition) override {
    pattern_ = &pattern;
    partition_.assign(partition.begin(), partition.end());
    second_ready_ = false;
    failed_ = false;
    first_->analyze(pattern, partition);
  }

  void begin_sequence() override {
    failed_ = false;
    first_->begin_sequence();
    second_->begin_sequence();
  }

  std::shared_ptr<const Factors> factors() const override { return first_->factors(); }
  void adopt(std::shared_ptr<const Factors> f) override { first_->adopt(std::move(f)); }

  LinearStatus factorize(In values) override {
    values_ = values;
    if (!failed_) {
      if (first_->factorize(values) == LinearStatus::ok) return LinearStatus::ok;
      switch_over("the blocks are singular");
    }
    return second_->factorize(values);
  }

  LinearStatus solve(In rhs, Out x) override {
    return run([&](LinearSolver& s) { return s.solve(rhs, x); });
  }
  LinearStatus solve_transpose(In rhs, Out x) override {
    return run([&](LinearSolver& s) { return s.solve_transpose(rhs, x); });
  }

 private:
  LinearSolver& active() const { return failed_ ? *second_ : *first_; }

  template <class Solve>
  LinearStatus run(Solve solve) {
    if (!failed_) {
      if (solve(*first_) == LinearStatus::ok) return LinearStatus::ok;
      switch_over(first_->note());
      if (const auto status = second_->factorize(values_); status != LinearStatus::ok)
        return status;
    }
    return solve(*second_);
  }

  void switch_over(const std::string& why) {
    failed_ = true;
    note_ = std::string(first_->name()) + " gave up (" + why + ") and " +
            std::string(second_->name()) + " took over";
    if (second_ready_) return;
    second_->analyze(*pattern_, partition_);
    second_ready_ = true;
  }

  std::unique_ptr<LinearSolver> first_, second_;
  const Pattern* pattern_ = nullptr;
  std::vector<Index> partition_;
  In values_;
  bool failed_ = false, second_ready_ = false;
  std::string note_;
};

}  // namespace

std::unique_ptr<LinearSolver> make_with_fallback(std::unique_ptr<LinearSolver> first,
                                                 std::unique_ptr<LinearSolver> second) {
  return std::make_unique<WithFallback>(std::move(first), std::move(second));
}

}  // namespace yuqian::solvers
