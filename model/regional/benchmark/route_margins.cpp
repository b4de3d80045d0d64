// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/route_margins.hpp>

namespace yuqian::model {
namespace {

int abroad(const MarginService& m) { return m.paid.axis(0).size() - 1; }

}  // namespace

data::Set places(const data::Set& regions, std::string axis) {
  std::vector<std::string> labels = regions.labels();
  labels.push_back("RestOfWorld");
  return data::Set(std::move(axis), std::move(labels));
}

const data::Set& margin_services() {
  static const data::Set set("margin_service", {"transport", "trade"}, {"运输", "批发和零售"},
                             {"Transport", "Wholesale and retail trade"});
  return set;
}

const data::Set& mode_groups() {
  static const data::Set set("mode", {"rail_water", "road", "air_other", "trade"},
                             {"铁路和水运", "公路", "航空及其他", "批发和零售"},
                             {"rail and water", "road", "air and other", "wholesale and retail"});
  return set;
}

double MarginService::on_route(int from, int to) const {
  double sum = 0;
  for (int i = 0; i < paid.axis(2).size(); ++i) sum += paid(from, to, i);
  return sum;
}

double MarginService::from_origin(int from, int to, int i) const {
  if (from == abroad(*this)) return 0;
  return (to == abroad(*this) ? 1 : origin_share) * paid(from, to, i);
}

double MarginService::from_destination(int from, int to, int i) const {
  return paid(from, to, i) - from_origin(from, to, i);
}

double RouteMargins::on(int from, int to, int i) const {
  double sum = 0;
  for (const MarginService& m : services) sum += m.paid(from, to, i);
  return sum;
}

double RouteMargins::on_arrivals(int to, int i) const {
  double sum = 0;
  for (const MarginService& m : services)
    for (int from = 0; from < m.paid.axis(0).size(); ++from) sum += m.paid(from, to, i);
  return sum;
}

double RouteMargins::supplied_by(int r, int i) const {
  double sum = 0;
  for (const MarginService& m : services) {
    if (m.good != i) continue;
    for (int k = 0; k < m.paid.axis(2).size(); ++k)
      for (int other = 0; other <= abroad(m); ++other)
        sum +=
            m.from_destination(other, r, k) + (other < abroad(m) ? m.from_origin(r, other, k) : 0);
  }
  return sum;
}

double RouteMargins::exported_by(int r, int i) const {
  double sum = 0;
  for (const MarginService& m : services)
    if (m.good == i) sum += m.on_route(r, abroad(m));
  return sum;
}

MarginPurchases RouteMargins::purchases(int from, int to, int i) const {
  MarginPurchases list;
  for (int k = 0; k < static_cast<int>(services.size()); ++k) {
    const MarginService& m = services[at(k)];
    if (!(m.paid(from, to, i) > 0)) continue;
    const auto buy = [&](int supplier, double amount) {
      if (amount > 0) list.add({k, supplier, amount});
    };
    if (from == to) {
      buy(to, m.paid(from, to, i));
      continue;
    }
    buy(from, m.from_origin(from, to, i));
    buy(to, m.from_destination(from, to, i));
  }
  return list;
}

}  // namespace yuqian::model
