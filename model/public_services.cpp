// SPDX-License-Identifier: Apache-2.0
#include "model/public_services.hpp"

namespace yuqian::model {

bool is_productive(const Benchmark& b, int good) {
  const auto i = static_cast<std::size_t>(good);
  return i < b.productive_service.size() && b.productive_service[i];
}

double productive_purchases(const Benchmark& b, int region) {
  double sum = 0;
  for (int i = 0; i < b.sectors.size(); ++i)
    if (is_productive(b, i)) sum += b.government(region, i);
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
