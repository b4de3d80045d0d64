// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/benchmark_file.hpp>

#include <algorithm>
#include <cmath>

#include <yuqian/apps/results/results.hpp>
#include <yuqian/apps/results/survey.hpp>
#include <yuqian/calibration/benchmark/head_ries.hpp>
#include <yuqian/data/h5_writer.hpp>
#include <yuqian/data/store.hpp>

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
                      const calibration::BenchmarkSource& source) {
  const model::Benchmark& b = *benchmarks.front();
  data::H5Writer file(path,
                      {"Yuqian benchmark", "yuqian-benchmark", "1.0",
                       source.provenance().program + " " + source.provenance().version},
                      4);
  const data::Set region = b.regions, sector = b.sectors;
  file.scale(region, "region");
  file.scale(sector, "sector");
  std::vector<std::string> names;
  for (const auto& each : benchmarks) names.push_back(each->variant);
  const data::Set variants("variant", names);
  const std::vector<data::Set> cell{region, sector},
      pair{region.renamed("supplier"), region.renamed("region_to"), sector};

  // By estimate: margins take from the tables what depends on the flows.
  const auto by_variant = [&](const char* name, const std::vector<data::Set>& axes,
                              const char* unit, const char* en, const char* zh, auto&& table_of) {
    std::vector<data::Table> tables;
    for (const auto& each : benchmarks) tables.push_back(table_of(*each));
    file.table(stacked(name, tables, variants, axes, unit), en, zh);
  };
  const auto used = [&](const char* name, data::Table model::Benchmark::* table, const char* en,
                        const char* zh) {
    by_variant(name, cell, "1e8 CNY", en, zh,
               [&](const model::Benchmark& each) { return each.*table; });
  };
  // The same under every estimate of trade, save where surveyed figures of value added or foreign
  // trade are reconciled with each.
  const auto once = [&](data::Table model::Benchmark::* table, const char* name, const char* en,
                        const char* zh) {
    const auto same = [&](const auto& each) {
      return std::equal((*each.*table).values().begin(), (*each.*table).values().end(),
                        (b.*table).values().begin());
    };
    if (std::all_of(benchmarks.begin(), benchmarks.end(), same))
      file.variable(name, {"region", "sector"}, (b.*table).values(), {"1e8 CNY", en, zh, {}});
    else
      used(name, table, en, zh);
  };
  once(&model::Benchmark::labour, "labour", "Labour income", "劳动者报酬");
  once(&model::Benchmark::capital, "capital", "Capital income", "资本收入");
  once(&model::Benchmark::land, "land", "Income of land and resources", "土地和资源收入");
  once(&model::Benchmark::production_tax, "production_tax", "Net taxes on production",
       "生产税净额");
  once(&model::Benchmark::output, "output", "Gross output", "总产出");
  once(&model::Benchmark::imports, "imports", "Imports from abroad", "进口");
  used("exports", &model::Benchmark::exports,
       "Exports abroad beside what is sold with them as margin", "出口（不含随货出口的流通费用）");
  by_variant("intermediate", {region, sector, sector.renamed("using_sector")}, "1e8 CNY",
             "Intermediate use of goods of all origins, with their margins",
             "中间使用（含流通费用）",
             [](const model::Benchmark& each) { return each.intermediate; });
  used("rural", &model::Benchmark::rural, "Consumption of rural households", "农村居民消费");
  used("urban", &model::Benchmark::urban, "Consumption of urban households", "城镇居民消费");
  used("government", &model::Benchmark::government, "Government consumption", "政府消费");
  used("investment", &model::Benchmark::investment, "Capital formation", "资本形成总额");

  by_variant("trade", pair, "1e8 CNY",
             "Trade between provinces (estimated), own supply on the diagonal", "省际贸易（估计）",
             [](const model::Benchmark& each) { return each.trade; });
  if (b.margins.any())
    by_variant("margin",
               {model::margin_services(), model::places(region, "route_from"),
                model::places(region, "route_to"), sector},
               "1e8 CNY", "Services paid with a good on its way (estimated and assumed)",
               "流通费用（运输、商业；估计与假定）", [](const model::Benchmark& each) {
                 std::vector<data::Table> paid;
                 for (const model::MarginService& service : each.margins.services)
                   paid.push_back(service.paid);
                 return stacked("margin", paid, model::margin_services(), paid.front().axes(),
                                "1e8 CNY");
               });
  std::vector<double> sigma;
  for (const model::SectorElasticities& e : b.elasticities) sigma.push_back(e.between_provinces);
  by_variant("head_ries", pair, "1", "Head-Ries trade cost, iceberg equivalent",
             "海德-里斯贸易成本", [&](const model::Benchmark& each) {
               data::Mrio flows = data::empty_mrio(region, sector, each.variant);
               flows.trade = each.trade;
               return calibration::head_ries(flows, sigma);
             });
  by_variant("head_ries_policy", pair, "1",
             "Policy part of the Head-Ries trade cost, without margins",
             "海德-里斯贸易成本的政策部分", [](const model::Benchmark& each) {
               data::Table policy = each.policy_barrier;
               for (double& v : policy.values()) v = std::exp(v);
               return policy;
             });
  file.variable("esubm", {"sector"}, sigma,
                {"1", "Elasticity of substitution between provinces", "省际替代弹性", {}});
  data::Provenance provenance = source.provenance();
  for (const auto& each : benchmarks)
    record_margins(provenance, each->variant, each->margin_report);
  if (source.evidence()) {
    std::vector<data::Table> shares;
    for (const std::string& name : names) shares.push_back(surveyed_share(source, name));
    file.table(stacked("surveyed", shares, variants, pair, "1"),
               "Share of a flow that is a surveyed figure by itself; the rest is estimated",
               "流量中调查值所占份额");
    write_survey(file, survey_of(source, names), "variant");
  }
  file.text("provenance", provenance.json(), "Inputs, steps and program, as JSON");
  file.finish();
}

}  // namespace yuqian::apps
