// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/validation/known_table.hpp>

#include <algorithm>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

/// What D14 found in spending of 2007 and in rail freight of 2011; docs/data.md.
constexpr Gravity spending_2007{0.38, 0.0392};  // neighbours x 1.04
constexpr Gravity rail_2011{1.20, 0.7227};      // neighbours x 2.06

std::vector<double> values(const data::Table& t) { return {t.values().begin(), t.values().end()}; }

/// Borders of China's provinces where the regions are provinces; otherwise nobody's neighbours.
data::Table borders_or_none(const data::Set& regions, const data::Table& shape) {
  try {
    return contiguity(regions);
  } catch (const data::InputError&) {
    data::Table none = shape;
    for (double& v : none.values()) v = 0;
    return none;
  }
}

}  // namespace

KnownTable read_known_table(const std::string& path) {
  const data::Mrio m = data::read_mrio(path, data::dataset_variants(path).front());
  KnownTable t{m.regions, m.sectors, m.trade, m.exports, m.imports, {}, {}, {}, {}};
  const data::H5Reader file(path, data::dataset_schema);
  const auto read = [&](const char* name) {
    return file.has(name) ? data::read_dataset_table(path, name) : data::Table();
  };
  t.distance = read(file.has("distance") ? "distance" : "rail_distance");
  t.contiguous = read("contiguous");
  t.earlier = read("earlier_flows");
  t.freight = read("rail_freight");
  return t;
}

KnownTable known_table(const interindustry::IoTable& io) {
  const std::vector<data::Set> pair{io.regions.renamed("supplier"),
                                    io.regions.renamed("region_to")},
      cell{io.regions, io.sectors};
  KnownTable t{io.regions,
               io.sectors,
               data::Table("trade", {pair[0], pair[1], io.sectors}, io.unit),
               data::Table("exports", cell, io.unit),
               data::Table("imports", cell, io.unit),
               {},
               {},
               {},
               {}};
  for (int s = 0; s < io.regions.size(); ++s)
    for (int i = 0; i < io.sectors.size(); ++i) {
      const int row = io.cell(s, i);
      t.exports(s, i) = io.exports(row);
      for (int k = 0; k < io.cells(); ++k) t.trade(s, io.region_of(k), i) += io.flows(row, k);
      for (int r = 0; r < io.regions.size(); ++r)
        for (int u = 0; u < io.users.size(); ++u)
          t.trade(s, r, i) += io.final_use(row, io.column(r, u));
    }
  for (double& v : t.trade.values()) v = std::max(v, 0.0);  // inventories may be drawn down
  return t;
}

void require_distances(KnownTable& t, const data::Table& of_provinces, const std::string& path) {
  if (t.distance.rank() == 2) return;
  const data::Set& provinces = of_provinces.axis(0);
  t.distance = data::Table("distance",
                           {t.regions.renamed("supplier"), t.regions.renamed("region_to")}, "km");
  for (int s = 0; s < t.regions.size(); ++s) {
    if (!provinces.find(t.regions.label(s)))
      throw data::InputError(
          {{path},
           "no distances between the table's regions are known",
           t.regions.label(s),
           "write the table distance[supplier, region_to] in km into the file, or "
           "give regions the labels of China's provinces"});
    for (int r = 0; r < t.regions.size(); ++r)
      if (provinces.find(t.regions.label(r)))
        t.distance(s, r) = of_provinces.at({t.regions.label(s), t.regions.label(r)});
  }
}

TradePatterns patterns_for(const KnownTable& t) {
  const int n = t.regions.size();
  const auto distance = t.distance.values();
  const data::Table border =
      t.contiguous.rank() == 2 ? t.contiguous : borders_or_none(t.regions, t.distance);
  const auto near = border.values();
  TradePatterns p;
  const std::vector<double> earlier =
      t.earlier.rank() == 2 ? without_diagonal(values(t.earlier), n) : std::vector<double>();
  p.fit_2007 = earlier.empty() ? spending_2007 : fit_gravity(earlier, distance, near, n);
  p.shares_2007 = doubly_stochastic(
      earlier.empty() ? gravity_pattern(distance, near, n, p.fit_2007) : earlier, n);
  const std::vector<double> freight =
      t.freight.rank() == 2 ? without_diagonal(values(t.freight), n) : std::vector<double>();
  p.fit_rail = freight.empty() ? rail_2011 : fit_gravity(freight, distance, near, n);
  const std::vector<double> gravity = gravity_pattern(distance, near, n, p.fit_rail);
  p.freight_gravity = doubly_stochastic(gravity, n);
  p.rail = freight.empty() ? p.freight_gravity : rail_pattern(freight, gravity, n);
  p.between = pattern_between(p.shares_2007, p.freight_gravity, n);
  p.bulk = bulk_pattern(p.rail, p.between, n);
  p.plain = doubly_stochastic(gravity_pattern(distance, near, n, {plain_decay, 0.0}), n);
  return p;
}

}  // namespace yuqian::calibration
