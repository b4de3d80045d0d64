// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/maximise.hpp>

#include <IpIpoptApplication.hpp>
#include <IpTNLP.hpp>
#include <algorithm>
#include <cmath>
#include <exception>
#include <mutex>
#include <stdexcept>

#include <yuqian/solvers/ipopt_lock.hpp>

namespace yuqian::solvers {
namespace {

constexpr double unbounded = 2e19;  // Ipopt's infinity

class Nlp final : public Ipopt::TNLP {
 public:
  using Int = Ipopt::Index;
  using Num = Ipopt::Number;
  Nlp(const Maximisation& problem, std::span<double> x) : problem_(problem), x_(x) {}

  std::exception_ptr error;

  bool get_nlp_info(Int& n, Int& m, Int& nnz_jac, Int& nnz_h, IndexStyleEnum& style) override {
    n = static_cast<Int>(x_.size());
    m = static_cast<Int>(problem_.rows.size());
    nnz_jac = n * m;
    nnz_h = 0;
    style = C_STYLE;
    return true;
  }
  bool get_bounds_info(Int n, Num* xl, Num* xu, Int m, Num* gl, Num* gu) override {
    for (Int i = 0; i < n; ++i) {
      xl[i] = std::max(problem_.lower[i], -unbounded);
      xu[i] = std::min(problem_.upper[i], unbounded);
    }
    for (Int k = 0; k < m; ++k) {
      gl[k] = problem_.rows[k].least;
      gu[k] = problem_.rows[k].equality ? gl[k] : unbounded;
    }
    return true;
  }
  bool get_starting_point(Int n, bool, Num* x, bool, Num*, Num*, Int, bool, Num*) override {
    std::copy_n(x_.begin(), n, x);
    return true;
  }
  bool eval_f(Int n, const Num* x, bool, Num& value) override {
    return guarded([&] {
      const bool known = problem_.value(In(x, n), value);
      value = -value;
      return known;
    });
  }
  bool eval_grad_f(Int n, const Num* x, bool, Num* gradient) override {
    return guarded([&] {
      const bool known = problem_.gradient(In(x, n), std::span<double>(gradient, n));
      for (Int i = 0; i < n; ++i) gradient[i] = -gradient[i];
      return known;
    });
  }
  bool eval_g(Int n, const Num* x, bool, Int m, Num* g) override {
    for (Int k = 0; k < m; ++k) {
      g[k] = 0;
      for (Int i = 0; i < n; ++i) g[k] += problem_.rows[k].weights[i] * x[i];
    }
    return true;
  }
  bool eval_jac_g(Int n, const Num*, bool, Int m, Int, Int* row, Int* column,
                  Num* values) override {
    for (Int k = 0, e = 0; k < m; ++k)
      for (Int i = 0; i < n; ++i, ++e) {
        if (values) values[e] = problem_.rows[k].weights[i];
        if (!values) row[e] = k, column[e] = i;
      }
    return true;
  }
  void finalize_solution(Ipopt::SolverReturn, Int n, const Num* x, const Num*, const Num*, Int,
                         const Num*, const Num*, Num, const Ipopt::IpoptData*,
                         Ipopt::IpoptCalculatedQuantities*) override {
    for (Int i = 0; i < n; ++i) x_[i] = std::clamp(x[i], problem_.lower[i], problem_.upper[i]);
  }

 private:
  using In = std::span<const double>;
  template <class Work>
  bool guarded(Work work) {
    if (error) return false;
    try {
      return work();
    } catch (...) {
      error = std::current_exception();
      return false;
    }
  }
  const Maximisation& problem_;
  std::span<double> x_;
};

}  // namespace

bool maximise(const Maximisation& problem, std::span<double> x, double tolerance) {
  const std::lock_guard lock(ipopt_lock());
  const Ipopt::SmartPtr<Ipopt::IpoptApplication> app = IpoptApplicationFactory();
  const auto settings = app->Options();
  settings->SetIntegerValue("print_level", 0);
  settings->SetStringValue("sb", "yes");
  settings->SetStringValue("hessian_approximation", "limited-memory");
  settings->SetNumericValue("bound_relax_factor", 0.0);  // the function is not defined outside
  settings->SetNumericValue("tol", tolerance);
  settings->SetNumericValue("acceptable_tol", 100 * tolerance);
  settings->SetIntegerValue("max_iter", 300);
  if (app->Initialize(std::string()) != Ipopt::Solve_Succeeded)
    throw std::runtime_error("Ipopt did not accept its options");
  auto* nlp = new Nlp(problem, x);
  const Ipopt::SmartPtr<Ipopt::TNLP> owner = nlp;
  const Ipopt::ApplicationReturnStatus status = app->OptimizeTNLP(owner);
  if (nlp->error) std::rethrow_exception(nlp->error);
  return status == Ipopt::Solve_Succeeded || status == Ipopt::Solved_To_Acceptable_Level;
}

}  // namespace yuqian::solvers
