// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/both.hpp>
#include <yuqian/calibration/balance/imputation.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include <yuqian/calibration/balance/published_sectors.hpp>
#include <yuqian/calibration/balance/ras.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

constexpr double same_share = 1e-4;         // published figures give shares to 1e-6 or better
constexpr double least_value_added = 0.05;  // 10^8 yuan of value added
constexpr std::size_t group_size = 3;       // two sectors may agree by chance
constexpr double least_share = 0.01;

std::vector<double> shares_of(const Accounts& a, int r, int j) {
  const double sum = a.value_added_of(r, j);
  std::vector<double> shares;
  for (int v = 0; v < a.value_added.axis(1).size(); ++v)
    shares.push_back(a.value_added(r, v, j) / sum);
  return shares;
}

bool agree(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(),
                    [](double x, double y) { return std::abs(x - y) <= same_share; });
}

}  // namespace

std::vector<Imputed> find_imputed(const Accounts& a) {
  std::vector<Imputed> groups;
  for (int r = 0; r < a.provinces(); ++r) {
    std::vector<Imputed> of_province;
    for (int j = 0; j < a.goods(); ++j) {
      if (a.value_added_of(r, j) < least_value_added) continue;
      const std::vector<double> shares = shares_of(a, r, j);
      const auto group = std::find_if(of_province.begin(), of_province.end(),
                                      [&](const Imputed& g) { return agree(g.shares, shares); });
      if (group == of_province.end())
        of_province.push_back({r, {j}, shares});
      else
        group->sectors.push_back(j);
    }
    std::erase_if(of_province, [](const Imputed& g) { return g.sectors.size() < group_size; });
    groups.insert(groups.end(), of_province.begin(), of_province.end());
  }
  return groups;
}

data::Table read_factor_shares(const data::Csv& csv, const data::Set& sectors) {
  const data::Set& items = data::value_added_set();
  data::Table mean_shares("factor_shares", {sectors, items}, "1", csv.name());
  std::fill(mean_shares.values().begin(), mean_shares.values().end(),
            std::numeric_limits<double>::quiet_NaN());
  const int code = csv.column("sector");
  for (int row = 0; row < csv.rows(); ++row) {
    const int j = sector_position(csv.text(row, code), sectors.size());
    if (j < 0)
      throw data::InputError({csv.where(row, code),
                              "unknown sector \"" + csv.text(row, code) + "\"", csv.text(row, code),
                              "sectors are numbered 01 to 42"});
    std::vector<double> mean(static_cast<std::size_t>(items.size()), 0.0);
    int usable = 0;
    for (const char* source : {"gz2007", "gz2012", "nation2017", "gz_enterprises"}) {
      std::vector<double> shares;
      // In the order of value_added_set().
      for (const char* item : {"labour", "tax", "dep", "surplus"})
        if (const auto share =
                csv.number_if_any(row, csv.column(fmt::format("{}_{}", source, item))))
          shares.push_back(*share);
      if (shares.size() < mean.size() ||
          std::any_of(shares.begin(), shares.end(), [](double s) { return s < -0.1 || s > 1.0; }))
        continue;
      ++usable;
      double sum = 0.0;
      for (double& s : shares) sum += s = std::max(s, least_share);
      for (std::size_t v = 0; v < mean.size(); ++v) mean[v] += shares[v] / sum;
    }
    for (std::size_t v = 0; v < mean.size() && usable > 0; ++v)
      mean_shares(j, static_cast<int>(v)) = mean[v] / usable;
  }
  return mean_shares;
}

Treatments repair_imputed(Accounts& a, const std::vector<Imputed>& imputed, int region,
                          const data::Table& evidence) {
  Treatments done;
  const int items = a.value_added.axis(1).size();
  for (const Imputed& group : imputed) {
    if (group.region != region || std::any_of(group.sectors.begin(), group.sectors.end(),
                                              [&](int j) { return std::isnan(evidence(j, 0)); }))
      continue;
    const auto n = static_cast<int>(group.sectors.size());
    SparseMatrix m{items, n, {}, {}, {}};
    Margins margins{std::vector<double>(static_cast<std::size_t>(items), 0.0), {}, {}, {}};
    for (int k = 0; k < n; ++k) {
      const int j = group.sectors[at(k)];
      margins.columns.push_back(a.value_added_of(region, j));
      margins.column_names.push_back(a.label(region, j));
      for (int v = 0; v < items; ++v) {
        m.add(v, k, evidence(j, v) * margins.columns.back());
        margins.rows[at(v)] += a.value_added(region, v, j);
      }
    }
    margins.row_names = a.value_added.axis(1).labels();
    ras(m, margins);
    for (int k = 0; k < n; ++k) {
      const int j = group.sectors[at(k)];
      double moved = 0.0;
      for (std::size_t at = 0; at < m.value.size(); ++at)
        if (m.column[at] == k) {
          moved += 0.5 * std::abs(m.value[at] - a.value_added(region, m.row[at], j));
          a.value_added(region, m.row[at], j) = m.value[at];
        }
      const std::vector<double> now = shares_of(a, region, j);
      done.push_back(
          {"repair_imputed", a.label(region, j), moved,
           both("compensation, tax, depreciation, surplus: {:.3f} {:.3f} {:.3f} {:.3f} as in "
                "{} sectors; repaired to {:.3f} {:.3f} {:.3f} {:.3f}",
                "劳动者报酬、生产税净额、折旧、营业盈余：{:.3f} {:.3f} {:.3f} "
                "{:.3f}，与共{}个部门相同；修正为"
                "{:.3f} {:.3f} {:.3f} {:.3f}",
                group.shares[0], group.shares[1], group.shares[2], group.shares[3], n, now[0],
                now[1], now[2], now[3])});
    }
  }
  return done;
}

}  // namespace yuqian::calibration
