// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/both.hpp>
#include <yuqian/calibration/balance/transit.hpp>

#include <algorithm>
#include <cstdio>
#include <vector>

#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

/// Moves what exceeds `cap` in `booked` to the other provinces; tells `moved` of every change.
template <class Moved>
void relocate(data::Table& booked, const std::vector<double>& cap, const data::Table& weight,
              int good, const Moved& moved) {
  const auto provinces = static_cast<int>(cap.size());
  std::vector<double> room(cap.size(), 0.0), share(cap.size(), 0.0);
  double excess = 0.0, shares = 0.0, rooms = 0.0;
  for (int r = 0; r < provinces; ++r) {
    const auto k = static_cast<std::size_t>(r);
    const double gap = cap[k] - booked(r, good);
    if (gap < 0.0) {
      excess -= gap;
      continue;
    }
    room[k] = gap;
    share[k] = std::min(gap, weight(r, good));
    shares += share[k];
    rooms += gap;
  }
  if (excess == 0.0) return;
  if (rooms < excess)
    throw data::InputError(
        fmt::format("the provinces have no room for {:g} x 10^8 yuan of foreign trade in {}",
                    excess, booked.axis(1).label(good)),
        "compare exports with output and imports with use in the tables");
  const bool by_weight = shares >= excess;
  for (int r = 0; r < provinces; ++r) {
    const auto k = static_cast<std::size_t>(r);
    const double gap = cap[k] - booked(r, good);
    const double change = gap < 0.0   ? gap
                          : by_weight ? excess * share[k] / shares
                                      : excess * room[k] / rooms;
    if (change == 0.0) continue;
    booked(r, good) += change;
    moved(r, change);
  }
}

}  // namespace

Treatments net_transit(Accounts& a) {
  Treatments done;
  for (int r = 0; r < a.provinces(); ++r)
    for (int i = 0; i < a.goods(); ++i) {
      const double oversold = a.outflow(r, i) + a.exports(r, i) - a.output(r, i);
      const double overbought = a.inflow(r, i) + a.imports(r, i) - a.use(r, i);
      const double wanted = std::max({0.0, oversold, overbought});
      const double transit = std::min({wanted, a.outflow(r, i), a.inflow(r, i)});
      a.outflow(r, i) -= transit;
      a.inflow(r, i) -= transit;
      if (wanted > 1e-9)
        done.push_back(
            {"net_transit", a.label(r, i), transit,
             wanted - transit > 1e-9
                 ? both("transit of {:.1f} netted; {:.1f} more would have to be: foreign trade "
                        "booked by trading houses",
                        "剔除过境{:.1f}；尚应剔除{:.1f}：系外贸公司记账的进出口", transit,
                        wanted - transit)
                 : both("transit of {:.1f} netted out of an outflow of {:.1f}",
                        "剔除过境{:.1f}，原流出{:.1f}", transit, a.outflow(r, i) + transit)});
    }
  return done;
}

Treatments relocate_foreign_trade(Accounts& a, double ceiling) {
  Treatments done;
  const auto n = static_cast<std::size_t>(a.provinces());
  for (int i = 0; i < a.goods(); ++i) {
    std::vector<double> export_cap(n), import_cap(n);
    for (int r = 0; r < a.provinces(); ++r) {
      export_cap[at(r)] = ceiling * a.output(r, i);
      import_cap[at(r)] = ceiling * a.use(r, i);
    }
    relocate(a.exports, export_cap, a.outflow, i, [&](int r, double change) {
      // Fewer exports of its own: what came in for them went straight on to the port.
      a.net_flow(r, i) -= change;
      if (change < 0.0)
        done.push_back(
            {"relocate_exports", a.label(r, i), -change,
             both(
                 "exports of {:.1f} exceed what an output of {:.1f} can hold: the rest is exported "
                 "by the provinces that send the good out",
                 "出口{:.1f}超过产出{:.1f}所能容纳：其余改由流出该商品的省份出口",
                 a.exports(r, i) - change, a.output(r, i))});
    });
    relocate(a.imports, import_cap, a.inflow, i, [&](int r, double change) {
      a.net_flow(r, i) += change;
      if (change < 0.0)
        done.push_back({"relocate_imports", a.label(r, i), -change,
                        both("imports of {:.1f} exceed what a use of {:.1f} can hold: the rest is "
                             "imported by the provinces that take the good in",
                             "进口{:.1f}超过使用{:.1f}所能容纳：其余改由流入该商品的省份进口",
                             a.imports(r, i) - change, a.use(r, i))});
    });
  }
  return done;
}

}  // namespace yuqian::calibration
