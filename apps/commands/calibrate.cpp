// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/calibration/benchmark/sam.hpp>

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/apps/results/benchmark_file.hpp>
#include <yuqian/apps/results/survey.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/pair.hpp>
#include <yuqian/data/store.hpp>
#include "apps/options/detail/command_line.hpp"
#include "apps/process/interrupt.hpp"
#include "apps/screen/grid.hpp"
#include "apps/screen/survey.hpp"

namespace yuqian::apps {
namespace {

struct CalibrateOptions {
  BenchmarkRequest benchmark;
  std::vector<std::string> trades;  ///< empty: all
  std::string out;                  ///< benchmark file to write; empty: none
  std::string sam;                  ///< social accounting matrix to write (CSV); empty: none
};

/// A region's accounts in the benchmark, 10^8 yuan, and its shares, %.
struct RegionFigures {
  double grp = 0, consumption = 0, government = 0, investment = 0, exports = 0, imports = 0,
         outflow = 0, inflow = 0;
  double home_share = 0,
         partner_share = 0;  ///< of all goods that the region uses; partner: the other of the two
};

RegionFigures figures(const model::Benchmark& b, int r) {
  RegionFigures f;
  int partner = -1;
  if (const auto pair = data::pair_of(b.regions))
    partner = r == pair->first ? pair->second : r == pair->second ? pair->first : -1;
  double own = 0, from_partner = 0, use = 0;
  for (int i = 0; i < b.sectors.size(); ++i) {
    f.grp += b.labour(r, i) + b.capital(r, i) + b.land(r, i) + b.production_tax(r, i);
    f.consumption += b.rural(r, i) + b.urban(r, i);
    f.government += b.government(r, i);
    f.investment += b.investment(r, i);
    f.exports += b.sold_abroad(r, i);
    f.imports += b.imports(r, i);
    use += b.imports(r, i);
    for (int s = 0; s < b.regions.size(); ++s) {
      use += b.trade(s, r, i);
      if (s == partner) from_partner += b.trade(s, r, i);
      if (s == r) {
        own += b.trade(s, r, i);
        continue;
      }
      f.inflow += b.trade(s, r, i);
      f.outflow += b.trade(r, s, i);
    }
  }
  f.home_share = 100 * own / use;
  f.partner_share = partner >= 0 ? 100 * from_partner / use : NAN;
  return f;
}

/// Gross regional product as revised after the economic census, by region of the benchmark.
data::Table revised_product(const Source& source) {
  return data::aggregate(data::read_dataset_table(source.path(), "grp"), source.regions());
}

void print(const Screen& screen, const model::Benchmark& b, const data::Table& vintages) {
  const Words& w = screen.words;
  screen.out << '\n'
             << screen.bold(w.term("trade_estimate") + (w.chinese() ? "：" : ": ") +
                            w.term("variant_" + b.variant))
             << '\n';
  Grid grid(w(fmt::format("亿元，{}年生产者价格", b.base_year),
              fmt::format("10^8 yuan, producer prices of {}", b.base_year)));
  const int revised = vintages.axis(1).index("revised");
  grid.group("", {"GRP", w("GRP，普查后修订", "GRP, revised"), w("居民消费", "consumption"),
                  w("政府消费", "government"), w("资本形成", "investment"), w("出口", "exports"),
                  w("进口", "imports"), w("流出", "outflow"), w("流入", "inflow")});
  grid.group(w("占使用比重（%）", "share of use, %"), {w("本地", "home"), w("伙伴", "partner")});
  for (int r = 0; r < b.regions.size(); ++r) {
    const RegionFigures f = figures(b, r);
    grid.row("  " + w.name(b.regions, r),
             {number(f.grp, 1), number(vintages(r, revised), 1), number(f.consumption, 1),
              number(f.government, 1), number(f.investment, 1), number(f.exports, 1),
              number(f.imports, 1), number(f.outflow, 1), number(f.inflow, 1), number(f.home_share),
              number(f.partner_share)});
  }
  grid.print(screen);
}

std::string json(const std::vector<std::shared_ptr<const model::Benchmark>>& benchmarks,
                 const data::Table& vintages, const Survey& survey) {
  using Json = nlohmann::ordered_json;
  Json out = Json::object();
  const auto finite = [](double x) { return std::isfinite(x) ? Json(x) : Json(); };
  for (const auto& b : benchmarks)
    for (int r = 0; r < b->regions.size(); ++r) {
      const RegionFigures f = figures(*b, r);
      out["trade"][b->variant][b->regions.label(r)] = {
          {"grp", f.grp},
          {"grp_revised", vintages(r, vintages.axis(1).index("revised"))},
          {"consumption", f.consumption},
          {"government", f.government},
          {"investment", f.investment},
          {"exports", f.exports},
          {"imports", f.imports},
          {"outflow", f.outflow},
          {"inflow", f.inflow},
          {"home_share", f.home_share},
          {"partner_share", finite(f.partner_share)}};
    }
  out["unit"] = "1e8 CNY";
  out["balanced"] = true;
  if (survey.any()) out["evidence"] = survey_json(survey);
  return out.dump(2);
}

ExitCode calibrate(const Screen& screen, const CalibrateOptions& options) {
  Progress progress(screen);
  const Source source(options.benchmark);
  if (!options.sam.empty() && source.variants(options.trades).size() != 1)
    throw data::InputError("--sam writes the matrix of one trade estimate",
                           "add --trade low, central or high");
  for (const std::string& path : {options.out, options.sam})
    if (!path.empty()) data::require_writable(path);
  if (!options.out.empty() && options.out == options.sam)
    throw data::InputError(
        {{options.out}, "is both --out and --sam", {}, "give each a file of its own"});
  std::vector<std::shared_ptr<const model::Benchmark>> benchmarks;
  for (const std::string& variant : source.variants(options.trades)) {
    progress.show("calibrating, " + variant);
    benchmarks.push_back(source.benchmark(variant));
    if (const auto failures = model::check_benchmark(*benchmarks.back()); !failures.empty())
      throw data::InputError(
          {{source.path()},
           fmt::format("the benchmark does not balance in {} places; the first: {}",
                       failures.size(), failures.front()),
           {},
           "balance the dataset again"});
    const calibration::Sam sam = calibration::sam(*benchmarks.back());
    if (const auto failures = calibration::check_sam(sam); !failures.empty())
      throw data::InputError({{source.path()},
                              "the social accounting matrix does not balance: " + failures.front(),
                              {},
                              "balance the dataset again"});
    if (!options.sam.empty()) calibration::write_sam(options.sam, sam);
    throw_if_interrupted();
  }
  progress.wipe();
  if (!options.out.empty()) write_benchmarks(options.out, benchmarks, source);
  const data::Table vintages = revised_product(source);
  const Survey survey = survey_of(source, source.variants(options.trades));
  if (screen.json) {
    screen.out << json(benchmarks, vintages, survey) << '\n';
    return done;
  }
  for (const auto& b : benchmarks) print(screen, *b, vintages);
  print_survey(screen, survey);
  if (survey.any())
    screen.out << '\n' << screen.faint(wrapped(survey_note(screen.words, survey), 100, "  "));
  const int year = source.base_year();
  screen.out
      << '\n'
      << screen.faint(wrapped(
             screen.words(
                 fmt::format("社会核算矩阵的每一行与每一列之差不超过总额的1e-9。GRP为投入产出表口径"
                             "（普查前），修订数为第四次经济普查后的国民经济核算数。省际流量为估计"
                             "值；其余为经平衡的各省{}年投入产出表。",
                             year),
                 fmt::format("Every row of the social accounting matrix equals its column to 1e-9 "
                             "of the total. GRP is that of the tables, before the census; the "
                             "revised figure is of the accounts after it. Flows between provinces "
                             "are estimated; the rest is the provincial tables of {}, balanced.",
                             year)),
             100, "  "))
      << '\n';
  if (!options.out.empty())
    screen.out << screen.words("基准文件：", "benchmark file: ") << options.out << '\n';
  return done;
}

}  // namespace

namespace options {

void declare_calibrate(CommandLine& line) {
  const auto o = std::make_shared<CalibrateOptions>();
  CLI::App* sub = line.command(
      "calibrate", "Show, check and write the benchmark that the model is calibrated on", o,
      calibrate);
  add_benchmark(sub, o->benchmark);
  add_trade(sub, o->trades);
  add_evidence(sub, o->benchmark);
  add_hdf5_out(sub, o->out, "Benchmark file to write (HDF5)");
  sub->add_option("--sam", o->sam, "Social accounting matrix to write (CSV); one trade estimate");
  sub->footer(
      "Examples:\n  yuqian calibrate\n  yuqian calibrate --regions all-31 --sectors 17 --trade "
      "central --out benchmark.h5\n  yuqian calibrate --trade central --sam sam.csv\n"
      "  yuqian calibrate --evidence example-cars --trade central");
}

}  // namespace options
}  // namespace yuqian::apps
