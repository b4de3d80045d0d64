// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/calibration/balance/ras.hpp>
#include <yuqian/calibration/balance/trade.hpp>

namespace yuqian::calibration {
namespace {

/// Weight of the pattern of 2007 against gravity in the central variant, from the inverse squares
/// of 0.25 and 0.32. The 0.25 is the error, on an older true interregional table, of a prior by
/// good, which is not used; that of a pattern of all goods, which is, was 0.204 (docs/data.md,
/// D15).
constexpr double weight_2007 = (1.0 / (0.25 * 0.25)) / (1.0 / (0.25 * 0.25) + 1.0 / (0.32 * 0.32));

std::size_t at(int s, int r, int n) {
  return static_cast<std::size_t>(s) * static_cast<std::size_t>(n) + static_cast<std::size_t>(r);
}

/// The part of a square matrix between some of the regions.
std::vector<double> part(std::span<const double> full, int n, const std::vector<int>& regions) {
  std::vector<double> out;
  for (const int s : regions)
    for (const int r : regions) out.push_back(full[at(s, r, n)]);
  return out;
}

std::vector<double> without_diagonal(std::vector<double> m, int n) {
  for (int s = 0; s < n; ++s) m[at(s, s, n)] = 0.0;
  return m;
}

/// Fitted flows of a gravity model with the margins of the observed ones.
std::vector<double> fitted_flows(const std::vector<double>& observed, std::vector<double> pattern,
                                 int n) {
  SparseMatrix target = sparse(observed, n, n), m = sparse(pattern, n, n);
  Margins margins;
  margins.rows = target.row_sums();
  margins.columns = target.column_sums();
  ras(m, margins, {200, 100, 1e-12});
  return dense(m);
}

}  // namespace

std::vector<double> pattern_between(const std::vector<double>& observed,
                                    const std::vector<double>& gravity, int n) {
  std::vector<double> between(gravity.size());
  for (std::size_t k = 0; k < between.size(); ++k)
    between[k] = std::pow(observed[k], weight_2007) * std::pow(gravity[k], 1.0 - weight_2007);
  return doubly_stochastic(between, n);
}

std::vector<double> rail_pattern(const std::vector<double>& freight,
                                 const std::vector<double>& gravity, int n) {
  std::vector<double> mixed = fitted_flows(freight, gravity, n);
  for (std::size_t k = 0; k < mixed.size(); ++k) mixed[k] = 0.9 * freight[k] + 0.1 * mixed[k];
  return doubly_stochastic(mixed, n);
}

TradePatterns trade_patterns(const SourceTables& t) {
  const int n = t.regions.size();
  const data::Table border = contiguity(t.regions);
  const auto distance = t.rail_distance.values(), near = border.values();
  TradePatterns p;

  // 2007: shares of buyers' spending, sellers in rows. Where a province is not covered the gravity
  // model fitted to the others stands in.
  std::vector<int> covered;
  for (const std::string& label : t.regions_2007.labels())
    covered.push_back(t.regions.index(label));
  const int m = static_cast<int>(covered.size());
  std::vector<double> shares;
  for (const std::string& seller : t.regions_2007.labels())
    for (const std::string& buyer : t.regions_2007.labels())
      shares.push_back(seller == buyer ? 0.0 : t.shares_2007.at({buyer, seller}));
  p.fit_2007 = fit_gravity(shares, part(distance, n, covered), part(near, n, covered), m);
  p.shares_2007 = doubly_stochastic(gravity_pattern(distance, near, n, p.fit_2007), n);
  const std::vector<double> observed = doubly_stochastic(shares, m);
  double stand_in = 0.0, seen = 0.0;
  for (int s = 0; s < m; ++s)
    for (int r = 0; r < m; ++r) {
      seen += observed[at(s, r, m)];
      stand_in += p.shares_2007[at(covered[static_cast<std::size_t>(s)],
                                   covered[static_cast<std::size_t>(r)], n)];
    }
  for (int s = 0; s < m; ++s)
    for (int r = 0; r < m; ++r)
      p.shares_2007[at(covered[static_cast<std::size_t>(s)], covered[static_cast<std::size_t>(r)],
                       n)] = observed[at(s, r, m)] * stand_in / seen;

  const std::vector<double> freight =
      without_diagonal({t.rail_freight.values().begin(), t.rail_freight.values().end()}, n);
  p.fit_rail = fit_gravity(freight, distance, near, n);
  const std::vector<double> gravity = gravity_pattern(distance, near, n, p.fit_rail);
  p.rail = rail_pattern(freight, gravity, n);
  p.freight_gravity = doubly_stochastic(gravity, n);
  p.between = pattern_between(p.shares_2007, p.freight_gravity, n);
  p.plain = doubly_stochastic(gravity_pattern(distance, near, n, {plain_decay, 0.0}), n);
  return p;
}

}  // namespace yuqian::calibration
