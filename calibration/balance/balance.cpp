// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/balance.hpp>
#include <yuqian/calibration/balance/both.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/calibration/balance/cross_entropy.hpp>
#include <yuqian/calibration/balance/customs.hpp>
#include <yuqian/calibration/balance/final_demand.hpp>
#include <yuqian/calibration/balance/gras.hpp>
#include <yuqian/calibration/balance/imputation.hpp>
#include <yuqian/calibration/balance/pair_order.hpp>
#include <yuqian/calibration/balance/primary_inputs.hpp>
#include <yuqian/calibration/balance/side_tables.hpp>
#include <yuqian/calibration/balance/system.hpp>
#include <yuqian/calibration/balance/trade_tables.hpp>
#include <yuqian/calibration/balance/transit.hpp>
#include <yuqian/data/alias.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

using data::Table;

double sum_of(const Treatments& treatments, std::string_view step) {
  double sum = 0.0;
  for (const Treatment& t : treatments)
    if (t.step == step) sum += t.amount;
  return sum;
}

void require_share(const char* option, double value) {
  if (value >= 0.0 && value <= 1.0) return;
  throw data::InputError(fmt::format("the option {} is {:g}", option, value),
                         "give a share from 0 to 1");
}

void require_valid(const BalanceOptions& options) {
  require_share("local_share", options.local_share);
  require_share("foreign_ceiling", options.foreign_ceiling);
  if (!(options.tiny_output >= 0.0))
    throw data::InputError(
        fmt::format("the option tiny_output is {:g} x 10^8 yuan", options.tiny_output),
        "give an output of zero or more");
}

/// The accounts as published, with inputs and value added as exact parts of output.
Accounts published_accounts(const SourceTables& t, Treatments& treatments) {
  Accounts a;
  a.regions = t.regions;
  a.sectors = t.sectors;
  a.intermediate = t.intermediate;
  a.final_use = final_use_of_four_items(t, treatments);
  a.value_added = t.value_added;
  a.output = t.output;
  a.exports = t.exports;
  a.imports = t.imports;
  a.outflow = t.outflow;
  a.inflow = t.inflow;
  a.net_flow = Table("net_flow", {t.regions, t.sectors}, "10^8 yuan", t.outflow.source());
  for (int r = 0; r < a.provinces(); ++r)
    for (int j = 0; j < a.goods(); ++j) {
      a.output(r, j) = a.value_added_of(r, j);
      for (int i = 0; i < a.goods(); ++i) a.output(r, j) += a.intermediate(r, i, j);
      a.net_flow(r, j) = t.outflow(r, j) - t.inflow(r, j);
    }
  return a;
}

/// Net flows from the rest of each row, so that rows hold to the last digit.
void close_rows(Accounts& a) {
  for (int r = 0; r < a.provinces(); ++r)
    for (int i = 0; i < a.goods(); ++i)
      a.net_flow(r, i) = a.output(r, i) + a.imports(r, i) - a.exports(r, i) - a.use(r, i);
}

std::vector<double> home_shares_2007(const SourceTables& t) {
  std::vector<double> home;
  for (const std::string& label : t.regions.labels())
    home.push_back(t.regions_2007.find(label) ? t.shares_2007.at({label, label})
                                              : std::numeric_limits<double>::quiet_NaN());
  return home;
}

/// Of every province, as the record tells them.
std::string shifts_of(const CrossHauling& c, const std::vector<std::string>& names,
                      const char* between) {
  std::string text;
  for (std::size_t r = 0; r < names.size(); ++r)
    text += fmt::format("{}{} {:+.2f}", text.empty() ? "" : between, names[r], c.shift[r]);
  return text;
}

data::Mrio mrio_of(const Accounts& a, const Table& trade, int variant, const SourceList& list) {
  data::Mrio m = data::empty_mrio(a.regions, a.sectors, variants[at(variant)]);
  const auto put = [](Table& to, const Table& from, const std::string& source) {
    std::copy(from.values().begin(), from.values().end(), to.values().begin());
    to.set_source(source);
  };
  const std::string source = "Balanced from " + list.tables_source + "; docs/data.md";
  put(m.intermediate, a.intermediate, source);
  put(m.final_use, a.final_use, source);
  put(m.value_added, a.value_added, source);
  put(m.output, a.output, source);
  put(m.exports, a.exports, source);
  put(m.imports, a.imports, source);
  put(m.trade, trade, "Estimated: no public source gives these flows; docs/data.md");
  return m;
}

/// Identities to 1e-9 of the largest account, and nothing negative where nothing may be.
void require_balanced(const data::Mrio& m) {
  double total = 0.0;
  for (const double v : m.output.values()) total += v;
  const auto violations = data::check_identities(m, 1e-9 * total, 3);
  if (violations.empty()) return;
  std::string text = "the balanced table of variant " + m.variant + " breaks its identities:";
  for (const auto& v : violations) text += " " + v.text() + ";";
  throw std::runtime_error(text);
}

}  // namespace

