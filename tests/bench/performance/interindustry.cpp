// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/performance/interindustry.hpp"

#include <yuqian/model/interindustry/dense_lu.hpp>
#include <yuqian/model/interindustry/footprint.hpp>
#include <yuqian/model/interindustry/linkages.hpp>
#include "tests/bench/performance/measure.hpp"
#include "tests/interindustry/two_regions.hpp"

#include <cstdio>
#include <stdexcept>

namespace bench {

using namespace yuqian;
namespace ii = yuqian::interindustry;

void interindustry(const std::string& what, const std::string& size) {
  int regions = 0, sectors = 0;
  if (std::sscanf(size.c_str(), "%dx%d", &regions, &sectors) != 2)
    throw std::invalid_argument("RxS, not " + size);
  const ii::IoTable t = tests::random_table(regions, sectors, 1);
  ii::Account water{
      "water", "水", "Water", "1e4 t", "made up", t.output, ii::Vector::Zero(t.final_use.cols()),
      {}};
  const Subject subject{"io", what + " " + ii::DenseLu::backend(), size, t.cells()};
  const int most = t.cells() > 3000 ? 1 : 5;
  if (what == "linkages")
    tell(subject, "seconds", seconds([&] { ii::linkage_measures(ii::Leontief(t)); }, most));
  else if (what == "footprint")
    tell(subject, "seconds", seconds([&] { ii::footprints(ii::Leontief(t), {water}); }, most));
  else
    throw std::invalid_argument("linkages or footprint, not " + what);
  tell_peak(subject);
}

}  // namespace bench
