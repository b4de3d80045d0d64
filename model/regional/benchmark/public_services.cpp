// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/benchmark/public_services.hpp>

namespace yuqian::model {

double productive_purchases(const Benchmark& b, int region, int good) {
  return b.productive_government.rank() == 2 ? b.productive_government(region, good) : 0;
}

double productive_purchases(const Benchmark& b, int region) {
  double sum = 0;
  for (int i = 0; i < b.sectors.size(); ++i) sum += productive_purchases(b, region, i);
  return sum;
}

double public_purchases(const Benchmark& b, int region) {
  double sum = 0;
  for (int i = 0; i < b.sectors.size(); ++i) sum += b.government(region, i);
  return sum;
}

double productive_share(const Benchmark& b) {
  double productive = 0, all = 0;
  for (int r = 0; r < b.regions.size(); ++r) {
    productive += productive_purchases(b, r);
    all += public_purchases(b, r);
  }
  return all > 0 ? productive / all : 0;
}

}  // namespace yuqian::model
