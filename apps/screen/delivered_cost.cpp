// SPDX-License-Identifier: Apache-2.0
// What a cut of delivered cost takes away (eq. 415), from the flows of the results themselves.
#include "apps/screen/page.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include <yuqian/model/regional/accounts/pair.hpp>
#include <yuqian/model/regional/question/chains.hpp>

namespace yuqian::apps::report {
namespace {

/// Trade elasticity of the aggregate (docs/data.md, D17).
constexpr double trade_elasticity = 4;

/// What two regions sell each other, at the reference.
struct Barrier {
  double factor;    ///< Head-Ries factor of all goods but agriculture
  double no_goods;  ///< share of services, construction and utilities, %
};

/// Nothing where the two are not regions of their own or agriculture cannot be told apart.
std::optional<Barrier> barrier(const data::Table& trade, const std::string& one,
                               const std::string& other) {
  const data::Set &from = trade.axis(1), &to = trade.axis(2), &sectors = trade.axis(3);
  const auto a = from.find(one), b = from.find(other), farm = sectors.find("agriculture");
  if (!a || !b || !farm || !to.find(one) || !to.find(other)) return std::nullopt;
  const auto flow = [&](int s, int r, int i) {
    return trade(0, s, r, i, 0) + trade(0, s, r, i, 1);
  };
  double out = 0, back = 0, home = 0, there = 0, all = 0, goods = 0;
  for (int i = 0; i < sectors.size(); ++i) {
    all += flow(*a, *b, i) + flow(*b, *a, i);
    if (i == *farm) continue;
    out += flow(*a, *b, i), back += flow(*b, *a, i);
    home += flow(*a, *a, i), there += flow(*b, *b, i);
  }
  for (const int i : model::chain_positions("goods", sectors, {}))
    goods += flow(*a, *b, i) + flow(*b, *a, i);
  if (!(out > 0 && back > 0 && home > 0 && there > 0)) return std::nullopt;
  const double factor = std::pow(out / home * (back / there), -0.5 / trade_elasticity);
  if (!(factor > 1)) return std::nullopt;
  return Barrier{factor, 100 * (1 - goods / all)};
}

}  // namespace

std::string delivered_cost_note(const Page& page) {
  const auto& shocks = page.results.scenarios[page.at].shocks;
  const auto cut = std::find_if(shocks.begin(), shocks.end(), [](const model::Shock& s) {
    return s.parameter == "iceberg" && s.operation == model::Shock::Operation::scale &&
           s.amount < 1;
  });
  if (cut == shocks.end()) return {};
  const Words& w = page.words;
  const double x = 1 - cut->amount;
  std::string note = w(
      fmt::format("交付成本下降{:.0f}%是对整个交付成本系数而言，不是壁垒本身下降{:.0f}%", 100 * x,
                  100 * x),
      fmt::format("Delivered cost down {:.0f} %: off the whole factor by which delivery multiplies "
                  "cost, not off the barrier",
                  100 * x));
  // The figures are of trade between the two in all goods: not of foreign trade, nor of some goods.
  const auto named = [&](const char* axis, const char* label) {
    const auto labels = cut->where.find(axis);
    return labels != cut->where.end() &&
           std::count(labels->second.begin(), labels->second.end(), label) > 0;
  };
  const bool abroad = named("from", "RestOfWorld") || named("to", "RestOfWorld"),
             all_goods = !cut->where.contains("good") || named("good", "*") || named("good", "all");
  const data::Table* trade =
      page.results.run(page.at, page.leading_estimate()).table("trade_value");
  const auto pair = page.first ? model::pair_area(page.first->areas) : std::nullopt;
  if (trade && pair && all_goods && !abroad) {
    const std::string &one = page.first->areas.label(pair->first),
                      &other = page.first->areas.label(pair->second);
    if (const auto b = barrier(*trade, one, other))
      note +=
          w(fmt::format("：{}与{}之间的海德-里斯系数为{:.2f}（农业以外），相当于去掉其超出1的部分的"
                        "{:.0f}%；两地互售中{:.0f}%为服务、建筑和公用事业",
                        page.region(one), page.region(other), b->factor,
                        100 * x * b->factor / (b->factor - 1), b->no_goods),
            fmt::format(
                ": at the Head-Ries factor of {:.2f} between {} and {} (all goods but "
                "agriculture) it takes away {:.0f} % of what exceeds one; of what the two sell "
                "each other {:.0f} % is services, construction and utilities",
                b->factor, page.region(one), page.region(other),
                100 * x * b->factor / (b->factor - 1), b->no_goods));
  }
  return note + w("。", ".");
}

}  // namespace yuqian::apps::report
