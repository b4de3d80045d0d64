// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/cross_hauling.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::calibration {
namespace {

using data::Table;

constexpr double smallest = 0.01, largest = 0.99;  // shares between which a report is informative
constexpr double least_low = 0.1;  // of central cross-hauling left in the low variant

double odds(double share) { return std::log(share / (1.0 - share)); }
double share_of(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

Table like(const Accounts& a, const char* name) {
  return Table(name, {a.regions, a.sectors}, "1", "");
}

/// A report tells something about cross-hauling if the province gives both flows, without transit
/// that hides them, of a good that it makes and uses.
struct Reports {
  Table share;
  std::vector<char> informative;
  bool counts(int r, int i, int goods) const { return informative[at(r * goods + i)] != 0; }
};

Reports reports(const Accounts& a) {
  Reports out{like(a, "reported_cross_hauling"), {}};
  for (int r = 0; r < a.provinces(); ++r)
    for (int i = 0; i < a.goods(); ++i) {
      const double room = room_for_cross_hauling(a, r, i);
      const double share = room > 0.01 ? std::min(a.outflow(r, i), a.inflow(r, i)) / room : 0.0;
      out.share(r, i) = std::min(largest, share);
      out.informative.push_back(room > 1.0 && share > smallest && share < largest);
    }
  return out;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<long>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return 0.5 * (*middle + *std::max_element(values.begin(), middle));
}

/// log of a cell's share in the national room for cross-hauling.
double log_size(const Table& room, int r, int i) {
  double nation = 0.0;
  for (int s = 0; s < room.axis(0).size(); ++s) nation += room(s, i);
  return std::log(std::max(room(r, i), 1e-3) / std::max(nation, 1e-3));
}

/// Share of its use outside agriculture that a province makes itself, at given cross-hauling.
double home_share(const Accounts& a, const Table& room, const Table& share, double factor, int r) {
  double bought = 0.0, used = 0.0;
  for (int i = 1; i < a.goods(); ++i) {
    bought +=
        std::max(-a.net_flow(r, i), 0.0) + factor * share(r, i) * room(r, i) + a.imports(r, i);
    used += a.use(r, i);
  }
  return 1.0 - bought / used;
}

}  // namespace

double room_for_cross_hauling(const Accounts& a, int r, int i) {
  return std::max(0.0, std::min(a.output(r, i) - a.exports(r, i), a.use(r, i) - a.imports(r, i)));
}

CrossHauling cross_hauling(const Accounts& before, const Accounts& after,
                           const std::vector<bool>& local, const std::vector<double>& home_2007) {
  const int provinces = after.provinces(), goods = after.goods();
  const Reports report = reports(before);
  Table room = like(after, "room");
  for (int r = 0; r < provinces; ++r)
    for (int i = 0; i < goods; ++i) room(r, i) = room_for_cross_hauling(after, r, i);

  // Slope of the log odds on log size within sectors, and the median intercept of each sector.
  double xy = 0.0, xx = 0.0;
  for (int i = 0; i < goods; ++i) {
    double mean_x = 0.0, mean_y = 0.0, count = 0.0;
    const auto each = [&](auto f) {
      for (int r = 0; r < provinces; ++r)
        if (report.counts(r, i, goods)) f(log_size(room, r, i), odds(report.share(r, i)));
    };
    each([&](double x, double y) { mean_x += x, mean_y += y, count += 1.0; });
    if (count == 0.0) continue;
    each([&](double x, double y) {
      xy += (x - mean_x / count) * (y - mean_y / count);
      xx += (x - mean_x / count) * (x - mean_x / count);
    });
  }
  CrossHauling c{report.share,
                 {like(after, "low"), like(after, "central"), like(after, "high")},
                 xx > 0.0 ? xy / xx : 0.0,
                 {}};
  auto& [low, central, high] = c.share;
  for (int i = 0; i < goods; ++i) {
    if (local[at(i)]) continue;
    std::vector<double> intercepts;
    for (int r = 0; r < provinces; ++r)
      if (report.counts(r, i, goods))
        intercepts.push_back(odds(report.share(r, i)) - c.size_elasticity * log_size(room, r, i));
    if (intercepts.empty()) {  // nothing typical to learn from, or a sector that the nation lacks
      for (int r = 0; r < provinces; ++r) central(r, i) = high(r, i) = report.share(r, i);
      continue;
    }
    const double intercept = median(intercepts);
    for (int r = 0; r < provinces; ++r) {
      const double typical = intercept + c.size_elasticity * log_size(room, r, i);
      const double own = report.counts(r, i, goods) ? odds(report.share(r, i)) : typical;
      central(r, i) = share_of(0.5 * (own + typical));
      high(r, i) = std::max(report.share(r, i), central(r, i));
    }
  }
  for (int r = 0; r < provinces; ++r) {
    const double known = home_2007[at(r)];
    const double none = home_share(after, room, central, 0.0, r),
                 all = home_share(after, room, central, 1.0, r);
    const double factor = std::isnan(known) ? 0.5
                          : none > all
                              ? std::clamp((none - known) / (none - all), least_low, 1.0)
                              : 1.0;  // no room for cross-hauling: any factor gives the same
    c.low_factor.push_back(factor);
    for (int i = 0; i < goods; ++i) low(r, i) = (i == 0 ? 0.5 : factor) * central(r, i);
  }
  return c;
}

}  // namespace yuqian::calibration
