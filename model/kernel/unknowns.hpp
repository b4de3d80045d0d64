// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>

namespace yuqian::model {

/// What an unknown, or a named number, stands for in Mathiesen's form (eq. 1 to 3).
enum class Role { commodity, activity, consumer, auxiliary, parameter };

/// A typed position: a price cannot be passed where an activity is expected.
template <Role R>
struct Id {
  int value = -1;
  bool valid() const { return value >= 0; }
  auto operator<=>(const Id&) const = default;
};

using CommodityId = Id<Role::commodity>;  ///< price of the commodity
using ActivityId = Id<Role::activity>;    ///< level of the sector or activity
using ConsumerId = Id<Role::consumer>;    ///< income of the consumer
using AuxiliaryId = Id<Role::auxiliary>;
using ParameterId = Id<Role::parameter>;

}  // namespace yuqian::model
