// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/validation/validation.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

using data::Table;

/// The margins of the table as the estimator takes them: output, use, foreign trade, and what every
/// region sends and takes of a good. Use stands in government consumption; nobody asks whose it is.
Accounts accounts_of(const KnownTable& t) {
  Accounts a;
  a.regions = t.regions;
  a.sectors = t.sectors;
  const std::vector<data::Set> cell{t.regions, t.sectors};
  a.intermediate =
      Table("intermediate", {t.regions, t.sectors, t.sectors.renamed("using_sector")}, "1e8 CNY");
  a.final_use = Table("final_use", {t.regions, t.sectors, data::final_use_set()}, "1e8 CNY");
  a.value_added = Table("value_added", {t.regions, data::value_added_set(), t.sectors}, "1e8 CNY");
  a.exports = t.exports;
  a.imports = t.imports;
  for (Table* each : {&a.output, &a.outflow, &a.inflow, &a.net_flow})
    *each = Table("flow", cell, "1e8 CNY");
  const int government = data::final_use_set().index("government");
  for (int s = 0; s < t.regions.size(); ++s)
    for (int i = 0; i < t.sectors.size(); ++i) {
      double used = t.imports(s, i);
      a.output(s, i) = t.exports(s, i);
      for (int r = 0; r < t.regions.size(); ++r) {
        a.output(s, i) += t.trade(s, r, i);
        used += t.trade(r, s, i);
        if (r == s) continue;
        a.outflow(s, i) += t.trade(s, r, i);
        a.inflow(s, i) += t.trade(r, s, i);
      }
      a.final_use(s, i, government) = used;
      a.net_flow(s, i) = a.outflow(s, i) - a.inflow(s, i);
    }
  return a;
}

/// Sectors of China's tables by name; others are not local and do not move by rail.
std::vector<bool> flags(const data::Set& sectors, const std::vector<bool>& of_2017) {
  std::vector<bool> list;
  for (const std::string& label : sectors.labels()) {
    const auto known = sectors_2017().find(label);
    list.push_back(known && of_2017[at(*known)]);
  }
  return list;
}

/// Cross-hauling as it is, whatever the estimate: only the pattern is left to estimate.
CrossHauling true_cross_hauling(const Accounts& a) {
  CrossHauling c;
  Table share("share", {a.regions, a.sectors}, "1");
  for (int r = 0; r < a.provinces(); ++r)
    for (int i = 0; i < a.goods(); ++i)
      if (const double room = room_for_cross_hauling(a, r, i); room > 0)
        share(r, i) = std::min(a.outflow(r, i), a.inflow(r, i)) / room;
  c.reported = share;
  c.share = {share, share, share};
  return c;
}

/// Cross-hauling of each region from the reports of the others: its own gives net flows only.
CrossHauling hidden_cross_hauling(const Accounts& a, const std::vector<bool>& local,
                                  const std::vector<double>& home) {
  CrossHauling all = true_cross_hauling(a);
  for (int r = 0; r < a.provinces(); ++r) {
    Accounts told = a;
    for (int i = 0; i < a.goods(); ++i) {
      told.outflow(r, i) = std::max(a.net_flow(r, i), 0.0);
      told.inflow(r, i) = std::max(-a.net_flow(r, i), 0.0);
    }
    const CrossHauling one = cross_hauling(told, a, local, home);
    for (std::size_t v = 0; v < 3; ++v)
      for (int i = 0; i < a.goods(); ++i) all.share[v](r, i) = one.share[v](r, i);
  }
  return all;
}

std::vector<double> earlier_home_shares(const KnownTable& t) {
  std::vector<double> home(static_cast<std::size_t>(t.regions.size()),
                           std::numeric_limits<double>::quiet_NaN());
  if (t.earlier.rank() != 2) return home;
  for (int r = 0; r < t.regions.size(); ++r) {
    double bought = 0;
    for (int s = 0; s < t.regions.size(); ++s) bought += t.earlier(s, r);
    home[at(r)] = t.earlier(r, r) / bought;
  }
  return home;
}

double pair_total(const Table& trade, int s, int r) {
  double sum = 0;
  for (int i = 0; i < trade.axis(2).size(); ++i) sum += trade(s, r, i);
  return sum;
}

/// Home shares of regions, all goods.
std::vector<double> home_shares(const Table& trade, const Accounts& a) {
  std::vector<double> shares;
  for (int r = 0; r < a.provinces(); ++r) {
    double use = 0;
    for (int i = 0; i < a.goods(); ++i) use += a.use(r, i);
    shares.push_back(use > 0 ? pair_total(trade, r, r) / use : 0);
  }
  return shares;
}

