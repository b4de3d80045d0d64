// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include <fmt/format.h>

#include <yuqian/data/h5_writer.hpp>
#include <yuqian/data/schema.hpp>
#include "apps/govern/results.hpp"

namespace yuqian::apps::govern {
namespace {

using yuqian::govern::TradeRun;
constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr const char* unit = "1e8 CNY";

class Writer {
 public:
  Writer(data::LabelledWriter& file, const GameResults& r)
      : r_(r), first_(r.trades.at(0)), file_(file) {}

  void write() {
    std::vector<std::string> trades;
    for (const TradeRun& t : r_.trades) trades.push_back(t.trade);
    file_.scale(data::Set("trade", trades), "estimate of trade between provinces");
    if (first_.forms) forms();
    if (first_.structures) structures();
    if (first_.actions) actions();
    file_.text("game", r_.file.source_text, "game file as written");
    file_.text("closure", r_.closure.id, "closure");
    file_.text("provenance", r_.provenance.json(), "what was read and done");
  }

 private:
  /// Values of all estimates one after another; each list brought to `size` entries.
  template <class F>
  void variable(const std::string& name, std::vector<std::string> dims, std::size_t size,
                const data::VariableText& text, F&& values) {
    std::vector<double> all;
    for (const TradeRun& t : r_.trades) {
      std::vector<double> list = values(t);
      list.resize(size, missing);
      all.insert(all.end(), list.begin(), list.end());
    }
    dims.insert(dims.begin(), "trade");
    file_.variable(name, dims, all, text);
  }

  /// Forms found on any estimate; further equilibria may be found on one only.
  std::vector<std::string> form_ids(std::vector<std::string>& zh, std::vector<std::string>& en) {
    std::vector<std::string> ids;
    for (const TradeRun& t : r_.trades)
      for (const auto& f : t.forms->forms)
        if (std::find(ids.begin(), ids.end(), f.id) == ids.end()) {
          ids.push_back(f.id);
          zh.push_back(f.title.zh);
          en.push_back(f.title.en);
        }
    return ids;
  }

  void players() {
    std::vector<std::string> ids, zh, en;
    for (const auto& p : r_.file.players) {
      ids.push_back(p.name);
      zh.push_back(p.title.zh);
      en.push_back(p.title.en);
    }
    file_.scale(data::Set("player", ids, zh, en), "player");
  }

  template <class F>
  void by_form(const std::string& name, const std::string& dim, std::size_t size,
               const data::VariableText& text, const std::vector<std::string>& ids, F&& of) {
    variable(name, {"form", dim}, ids.size() * size, text, [&](const TradeRun& t) {
      std::vector<double> list;
      for (const std::string& id : ids) {
        std::vector<double> one;
        for (const auto& f : t.forms->forms)
          if (f.id == id && f.found) one = of(f);
        one.resize(size, missing);
        list.insert(list.end(), one.begin(), one.end());
      }
      return list;
    });
  }

  void forms() {
    using yuqian::govern::Form;
    std::vector<std::string> zh, en;
    const std::vector<std::string> ids = form_ids(zh, en);
    players();
    file_.scale(data::Set("form", ids, zh, en), "form of governance");
    file_.scale(data::Set("instrument", unique(first_.instruments)), "instrument");
    file_.scale(first_.areas, "area");
    const std::size_t n = r_.file.players.size(),
                      areas = static_cast<std::size_t>(first_.areas.size());
    by_form("instruments", "instrument", first_.instruments.size(),
            {"1", "Instruments; payments in 10^8 yuan", "工具", {}}, ids,
            [](const Form& f) { return f.b; });
    by_form("payoff", "player", n, {unit, "Payoff against the status quo", "收益", {}}, ids,
            [](const Form& f) { return f.payoff; });
    by_form("welfare", "player", n, {unit, "Residents' gain", "居民福利", {}}, ids,
            [](const Form& f) { return f.welfare; });
    by_form("patience", "player", n, {"1", "Smallest discount factor", "耐心门槛", {}}, ids,
            [](const Form& f) { return f.patience; });
    by_form("gain_rural", "area", areas, {unit, "Gain of rural residents", "农村居民", {}}, ids,
            [](const Form& f) { return f.figures.rural; });
    by_form("gain_urban", "area", areas, {unit, "Gain of urban residents", "城镇居民", {}}, ids,
            [](const Form& f) { return f.figures.urban; });
    by_form("grp_real_change", "area", areas, {unit, "Change of real GRP", "实际产值变化", {}}, ids,
            [](const Form& f) { return f.figures.product; });
    by_form("emissions_change", "area", areas, {"Mt", "Change of CO2", "排放变化", {}}, ids,
            [](const Form& f) { return f.figures.emissions; });
    const auto threshold = [&](const char* name, const char* u, const char* text,
                               const char* chinese, auto&& of) {
      variable(name, {"player"}, n, {u, text, chinese, {}}, [&](const TradeRun& t) {
        std::vector<double> list;
        for (const auto& x : t.forms->thresholds) list.push_back(of(x));
        return list;
      });
    };
    threshold("smallest_fine", unit, "Smallest fine that deters", "最小罚款",
              [](const auto& x) { return x.fine; });
    threshold("smallest_regard", "1", "Smallest weight of the others' payoffs that deters",
              "伙伴收益的最小权重", [](const auto& x) { return x.regard; });
  }

