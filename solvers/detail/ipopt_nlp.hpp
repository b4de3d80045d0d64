// SPDX-License-Identifier: Apache-2.0
// Private to ipopt.cpp and ipopt_nlp.cpp.
#pragma once

#include <IpTNLP.hpp>
#include <exception>
#include <functional>
#include <vector>

#include <yuqian/solvers/mcp.hpp>

namespace yuqian::solvers {

/// What is asked of a row in one Ipopt run.
enum class Ask : char {
  equation,  ///< F_i(x) = 0, x_i inside its bounds
  at_lower,  ///< x_i = l_i, F_i free
  at_upper,  ///< x_i = u_i, F_i free
  product,   ///< F_i - s_i + r_i = 0, s_i (x_i - l_i) = r_i (u_i - x_i) = mu
};

/// A square system with zero objective, so that Ipopt needs no second derivatives. Exceptions of
/// the problem are kept in `error`, to be thrown outside Ipopt.
class ComplementarityNlp final : public Ipopt::TNLP {
 public:
  using Int = Ipopt::Index;
  using Num = Ipopt::Number;
  /// Called once an iteration with primal infeasibility; false stops.
  using Watch = std::function<bool(int iteration, double infeasibility)>;

  ComplementarityNlp(Mcp&, std::vector<double>& x, const std::vector<Ask>&, double mu, Watch);

  std::exception_ptr error;
  int evaluations = 0;

  bool get_nlp_info(Int& n, Int& m, Int& nnz_jac, Int& nnz_h, IndexStyleEnum& style) override;
  bool get_bounds_info(Int n, Num* xl, Num* xu, Int m, Num* gl, Num* gu) override;
  bool get_starting_point(Int n, bool init_x, Num* x, bool init_z, Num* zl, Num* zu, Int m,
                          bool init_lambda, Num* lambda) override;
  bool eval_f(Int n, const Num* x, bool is_new, Num& value) override;
  bool eval_grad_f(Int n, const Num* x, bool is_new, Num* gradient) override;
  bool eval_g(Int n, const Num* x, bool is_new, Int m, Num* g) override;
  bool eval_jac_g(Int n, const Num* x, bool is_new, Int m, Int nnz, Int* row, Int* column,
                  Num* values) override;
  bool eval_h(Int n, const Num* x, bool is_new, Num factor, Int m, const Num* lambda,
              bool is_new_lambda, Int nnz, Int* row, Int* column, Num* values) override;
  void finalize_solution(Ipopt::SolverReturn, Int n, const Num* x, const Num* zl, const Num* zu,
                         Int m, const Num* g, const Num* lambda, Num value, const Ipopt::IpoptData*,
                         Ipopt::IpoptCalculatedQuantities*) override;
  bool intermediate_callback(Ipopt::AlgorithmMode, Int iteration, Num value, Num primal, Num dual,
                             Num mu, Num step, Num regularisation, Num alpha_dual, Num alpha_primal,
                             Int trials, const Ipopt::IpoptData*,
                             Ipopt::IpoptCalculatedQuantities*) override;

 private:
  /// A slack: enters the equation with -sign, and times sign * (x - bound) is mu.
  struct Slack {
    Int variable, unknown, equation, product;
    double sign, bound;
  };
  template <class Work>
  bool guarded(Work work);

  Mcp& problem_;
  std::vector<double>& x_;
  Watch watch_;
  const std::vector<Ask>& ask_;
  double mu_;
  std::vector<Int> constraint_;  // of each row, -1 if dropped
  Int constraints_ = 0;
  std::vector<Slack> slacks_;
  std::vector<double> f_, jacobian_;
};

}  // namespace yuqian::solvers
