// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/reported_cross_hauling.hpp>

#include <algorithm>

#include <yuqian/calibration/balance/cross_hauling.hpp>

namespace yuqian::calibration {
namespace {

using data::Table;

constexpr double smallest = 0.01, largest = 0.99;  // shares between which a report is informative

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

}  // namespace

Reports cross_hauling_reports(const Accounts& a) {
  Reports out{Table("reported_cross_hauling", {a.regions, a.sectors}, "1", ""), {}};
  for (int r = 0; r < a.provinces(); ++r)
    for (int i = 0; i < a.goods(); ++i) {
      const double room = room_for_cross_hauling(a, r, i);
      const double share = room > 0.01 ? std::min(a.outflow(r, i), a.inflow(r, i)) / room : 0.0;
      out.share(r, i) = std::min(largest, share);
      out.informative.push_back(room > 1.0 && share > smallest && share < largest);
    }
  return out;
}

double Typical::log_odds(const Table& room, int r, int i) const {
  return *intercept[at(i)] + slope * log_size(room, r, i);
}

Typical typical_cross_hauling(const Reports& report, const Table& room) {
  Typical t;
  const int provinces = room.axis(0).size(), goods = room.axis(1).size();
  const auto each = [&](int i, auto f) {
    for (int r = 0; r < provinces; ++r)
      if (report.counts(r, i, goods)) f(log_size(room, r, i), odds(report.share(r, i)));
  };
  double xy = 0.0, xx = 0.0;
  for (int i = 0; i < goods; ++i) {
    double mean_x = 0.0, mean_y = 0.0, count = 0.0;
    each(i, [&](double x, double y) { mean_x += x, mean_y += y, count += 1.0; });
    if (count == 0.0) continue;
    each(i, [&](double x, double y) {
      xy += (x - mean_x / count) * (y - mean_y / count);
      xx += (x - mean_x / count) * (x - mean_x / count);
    });
  }
  t.slope = xx > 0.0 ? xy / xx : 0.0;
  double squares = 0.0, count = 0.0;
  for (int i = 0; i < goods; ++i) {
    t.intercept.emplace_back();
    std::vector<double> found;
    each(i, [&](double x, double y) { found.push_back(y - t.slope * x); });
    if (found.empty()) continue;
    const double middle = *(t.intercept.back() = median(found));
    for (const double each_one : found) squares += (each_one - middle) * (each_one - middle);
    count += static_cast<double>(found.size());
  }
  t.spread = count > 0.0 ? std::sqrt(squares / count) : 0.0;
  return t;
}

}  // namespace yuqian::calibration
