// SPDX-License-Identifier: Apache-2.0
#include "calibration/route_margins.hpp"

#include "calibration/ras.hpp"
#include "data/error.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

double use_of(const data::Mrio& m, int r, int i) {
  double sum = 0;
  for (int j = 0; j < m.sectors.size(); ++j) sum += m.intermediate(r, i, j);
  for (int f = 0; f < m.final_use.axis(2).size(); ++f) sum += m.final_use(r, i, f);
  return sum;
}

/// RAS measures the gap by the largest total; small rows of the model must hold as well.
void polish(std::vector<double>& cells, const Margins& totals) {
  const std::size_t rows = totals.rows.size(), columns = totals.columns.size();
  for (int sweep = 0; sweep < 20; ++sweep) {
    for (std::size_t c = 0; c < columns; ++c) {
      double sum = 0;
      for (std::size_t r = 0; r < rows; ++r) sum += cells[r * columns + c];
      if (sum > 0)
        for (std::size_t r = 0; r < rows; ++r) cells[r * columns + c] *= totals.columns[c] / sum;
    }
    for (std::size_t r = 0; r < rows; ++r) {
      double sum = 0;
      for (std::size_t c = 0; c < columns; ++c) sum += cells[r * columns + c];
      if (sum > 0)
        for (std::size_t c = 0; c < columns; ++c) cells[r * columns + c] *= totals.rows[r] / sum;
    }
  }
}

/// Scales the matrix to its totals; returns sum |change|.
double rebalance(std::vector<double>& cells, const Margins& totals) {
  SparseMatrix matrix = sparse(cells, static_cast<int>(totals.rows.size()), static_cast<int>(totals.columns.size()));
  ras(matrix, totals);
  std::vector<double> after = dense(matrix);
  polish(after, totals);
  double moved = 0;
  for (std::size_t k = 0; k < cells.size(); ++k) moved += std::abs(after[k] - cells[k]);
  cells = std::move(after);
  return moved;
}

/// The use matrix of one region, goods by sectors and final users, to its new totals (eq. 52).
double rebalance_use(data::Mrio& m, const model::RouteMargins& margins, int r) {
  const int goods = m.sectors.size(), final_users = m.final_use.axis(2).size(), users = goods + final_users;
  std::vector<double> cells(at(goods * users));
  const auto cell = [&](int i, int k) -> double& {
    return k < goods ? m.intermediate(r, i, k) : m.final_use(r, i, k - goods);
  };
  Margins totals;
  totals.columns.assign(at(users), 0.0);
  double paid = 0;
  for (int i = 0; i < goods; ++i) {
    const double margin = margins.on_arrivals(r, i);
    paid += margin;
    totals.rows.push_back(use_of(m, r, i) + margin);
    totals.row_names.push_back(m.regions.label(r) + "," + m.sectors.label(i));
    for (int k = 0; k < users; ++k) totals.columns[at(k)] += cells[at(i * users + k)] = cell(i, k);
  }
  totals.rows[at(margins.good)] -= paid;
  const double moved = rebalance(cells, totals);
  for (int i = 0; i < goods; ++i)
    for (int k = 0; k < users; ++k) cell(i, k) = cells[at(i * users + k)];
  return moved;
}

/// Sales of transport between regions: suppliers sell what they did, each region buys what its users
/// and its part in the margins take (eq. 53).
double rebalance_transport(data::Mrio& m, const model::RouteMargins& margins) {
  const int n = m.regions.size(), t = margins.good;
  std::vector<double> cells(at(n * n));
  Margins totals;
  totals.rows.assign(at(n), 0.0);
  for (int r = 0; r < n; ++r) totals.columns.push_back(use_of(m, r, t) + margins.supplied_by(r) - m.imports(r, t));
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r) totals.rows[at(s)] += cells[at(s * n + r)] = m.trade(s, r, t);
  const double moved = rebalance(cells, totals);
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r) m.trade(s, r, t) = cells[at(s * n + r)];
  return moved;
}

}  // namespace

ProvincialMargins route_margins(const data::Mrio& m, const RouteAssumptions& a) {
  const int n = m.regions.size();
  if (!a.distance.axis(0).same_labels(m.regions))
    throw data::InputError("the distances are between other provinces than the table's",
                           "calibrate with distances between " + m.regions.label(0) + " and the others");
  ProvincialMargins out;
  out.margins.good = a.sector;
  out.margins.origin_share = a.origin_share;
  out.margins.mode_share = a.mode_share;
  data::Table& paid = out.margins.paid = data::Table("margin", {model::places(m.regions, "from"), model::places(m.regions, "to"), m.sectors.renamed("good")},
                   "10^8 yuan", "distance times freight over price, assumed");
  for (int r = 0; r < n; ++r) {
    double sum = 0;
    for (int i = 0; i < m.sectors.size(); ++i) {
      for (int s = 0; s < n; ++s)
        if (s != r) sum += paid(s, r, i) = a.rate[at(i)] * a.distance(s, r) * m.trade(s, r, i);
      sum += paid(n, r, i) = a.rate[at(i)] * a.port_distance[at(r)] * m.imports(r, i);
    }
    const double most = a.largest_share * use_of(m, r, a.sector);
    if (sum <= most) continue;
    out.scaled_down.push_back(m.regions.label(r));
    for (int s = 0; s <= n; ++s)
      for (int i = 0; i < m.sectors.size(); ++i) paid(s, r, i) *= most / sum;
  }
  return out;
}

std::string MarginReport::text() const {
  std::string names;
  for (const std::string& name : scaled_down) names += (names.empty() ? "" : ", ") + name;
  return fmt::format("{:.0f} (10^8 yuan) of transport taken out of direct purchases and paid with goods on their "
                     "routes, {:.1f} % of all use of transport; cells of the use matrices moved by {:.2f} % in all, "
                     "flows of transport between regions by {:.2f} %; scaled down to the largest share: {}",
                     total, 100 * of_transport, 100 * use_moved, 100 * trade_moved,
                     names.empty() ? "none" : names);
}

MarginReport take_out_margins(data::Mrio& m, const model::RouteMargins& margins) {
  MarginReport report;
  report.total = margins.paid.sum();
  double use = m.intermediate.sum() + m.final_use.sum(), transport = 0, flows = 0;
  for (int r = 0; r < m.regions.size(); ++r) {
    transport += use_of(m, r, margins.good);
    for (int s = 0; s < m.regions.size(); ++s) flows += m.trade(s, r, margins.good);
  }
  for (int r = 0; r < m.regions.size(); ++r) report.use_moved += rebalance_use(m, margins, r) / use;
  report.trade_moved = rebalance_transport(m, margins) / flows;
  report.of_transport = report.total / transport;
  return report;
}

}  // namespace yuqian::calibration
