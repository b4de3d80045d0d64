// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/cross_entropy.hpp>

#include <IpIpoptApplication.hpp>
#include <IpSolveStatistics.hpp>
#include <IpTNLP.hpp>
#include <algorithm>
#include <cmath>
#include <mutex>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/ipopt_lock.hpp>

namespace yuqian::calibration {
namespace {

using Ipopt::Index;
using Ipopt::Number;

/// Cells as ratios y to the prior; one equation per row and per column save the last column, which
/// follows from the others. Each equation is divided by its size, so that all weigh alike.
class Program final : public Ipopt::TNLP {
 public:
  Program(SparseMatrix& matrix, const Margins& margins) : m_(matrix), prior_(matrix.value) {
    const auto last = static_cast<std::size_t>(m_.columns - 1);
    total_.assign(margins.rows.begin(), margins.rows.end());
    total_.insert(total_.end(), margins.columns.begin(),
                  margins.columns.begin() + static_cast<long>(last));
    scale_.assign(total_.size(), 0.0);
    const auto size = [&](std::size_t equation, double x) { scale_[equation] += std::abs(x); };
    for (std::size_t k = 0; k < prior_.size(); ++k) {
      size(row(k), prior_[k]);
      if (has_column(k)) size(column(k), prior_[k]);
      weight_ += std::abs(prior_[k]);
    }
    for (double& s : scale_) s = s > 0.0 ? 1.0 / s : 1.0;
  }

  bool get_nlp_info(Index& n, Index& m, Index& jacobian, Index& hessian,
                    IndexStyleEnum& style) override {
    n = hessian = static_cast<Index>(prior_.size());
    m = static_cast<Index>(total_.size());
    jacobian = 0;
    for (std::size_t k = 0; k < prior_.size(); ++k) jacobian += has_column(k) ? 2 : 1;
    style = C_STYLE;
    return true;
  }

  bool get_bounds_info(Index n, Number* lower, Number* upper, Index m, Number* g_lower,
                       Number* g_upper) override {
    std::fill(lower, lower + n, 0.0);
    std::fill(upper, upper + n, 2e19);
    for (Index e = 0; e < m; ++e) g_lower[e] = g_upper[e] = total_[at(e)] * scale_[at(e)];
    return true;
  }

  bool get_starting_point(Index n, bool, Number* y, bool, Number*, Number*, Index, bool,
                          Number*) override {
    std::fill(y, y + n, 1.0);
    return true;
  }

  bool eval_f(Index, const Number* y, bool, Number& value) override {
    value = 0.0;
    for (std::size_t k = 0; k < prior_.size(); ++k)
      value += cost(k) * (y[k] > 0.0 ? y[k] * std::log(y[k]) - y[k] + 1.0 : 1.0);
    return true;
  }

  bool eval_grad_f(Index, const Number* y, bool, Number* gradient) override {
    for (std::size_t k = 0; k < prior_.size(); ++k)
      gradient[k] = cost(k) * std::log(std::max(y[k], 1e-300));
    return true;
  }

  bool eval_g(Index, const Number* y, bool, Index m, Number* g) override {
    std::fill(g, g + m, 0.0);
    for (std::size_t k = 0; k < prior_.size(); ++k) {
      g[row(k)] += slope(row(k), k) * y[k];
      if (has_column(k)) g[column(k)] += slope(column(k), k) * y[k];
    }
    return true;
  }

  bool eval_jac_g(Index, const Number*, bool, Index, Index, Index* equations, Index* cells,
                  Number* values) override {
    std::size_t at = 0;
    const auto put = [&](std::size_t equation, std::size_t k) {
      if (values) {
        values[at++] = slope(equation, k);
      } else {
        equations[at] = static_cast<Index>(equation);
        cells[at++] = static_cast<Index>(k);
      }
    };
    for (std::size_t k = 0; k < prior_.size(); ++k) {
      put(row(k), k);
      if (has_column(k)) put(column(k), k);
    }
    return true;
  }

  bool eval_h(Index, const Number* y, bool, Number factor, Index, const Number*, bool, Index,
              Index* rows, Index* columns, Number* values) override {
    for (std::size_t k = 0; k < prior_.size(); ++k) {
      if (values)
        values[k] = factor * cost(k) / std::max(y[k], 1e-300);
      else
        rows[k] = columns[k] = static_cast<Index>(k);
    }
    return true;
  }

  void finalize_solution(Ipopt::SolverReturn, Index, const Number* y, const Number*, const Number*,
                         Index, const Number*, const Number*, Number, const Ipopt::IpoptData*,
                         Ipopt::IpoptCalculatedQuantities*) override {
    for (std::size_t k = 0; k < prior_.size(); ++k) m_.value[k] = prior_[k] * y[k];
  }

 private:
  std::size_t row(std::size_t k) const { return static_cast<std::size_t>(m_.row[k]); }
  std::size_t column(std::size_t k) const {
    return static_cast<std::size_t>(m_.rows + m_.column[k]);
  }
  bool has_column(std::size_t k) const { return m_.column[k] + 1 < m_.columns; }
  double slope(std::size_t equation, std::size_t k) const { return scale_[equation] * prior_[k]; }
  /// Weight of a cell in the objective; their mean is 1, so that small cells count in the
  /// conditions.
  double cost(std::size_t k) const {
    return std::abs(prior_[k]) / weight_ * static_cast<double>(prior_.size());
  }

  SparseMatrix& m_;
  const std::vector<double> prior_;
  std::vector<double> total_, scale_;
  double weight_ = 0.0;
};

}  // namespace

BalancingReport cross_entropy(SparseMatrix& matrix, const Margins& margins,
                              const CrossEntropyOptions& options) {
  require_feasible(matrix, margins);
  const std::vector<double> before = matrix.value;
  BalancingReport report;
  if (matrix.value.empty()) return report;
  Ipopt::ApplicationReturnStatus status;
  {
    const std::lock_guard lock(solvers::ipopt_lock());
    Ipopt::SmartPtr<Ipopt::TNLP> program = new Program(matrix, margins);
    Ipopt::SmartPtr<Ipopt::IpoptApplication> app = new Ipopt::IpoptApplication(false);
    app->Options()->SetIntegerValue("print_level", 0);
    app->Options()->SetStringValue("sb", "yes");
    app->Options()->SetIntegerValue("max_iter", options.max_iterations);
    app->Options()->SetNumericValue("tol", options.tolerance);
    app->Options()->SetNumericValue("constr_viol_tol", 1e-12);
    app->Options()->SetNumericValue("dual_inf_tol", 1e-10);
    app->Options()->SetNumericValue("compl_inf_tol", 1e-12);
    app->Options()->SetNumericValue("bound_relax_factor", 0.0);
    app->Options()->SetStringValue("nlp_scaling_method", "none");
    app->Options()->SetStringValue("jac_c_constant", "yes");
    app->Options()->SetStringValue("mu_strategy", "adaptive");
    status = app->Initialize("");
    if (status == Ipopt::Solve_Succeeded) status = app->OptimizeTNLP(program);
    if (Ipopt::IsValid(app->Statistics())) report.iterations = app->Statistics()->IterationCount();
  }
  report.worst_gap = worst_gap(matrix, margins);
  if (status != Ipopt::Solve_Succeeded && status != Ipopt::Solved_To_Acceptable_Level)
    throw_not_reached(matrix, margins, "minimum cross-entropy");
  report.moved = share_moved(before, matrix.value);
  return report;
}

}  // namespace yuqian::calibration
