// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/regional/analysis/estimate_effects.hpp>

#include <Eigen/Dense>

namespace yuqian::model {
namespace {

/// Takes out of h what rows and columns explain: h - a_s - b_r with a, b of the least squares
/// weighted by X. What is left, times a move of X, is what the move does once rows and columns of X
/// add up again.
void keep_interaction(const Eigen::MatrixXd& x, Eigen::MatrixXd& h) {
  const Eigen::Index n = x.rows();
  Eigen::MatrixXd normal = Eigen::MatrixXd::Zero(2 * n, 2 * n);
  normal.topLeftCorner(n, n).diagonal() = x.rowwise().sum();
  normal.bottomRightCorner(n, n).diagonal() = x.colwise().sum();
  normal.topRightCorner(n, n) = x;
  normal.bottomLeftCorner(n, n) = x.transpose();
  // A constant may stand in a or in b, and a region may have no such good: the shift decides.
  normal.diagonal().array() += 1e-12 * normal.diagonal().maxCoeff();
  Eigen::VectorXd sums(2 * n);
  const Eigen::MatrixXd weighted = x.cwiseProduct(h);
  sums << weighted.rowwise().sum(), weighted.colwise().sum().transpose();
  const Eigen::VectorXd effects = normal.ldlt().solve(sums);
  h.colwise() -= effects.head(n);
  h.rowwise() -= effects.tail(n).transpose();
}

}  // namespace

ParameterEffect trade_flow_effect(const RegionalModel& m, std::span<const double> parameters,
                                  std::span<const double> by_parameter) {
  const Benchmark& b = *m.benchmark;
  const ParameterFamily& preference = m.parameters.family("preference");
  const int regions = b.regions.size(), uses = preference.axes.back().size();
  const std::vector<data::Set> axes{b.regions.renamed("from"), b.regions.renamed("to"),
                                    b.sectors.renamed("good")};
  ParameterEffect e{"trade_flow", {"trade_flow", axes, "1e8 CNY"}, {"trade_flow", axes, "1"}};
  for (int i = 0; i < b.sectors.size(); ++i) {
    Eigen::MatrixXd x = Eigen::MatrixXd::Zero(regions, regions), by_log = x;
    for (int r = 0; r < regions; ++r) {
      for (int s = 0; s < regions; ++s) {
        x(s, r) = b.trade(s, r, i);
        for (int use = 0; use < uses && s != r; ++use)
          if (const ParameterId id = preference.at({s, r, i, use}); id.valid())
            by_log(s, r) += parameters[at(id.value)] * by_parameter[at(id.value)];
      }
      by_log(r, r) = -by_log.col(r).sum();  // all shares together move nothing
    }
    Eigen::MatrixXd h = (x.array() > 0).select(by_log.cwiseQuotient(x), 0.0);
    if (x.maxCoeff() > 0) keep_interaction(x, h);
    for (int r = 0; r < regions; ++r)
      for (int s = 0; s < regions; ++s) {
        e.value(s, r, i) = x(s, r) > 0 ? x(s, r) : missing;
        e.derivative(s, r, i) = x(s, r) > 0 ? h(s, r) : missing;
      }
  }
  return e;
}

}  // namespace yuqian::model
