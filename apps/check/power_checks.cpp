// SPDX-License-Identifier: Apache-2.0
#include "apps/check/power_checks.hpp"

#include <numeric>
#include <sstream>

#include <yuqian/calibration/evidence/evidence.hpp>
#include <yuqian/data/csv.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/power_inputs.hpp>

namespace yuqian::apps {
namespace {

std::vector<int> technologies(const model::Power& p, const std::string& labels) {
  std::vector<int> list;
  std::istringstream words(labels);
  for (std::string label; words >> label;) list.push_back(p.technologies.index(label));
  return list;
}

}  // namespace

double GenerationCheck::nation() const {
  return std::accumulate(by_region.begin(), by_region.end(), 0.0);
}

std::vector<GenerationCheck> check_generation(const model::Benchmark& b) {
  const data::Csv file = data::Csv::read(data::shipped("validation/power-2017.csv"));
  file.expect_columns({"sources", "published", "zh", "en", "reason_zh", "reason_en"});
  std::vector<model::PowerSector> sector;
  for (int r = 0; r < b.regions.size(); ++r) sector.push_back(power_sector(b, r));
  std::vector<GenerationCheck> list;
  for (int row = 0; row < file.rows(); ++row) {
    const auto text = [&](const char* column) { return file.text(row, file.column(column)); };
    GenerationCheck c{{text("zh"), text("en")},
                      {text("reason_zh"), text("reason_en")},
                      std::vector<double>(at(b.regions.size()), 0.0),
                      file.number(row, file.column("published"), data::Sign::positive)};
    for (const int t : technologies(b.power, text("sources")))
      for (int r = 0; r < b.regions.size(); ++r)
        for (const model::PowerPlant& plant : sector[at(r)].plants)
          if (plant.technology == t) c.by_region[at(r)] += plant.generation;
    list.push_back(std::move(c));
  }
  return list;
}

std::vector<PowerFlowCheck> check_power_flows(const data::Mrio& table) {
  const calibration::Evidence evidence =
      calibration::read_evidence(data::Toml::read(data::shipped("evidence/electricity-2017.toml")),
                                 table.regions, table.sectors);
  std::vector<PowerFlowCheck> list;
  for (const calibration::Figure& f : evidence.figures) {
    PowerFlowCheck c{f.from, f.to, f.source, 0, f.value};
    for (const int s : f.from)
      for (const int r : f.to)
        for (const int i : f.good)
          if (s != r) c.benchmark += table.trade(s, r, i);
    list.push_back(std::move(c));
  }
  return list;
}

}  // namespace yuqian::apps
