// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/rural_pay.hpp>

#include <algorithm>

namespace yuqian::model {

double pay(const Benchmark& b, int region, int kind) {
  double sum = 0;
  for (int j = 0; j < b.sectors.size(); ++j)
    if (b.factor_markets.farm[at(j)] == (kind == farm_labour)) sum += b.labour(region, j);
  return sum;
}

double rural_pay_share(const Benchmark& b, int region, int kind) {
  const double farm = pay(b, region, farm_labour), nonfarm = pay(b, region, nonfarm_labour);
  const double rural = b.rural_labour_share[at(region)] * (farm + nonfarm);
  const double all = kind == farm_labour ? farm : nonfarm;
  const double part = kind == farm_labour ? std::min(rural, farm)
                                          : std::min(rural - std::min(rural, farm), nonfarm);
  return all > 0 ? part / all : 0;
}

}  // namespace yuqian::model
