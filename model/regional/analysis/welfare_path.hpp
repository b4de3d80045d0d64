// SPDX-License-Identifier: Apache-2.0
// What the welfare decomposition adds up on one piece of the path (eq. 90 to 95).
#pragma once

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/lobatto.hpp>
#include <yuqian/model/regional/accounts/areas.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>

#include <array>

namespace yuqian::model::report {

enum Part {
  production_tax,
  tariff,
  wedge,
  other_tax,
  terms_of_trade_provinces,
  terms_of_trade_abroad,
  barriers,
  productivity,
  preferences,
  endowments,
  external_saving,
  transfers,
  public_and_investment,
  price_levels,
  path_error,
  part_count
};
enum Channel {
  labour,
  capital,
  land,
  other_income,
  channel_transfers,
  saving,
  consumer_prices,
  channel_error,
  channel_count
};

/// Region * 2 + group of a household's income; -1 of all other unknowns.
inline int household_of(const Model& m, int unknown) {
  const Meaning<Agent> of = agent(m, unknown);
  return of.is(Agent::household) ? 2 * of.region + of.detail : -1;
}

/// The path from one node to the next: points at all nodes of the rule, s from 0 to 1 on it.
struct Piece {
  const RegionalModel& m;
  const maths::Lobatto& rule;
  const std::vector<Point>& at;
  const std::vector<double>& reference_cost;  ///< by block: unit cost of spending in the reference
};

using AreaParts = std::vector<std::array<double, part_count>>;  ///< by area
using HouseholdChannels =
    std::vector<std::array<double, channel_count>>;  ///< by region * 2 + group

/// Adds the integrals over the piece, path errors apart: of what households get, and of all that
/// residents get, where public goods and investment are not taken off (eq. 401).
void add_parts(const Piece&, const Areas&, AreaParts& of_households, AreaParts& of_residents);
void add_channels(const Piece&, HouseholdChannels&);

/// Values of one quantity at the nodes, and their derivative.
class Series {
 public:
  template <class F>  // value at the k-th node
  Series(const maths::Lobatto& rule, F&& f)
      : rule_(rule), value_(rule.node.size()), slope_(rule.node.size(), 0.0) {
    bool moves = false;
    for (int k = 0; k < rule.size(); ++k) {
      value_[at(k)] = f(k);
      moves = moves || value_[at(k)] != value_[0];
    }
    if (moves) differentiate();
  }
  double operator[](int k) const { return value_[at(k)]; }
  double slope(int k) const { return slope_[at(k)]; }

 private:
  void differentiate();
  const maths::Lobatto& rule_;
  std::vector<double> value_, slope_;
};

/// One leaf along the piece.
struct LeafSeries {
  LeafSeries(const Piece&, int block, int leaf);
  Series quantity, price, tax, log_tau;
  double user_price(int k, int sign) const { return price[k] * (1 - sign * tax[k]); }
  /// What a move of market price, tax and augmentation does to the value of the leaf at given
  /// effective quantity: Shephard's lemma.
  double price_effect(int k, int sign) const {
    return quantity[k] * (price.slope(k) * (1 - sign * tax[k]) - sign * price[k] * tax.slope(k));
  }
  double technology(int k, int sign) const {
    return sign * user_price(k, sign) * quantity[k] * log_tau.slope(k);
  }
};

}  // namespace yuqian::model::report
