// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/table.hpp>

#include <vector>

namespace yuqian::model {

/// How power is made of one source of energy. Source: data/power/technologies.toml.
struct PowerTechnology {
  enum class Fuel { none, gas, other };
  Fuel fuel = Fuel::none;
  double cost = 1;         ///< of all but fuel for a kWh, relative to the others, > 0
  double fixed_share = 0;  ///< of its capital income that is the rent of sites and flows, below one
  double supply_elasticity = 0;  ///< of what is made in its price, all other prices given, >= 0
};

/// What the sector that makes electricity consists of, where its technologies are known.
struct Power {
  data::Set technologies;
  std::vector<PowerTechnology> traits;  ///< by technology
  data::Table generation;               ///< [region, technology] 10^8 kWh, >= 0
  int sector = -1;                  ///< that makes electricity and nothing else; -1: none is apart
  std::vector<bool> gas;            ///< by carrier of energy: burnt by gas-fired plants
  double network_share = 0;         ///< of the sector's inputs other than fuels: grid and heat
  double substitution = 1;          ///< between technologies
  double fuel_and_value_added = 0;  ///< substitution between them in plants that burn fuel

  bool known() const { return generation.rank() == 2; }
};

}  // namespace yuqian::model