  void structures() {
    players();
    std::vector<std::string> names, ids, coalitions;
    for (const auto& p : r_.file.players) ids.push_back(p.name);
    const auto& s = *first_.structures;
    for (const auto& x : s.table.structures) names.push_back(games::text(x, ids));
    file_.scale(data::Set("structure", names), "coalition structure");
    for (games::Coalition c = 0; c < games::Coalition{1} << ids.size(); ++c)
      coalitions.push_back(games::text(c, ids));
    file_.scale(data::Set("coalition", coalitions), "coalition");
    variable("structure_payoff", {"structure", "player"}, names.size() * ids.size(),
             {unit, "Payoff in each structure", "各结构收益", {}}, [](const TradeRun& t) {
               std::vector<double> list;
               for (const auto& row : t.structures->table.payoff)
                 list.insert(list.end(), row.begin(), row.end());
               return list;
             });
    const auto flag = [&](const char* name, const char* text, const char* chinese, auto&& of) {
      variable(name, {"structure"}, names.size(), {"1", text, chinese, {}}, [&](const TradeRun& t) {
        std::vector<double> list;
        for (const auto& x : t.structures->stability) list.push_back(of(x) ? 1 : 0);
        return list;
      });
    };
    flag("internally_stable", "1: nobody gains by leaving", "内部稳定",
         [](const auto& x) { return x.internal; });
    flag("externally_stable", "1: nobody gains by joining", "外部稳定",
         [](const auto& x) { return x.external; });
    flag("potentially_stable", "1: transfers could keep all members", "潜在内部稳定",
         [](const auto& x) { return x.potential; });
    variable("worth", {"coalition"}, coalitions.size(),
             {unit, "Worth where outsiders are alone", "联盟价值", {}},
             [](const TradeRun& t) { return t.structures->worth; });
    variable("shapley", {"player"}, ids.size(), {unit, "Shapley value", "沙普利值", {}},
             [](const TradeRun& t) { return t.structures->shapley; });
    variable("core_nearest", {"player"}, ids.size(),
             {unit,
              "Core allocation nearest to the Shapley value; least core where empty",
              "最近的核分配",
              {}},
             [](const TradeRun& t) { return t.structures->core.nearest; });
    variable("core_slack", {}, 1, {unit, "Slack of the core, negative where empty", "核的余量", {}},
             [](const TradeRun& t) { return std::vector{t.structures->core.slack}; });
  }

  void actions() {
    const auto& a = *first_.actions;
    file_.scale(data::Set("action", a.actions), "action, then all together");
    std::vector<std::string> ids, zh, en, packages;
    for (const auto& s : a.stakeholders) {
      ids.push_back(s.name);
      zh.push_back(s.title.zh);
      en.push_back(s.title.en);
    }
    file_.scale(data::Set("stakeholder", ids, zh, en), "stakeholder");
    for (std::size_t p = 0; p < a.package_gain.size(); ++p)
      packages.push_back(fmt::format("{:0{}b}", p, a.titles.size()));
    file_.scale(data::Set("package", packages), "package, the first action last");
    const std::size_t n = a.actions.size();
    variable("stakeholder_gain", {"stakeholder", "action"}, ids.size() * n,
             {unit, "Gain, costs deducted", "得失", {}}, [](const TradeRun& t) {
               std::vector<double> list;
               for (const auto& row : t.actions->gain)
                 list.insert(list.end(), row.begin(), row.end());
               return list;
             });
    const auto by_action = [&](const char* name, const char* u, const char* text,
                               const char* chinese, auto member) {
      variable(name, {"action"}, n, {u, text, chinese, {}},
               [&](const TradeRun& t) { return (*t.actions).*member; });
    };
    using A = yuqian::govern::ActionsResult;
    by_action("cost", unit, "Cost", "费用", &A::cost);
    by_action("nation_gain", unit, "Net gain of the nation", "全国净收益", &A::nation);
    by_action("pair_gain", unit, "Net gain of the two", "两地净收益", &A::pair);
    by_action("needed", unit, "What losers lose", "需补偿", &A::needed);
    by_action("left", unit, "What is left when they are compensated", "余额", &A::left);
    by_action("people_share", "1", "Share of people who gain", "受益人口比重", &A::people_share);
    by_action("stakeholder_share", "1", "Share of stakeholders that gain", "受益方比重",
              &A::stakeholder_share);
    by_action("action_shapley", unit, "Shapley value of the net gain", "沙普利值", &A::shapley);
    variable("package_gain", {"package"}, packages.size(),
             {unit, "Net gain of the nation by each package", "各组合净收益", {}},
             [](const TradeRun& t) { return t.actions->package_gain; });
    variable("package_cost", {"package"}, packages.size(),
             {unit, "Cost of each package", "各组合费用", {}},
             [](const TradeRun& t) { return t.actions->package_cost; });
  }

  /// Payments in a direction and net bear the same names.
  static std::vector<std::string> unique(std::vector<std::string> names) {
    for (std::size_t k = 0; k < names.size(); ++k)
      while (std::find(names.begin(), names.begin() + static_cast<long>(k), names[k]) !=
             names.begin() + static_cast<long>(k))
        names[k] += " (one way)";
    return names;
  }

  const GameResults& r_;
  const TradeRun& first_;
  data::LabelledWriter& file_;
};

}  // namespace

data::LabelledWriter::Header header(const GameResults& r) {
  return {"Yuqian: " + r.file.title.en, "yuqian-game", "1",
          r.provenance.program + " " + r.provenance.version};
}

void record(data::LabelledWriter& to, const GameResults& results) { Writer(to, results).write(); }

void write(const std::string& path, const GameResults& results) {
  data::H5Writer file(path, header(results));
  record(file, results);
  file.finish();
}

}  // namespace yuqian::apps::govern
