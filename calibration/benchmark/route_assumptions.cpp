// SPDX-License-Identifier: Apache-2.0
// What it costs to move goods: prices a tonne and modes by good, freight rates, distances.
#include <yuqian/calibration/benchmark/route_margins.hpp>
#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

double share(const data::Toml& table, const char* key) {
  const data::Toml value = table.get(key);
  const double number = value.number(data::Sign::not_negative);
  if (number > 1)
    throw value.error(fmt::format("{} is {}, a share above one", key, number),
                      "give a share between 0 and 1");
  return number;
}

/// Fills rate and mode shares of one good from its line.
void read_good(const data::Csv& csv, int row, const std::array<double, model::mode_count>& freight,
               RouteAssumptions& a, int i) {
  const double price = csv.number(row, csv.column("price"), data::Sign::not_negative);
  std::array<double, model::mode_count> tonnes{}, cost{};
  double all = 0, sum = 0;
  for (int k = 0; k < model::transport_modes; ++k) {
    tonnes[at(k)] =
        csv.number(row, csv.column(model::mode_groups().label(k)), data::Sign::not_negative);
    all += tonnes[at(k)];
    sum += cost[at(k)] = tonnes[at(k)] * freight[at(k)];
  }
  if (price == 0) return;
  if (std::abs(all - 1) > 1e-9)
    throw data::InputError({csv.where(row, csv.column("rail_water")),
                            fmt::format("the modes' shares add up to {:g}", all),
                            csv.text(row, csv.column("sector")), "they must add up to one"});
  a.rate[at(i)] = sum / price / 1000;
  for (int k = 0; k < model::transport_modes; ++k) a.mode_share[at(i)][at(k)] = cost[at(k)] / sum;
}

}  // namespace

RouteAssumptions read_route_assumptions(const std::string& goods_file,
                                        const data::Toml& assumptions, const data::Table& distance,
                                        const data::Set& sectors) {
  RouteAssumptions a;
  const data::Toml table = assumptions.get("route_margins");
  a.sector = table.get("sector").label(sectors);
  a.origin_share = share(table, "origin_share");
  a.largest_share = share(table, "largest_share");
  std::array<double, model::mode_count> freight{};
  for (int k = 0; k < model::transport_modes; ++k)
    freight[at(k)] =
        table.get("freight").get(model::mode_groups().label(k)).number(data::Sign::positive);
  table.get("source").string();
  const data::Toml trade = assumptions.get("trade_margins");
  a.trade_sector = trade.get("sector").label(sectors);
  a.trade_origin_share = share(trade, "origin_share");
  a.trade_share = share(trade, "share");
  trade.get("source").string();

  const data::Csv csv = data::Csv::read(goods_file);
  csv.expect_columns({"sector", "price", "rail_water", "road", "air_other", "source"});
  a.rate.assign(at(sectors.size()), 0.0);
  a.mode_share.assign(at(sectors.size()), {1});
  std::vector<bool> seen(at(sectors.size()));
  for (int row = 0; row < csv.rows(); ++row) {
    const int i = data::read_label(csv, row, csv.column("sector"), sectors);
    if (seen[at(i)])
      throw data::InputError({csv.where(row, csv.column("sector")),
                              "sector \"" + sectors.label(i) + "\" appears twice", sectors.label(i),
                              "remove one of the lines"});
    seen[at(i)] = true;
    read_good(csv, row, freight, a, i);
  }
  for (int i = 0; i < sectors.size(); ++i)
    if (!seen[at(i)])
      throw data::InputError({{goods_file},
                              "sector \"" + sectors.label(i) + "\" is missing",
                              sectors.label(i),
                              "every sector must be there once"});

  a.distance = distance;
  const data::Set& provinces = distance.axis(0);
  std::vector<int> ports;
  for (const data::Toml& port : table.get("ports").items()) ports.push_back(port.label(provinces));
  for (int r = 0; r < provinces.size(); ++r) {
    double nearest = ports.empty() ? 0 : std::numeric_limits<double>::infinity();
    for (const int port : ports) nearest = std::min(nearest, port == r ? 0.0 : distance(r, port));
    a.port_distance.push_back(nearest);
  }
  return a;
}

}  // namespace yuqian::calibration
