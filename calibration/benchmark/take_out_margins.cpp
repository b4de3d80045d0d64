// SPDX-License-Identifier: Apache-2.0
// Users pay the margin with the good and no longer beside it (eq. 52, 53).
#include <yuqian/calibration/balance/ras.hpp>
#include <yuqian/calibration/benchmark/route_margins.hpp>
#include <yuqian/data/alias.hpp>
#include <yuqian/model/maths/at.hpp>

#include <cmath>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

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
  SparseMatrix matrix =
      sparse(cells, static_cast<int>(totals.rows.size()), static_cast<int>(totals.columns.size()));
  ras(matrix, totals);
  std::vector<double> after = dense(matrix);
  polish(after, totals);
  double moved = 0;
  for (std::size_t k = 0; k < cells.size(); ++k) moved += std::abs(after[k] - cells[k]);
  cells = std::move(after);
  return moved;
}

/// What a region pays to a service on what arrives.
double paid(const model::MarginService& s, int r) {
  double sum = 0;
  for (int from = 0; from < s.paid.axis(0).size(); ++from) sum += s.on_route(from, r);
  return sum;
}

/// The use matrix of one region, goods by sectors and final users, to its new totals (eq. 52).
double rebalance_use(data::Mrio& m, const model::RouteMargins& margins, int r) {
  const int goods = m.sectors.size(), final_users = m.final_use.axis(2).size(),
            users = goods + final_users;
  std::vector<double> cells(at(goods * users));
  const auto cell = [&](int i, int k) -> double& {
    return k < goods ? m.intermediate(r, i, k) : m.final_use(r, i, k - goods);
  };
  Margins totals;
  totals.columns.assign(at(users), 0.0);
  for (int i = 0; i < goods; ++i) {
    totals.rows.push_back(data::total_use(m, r, i) + margins.on_arrivals(r, i));
    totals.row_names.push_back(m.regions.label(r) + "," + m.sectors.label(i));
    for (int k = 0; k < users; ++k) totals.columns[at(k)] += cells[at(i * users + k)] = cell(i, k);
  }
  for (const model::MarginService& s : margins.services) totals.rows[at(s.good)] -= paid(s, r);
  const double moved = rebalance(cells, totals);
  for (int i = 0; i < goods; ++i)
    for (int k = 0; k < users; ++k) cell(i, k) = cells[at(i * users + k)];
  return moved;
}

/// Sales of a service between regions: suppliers sell what they did, each region buys what its
/// users and its part in the margins take (eq. 53).
double rebalance_sales(data::Mrio& m, const model::RouteMargins& margins, int t) {
  const int n = m.regions.size();
  std::vector<double> cells(at(n * n));
  Margins totals;
  totals.rows.assign(at(n), 0.0);
  for (int r = 0; r < n; ++r)
    totals.columns.push_back(data::total_use(m, r, t) + margins.supplied_by(r, t) -
                             m.imports(r, t));
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r) totals.rows[at(s)] += cells[at(s * n + r)] = m.trade(s, r, t);
  const double moved = rebalance(cells, totals);
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r) m.trade(s, r, t) = cells[at(s * n + r)];
  return moved;
}

}  // namespace

model::LocalText MarginReport::text() const {
  model::LocalText text;
  const data::Set& names = model::margin_services();
  for (int k = 0; k < static_cast<int>(services.size()); ++k) {
    const Service& s = services[at(k)];
    const double use_share = 100 * s.of_use, export_share = 100 * s.of_exports,
                 moved = 100 * s.trade_moved;
    text.en += fmt::format(
        "{}: {:.0f} (10^8 yuan) taken out of direct purchases and paid with goods, {:.1f} % of all "
        "use, and {:.0f} with exports, {:.1f} % of them; its flows between regions moved by "
        "{:.2f} %. ",
        names.label(k), s.total, use_share, s.exported, export_share, moved);
    text.zh += fmt::format(
        "{}：从直接购买中剔出{:.0f}亿元，改随货物支付，占全部使用的{:.1f}%；随出口支付{:.0f}"
        "亿元，占其出口的"
        "{:.1f}%；其地区间流量变动{:.2f}%。",
        names.zh(k), s.total, use_share, s.exported, export_share, moved);
  }
  const bool none = scaled_down.empty();
  std::string provinces, chinese;
  for (const std::string& province : scaled_down) {
    provinces += (provinces.empty() ? "" : ", ") + province;
    chinese += (chinese.empty() ? "" : "、") + data::chinese_name(province);
  }
  text.en += fmt::format(
      "Cells of the use matrices moved by {:.2f} % in all; transport scaled down to the largest "
      "share: {}",
      100 * use_moved, none ? "none" : provinces);
  text.zh += fmt::format("使用矩阵各单元共变动{:.2f}%；运输费用按上限压缩的省份：{}",
                         100 * use_moved, none ? "无" : chinese);
  return text;
}

MarginReport take_out_margins(data::Mrio& m, const model::RouteMargins& margins) {
  MarginReport report;
  const double use = m.intermediate.sum() + m.final_use.sum();
  for (const model::MarginService& each : margins.services) {
    MarginReport::Service s;
    double used = 0, sold_abroad = 0;
    for (int r = 0; r < m.regions.size(); ++r) {
      const double on_exports = each.on_route(r, m.regions.size());
      s.total += paid(each, r);
      used += data::total_use(m, r, each.good);
      s.exported += on_exports;
      sold_abroad += m.exports(r, each.good);
      m.exports(r, each.good) -= on_exports;
    }
    s.of_use = s.total / used;
    s.of_exports = sold_abroad > 0 ? s.exported / sold_abroad : 0;
    report.services.push_back(s);
  }
  for (int r = 0; r < m.regions.size(); ++r) report.use_moved += rebalance_use(m, margins, r) / use;
  for (std::size_t k = 0; k < margins.services.size(); ++k) {
    const int t = margins.services[k].good;
    double flows = 0;
    for (int r = 0; r < m.regions.size(); ++r)
      for (int s = 0; s < m.regions.size(); ++s) flows += m.trade(s, r, t);
    report.services[k].trade_moved = rebalance_sales(m, margins, t) / flows;
  }
  return report;
}

}  // namespace yuqian::calibration
