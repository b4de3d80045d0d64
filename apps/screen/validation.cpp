// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/validation.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "apps/screen/grid.hpp"

namespace yuqian::apps {
namespace {

using calibration::HiddenTest;
using calibration::PairTest;
using calibration::TradeErrors;
using Json = nlohmann::ordered_json;

Json test_json(const HiddenTest& test) {
  Json out = Json::object();
  for (std::size_t k = 0; k < 3; ++k) {
    const TradeErrors& e = test.errors[k];
    out["errors"][calibration::variants[k]] = {
        {"flows", e.flows},           {"pair_totals", e.pair_totals},
        {"outflows", e.outflows},     {"cross_hauling", e.cross_hauling},
        {"home_share", e.home_share}, {"home_bias", e.home_bias},
        {"factor_80", e.factor_80}};
  }
  out["coverage"] = {{"between_low_and_high", test.coverage.between},
                     {"between_by_value", test.coverage.between_value},
                     {"high_below_low", test.coverage.high_below_low}};
  return out;
}

Json json(const std::string& path, const calibration::KnownTable& t,
          const calibration::Validation& v) {
  Json out{{"table", path},
           {"regions", t.regions.size()},
           {"sectors", t.sectors.size()},
           {"margins_known", test_json(v.margins_known)},
           {"report_hidden", test_json(v.report_hidden)},
           {"pairs", Json::array()}};
  for (const PairTest& p : v.pairs)
    out["pairs"].push_back({{"from", t.regions.label(p.from)},
                            {"to", t.regions.label(p.to)},
                            {"truth", p.truth},
                            {"margins_known", p.margins_known},
                            {"report_hidden", p.report_hidden}});
  return out;
}

void print(const Screen& screen, const std::string& title, const HiddenTest& test) {
  const Words& w = screen.words;
  std::vector<std::string> columns;
  for (const char* variant : calibration::variants)
    columns.push_back(w.term("variant_" + std::string(variant)));
  Grid grid(title);
  grid.group("", columns);
  const auto row = [&](const char* zh, const char* en, double TradeErrors::* what, double scale) {
    std::vector<std::string> cells;
    for (const TradeErrors& e : test.errors) cells.push_back(number(scale * (e.*what), 3));
    grid.row("  " + w(zh, en), std::move(cells));
  };
  row("流量（分商品、分地区对）", "flows, by good and pair", &TradeErrors::flows, 1);
  row("地区对合计", "totals of pairs", &TradeErrors::pair_totals, 1);
  row("流出（分商品、分地区）", "outflows, by good and region", &TradeErrors::outflows, 1);
  row("交叉运输", "cross-hauling", &TradeErrors::cross_hauling, 1);
  row("本地份额（平均绝对误差）", "home shares, mean difference in size", &TradeErrors::home_share,
      1);
  row("本地份额（平均误差）", "home shares, mean difference", &TradeErrors::home_bias, 1);
  row("80 %的地区对合计在此倍数之内", "80 % of pair totals are within a factor of",
      &TradeErrors::factor_80, 1);
  screen.out << '\n';
  grid.print(screen);
  screen.out << wrapped(
                    fmt::format(
                        fmt::runtime(w(
                            "真实值落在低、高估计之间的地区对：{:.0f} %（按金额{:.0f} "
                            "%）；高估计低于低估计的地区对：{:.0f} %。",
                            "The truth lies between low and high for {:.0f} % of the pairs ({:.0f} "
                            "% by value); high is below low for {:.0f} % of them.")),
                        100 * test.coverage.between, 100 * test.coverage.between_value,
                        100 * test.coverage.high_below_low),
                    100, "  ")
             << '\n';
}

void print_pairs(const Screen& screen, const calibration::KnownTable& t,
                 const calibration::Validation& v) {
  if (v.pairs.empty()) return;
  const Words& w = screen.words;
  std::vector<std::string> columns;
  for (const char* variant : calibration::variants)
    columns.push_back(w.term("variant_" + std::string(variant)));
  Grid grid(w("全部商品（表的单位）", "all goods, in the table's unit"));
  grid.group("", {w("真实值", "truth")});
  grid.group(w("毛流量已知", "gross flows known"), columns);
  grid.group(w("仅净流量已知", "net flows known"), columns);
  for (const PairTest& p : v.pairs) {
    std::vector<std::string> cells{number(p.truth, 1)};
    for (const double value : p.margins_known) cells.push_back(number(value, 1));
    for (const double value : p.report_hidden) cells.push_back(number(value, 1));
    grid.row("  " + w.name(t.regions, p.from) + " → " + w.name(t.regions, p.to), std::move(cells));
  }
  screen.out << '\n';
  grid.print(screen);
}

}  // namespace

void print_validation(const Screen& screen, const std::string& path,
                      const calibration::KnownTable& t, const calibration::Validation& v) {
  if (screen.json) {
    screen.out << json(path, t, v).dump(2) << '\n';
    return;
  }
  const Words& w = screen.words;
  screen.out << screen.bold(
                    fmt::format(fmt::runtime(w("隐藏检验：{}（{}个地区，{}个部门）",
                                               "Hidden flows of {} ({} regions, {} sectors)")),
                                path, t.regions.size(), t.sectors.size()))
             << '\n';
  print(screen,
        w("误差：各地区各商品的流出、流入已知", "errors where gross flows of regions are known"),
        v.margins_known);
  print(screen,
        w("误差：逐个隐藏各地区的流出、流入，仅知净流量",
          "errors where each region's own are hidden"),
        v.report_hidden);
  print_pairs(screen, t, v);
  screen.out << screen.faint(wrapped(
                    w("误差为绝对差之和与真实值之和的比率；不含本地自给。低、高估计是对重庆与贵州"
                      "而言的估计，对其他地区对并非上下界。",
                      "Errors are sums of absolute differences over sums of the truth, own supply "
                      "not in them. Low and high are estimates for Chongqing and Guizhou; for "
                      "other pairs they are not bounds."),
                    100, "  "))
             << '\n';
}

}  // namespace yuqian::apps
