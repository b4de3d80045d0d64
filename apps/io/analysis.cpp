// SPDX-License-Identifier: Apache-2.0
#include "apps/io/analysis.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/model/interindustry/coefficients.hpp>
#include <yuqian/model/interindustry/decomposition.hpp>
#include <yuqian/model/interindustry/disparity.hpp>
#include <yuqian/model/interindustry/extraction.hpp>
#include <yuqian/model/interindustry/footprint.hpp>
#include <yuqian/model/interindustry/influence.hpp>
#include <yuqian/model/interindustry/linkages.hpp>
#include <yuqian/model/interindustry/multipliers.hpp>
#include <yuqian/model/interindustry/shortage.hpp>
#include <yuqian/model/interindustry/value_added_trade.hpp>
#include "apps/io/equilibrium.hpp"
#include "apps/io/extraction.hpp"

namespace yuqian::apps::io {
namespace {

namespace ii = interindustry;

ii::Measures run_coefficients(const Case& c, const Options& o) {
  ii::Measures found = ii::coefficients(c.table, c.accounts);
  if (!o.out.empty() || !o.csv.empty())
    for (ii::Measure& m : ii::matrices(c.leontief())) found.push_back(std::move(m));
  return found;
}

ii::Measures run_multipliers(const Case& c, const Options&) {
  return ii::multipliers(c.leontief(), c.accounts);
}

ii::Measures run_linkages(const Case& c, const Options&) {
  return ii::linkage_measures(c.leontief());
}

ii::Measures run_footprint(const Case& c, const Options&) {
  return ii::footprints(c.leontief(), c.accounts);
}

ii::Measures run_trade(const Case& c, const Options&) {
  return ii::trade_in_value_added(c.leontief());
}

ii::Measures run_sda(const Case& c, const Options& o) {
  if (o.against.empty())
    throw data::InputError("a structural decomposition compares two tables",
                           "name the later one: yuqian io sda --of 2012.csv --against 2017.csv");
  const auto later = read_own_table(o.against, o);
  return ii::structural_decomposition(c.table, c.accounts, later->table, later->accounts);
}

ii::Measures run_influence(const Case& c, const Options& o) {
  return ii::influences(c.leontief(), c.accounts, std::max(1, o.top));
}

ii::Measures run_shortage(const Case& c, const Options& o) {
  return ii::shortage_measures(c.table, shortage_cells(c.table, o), o.share, c.accounts);
}

ii::Measures run_disparity(const Case& c, const Options&) { return ii::disparities(c.table); }

}  // namespace

const std::vector<Analysis>& analyses() {
  static const std::vector<Analysis> all{
      {"coefficients",
       {"投入系数与占用系数", "Coefficients"},
       {"每单位产出的投入、收入、就业和排放，为基年平均数，不是边际数；技术、价格和来源不变。加"
        "--out或--csv时另写出Z、A、B、L、G各矩阵。",
        "Inputs, incomes, jobs and emissions per unit of output are averages of the year, not what "
        "a "
        "further unit would take. With --out or --csv the matrices Z, A, B, L and G are written "
        "too."},
       "202, 203",
       run_coefficients},
      {"multipliers",
       {"乘数", "Multipliers"},
       {"最终使用增加一单位所带动的数量。假定价格、技术和来源地不变，劳动和资本有闲置；没有供给上"
        "限，不是预测。Ⅱ型把居民收入和消费内生化。均衡模型对同一问题的答案较小：要素须从其他部门"
        "转来，价格上升挤出其他需求（--equilibrium）。",
        "What one more unit of final use calls forth at fixed prices, technology and origins, with "
        "labour and capital idle. There is no limit of supply, so it is not a forecast. Type II "
        "makes "
        "household incomes and spending endogenous. The equilibrium model's answer is smaller: "
        "factors are drawn from other sectors, and dearer goods crowd out other demand "
        "(--equilibrium)."},
       "204 to 208",
       run_multipliers,
       multiplier_answers},
      {"linkages",
       {"产业关联", "Linkages"},
       {"系数大于1表示高于全表平均。关联强说明联系多，不说明投资它更有效：不含成本、价格和产能，变"
        "异系数低表示联系分散。高希模型按分配系数固定解读，只作描述。",
        "An index above one is above the mean of the table. Strong links say that much hangs "
        "together, not that money is best spent there: costs, prices and capacities are not in "
        "them. "
        "A low coefficient of variation means evenly spread ties. Ghosh's model holds sales shares "
        "fixed; read it as a description."},
       "107 to 109, 210 to 214",
       run_linkages},
      {"extract",
       {"假设抽取", "Hypothetical extraction"},
       {"抽取后其余部门技术不变，失去的供应由表外补足，失去的销售无人替代。损失是今天依存的规模，"
        "不是停供后的预测；替代和调整使实际损失较小。",
        "What is taken out is replaced from outside the table, and lost sales find no other buyer; "
        "technology stays. The loss measures what hangs together today. It does not predict a stop "
        "of "
        "deliveries: substitution makes the actual loss smaller."},
       "215, 216",
       run_extraction},
      {"footprint",
       {"足迹：属地口径与消费口径", "Footprints: territorial and consumption accounts"},
       {"把每个地区的直接数量按最终使用归属。同一部门的产品无论卖给谁强度相同；省际流量为估计值；进"
        "口"
        "品在国外引起的数量不在内，出口归国外使用。",
        "Amounts are attributed to whoever finally uses what is made with them. A sector's product "
        "has "
        "one intensity whoever buys it, and flows between provinces are estimated. What imports "
        "cause "
        "abroad is not counted; exports are used abroad."},
       "220, 221",
       run_footprint},
      {"trade-in-value-added",
       {"增加值贸易与产业链位置", "Trade in value added and positions in chains"},
       {"流出总额按增加值最初来源分解，各来源与进口之和等于总额；全国表以外的环节（回流的出口）不可"
        "见。上游度为到最终使用的平均环节数，下游度为到要素投入的平均环节数。",
        "Gross outflows by where their value was first added; origins and imports add up to the "
        "total. "
        "Stages outside the table, such as exports that return, are not seen. Upstreamness is the "
        "mean "
        "number of stages to final use, downstreamness to primary inputs."},
       "225 to 228",
       run_trade},
      {"sda",
       {"结构分解", "Structural decomposition"},
       {"各因素之和恰等于变化。它是核算，不是因果：因素同时变动，顺序的平均是约定；两表须为同一年价"
        "格"
        "。",
        "Factors add up to the change exactly. This is accounting, not cause: factors moved "
        "together, "
        "and the mean over orders is a convention. Both tables must be in prices of one year."},
       "230 to 233",
       run_sda},
      {"influence",
       {"影响域与敏感性", "Fields of influence and sensitivities"},
       {"投入系数变动1%使总量变动的百分数。只说哪些数字重要、哪些估计须更准；不说系数能否或会否变"
        "动。",
        "Per cent by which a total moves when an input coefficient moves by one per cent. It tells "
        "which figures matter and must be known well, not whether they can change."},
       "235 to 237",
       run_influence},
      {"shortage",
       {"供应短缺的界限", "Bounds of a shortage"},
       {"下界：最终使用先承担；上界：每一轮按比例配给，商品之间、时间上都不能替代，也没有库存。要"
        "素闲置时，实际损失在两者之间；均衡模型（--"
        "equilibrium）允许替代，劳动另有去处，所以可低于下"
        "界。",
        "Lower bound: final users bear the cut first. Upper bound: every round rations in "
        "proportion, "
        "no good replaces another, and there are no stocks. Where factors stay idle the actual "
        "loss lies between. The equilibrium model (--equilibrium) lets buyers substitute and "
        "labour "
        "find other work, so that its answer may lie below the lower bound."},
       "240",
       run_shortage,
       shortage_answers},
      {"disparity",
       {"区域差异与专业化", "Disparities and specialisation"},
       {"由产出和流量计算的描述性指数；相似不等于竞争，专业化不等于优势。自给率和区域购买系数依赖估"
        "计的省际流量。",
        "Descriptive indices of outputs and flows. Similar is not rival, specialised is not "
        "strong. "
        "Self-sufficiency and purchase coefficients rest on estimated flows between provinces."},
       "103 to 106, 245 to 249",
       run_disparity},
  };
  return all;
}

const Analysis& find_analysis(const std::string& name) {
  std::vector<std::string> names;
  for (const Analysis& a : analyses()) {
    if (a.name == name) return a;
    names.push_back(a.name);
  }
  throw data::InputError(
      {{},
       fmt::format("yuqian io knows no \"{}\"", name),
       name,
       fmt::format("{}; it knows {}", data::suggestion(name, names), fmt::join(names, ", "))});
}

ii::Measures summed(ii::Measures measures, const std::string& by) {
  if (by.empty()) return measures;
  const auto goes = [&](const std::string& axis) {
    return by == "sector" ? axis == "region" || axis == "supplier" || axis == "region_to"
                          : axis == "sector" || axis == "using_sector";
  };
  ii::Measures found;
  for (ii::Measure& m : measures) {
    if (!m.adds_up) continue;
    std::vector<data::Set> kept;
    for (const data::Set& axis : m.table.axes())
      if (!goes(axis.name())) kept.push_back(axis);
    if (kept.empty()) continue;
    data::Table sums(m.table.name(), kept, m.table.unit(), m.table.source());
    for (std::size_t k = 0; k < m.table.values().size(); ++k) {
      std::size_t rest = k, into = 0, size = 1;
      for (int a = m.table.rank() - 1; a >= 0; --a) {
        const auto extent = static_cast<std::size_t>(m.table.axis(a).size());
        if (!goes(m.table.axis(a).name())) into += size * (rest % extent), size *= extent;
        rest /= extent;
      }
      sums.values()[into] += m.table.values()[k];
    }
    found.push_back({std::move(sums), m.zh, m.en, true});
  }
  if (found.empty())
    throw data::InputError("none of these measures is an amount that adds up",
                           "leave --by out, or choose extract, footprint or trade-in-value-added");
  return found;
}

ii::Measures stacked(const std::vector<ii::Measures>& all, const Cases& cases) {
  if (all.size() == 1) return all.front();
  std::vector<std::string> labels, zh, en;
  for (const auto& c : cases.list)
    labels.push_back(c->label), zh.push_back(c->zh), en.push_back(c->en);
  if (cases.two_states) labels.push_back("change"), zh.push_back("变化"), en.push_back("change");
  const data::Set axis(cases.axis, labels, zh, en);
  ii::Measures found;
  for (const ii::Measure& first : all.front()) {
    std::vector<const data::Table*> same;
    for (const ii::Measures& measures : all)
      for (const ii::Measure& m : measures)
        if (m.table.name() == first.table.name() &&
            std::equal(m.table.axes().begin(), m.table.axes().end(), first.table.axes().begin(),
                       first.table.axes().end(),
                       [](const data::Set& a, const data::Set& b) { return a.same_labels(b); }))
          same.push_back(&m.table);
    if (same.size() != all.size()) continue;  // the largest links are not the same ones
    std::vector<data::Set> axes = first.table.axes();
    axes.insert(axes.begin(), axis);
    data::Table table(first.table.name(), axes, first.table.unit(), first.table.source());
    auto into = table.values().begin();
    for (const data::Table* t : same)
      into = std::copy(t->values().begin(), t->values().end(), into);
    if (cases.two_states)
      into = std::transform(same[1]->values().begin(), same[1]->values().end(),
                            same[0]->values().begin(), into, std::minus<>());
    found.push_back({std::move(table), first.zh, first.en, first.adds_up});
  }
  return found;
}

ii::Measures measures_of(const Analysis& analysis, const Cases& cases, const Options& options,
                         const Hooks& hooks) {
  if (options.equilibrium && !analysis.equilibrium)
    throw data::InputError(
        {{},
         fmt::format("\"{}\" asks nothing of the equilibrium model", analysis.name),
         analysis.name,
         "--equilibrium goes with multipliers and shortage"});
  std::vector<ii::Measures> all;
  for (const auto& c : cases.list) {
    hooks.throw_if_stopping();
    hooks.show(fmt::format("{}, {}", analysis.name, c->label));
    ii::Measures found = analysis.run(*c, options);
    if (options.equilibrium)
      for (ii::Measure& m : analysis.equilibrium(*c, options, hooks)) found.push_back(std::move(m));
    all.push_back(summed(std::move(found), options.by));
  }
  return stacked(all, cases);
}

void require_valid(const Options& o) {
  const auto require = [](bool holds, const std::string& what, const std::string& value,
                          const char* valid) {
    if (!holds) throw data::InputError({{}, what + " \"" + value + "\"", value, valid});
  };
  require(o.direction == "forth" || o.direction == "back" || o.direction == "both",
          "unknown direction", o.direction, "valid are: forth, back, both");
  require(o.by.empty() || o.by == "region" || o.by == "sector", "no sums by", o.by,
          "valid are: region, sector");
  require(o.share >= 0 && o.share <= 1, "a share of", fmt::format("{}", o.share),
          "a share is a number from 0 to 1");
  require(o.top >= 0, "a number of rows of", fmt::format("{}", o.top), "0 shows all");
}

}  // namespace yuqian::apps::io
