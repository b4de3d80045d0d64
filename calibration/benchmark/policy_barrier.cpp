// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/policy_barrier.hpp>

#include <yuqian/calibration/benchmark/head_ries.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace yuqian::calibration {

data::Table policy_barrier(const model::Benchmark& b) {
  std::vector<double> sigma;
  for (const model::SectorElasticities& e : b.elasticities) sigma.push_back(e.between_provinces);
  data::Mrio flows = data::empty_mrio(b.regions, b.sectors, b.variant);
  flows.trade = b.trade;
  const data::Table total = head_ries(flows, sigma);
  data::Table policy(
      "policy_barrier",
      {b.regions.renamed("from"), b.regions.renamed("to"), b.sectors.renamed("good")}, "1",
      "Head and Ries 2001, less assumed transport");
  const auto delivered = [&](int s, int r, int i) {
    return 1 + b.margins.on(s, r, i) / b.trade(s, r, i);
  };
  for (int s = 0; s < b.regions.size(); ++s)
    for (int r = 0; r < b.regions.size(); ++r)
      for (int i = 0; i < b.sectors.size(); ++i) {
        if (s == r) continue;
        if (!std::isfinite(total(s, r, i))) {
          policy(s, r, i) = std::numeric_limits<double>::quiet_NaN();
          continue;
        }
        const double transport = std::sqrt(delivered(s, r, i) * delivered(r, s, i) /
                                           delivered(s, s, i) / delivered(r, r, i));
        policy(s, r, i) = std::max(0.0, std::log(total(s, r, i) / transport));
      }
  return policy;
}

}  // namespace yuqian::calibration
