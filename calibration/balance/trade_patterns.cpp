// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/calibration/balance/ras.hpp>
#include <yuqian/calibration/balance/trade.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

constexpr double square(double x) { return x * x; }

/// Weight of the pattern of 2007 against gravity in the central variant: inverse squares of 0.204
/// and 0.32, their errors on an older true interregional table (docs/data.md, D15).
constexpr double weight_2007 = square(0.32) / (square(0.204) + square(0.32));
/// Weight of rail freight among goods that move in bulk, beside the pattern of all goods: on that
/// table it alone had an error of 0.380 where the mixed pattern had 0.284.
constexpr double weight_rail = 0.1;

/// The part of a square matrix between some of the regions.
std::vector<double> part(std::span<const double> full, int n, const std::vector<int>& regions) {
  std::vector<double> out;
  for (const int s : regions)
    for (const int r : regions) out.push_back(full[at(s, r, n)]);
  return out;
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

std::vector<double> geometric_mean(const std::vector<double>& a, const std::vector<double>& b,
                                   double weight, int n) {
  std::vector<double> mean(a.size());
  for (std::size_t k = 0; k < mean.size(); ++k)
    mean[k] = std::pow(a[k], weight) * std::pow(b[k], 1.0 - weight);
  return doubly_stochastic(mean, n);
}

}  // namespace

std::vector<double> pattern_between(const std::vector<double>& observed,
                                    const std::vector<double>& gravity, int n) {
  return geometric_mean(observed, gravity, weight_2007, n);
}

std::vector<double> bulk_pattern(const std::vector<double>& rail,
                                 const std::vector<double>& between, int n) {
  return geometric_mean(rail, between, weight_rail, n);
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
      stand_in += p.shares_2007[at(covered[at(s)], covered[at(r)], n)];
    }
  for (int s = 0; s < m; ++s)
    for (int r = 0; r < m; ++r)
      p.shares_2007[at(covered[at(s)], covered[at(r)], n)] =
          observed[at(s, r, m)] * stand_in / seen;

  const std::vector<double> freight =
      without_diagonal({t.rail_freight.values().begin(), t.rail_freight.values().end()}, n);
  p.fit_rail = fit_gravity(freight, distance, near, n);
  const std::vector<double> gravity = gravity_pattern(distance, near, n, p.fit_rail);
  p.rail = rail_pattern(freight, gravity, n);
  p.freight_gravity = doubly_stochastic(gravity, n);
  p.between = pattern_between(p.shares_2007, p.freight_gravity, n);
  p.bulk = bulk_pattern(p.rail, p.between, n);
  p.plain = doubly_stochastic(gravity_pattern(distance, near, n, {plain_decay, 0.0}), n);
  return p;
}

}  // namespace yuqian::calibration