const data::Mrio& BalanceResult::variant(std::string_view name) const {
  for (const data::Mrio& m : variants)
    if (m.variant == name) return m;
  throw data::InputError("unknown trade variant \"" + std::string(name) + "\"",
                         "low, central or high");
}

BalanceResult balance(const std::filesystem::path& folder, const BalanceOptions& options,
                      const Progress& progress) {
  require_valid(options);
  const auto start = std::chrono::steady_clock::now();
  const auto tell = [&](std::string_view step, double done) {
    if (progress) progress(step, done);
  };
  tell("read the tables", 0.0);
  BalanceResult out;
  out.sources =
      read_source_list(options.sources.empty() ? source_list_of(folder) : options.sources);
  const SourceTables tables = read_source_tables(folder, out.sources);
  data::Provenance& record = out.provenance;
  Treatments& done = out.report.treatments;
  const auto add = [&](Treatments more) { done.insert(done.end(), more.begin(), more.end()); };
  const auto known = std::count(tables.known.begin(), tables.known.end(), true);
  record.step(
      "read",
      "{} provincial tables of {}, {} sectors, to 10^8 yuan; rows and columns checked to half a "
      "unit of publication; files held against each other and against the accounts",
      "读入{}份{}年省级投入产出表，{}"
      "个部门，换算为亿元；逐行逐列核对至公布单位的一半；各文件相互核对，并与"
      "核算数核对",
      known, out.sources.year, tables.sectors.size());
  if (out.sources.rest)
    record.step(
        "rest",
        "{} provinces without a table: the nation's table less those there are, shared out by "
        "value added for the time of balancing; only their sum has a meaning",
        "{}个省份没有本省投入产出表：以全国表减去已有各省表，平衡时按增加值分摊；只有其合计有意义",
        tables.regions.size() - known);
  out.report.doubts = tables.doubts;

  tell("repair the accounts", 0.3);
  Accounts a = published_accounts(tables, done);
  record.step(
      "final_use",
      "inventories joined to investment; {:.0f} of inventories in excess of the national accounts "
      "taken out; cells below zero set to zero; households of provinces with exchanged columns put "
      "right",
      "存货变动并入资本形成；剔除超出国民核算的存货{:.0f}；负值置零；城乡居民两列颠倒的省份已换回",
      sum_of(done, "scale_inventories"));
  const Accounts published = a;
  add(drop_tiny_sectors(a, options.tiny_output));
  const std::vector<Imputed> imputed = find_imputed(a);
  for (const auto& [province, shares] : tables.factor_shares)
    if (const auto r = a.regions.find(province)) add(repair_imputed(a, imputed, *r, shares));
  std::size_t sectors = 0;
  for (const Imputed& group : imputed) {
    sectors += group.sectors.size();
    if (!tables.factor_shares.contains(a.regions.label(group.region)))
      out.report.doubts.push_back(
          {out.sources.tables + "/" + a.regions.label(group.region) + ".csv",
           a.label(group.region, group.sectors.front()),
           both("value added of {} sectors has the same four shares: imputed, not repaired",
                "{}个部门的增加值四项份额相同：系推算，未修正", group.sectors.size())});
  }
  record.step(
      "repair_imputed",
      "value added of {} sectors in {} groups of equal shares is imputed; repaired where other "
      "evidence is given (Guizhou 2017: its tables of 2007 and 2012, the nation's of 2017 and "
      "enterprises), totals kept: {:.1f} moved between items of a sector",
      "{}个部门（{}"
      "组，组内份额相同）的增加值构成系推算；有其他依据者予以修正（贵州2017年：2007、2012年本省表，"
      "2017年全国表与企业资料），合计不变：部门内各项之间移动{:.1f}",
      sectors, imputed.size(), sum_of(done, "repair_imputed"));
  add(remove_losses(a));
  record.step("remove_losses",
              "{:.1f} of negative surplus and depreciation moved inside value added",
              "负的营业盈余与折旧共{:.1f}，在增加值内部调剂", sum_of(done, "remove_losses"));
  const Customs customs{tables.customs_exports, tables.customs_imports};
  add(reconcile_foreign_trade(a, customs));
  Doubts services = doubtful_services(a, tables.controls, customs);
  std::erase_if(services, [&](const Doubt& doubt) {  // a province of the rest reports none
    return !tables.known[at(tables.regions.index(doubt.cell))];
  });
  out.report.doubts.insert(out.report.doubts.end(), services.begin(), services.end());
  record.step(
      "customs",
      "{:.0f} of exports and {:.0f} of imports of goods moved between provinces to where customs "
      "has their origin and destination; national totals by good kept",
      "货物出口{:.0f}、进口{:.0f}在省际间按海关货源地、目的地重新归属；各类货物的全国合计不变",
      0.5 * sum_of(done, "customs_exports"), 0.5 * sum_of(done, "customs_imports"));
  add(net_transit(a));
  record.step("net_transit", "{:.0f} of transit taken out of outflow and inflow",
              "从流出与流入中剔除过境{:.0f}", sum_of(done, "net_transit"));
  add(relocate_foreign_trade(a, options.foreign_ceiling));
  record.step(
      "relocate_foreign_trade",
      "{:.0f} of imports and {:.0f} of exports moved from trading houses to users and makers",
      "由外贸公司所在地改归使用地、生产地：进口{:.0f}，出口{:.0f}",
      sum_of(done, "relocate_imports"), sum_of(done, "relocate_exports"));
  const Accounts before = a;

  tell("balance the system", 0.35);
  const Table totals = final_use_totals(tables, a);
  const SystemPrior prior = system_prior(a, totals, is_local(), options.local_share);
  System system = assemble(a, prior, totals);
  const bool fast = options.method == BalancingMethod::gras;
  const BalancingReport balancing =
      fast ? gras(system.matrix, system.margins) : cross_entropy(system.matrix, system.margins);
  take(system, prior, a);
  out.report.iterations = balancing.iterations;
  out.report.worst_gap = balancing.worst_gap;
  record.step(
      "balance",
      "{0} on the whole system of {2} rows and {3} columns, {4} cells: {5} iterations, largest gap "
      "{6:.1e}",
      "{1}平衡整个系统：{2}行、{3}列、{4}个单元，迭代{5}次，最大相对差{6:.1e}",
      fast ? "GRAS" : "minimum cross-entropy (Ipopt)",
      fast ? "以GRAS法" : "以最小交叉熵法（Ipopt）", system.matrix.rows, system.matrix.columns,
      system.matrix.value.size(), balancing.iterations, balancing.worst_gap);
  Treatments again = relocate_foreign_trade(a, options.foreign_ceiling);
  for (Treatment& t : again) t.step += "_after";
  add(again);
  close_rows(a);

  tell("estimate trade between provinces", 0.6);
  out.cross_hauling = cross_hauling(before, a, is_local(), home_shares_2007(tables));
  out.patterns = trade_patterns(tables);
  record.step(
      "cross_hauling",
      "odds elastic to size by {0:.3f}, reports about what is typical by {1:.2f} in log odds; "
      "shifted where reports say nothing: {2}; variants low, central, high: docs/data.md, D13",
      "对流发生比对规模的弹性{0:.3f}，各省报数围绕典型值的离散（对数发生比）{1:.2f}"
      "；无报数处的平移：{3}；低、中、"
      "高三种估计见docs/data.zh.md",
      out.cross_hauling.size_elasticity, out.cross_hauling.spread,
      shifts_of(out.cross_hauling, a.regions.labels(), ", "),
      shifts_of(out.cross_hauling, data::chinese_names(a.regions), "、"));
  record.step(
      "patterns",
      "gravity fitted to rail freight 2011: decay {:.3f}, neighbours x {:.2f}; to spending shares "
      "2007: decay {:.3f}, neighbours x {:.2f}",
      "引力模型：以2011年铁路货运拟合，距离弹性{:.3f}，相邻省份乘以{:.2f}"
      "；以2007年支出份额拟合，距离弹性"
      "{:.3f}，相邻省份乘以{:.2f}",
      out.patterns.fit_rail.decay, std::exp(out.patterns.fit_rail.neighbour),
      out.patterns.fit_2007.decay, std::exp(out.patterns.fit_2007.neighbour));
  for (int v = 0; v < 3; ++v) {
    TradeEstimate e = estimate_trade(a, out.cross_hauling, out.patterns, moves_by_rail(), v);
    add(e.treatments);
    out.variants[at(v)] = mrio_of(a, e.trade, v, out.sources);
    require_balanced(out.variants[at(v)]);
    record.step("trade_" + std::string(variants[at(v)]),
                "{:.0f} x 10^8 yuan between provinces; largest gap {:.1e}",
                "省际贸易{:.0f}亿元；最大相对差{:.1e}", interprovincial_trade(out.variants[at(v)]),
                e.worst_gap);
  }

  require_ordered_estimates(out.variants);

  tell("compare and add further tables", 0.9);
  BalanceReport& report = out.report;
  compare_block(report, "intermediate", published.intermediate, a.intermediate);
  compare_block(report, "final_use", published.final_use, a.final_use);
  compare_block(report, "net_flow", published.net_flow, a.net_flow);
  compare_block(report, "exports", published.exports, a.exports);
  compare_block(report, "imports", published.imports, a.imports);
  compare_block(report, "value_added", published.value_added, a.value_added);
  compare_block(report, "output", published.output, a.output);
  compare_block(report, "error_column", tables.error,
                Table("error", tables.error.axes(), tables.error.unit()));
  out.extra = side_tables(tables, a, before, record);
  record.input(out.sources.path, "sources/" + out.sources.id + ".toml");
  for (const auto& file : tables.files)
    record.input(file.string(), file.lexically_relative(folder).generic_string());
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  tell("done", 1.0);
  return out;
}

void write_dataset(const BalanceResult& result, const std::filesystem::path& file) {
  data::write_dataset(file.string(), result.sources.en, result.sources.year, result.variants,
                      result.provenance, result.extra);
}

}  // namespace yuqian::calibration
