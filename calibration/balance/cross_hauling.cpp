// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/cross_hauling.hpp>
#include <yuqian/calibration/balance/reported_cross_hauling.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::calibration {
namespace {

using data::Table;

constexpr double least_low = 0.1;  // of central cross-hauling left in the low variant

/// Share of its use outside agriculture that a province makes itself, at cross-hauling `share(i)`.
template <class Share>
double home_share(const Accounts& a, const Table& room, int r, const Share& share) {
  double bought = 0.0, used = 0.0;
  for (int i = 1; i < a.goods(); ++i) {
    bought += std::max(-a.net_flow(r, i), 0.0) + share(i) * room(r, i) + a.imports(r, i);
    used += a.use(r, i);
  }
  return 1.0 - bought / used;
}

/// How far log odds have to move, so that a province keeps `wanted` of its spending at home; no
/// farther than `most` either way.
template <class Home>
double shift_for(const Home& home, double wanted, double most) {
  double low = -most, high = most;  // home shares fall with cross-hauling
  if (home(low) <= wanted) return low;
  if (home(high) >= wanted) return high;
  while (high - low > 1e-10) {
    const double middle = 0.5 * (low + high);
    (home(middle) > wanted ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

/// By province: the shift of the log odds of all its goods that would bring its home share half way
/// to what it was in 2007 and the others have changed since: what they buy elsewhere changed by the
/// geometric mean of a factor. Zero where 2007 is not known.
std::vector<double> shifts(const Accounts& a, const Table& room, const Table& central,
                           const std::vector<double>& home_2007, double most) {
  const auto home = [&](int r, double shift) {
    return home_share(a, room, r, [&](int i) {
      const double k = central(r, i);
      return k > 0 ? share_of(odds(k) + shift) : 0.0;
    });
  };
  const int provinces = a.provinces();
  std::vector<double> change(at(provinces), 0.0);  // logarithms; 0 where not known
  double sum = 0.0, count = 0.0;
  for (int r = 0; r < provinces; ++r) {
    const double before = 1 - home_2007[at(r)], now = 1 - home(r, 0);
    if (!(before > 0 && now > 0)) continue;
    sum += change[at(r)] = std::log(now / before);
    count += 1.0;
  }
  std::vector<double> list(at(provinces), 0.0);
  for (int r = 0; r < provinces && count > 1.0; ++r) {
    const double before = 1 - home_2007[at(r)], now = home(r, 0);
    if (!(before > 0 && now < 1)) continue;
    const double expected = 1 - before * std::exp((sum - change[at(r)]) / (count - 1.0));
    list[at(r)] =
        shift_for([&](double shift) { return home(r, shift); }, 0.5 * (now + expected), most);
  }
  return list;
}

}  // namespace

double room_for_cross_hauling(const Accounts& a, int r, int i) {
  return std::max(0.0, std::min(a.output(r, i) - a.exports(r, i), a.use(r, i) - a.imports(r, i)));
}

CrossHauling cross_hauling(const Accounts& before, const Accounts& after,
                           const std::vector<bool>& local, const std::vector<double>& home_2007) {
  const int provinces = after.provinces(), goods = after.goods();
  const Reports report = cross_hauling_reports(before);
  Table room = Table("room", {after.regions, after.sectors}, "1e8 CNY");
  for (int r = 0; r < provinces; ++r)
    for (int i = 0; i < goods; ++i) room(r, i) = room_for_cross_hauling(after, r, i);

  const auto like = [&](const char* name) {
    return Table(name, {after.regions, after.sectors}, "1");
  };
  const Typical usual = typical_cross_hauling(report, room);
  CrossHauling c{report.share, {like("low"), like("central"), like("high")},
                 usual.slope,  usual.spread,
                 {},           {}};
  auto& [low, central, high] = c.share;
  std::vector<char> guessed(at(provinces * goods), 0);  // from the others' reports alone
  for (int i = 0; i < goods; ++i) {
    if (local[at(i)]) continue;
    if (!usual.intercept[at(
            i)]) {  // nothing typical to learn from, or a sector that the nation lacks
      for (int r = 0; r < provinces; ++r) central(r, i) = high(r, i) = report.share(r, i);
      continue;
    }
    for (int r = 0; r < provinces; ++r) {
      const double typical = usual.log_odds(room, r, i);
      guessed[at(r * goods + i)] = !report.counts(r, i, goods);
      const double own = report.counts(r, i, goods) ? odds(report.share(r, i)) : typical;
      central(r, i) = share_of(0.5 * (own + typical));
    }
  }
  c.shift = shifts(after, room, central, home_2007, 2 * usual.spread);
  for (int r = 0; r < provinces; ++r)
    for (int i = 0; i < goods; ++i) {
      if (local[at(i)] || !usual.intercept[at(i)]) continue;
      const bool guess = guessed[at(r * goods + i)] != 0;
      double& k = central(r, i);
      if (guess) k = share_of(odds(k) + c.shift[at(r)]);
      high(r, i) =
          std::max(report.share(r, i), guess ? share_of(odds(k) + usual.spread) : central(r, i));
    }
  for (int r = 0; r < provinces; ++r) {
    const double known = home_2007[at(r)];
    const double none = home_share(after, room, r, [](int) { return 0.0; }),
                 all = home_share(after, room, r, [&](int i) { return central(r, i); });
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
