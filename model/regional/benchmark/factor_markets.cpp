// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/benchmark/factor_markets.hpp>

namespace yuqian::model {

const data::Set& labour_kinds() {
  static const data::Set set("labour_kind", {"farm", "nonfarm"}, {"农业", "非农业"},
                             {"Farm", "Non-farm"});
  return set;
}

double FactorMarkets::employed(int region, int kind) const {
  if (!knows_workers()) return 0;
  double sum = 0;
  for (int from = 0; from < workers.axis(0).size(); ++from)
    for (int registered = 0; registered < 2; ++registered)
      sum += workers(from, registered, region, kind);
  return sum;
}

double FactorMarkets::registered(int region, int kind) const {
  if (!knows_workers()) return 0;
  double sum = 0;
  for (int to = 0; to < workers.axis(2).size(); ++to)
    for (int work = 0; work < 2; ++work) sum += workers(region, kind, to, work);
  return sum;
}

}  // namespace yuqian::model
