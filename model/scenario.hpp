// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/closure.hpp"
#include "model/parameter_space.hpp"

#include <map>
#include <span>

namespace yuqian::model {

/// One move of one family of parameters.
struct Shock {
  enum class Operation { scale, set, add };
  std::string parameter;  ///< family name
  /// Labels by axis name ("from", "to", "good", "use", "region", ...); an axis left out means all.
  std::map<std::string, std::vector<std::string>> where;
  bool both_ways = false;  ///< also with "from" and "to" exchanged
  Operation operation = Operation::scale;
  double amount = 1;
  std::string place;  ///< file:line of the shock, for errors
};

/// A policy question: a reference state and what is changed in it.
struct Scenario {
  std::string id;
  LocalText title, text;         ///< text: what is assumed, and on what literature its size rests
  std::string closure;           ///< id of a closure
  std::vector<Shock> reference;  ///< what the compared state has and the data do not show (a 10 % wedge)
  std::vector<Shock> shocks;     ///< applied to the benchmark, not to the reference
  std::string source_text;       ///< the file as written
};

/// Reads a scenario file (TOML). Throws data::InputError with file:line:column, label and remedy.
Scenario read_scenario(const std::filesystem::path&);

/// Values with the shocks applied in order. Throws data::InputError on unknown families, axes or
/// labels, on a region or good that the benchmark lacks, and on a shock that touches nothing.
std::vector<double> apply_shocks(const ParameterSpace&, std::span<const Shock>, std::span<const double> values);

}  // namespace yuqian::model
