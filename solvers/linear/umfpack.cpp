// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

#include <yuqian/solvers/linear/linear_solver.hpp>

#ifdef YUQIAN_HAVE_UMFPACK
#include <umfpack.h>
#endif

namespace yuqian::solvers {

#ifdef YUQIAN_HAVE_UMFPACK
namespace {

/// Multifrontal LU of SuiteSparse. GPL: built only with the option YUQIAN_UMFPACK.
class Umfpack final : public LinearSolver {
 public:
  Umfpack() { umfpack_di_defaults(control_); }
  ~Umfpack() override { release(); }
  Umfpack(const Umfpack&) = delete;
  Umfpack& operator=(const Umfpack&) = delete;

  std::string_view name() const override { return "sparse LU (UMFPACK)"; }

  void analyze(const Pattern& pattern, std::span<const Index>) override {
    release();
    pattern_ = &pattern;
    const int n = pattern.size();
    const int status = umfpack_di_symbolic(n, n, pattern.column_start.data(), pattern.row.data(),
                                           nullptr, &symbolic_, control_, nullptr);
    if (status < 0) throw std::runtime_error("UMFPACK could not analyse the pattern");
  }

  LinearStatus factorize(In values) override {
    umfpack_di_free_numeric(&numeric_);
    values_ = values;
    const int status = umfpack_di_numeric(pattern_->column_start.data(), pattern_->row.data(),
                                          values.data(), symbolic_, &numeric_, control_, nullptr);
    factorized_ = status == UMFPACK_OK;
    return factorized_ ? LinearStatus::ok : LinearStatus::singular;
  }

  LinearStatus solve(In rhs, Out x) override { return run(UMFPACK_A, rhs, x); }
  LinearStatus solve_transpose(In rhs, Out x) override { return run(UMFPACK_At, rhs, x); }

 private:
  LinearStatus run(int system, In rhs, Out x) {
    if (!factorized_) return LinearStatus::singular;
    const int status =
        umfpack_di_solve(system, pattern_->column_start.data(), pattern_->row.data(),
                         values_.data(), x.data(), rhs.data(), numeric_, control_, nullptr);
    return status == UMFPACK_OK ? LinearStatus::ok : LinearStatus::singular;
  }

  void release() {
    umfpack_di_free_numeric(&numeric_);
    umfpack_di_free_symbolic(&symbolic_);
  }

  const Pattern* pattern_ = nullptr;
  In values_;
  void* symbolic_ = nullptr;
  void* numeric_ = nullptr;
  double control_[UMFPACK_CONTROL];
  bool factorized_ = false;
};

}  // namespace

bool have_umfpack() { return true; }
std::unique_ptr<LinearSolver> make_umfpack() { return std::make_unique<Umfpack>(); }

#else

bool have_umfpack() { return false; }
std::unique_ptr<LinearSolver> make_umfpack() {
  throw std::invalid_argument(
      "the linear solver UMFPACK was asked for, but this build has none; configure with "
      "-DYUQIAN_UMFPACK=ON (UMFPACK is under the GPL)");
}

#endif

}  // namespace yuqian::solvers
