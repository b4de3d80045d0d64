// SPDX-License-Identifier: Apache-2.0
#include "apps/benchmark_file.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/head_ries.hpp"
#include "data/h5_writer.hpp"
#include "data/store.hpp"

namespace yuqian::apps {
namespace {

/// The tables of all estimates under one further axis, "variant".
data::Table stacked(const std::string& name, const std::vector<data::Table>& tables,
                    const data::Set& variants, std::vector<data::Set> axes,
                    const std::string& unit) {
  axes.insert(axes.begin(), variants);
  data::Table all(name, std::move(axes), unit);
  auto out = all.values().begin();
  for (const data::Table& t : tables) out = std::copy(t.values().begin(), t.values().end(), out);
  return all;
}

}  // namespace

void write_benchmarks(const std::string& path,
                      const std::vector<std::shared_ptr<const model::Benchmark>>& benchmarks,
                      const Source& source) {
  const model::Benchmark& b = *benchmarks.front();
  data::H5Writer file(path,
                      {"Yuqian benchmark", "yuqian-benchmark", "1.0",
                       source.provenance().program + " " + source.provenance().version},
                      4);
  const data::Set region = b.regions, sector = b.sectors;
  file.scale(region, "region");
  file.scale(sector, "sector");
  const auto write = [&](const data::Table& t, const std::string& name, std::vector<data::Set> axes,
                         const char* en, const char* zh) {
    std::vector<std::string> dims;
    for (const data::Set& axis : axes) {
      file.scale(axis, axis.name());
      dims.push_back(axis.name());
    }
    file.variable(name, dims, t.values(), {"1e8 CNY", en, zh, {}});
  };
  write(b.intermediate, "intermediate", {region, sector, sector.renamed("using_sector")},
        "Intermediate use of goods of all origins", "中间使用");
  write(b.labour, "labour", {region, sector}, "Labour income", "劳动者报酬");
  write(b.capital, "capital", {region, sector}, "Capital income", "资本收入");
  write(b.land, "land", {region, sector}, "Income of land and resources", "土地和资源收入");
  write(b.production_tax, "production_tax", {region, sector}, "Net taxes on production",
        "生产税净额");
  write(b.output, "output", {region, sector}, "Gross output", "总产出");
  write(b.exports, "exports", {region, sector}, "Exports abroad", "出口");
  write(b.imports, "imports", {region, sector}, "Imports from abroad", "进口");
  write(b.rural, "rural", {region, sector}, "Consumption of rural households", "农村居民消费");
  write(b.urban, "urban", {region, sector}, "Consumption of urban households", "城镇居民消费");
  write(b.government, "government", {region, sector}, "Government consumption", "政府消费");
  write(b.investment, "investment", {region, sector}, "Capital formation", "资本形成总额");

  std::vector<std::string> names;
  std::vector<data::Table> trade, barrier, policy;
  std::vector<double> sigma;
  for (const model::SectorElasticities& e : b.elasticities) sigma.push_back(e.between_provinces);
  for (const auto& each : benchmarks) {
    names.push_back(each->variant);
    trade.push_back(each->trade);
    data::Mrio flows = data::empty_mrio(region, sector, each->variant);
    flows.trade = each->trade;
    barrier.push_back(calibration::head_ries(flows, sigma));
    policy.push_back(each->policy_barrier);
    for (double& v : policy.back().values()) v = std::exp(v);
  }
  const data::Set variants("variant", names);
  const std::vector<data::Set> pairs{region.renamed("supplier"), region.renamed("region_to"),
                                     sector};
  file.table(stacked("trade", trade, variants, pairs, "1e8 CNY"),
             "Trade between provinces (estimated), own supply on the diagonal", "省际贸易（估计）");
  file.table(stacked("head_ries", barrier, variants, pairs, "1"),
             "Head-Ries trade cost, iceberg equivalent", "海德-里斯贸易成本");
  file.table(stacked("head_ries_policy", policy, variants, pairs, "1"),
             "Policy part of the Head-Ries trade cost, without transport", "海德-里斯贸易成本的政策部分");
  file.variable("esubm", {"sector"}, sigma,
                {"1", "Elasticity of substitution between provinces", "省际替代弹性", {}});
  data::Provenance provenance = source.provenance();
  for (const auto& each : benchmarks)
    if (!each->provenance.empty()) provenance.step("route_margins", each->variant + ": " + each->provenance);
  file.text("provenance", provenance.json(), "Inputs, steps and program, as JSON");
  file.finish();
}

}  // namespace yuqian::apps
