// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/detail/ipopt_nlp.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::solvers {

ComplementarityNlp::ComplementarityNlp(Mcp& problem, std::vector<double>& x,
                                       const std::vector<Ask>& ask, double mu, Watch watch)
    : problem_(problem), x_(x), watch_(std::move(watch)), ask_(ask), mu_(mu) {
  const Index n = problem.size();
  constraint_.assign(n, -1);
  Int next = n;
  for (Index i = 0; i < n; ++i) {
    if (ask[i] == Ask::at_lower || ask[i] == Ask::at_upper) continue;
    constraint_[i] = constraints_++;
    if (ask[i] != Ask::product) continue;
    const double l = problem.lower()[i], u = problem.upper()[i];
    if (std::isfinite(l)) slacks_.push_back({next++, i, constraint_[i], constraints_++, 1.0, l});
    if (std::isfinite(u)) slacks_.push_back({next++, i, constraint_[i], constraints_++, -1.0, u});
  }
  f_.resize(n);
  jacobian_.resize(problem.pattern().row.size());
}

template <class Work>
bool ComplementarityNlp::guarded(Work work) {
  if (error) return false;
  try {
    return work();
  } catch (...) {
    error = std::current_exception();
    return false;
  }
}

bool ComplementarityNlp::get_nlp_info(Int& n, Int& m, Int& nnz_jac, Int& nnz_h,
                                      IndexStyleEnum& style) {
  n = problem_.size() + static_cast<Int>(slacks_.size());
  m = constraints_;
  nnz_jac = 3 * static_cast<Int>(slacks_.size());
  for (const Index i : problem_.pattern().row) nnz_jac += constraint_[i] >= 0;
  nnz_h = 0;
  style = C_STYLE;
  return true;
}

bool ComplementarityNlp::get_bounds_info(Int, Num* xl, Num* xu, Int m, Num* gl, Num* gu) {
  for (Index i = 0; i < problem_.size(); ++i) {
    xl[i] = problem_.lower()[i];
    xu[i] = problem_.upper()[i];
    if (ask_[i] == Ask::at_lower) xu[i] = xl[i];
    if (ask_[i] == Ask::at_upper) xl[i] = xu[i];
  }
  for (const Slack& s : slacks_) {
    xl[s.variable] = 0;
    xu[s.variable] = 2e19;  // Ipopt's infinity
  }
  std::fill_n(gl, m, 0.0);
  std::fill_n(gu, m, 0.0);
  return true;
}

bool ComplementarityNlp::get_starting_point(Int, bool, Num* x, bool, Num*, Num*, Int, bool, Num*) {
  std::copy(x_.begin(), x_.end(), x);
  return guarded([&] {
    const bool known = problem_.residual(x_, f_) == Evaluation::ok;
    for (const Slack& s : slacks_)
      x[s.variable] = std::max(known ? s.sign * f_[s.unknown] : 1.0, mu_);
    return true;
  });
}

bool ComplementarityNlp::eval_f(Int, const Num*, bool, Num& value) {
  value = 0;
  return true;
}

bool ComplementarityNlp::eval_grad_f(Int n, const Num*, bool, Num* gradient) {
  std::fill_n(gradient, n, 0.0);
  return true;
}

bool ComplementarityNlp::eval_g(Int, const Num* x, bool, Int, Num* g) {
  return guarded([&] {
    ++evaluations;
    if (problem_.residual(In(x, f_.size()), f_) != Evaluation::ok) return false;
    for (Index i = 0; i < problem_.size(); ++i)
      if (constraint_[i] >= 0) g[constraint_[i]] = f_[i];
    for (const Slack& s : slacks_) {
      g[s.equation] -= s.sign * x[s.variable];
      g[s.product] = x[s.variable] * s.sign * (x[s.unknown] - s.bound) - mu_;
    }
    return true;
  });
}

bool ComplementarityNlp::eval_jac_g(Int, const Num* x, bool, Int, Int, Int* row, Int* column,
                                    Num* values) {
  const Pattern& p = problem_.pattern();
  Int k = 0;
  if (!values) {
    for (Index j = 0; j < p.size(); ++j)
      for (Index e = p.column_start[j]; e < p.column_start[j + 1]; ++e)
        if (constraint_[p.row[e]] >= 0) {
          row[k] = constraint_[p.row[e]];
          column[k++] = j;
        }
    for (const Slack& s : slacks_) {
      row[k] = s.equation;
      column[k++] = s.variable;
      row[k] = s.product;
      column[k++] = s.variable;
      row[k] = s.product;
      column[k++] = s.unknown;
    }
    return true;
  }
  return guarded([&] {
    if (problem_.jacobian(In(x, f_.size()), jacobian_) != Evaluation::ok) return false;
    for (std::size_t e = 0; e < p.row.size(); ++e)
      if (constraint_[p.row[e]] >= 0) values[k++] = jacobian_[e];
    for (const Slack& s : slacks_) {
      values[k++] = -s.sign;
      values[k++] = s.sign * (x[s.unknown] - s.bound);
      values[k++] = s.sign * x[s.variable];
    }
    return true;
  });
}

// A square system determines its step without second derivatives: the Hessian is empty.
bool ComplementarityNlp::eval_h(Int, const Num*, bool, Num, Int, const Num*, bool, Int, Int*, Int*,
                                Num*) {
  return true;
}

void ComplementarityNlp::finalize_solution(Ipopt::SolverReturn, Int, const Num* x, const Num*,
                                           const Num*, Int, const Num*, const Num*, Num,
                                           const Ipopt::IpoptData*,
                                           Ipopt::IpoptCalculatedQuantities*) {
  std::copy_n(x, x_.size(), x_.begin());
}

bool ComplementarityNlp::intermediate_callback(Ipopt::AlgorithmMode, Int iteration, Num, Num primal,
                                               Num, Num, Num, Num, Num, Num, Int,
                                               const Ipopt::IpoptData*,
                                               Ipopt::IpoptCalculatedQuantities*) {
  return guarded([&] { return watch_(iteration, primal); });
}

}  // namespace yuqian::solvers
