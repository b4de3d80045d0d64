// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/accounts/areas.hpp>
#include <yuqian/model/regional/accounts/pair.hpp>
#include <yuqian/model/regional/ranges/delivered_flows.hpp>

#include <string>
#include <vector>

namespace yuqian::model {

/// The figures at the head of a report, by area, read off a point without the tables that a report
/// has: ranges need them a thousand times. They equal what those tables say.
class AreaFigures {
 public:
  struct Measure {
    std::string key;      ///< "grp_real_change"
    std::string unit;     ///< a code of data::units()
    bool at_head = true;  ///< of a report; the others are drawn beside it
  };
  static const std::vector<Measure>& measures();

  /// The reference of a solution: what all that share it are compared with.
  AreaFigures(Equilibrium&, const Solution&);

  /// Of a solution with that reference: by measure, then by area. Not a number where the model has
  /// no such figure.
  std::vector<double> read(Equilibrium&, const Solution&) const;

 private:
  /// One state of the model in a few numbers by region, 10^8 yuan and Mt.
  struct State {
    std::vector<double> product, absorption;  ///< at benchmark prices
    std::vector<double> emissions;            ///< empty where the benchmark has none
    std::vector<DeliveredFlows::Sale> sales;  ///< to the first of the pair and to the second
  };
  State state(const Point&) const;
  double sum(const std::vector<double>& by_region, int area) const;
  double factor_price(const Point&, int area, const data::Table& paid,
                      const Grid<CommodityId>& prices) const;
  double consumer_price(const Point&, int area) const;

  std::shared_ptr<const RegionalModel> model_;
  Areas areas_;
  DeliveredFlows flows_;
  Point reference_;
  Accounts accounts_;  ///< of the reference
  std::vector<DeliveredFlows::Cost> costs_;
  std::optional<PairArea> pair_;
  State before_;
};

}  // namespace yuqian::model
