// SPDX-License-Identifier: Apache-2.0
#include "model/route_margins.hpp"

namespace yuqian::model {

data::Set places(const data::Set& regions, std::string axis) {
  std::vector<std::string> labels = regions.labels();
  labels.push_back("RestOfWorld");
  return data::Set(std::move(axis), std::move(labels));
}

const data::Set& mode_groups() {
  static const data::Set set("mode", {"rail_water", "road", "air_other"}, {"铁路和水运", "公路", "航空及其他"});
  return set;
}

double RouteMargins::from_origin(int from, int to, int i) const {
  const bool abroad = any() && from == paid.axis(0).size() - 1;
  return abroad ? 0 : origin_share * on(from, to, i);
}

double RouteMargins::from_destination(int from, int to, int i) const { return on(from, to, i) - from_origin(from, to, i); }

double RouteMargins::on_arrivals(int to, int i) const {
  double sum = 0;
  if (any())
    for (int from = 0; from < paid.axis(0).size(); ++from) sum += on(from, to, i);
  return sum;
}

double RouteMargins::supplied_by(int r) const {
  double sum = 0;
  if (any())
    for (int i = 0; i < paid.axis(2).size(); ++i)
      for (int other = 0; other < paid.axis(0).size(); ++other)
        sum += from_destination(other, r, i) + (other < paid.axis(0).size() - 1 ? from_origin(r, other, i) : 0);
  return sum;
}

}  // namespace yuqian::model