/// A sum of absolute differences over the sum of what is true.
struct Relative {
  double off = 0, all = 0;
  void add(double estimate, double truth) { off += std::abs(estimate - truth), all += truth; }
  double value() const { return all > 0 ? off / all : 0; }
};

TradeErrors errors(const Table& estimate, const KnownTable& t, const Accounts& a) {
  Relative flows, pairs, outflows, cross;
  std::vector<double> factors;
  const int n = a.provinces();
  for (int s = 0; s < n; ++s) {
    for (int r = 0; r < n; ++r) {
      if (r == s) continue;
      for (int i = 0; i < a.goods(); ++i) flows.add(estimate(s, r, i), t.trade(s, r, i));
      const double told = pair_total(estimate, s, r), truth = pair_total(t.trade, s, r);
      pairs.add(told, truth);
      if (told > 0 && truth > 0) factors.push_back(std::abs(std::log(told / truth)));
    }
    for (int i = 0; i < a.goods(); ++i) {
      double out = 0, in = 0;
      for (int r = 0; r < n; ++r)
        if (r != s) out += estimate(s, r, i), in += estimate(r, s, i);
      outflows.add(out, a.outflow(s, i));
      cross.add(std::min(out, in), std::min(a.outflow(s, i), a.inflow(s, i)));
    }
  }
  TradeErrors e{flows.value(), pairs.value(), outflows.value(), cross.value(), 0, 0, 1};
  const std::vector<double> told = home_shares(estimate, a), truth = home_shares(t.trade, a);
  for (std::size_t r = 0; r < told.size(); ++r) {
    e.home_share += std::abs(told[r] - truth[r]) / static_cast<double>(n);
    e.home_bias += (told[r] - truth[r]) / static_cast<double>(n);
  }
  if (!factors.empty()) {
    const auto at =
        factors.begin() + static_cast<long>(0.8 * static_cast<double>(factors.size() - 1));
    std::nth_element(factors.begin(), at, factors.end());
    e.factor_80 = std::exp(*at);
  }
  return e;
}

TradeCoverage coverage(const std::array<Table, 3>& estimates, const KnownTable& t) {
  TradeCoverage c;
  double count = 0, value = 0;
  for (int s = 0; s < t.regions.size(); ++s)
    for (int r = 0; r < t.regions.size(); ++r) {
      if (r == s) continue;
      const double low = pair_total(estimates[0], s, r), high = pair_total(estimates[2], s, r),
                   truth = pair_total(t.trade, s, r);
      const bool inside =
          truth >= std::min(low, high) * (1 - 1e-9) && truth <= std::max(low, high) * (1 + 1e-9);
      count += 1;
      value += truth;
      c.between += inside;
      c.between_value += inside ? truth : 0;
      c.high_below_low += high < low * (1 - 1e-9);
    }
  c.between /= count;
  c.between_value = value > 0 ? c.between_value / value : 0;
  c.high_below_low /= count;
  return c;
}

}  // namespace

Validation validate_trade(const KnownTable& t, const std::vector<std::pair<int, int>>& pairs) {
  if (t.regions.size() < 4)
    throw data::InputError("the table has " + std::to_string(t.regions.size()) + " regions",
                           "with fewer than four, margins leave nothing to estimate");
  const Accounts a = accounts_of(t);
  const TradePatterns patterns = patterns_for(t);
  const std::vector<bool> local = flags(t.sectors, is_local()),
                          rail = flags(t.sectors, moves_by_rail());
  Validation v;
  for (const auto& [s, r] : pairs) v.pairs.push_back({s, r, pair_total(t.trade, s, r), {}, {}});
  const auto run = [&](const CrossHauling& cross, HiddenTest& test, auto shown) {
    std::array<Table, 3> estimates;
    for (std::size_t k = 0; k < 3; ++k) {
      estimates[k] = estimate_trade(a, cross, patterns, rail, static_cast<int>(k)).trade;
      test.errors[k] = errors(estimates[k], t, a);
      for (PairTest& p : v.pairs) (p.*shown)[k] = pair_total(estimates[k], p.from, p.to);
    }
    test.coverage = coverage(estimates, t);
  };
  run(true_cross_hauling(a), v.margins_known, &PairTest::margins_known);
  run(hidden_cross_hauling(a, local, earlier_home_shares(t)), v.report_hidden,
      &PairTest::report_hidden);
  return v;
}

}  // namespace yuqian::calibration
