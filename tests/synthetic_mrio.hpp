// SPDX-License-Identifier: Apache-2.0
// A balanced multi-regional table of random but plausible numbers, for tests of structure and size.
#pragma once

#include <yuqian/data/mrio.hpp>
#include <yuqian/model/maths/at.hpp>

#include <random>

namespace yuqian::tests {

inline data::Mrio synthetic_mrio(int regions, const std::vector<std::string>& sectors,
                                 unsigned seed = 1, double empty_trade = 0.1) {
  std::vector<std::string> names{"Chongqing", "Guizhou"};
  for (int r = 2; r < regions; ++r) names.push_back("Province" + std::to_string(r + 1));
  data::Mrio m =
      data::empty_mrio(data::Set("region", names), data::Set("sector", sectors), "central");
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> uniform(0.2, 1.0);
  const int n = static_cast<int>(sectors.size());
  for (int i = 0; i < n; ++i)
    for (int s = 0; s < regions; ++s) {
      for (int r = 0; r < regions; ++r)
        if (s == r || uniform(random) > 0.2 + 0.8 * empty_trade)
          m.trade(s, r, i) = s == r ? 1000 * uniform(random) : 300 * uniform(random) / regions;
      m.exports(s, i) = 80 * uniform(random);
      m.imports(s, i) = 60 * uniform(random);
    }
  for (int r = 0; r < regions; ++r) {
    std::vector<double> materials(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) {
      double use = m.imports(r, i);
      for (int s = 0; s < regions; ++s) {
        use += m.trade(s, r, i);
        m.output(r, i) += m.trade(r, s, i);
      }
      m.output(r, i) += m.exports(r, i);
      // Under half of every good is material, spread over the sectors by random weights.
      std::vector<double> weight(static_cast<std::size_t>(n));
      double sum = 0;
      for (double& w : weight) sum += w = uniform(random);
      for (int j = 0; j < n; ++j)
        materials[at(j)] += m.intermediate(r, i, j) = 0.3 * use * weight[at(j)] / sum;
      const double share[] = {0.15, 0.35, 0.2, 0.3};
      for (int f = 0; f < 4; ++f) m.final_use(r, i, f) = 0.7 * use * share[f];
    }
    for (int j = 0; j < n; ++j) {
      const double value = m.output(r, j) - materials[at(j)];
      const double share[] = {0.5, 0.1, 0.1,
                              0.3};  // compensation, production tax, depreciation, surplus
      for (int v = 0; v < 4; ++v) m.value_added(r, v, j) = value * share[v];
    }
  }
  return m;
}

}  // namespace yuqian::tests
