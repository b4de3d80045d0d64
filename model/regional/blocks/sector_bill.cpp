// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/blocks/sector_bill.hpp>

#include <yuqian/model/regional/benchmark/power_inputs.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::model {
namespace {

bool by_source(const Benchmark& b, const Closure& c, int sector) {
  return c.power == Closure::Power::technologies && sector == b.power.sector;
}

}  // namespace

std::vector<SectorInput> sector_bill(const Benchmark& b, const Closure& c, int region, int sector) {
  return by_source(b, c, sector) ? power_sector(b, region).inputs()
                                 : sector_inputs(b, region, sector);
}

double product_emissions(const Benchmark& b, const Closure& c, int region, int sector) {
  if (!b.has_emissions()) return 0;
  return by_source(b, c, sector) ? power_sector(b, region).product_emissions
                                 : b.process_emissions(region, sector);
}

}  // namespace yuqian::model
