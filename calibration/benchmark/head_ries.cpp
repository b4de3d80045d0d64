// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/head_ries.hpp>

#include <cmath>
#include <limits>

#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {

data::Table head_ries(const data::Mrio& m, const std::vector<double>& sigma) {
  const int regions = m.regions.size(), goods = m.sectors.size();
  if (static_cast<int>(sigma.size()) != goods)
    throw data::InputError(
        std::to_string(sigma.size()) + " elasticities for " + std::to_string(goods) + " sectors",
        "give one elasticity of substitution between origins per sector");
  data::Table tau("head_ries", m.trade.axes(), "1", "Head and Ries 2001, from estimated trade");
  for (int i = 0; i < goods; ++i) {
    const double elasticity = sigma[at(i)];
    for (int s = 0; s < regions; ++s) {
      tau(s, s, i) = 1.0;
      for (int r = 0; r < s; ++r) {
        const double home = m.trade(s, s, i) * m.trade(r, r, i);
        const double across = m.trade(s, r, i) * m.trade(r, s, i);
        tau(s, r, i) = tau(r, s, i) = home > 0.0 && elasticity > 1.0
                                          ? std::pow(across / home, -0.5 / (elasticity - 1.0))
                                          : std::numeric_limits<double>::quiet_NaN();
      }
    }
  }
  return tau;
}

}  // namespace yuqian::calibration
