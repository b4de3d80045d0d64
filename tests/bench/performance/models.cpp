// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/performance/models.hpp"

#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/calibration/benchmark/load_benchmark.hpp>
#include <yuqian/model/kernel/builder.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include "tests/synthetic_mrio.hpp"

namespace bench {

using namespace yuqian::model;

std::shared_ptr<const RegionalModel> china(const std::string& regions, const std::string& sectors) {
  const calibration::BenchmarkSource source({"", regions, sectors, "default"});
  return std::make_shared<RegionalModel>(build_regional_model(source.benchmark("central"), {}));
}

std::shared_ptr<const RegionalModel> synthetic(int regions, int sectors) {
  std::vector<std::string> names{"agriculture"};
  for (int i = 1; i < sectors; ++i) names.push_back("sector" + std::to_string(i));
  std::vector<calibration::SectorTrait> traits(names.size());
  traits[0].agriculture = true;
  for (std::size_t i = 0; i < traits.size(); ++i)
    traits[i].elasticities.between_provinces = 3 + static_cast<double>(i % 5);
  const data::Mrio mrio = tests::synthetic_mrio(regions, names);
  const auto benchmark = std::make_shared<Benchmark>(calibration::calibrate(
      mrio, data::Mapping::identity(mrio.regions), data::Mapping::identity(mrio.sectors), traits,
      calibration::without_margins()));
  return std::make_shared<RegionalModel>(build_regional_model(benchmark, {}));
}

Equilibrium barriers_moved(const RegionalModel& m, double factor) {
  Shock shock;
  shock.parameter = "iceberg";
  shock.amount = factor;
  Equilibrium e(m.model);
  const std::vector<double> benchmark(e.parameters().begin(), e.parameters().end());
  e.set_base(benchmark);
  e.set_target(apply_shocks(m.parameters, std::vector{shock}, benchmark));
  return e;
}

namespace {

/// Quantities of one cell of the ring: 10 are made of 4 materials, 3 labour and 3 capital; 4 are
/// sold at home, 5 to the neighbours, 1 abroad, where 1 is bought.
class Ring {
 public:
  explicit Ring(int regions) : regions_(regions), tau_(m_.parameter("iceberg", 1.0)) {
    foreign_ = m_.commodity({.name = "PFX"});
    for (int r = 0; r < regions; ++r) declare(r);
    for (int r = 0; r < regions; ++r) add(r);
    m_.numeraire(foreign_);
  }
  std::shared_ptr<const Model> build() const { return m_.build(); }

 private:
  static constexpr int goods = 8, reach = 3;  ///< neighbours on either side

  struct Region {
    CommodityId labour, capital;
    std::vector<ActivityId> make, mix;
    std::vector<CommodityId> own, composite;
    ConsumerId household;
  };

  static double weight(int material, int sector) {
    return 1.0 + 0.5 * ((material * 3 + sector) % 4);
  }
  /// Materials of one good in one sector; those of a sector add up to 4.
  static double materials(int material, int sector) {
    double sum = 0;
    for (int i = 0; i < goods; ++i) sum += weight(i, sector);
    return 4 * weight(material, sector) / sum;
  }

  void declare(int r) {
    const auto name = [r](const char* what, int i) {
      return std::string(what) + "[" + std::to_string(r) + "," + std::to_string(i) + "]";
    };
    Region region;
    region.labour = m_.commodity({.name = name("PF", 0), .region = r});
    region.capital = m_.commodity({.name = name("PF", 1), .region = r});
    for (int i = 0; i < goods; ++i) {
      region.make.push_back(m_.activity({.name = name("Y", i), .region = r}));
      region.mix.push_back(m_.activity({.name = name("A", i), .region = r}));
      region.own.push_back(m_.commodity({.name = name("PD", i), .region = r}));
      region.composite.push_back(m_.commodity({.name = name("PA", i), .region = r}));
    }
    region.household = m_.consumer(
        {.name = name("H", 0), .start = 6.0 * goods, .region = r, .scale = 6.0 * goods});
    all_.push_back(std::move(region));
  }

  void add(int r) {
    const Region& here = all_[at(r)];
    BlockWriter spending = m_.demand(here.household);
    for (std::size_t i = 0; i < goods; ++i) {
      BlockWriter y = m_.production(here.make[i]);
      y.outputs("markets", 2.0).netput("markets", here.own[i], 9).netput("markets", foreign_, 1);
      y.inputs("materials", 0.0).nest("factors", 1.0, "materials");
      double used = 0;
      for (std::size_t j = 0; j < goods; ++j) {
        y.input(here.composite[j], materials(static_cast<int>(j), static_cast<int>(i)));
        used += materials(static_cast<int>(i), static_cast<int>(j));
      }
      y.netput("factors", here.labour, 3).netput("factors", here.capital, 3);
      BlockWriter a = m_.production(here.mix[i]);
      a.output(here.composite[i], 10).inputs("origin", 2.0).nest("regions", 4.0, "origin");
      a.netput("origin", foreign_, 1).netput("regions", here.own[i], 4);
      for (int d = -reach; d <= reach; ++d)
        if (d != 0)
          a.netput("regions", all_[at((r + d + regions_) % regions_)].own[i], 5.0 / (2 * reach))
              .augmented(tau_);
      spending.input(here.composite[i], 10 - used);
    }
    m_.endowment(here.household, here.labour, 3.0 * goods);
    m_.endowment(here.household, here.capital, 3.0 * goods);
  }

  Builder m_;
  int regions_;
  ParameterId tau_;
  CommodityId foreign_;
  std::vector<Region> all_;
};

}  // namespace

std::shared_ptr<const Model> ring(int regions) { return Ring(regions).build(); }

}  // namespace bench
