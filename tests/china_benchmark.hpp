// SPDX-License-Identifier: Apache-2.0
// The shipped dataset, calibrated with the shipped mappings, elasticities and assumptions.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/calibration/benchmark/carbon.hpp>
#include <yuqian/calibration/benchmark/population.hpp>
#include <yuqian/calibration/benchmark/workers.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/scenario.hpp>

namespace yuqian::tests {

inline std::string shipped(const std::string& file) { return YUQIAN_SOURCE_DIR "/data/" + file; }

inline const data::Mrio& china(const std::string& variant) {
  static std::map<std::string, data::Mrio> read;
  const auto found = read.find(variant);
  if (found != read.end()) return found->second;
  return read.emplace(variant, data::read_mrio(shipped("china-2017/china-2017.h5"), variant))
      .first->second;
}

inline data::Mapping mapping(const std::string& kind, const std::string& name) {
  const data::Mrio& m = china("central");
  return data::Mapping::read(shipped("mappings/" + kind + "/" + name + ".toml"),
                             kind == "regions" ? m.regions : m.sectors);
}

/// `change`: what a test assumes otherwise.
inline std::shared_ptr<model::Benchmark> calibrated(
    const data::Mrio& mrio, const data::Mapping& regions, const data::Mapping& sectors,
    const std::function<void(calibration::Assumptions&)>& change = {}) {
  const data::Toml assumed = data::Toml::read(shipped("elasticities/assumptions.toml"));
  const auto traits =
      calibration::read_sector_traits(shipped("elasticities/default.csv"), assumed, mrio.sectors);
  calibration::Assumptions assumptions = calibration::read_assumptions(assumed);
  static const data::Table distance =
      data::read_dataset_table(shipped("china-2017/china-2017.h5"), "rail_distance");
  assumptions.routes = calibration::read_route_assumptions(shipped("elasticities/transport.csv"),
                                                           assumed, distance, mrio.sectors);
  assumptions.population = calibration::read_population(
      shipped("population/2017.csv"), data::Toml::read(shipped("population/distribution.toml")),
      regions);
  assumptions.budgets = calibration::read_budgets(shipped("institutions/2017.csv"), mrio.regions);
  assumptions.taxes = calibration::read_taxes(shipped("institutions/taxes-2017.csv"),
                                              shipped("institutions/national_taxes-2017.csv"),
                                              mrio.regions, mrio.sectors);
  assumptions.power =
      calibration::read_power(shipped("power/2017.csv"),
                              data::Toml::read(shipped("power/technologies.toml")), mrio.regions);
  if (change) change(assumptions);
  auto b = std::make_shared<model::Benchmark>(
      calibration::calibrate(mrio, regions, sectors, traits, assumptions));
  static const data::Table workers = calibration::read_workers(shipped("china-2017/china-2017.h5"));
  calibration::set_workers(*b, workers, regions);
  static const calibration::CarbonSources carbon = calibration::read_carbon_sources(
      shipped("china-2017/china-2017.h5"), shipped("china-2017/co2_fuel_mix.csv"), mrio.sectors);
  calibration::attach_emissions(*b, mrio, carbon, traits, regions, sectors);
  return b;
}

inline std::shared_ptr<model::Benchmark> china_benchmark(const std::string& variant,
                                                         const std::string& regions = "default",
                                                         const std::string& sectors = "42") {
  static std::map<std::array<std::string, 3>, model::Benchmark> known;
  const std::array<std::string, 3> key{variant, regions, sectors};
  auto found = known.find(key);
  if (found == known.end())
    found = known
                .emplace(key, *calibrated(china(variant), mapping("regions", regions),
                                          mapping("sectors", sectors)))
                .first;
  return std::make_shared<model::Benchmark>(found->second);  // a test may change its own
}

inline model::Closure closure(const std::string& id) {
  return model::read_closure(shipped("closures/" + id + ".toml"));
}

inline std::shared_ptr<const model::RegionalModel> china_model(
    std::shared_ptr<const model::Benchmark> benchmark, const model::Closure& closure = {}) {
  return std::make_shared<model::RegionalModel>(
      model::build_regional_model(std::move(benchmark), closure));
}

inline model::Scenario scenario(const std::string& id) {
  return model::read_scenario(shipped("scenarios/" + id + ".toml"));
}

}  // namespace yuqian::tests
