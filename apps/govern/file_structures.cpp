// SPDX-License-Identifier: Apache-2.0
#include "apps/govern/game_writer.hpp"

namespace yuqian::apps::govern {
namespace {

using yuqian::govern::StructuresResult;
using yuqian::govern::TradeRun;

template <class F>
void flag(GameWriter& w, const char* name, std::size_t size, const char* text, const char* chinese,
          F&& of) {
  w.variable(name, {"structure"}, size, {"1", text, chinese, {}}, [&](const TradeRun& t) {
    std::vector<double> list;
    for (const auto& x : t.structures->stability) list.push_back(of(x) ? 1 : 0);
    return list;
  });
}

/// Links between pairs as bits in the order of games::links, the first one last: "010".
void write_networks(GameWriter& w, std::size_t players) {
  const std::size_t networks = w.first.structures->networks.size();
  if (networks == 0) return;
  const std::size_t links = players * (players - 1) / 2;
  std::vector<std::string> names;
  for (std::size_t k = 0; k < networks; ++k) {
    std::string bits;
    for (std::size_t link = links; link-- > 0;) bits += (k >> link & 1) != 0 ? '1' : '0';
    names.push_back(std::move(bits));
  }
  w.file.scale(data::Set("network", names), "network of agreements, the first pair last");
  w.variable("network_payoff", {"network", "player"}, networks * players,
             {money, "Payoff under each network", "各网络收益", {}}, [&](const TradeRun& t) {
               std::vector<double> list;
               for (const auto& o : t.structures->networks) {
                 std::vector<double> row(players, no_figure);
                 if (o.found)
                   std::copy_n(o.measures.begin(), static_cast<long>(players), row.begin());
                 list.insert(list.end(), row.begin(), row.end());
               }
               return list;
             });
  w.variable("pairwise_stable", {"network"}, networks,
             {"1", "1: no link is cut, none is made", "成对稳定", {}}, [&](const TradeRun& t) {
               std::vector<double> list(networks, 0);
               for (const games::Network stable : t.structures->stable_networks) list[stable] = 1;
               return list;
             });
}

}  // namespace

void write_structures(GameWriter& w) {
  w.players();
  const StructuresResult& s = *w.first.structures;
  std::vector<std::string> ids, names, coalitions;
  for (const auto& p : w.game.file.players) ids.push_back(p.name);
  for (const auto& x : s.table.structures) names.push_back(games::text(x, ids));
  w.file.scale(data::Set("structure", names), "coalition structure");
  for (games::Coalition c = 0; c < games::Coalition{1} << ids.size(); ++c)
    coalitions.push_back(games::text(c, ids));
  w.file.scale(data::Set("coalition", coalitions), "coalition");
  w.variable("structure_payoff", {"structure", "player"}, names.size() * ids.size(),
             {money, "Payoff in each structure", "各结构收益", {}},
             [](const TradeRun& t) { return flat(t.structures->table.payoff); });
  flag(w, "internally_stable", names.size(), "1: nobody gains by leaving", "内部稳定",
       [](const auto& x) { return x.internal; });
  flag(w, "externally_stable", names.size(), "1: nobody gains by joining", "外部稳定",
       [](const auto& x) { return x.external; });
  flag(w, "potentially_stable", names.size(), "1: transfers could keep all members", "潜在内部稳定",
       [](const auto& x) { return x.potential; });
  w.variable("worth", {"coalition"}, coalitions.size(),
             {money, "Worth where outsiders are alone", "联盟价值", {}},
             [](const TradeRun& t) { return t.structures->worth; });
  w.variable("shapley", {"player"}, ids.size(), {money, "Shapley value", "沙普利值", {}},
             [](const TradeRun& t) { return t.structures->shapley; });
  w.variable("core_nearest", {"player"}, ids.size(),
             {money,
              "Core allocation nearest to the Shapley value; least core where empty",
              "最近的核分配",
              {}},
             [](const TradeRun& t) { return t.structures->core.nearest; });
  w.variable("core_slack", {}, 1,
             {money, "Slack of the core, negative where empty", "核的余量", {}},
             [](const TradeRun& t) { return std::vector{t.structures->core.slack}; });
  write_networks(w, ids.size());
}

}  // namespace yuqian::apps::govern
