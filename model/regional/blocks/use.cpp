// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/blocks/use.hpp>

namespace yuqian::model::spec {
namespace {

double intermediate_use_of(const Benchmark& b, int r, int i) {
  double sum = b.margins.supplied_by(r, i);
  for (int j = 0; j < b.sectors.size(); ++j) sum += b.intermediate(r, i, j);
  return sum;
}

}  // namespace

const data::Set& uses() {
  static const data::Set set("use", {"intermediate", "final", "export"});
  return set;
}

double total_use(const Benchmark& b, int r, int i) {
  return b.rural(r, i) + b.urban(r, i) + b.government(r, i) + b.investment(r, i) +
         intermediate_use_of(b, r, i);
}

double intermediate_share(const Benchmark& b, int r, int i) {
  const double total = total_use(b, r, i);
  return total > 0 ? intermediate_use_of(b, r, i) / total : 0;
}

}  // namespace yuqian::model::spec
