// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <span>

#include <fmt/format.h>

#include "apps/govern/game_writer.hpp"

namespace yuqian::apps::govern {
namespace {

using yuqian::govern::ActionsResult;
using yuqian::govern::TradeRun;

template <class Member>
void by_action(GameWriter& w, const char* name, const data::VariableText& text, Member member) {
  w.variable(name, {"action"}, w.first.actions->actions.size(), text,
             [&](const TradeRun& t) { return (*t.actions).*member; });
}

/// The best package within each budget; fewer steps on one estimate than on another are padded.
void write_frontier(GameWriter& w) {
  std::size_t steps = 0;
  for (const TradeRun& t : w.game.trades) steps = std::max(steps, t.actions->frontier.size());
  if (steps == 0) return;
  w.count("frontier_step", steps, "step of the frontier, by rising budget");
  const auto by_step = [&](const char* name, const data::VariableText& text, auto&& of) {
    w.variable(name, {"frontier_step"}, steps, text, [&](const TradeRun& t) {
      std::vector<double> list;
      for (const auto& f : t.actions->frontier) list.push_back(of(f));
      return list;
    });
  };
  by_step("frontier_budget", {money, "Budget", "预算", {}}, [](const auto& f) { return f.budget; });
  by_step("frontier_gain",
          {money, "Net gain of the nation by the best package", "最优组合净收益", {}},
          [](const auto& f) { return f.gain; });
  by_step("frontier_package", {"1", "Position of that package in `package`", "组合序号", {}},
          [](const auto& f) { return static_cast<double>(f.package); });
}

void write_action_draws(GameWriter& w) {
  std::size_t draws = 0, actions = w.first.actions->titles.size();
  for (const TradeRun& t : w.game.trades) draws = std::max(draws, t.action_draws.size());
  if (draws == 0) return;
  w.count("draw", draws, "draw of elasticities");
  w.variable("gain_drawn", {"draw", "single_action"}, draws * actions,
             {money, "Net gain of the nation by an action alone", "全国净收益", {}},
             [](const TradeRun& t) { return flat(t.action_draws); });
  w.variable("same_first", {}, 1,
             {"1", "Share of draws in which the same action gains most", "首选不变的抽样比重", {}},
             [](const TradeRun& t) { return std::vector{t.same_first}; });
}

}  // namespace

void write_actions(GameWriter& w) {
  const ActionsResult& a = *w.first.actions;
  w.file.scale(data::Set("action", a.actions), "action, then all together");
  std::vector<std::string> ids, zh, en, packages, action_zh, action_en;
  for (const auto& s : a.stakeholders) {
    ids.push_back(s.name);
    zh.push_back(s.title.zh);
    en.push_back(s.title.en);
  }
  w.file.scale(data::Set("stakeholder", ids, zh, en), "stakeholder");
  std::vector<std::int32_t> kinds;
  for (const auto& s : a.stakeholders) kinds.push_back(static_cast<std::int32_t>(s.kind));
  w.file.variable("stakeholder_kind", {"stakeholder"}, std::span<const std::int32_t>(kinds),
                  {"1", "0 residents, 1 payer, 2 budget, 3 owners, 4 workers", "利益方类别", {}});
  for (const model::LocalText& t : a.titles) action_zh.push_back(t.zh), action_en.push_back(t.en);
  const std::vector<std::string> single(a.actions.begin(),
                                        a.actions.begin() + static_cast<long>(a.titles.size()));
  const data::Set alone("single_action", single, action_zh, action_en);
  w.file.scale(alone, "action");
  w.file.scale(alone.renamed("pulled_action"), "action that another one pulls");
  for (std::size_t p = 0; p < a.package_gain.size(); ++p)
    packages.push_back(fmt::format("{:0{}b}", p, a.titles.size()));
  w.file.scale(data::Set("package", packages), "package, the first action last");
  w.variable("stakeholder_gain", {"stakeholder", "action"}, ids.size() * a.actions.size(),
             {money, "Gain, costs deducted", "得失", {}},
             [](const TradeRun& t) { return flat(t.actions->gain); });
  by_action(w, "cost", {money, "Cost", "费用", {}}, &ActionsResult::cost);
  by_action(w, "nation_gain", {money, "Net gain of the nation", "全国净收益", {}},
            &ActionsResult::nation);
  by_action(w, "pair_gain", {money, "Net gain of the two", "两地净收益", {}}, &ActionsResult::pair);
  by_action(w, "needed", {money, "What losers lose", "需补偿", {}}, &ActionsResult::needed);
  by_action(w, "left", {money, "What is left when they are compensated", "余额", {}},
            &ActionsResult::left);
  by_action(w, "people_share", {"1", "Share of people who gain", "受益人口比重", {}},
            &ActionsResult::people_share);
  by_action(w, "stakeholder_share", {"1", "Share of stakeholders that gain", "受益方比重", {}},
            &ActionsResult::stakeholder_share);
  by_action(w, "action_shapley", {money, "Shapley value of the net gain", "沙普利值", {}},
            &ActionsResult::shapley);
  w.variable("package_gain", {"package"}, packages.size(),
             {money, "Net gain of the nation by each package", "各组合净收益", {}},
             [](const TradeRun& t) { return t.actions->package_gain; });
  w.variable("package_cost", {"package"}, packages.size(),
             {money, "Cost of each package", "各组合费用", {}},
             [](const TradeRun& t) { return t.actions->package_cost; });
  w.variable("pull", {"single_action", "pulled_action"}, single.size() * single.size(),
             {money, "What two actions gain together beyond what each gains alone", "相互带动", {}},
             [](const TradeRun& t) { return flat(t.actions->pull); });
  write_frontier(w);
  write_action_draws(w);
}

}  // namespace yuqian::apps::govern
