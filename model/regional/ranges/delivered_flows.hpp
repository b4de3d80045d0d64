// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/accounts/accounts.hpp>
#include <yuqian/model/regional/solution/solution.hpp>

#include <vector>

namespace yuqian::model {

/// Who delivers what to whom, as a list of leaves: found once, read at many points. The same flows
/// as in Accounts, by region instead of by good.
class DeliveredFlows {
 public:
  explicit DeliveredFlows(std::shared_ptr<const RegionalModel>);

  /// Exports less imports and outflow less inflow, by region, 10^8 yuan at benchmark prices: real
  /// product less real absorption.
  std::vector<double> net_trade(const Point&) const;

  /// What one region sells to another.
  struct Sale {
    double volume = 0;  ///< 10^8 yuan at benchmark prices
    double share = 0;   ///< in all intermediates that the buyer uses, %
  };
  Sale sale(const Point&, int from, int to) const;

  /// A cost of delivery in the reference, by who receives: of a good, what melts of it; of a
  /// margin, what is paid for it.
  struct Cost {
    int region;
    double value;                           ///< 10^8 yuan
    ParameterId iceberg, chain_efficiency;  ///< of a good; invalid: none
    int leaf = -1;                          ///< of a margin
    double per_unit = 1;                    ///< of the margin, in the reference
  };
  /// All of them at a reference, with its accounts.
  std::vector<Cost> costs(const Point&, const Accounts&) const;
  /// What their fall saves at unchanged flows, by region, 10^8 yuan (eq. 27, 54).
  std::vector<double> savings(const std::vector<Cost>&, const Solution&, const Point&) const;

 private:
  struct Flow {
    int block, leaf;
    int from, to;  ///< regions; abroad: their number
    bool intermediate, margin;
  };
  int abroad() const { return model_->benchmark->regions.size(); }

  std::shared_ptr<const RegionalModel> model_;
  std::vector<Flow> flows_;
};

}  // namespace yuqian::model
