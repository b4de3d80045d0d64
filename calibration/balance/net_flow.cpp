// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/net_flow.hpp>

#include <algorithm>
#include <cmath>
#include <string>

#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

using data::Table;

Table scaled_to_totals(const Accounts& a, const Table& totals) {
  Table scaled = a.final_use;
  for (int r = 0; r < a.provinces(); ++r)
    for (int f = 0; f < totals.axis(1).size(); ++f) {
      double sum = 0.0;
      for (int i = 0; i < a.goods(); ++i) sum += scaled(r, i, f);
      if (!(sum > 0.0) && totals(r, f) > 0.0)
        throw data::InputError(
            fmt::format("the table of {} has no {}, the national accounts have {:g} x 10^8 yuan",
                        a.regions.label(r), totals.axis(1).label(f), totals(r, f)),
            "give the column its goods: there is nothing to spread the total over");
      for (int i = 0; i < a.goods(); ++i) scaled(r, i, f) *= sum > 0.0 ? totals(r, f) / sum : 0.0;
    }
  return scaled;
}

/// Scales the larger of what leaves and what enters down to the smaller.
void even_out(Table& flow, int good) {
  double leaves = 0.0, enters = 0.0;
  for (int r = 0; r < flow.axis(0).size(); ++r)
    (flow(r, good) > 0.0 ? leaves : enters) += std::abs(flow(r, good));
  const double common = std::min(leaves, enters);
  for (int r = 0; r < flow.axis(0).size(); ++r) {
    const double side = flow(r, good) > 0.0 ? leaves : enters;
    flow(r, good) = side > 0.0 ? flow(r, good) * common / side : 0.0;
  }
}

}  // namespace

SystemPrior system_prior(const Accounts& a, const Table& totals, const std::vector<bool>& local,
                         double local_share) {
  SystemPrior prior{scaled_to_totals(a, totals), a.net_flow, a.net_flow};
  std::fill(prior.fixed_flow.values().begin(), prior.fixed_flow.values().end(), 0.0);
  for (int i = 0; i < a.goods(); ++i) {
    double supply = 0.0, uses = 0.0;
    std::vector<double> use(static_cast<std::size_t>(a.provinces()), 0.0);
    for (int r = 0; r < a.provinces(); ++r) {
      double& u = use[at(r)];
      for (int j = 0; j < a.goods(); ++j) u += a.intermediate(r, i, j);
      for (int f = 0; f < prior.final_use.axis(2).size(); ++f) u += prior.final_use(r, i, f);
      supply += a.output(r, i) + a.imports(r, i) - a.exports(r, i);
      uses += u;
    }
    if (!(uses > 0.0) && supply > 0.0)
      throw data::InputError(
          fmt::format("nobody uses {}, and the nation has {:g} x 10^8 yuan of it",
                      a.sectors.label(i), supply),
          "compare output, exports and imports of the good with its use");
    const double scale = uses > 0.0 ? supply / uses : 0.0;  // a good that the nation lacks
    for (int r = 0; r < a.provinces(); ++r) {
      const double u = use[at(r)] * scale;
      const double at_home = a.output(r, i) - a.exports(r, i);
      double& flow = prior.net_flow(r, i);
      const double reported = flow;
      flow = at_home + a.imports(r, i) - u;
      if (!local[at(i)]) continue;
      const double most =
          std::min({std::abs(flow), std::abs(reported),
                    local_share * std::max(0.0, std::min(at_home, u - a.imports(r, i)))});
      flow = flow * reported > 0.0 ? std::copysign(most, flow) : 0.0;
    }
    if (!local[at(i)]) continue;
    even_out(prior.net_flow, i);
    for (int r = 0; r < a.provinces(); ++r) prior.fixed_flow(r, i) = prior.net_flow(r, i);
  }
  return prior;
}

}  // namespace yuqian::calibration
