// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/local_text.hpp>
#include <yuqian/model/regional/question/parameter_space.hpp>
#include <yuqian/model/regional/question/shock.hpp>
#include <yuqian/model/regional/question/swap.hpp>

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace yuqian::data {
class Toml;
}

namespace yuqian::model {

struct Closure;

/// A policy question: a reference state and what is changed in it.
struct Scenario {
  /// One part of a package: shocks that bear its name, or another scenario taken in whole.
  struct Part {
    std::string name;
    LocalText title;
  };
  std::string id;
  LocalText title, text;  ///< text: what is assumed, and on what literature its size rests
  std::string closure;    ///< id of a closure
  std::string regions;    ///< id of the region mapping that it needs; empty: any, the default first
  std::vector<Shock>
      reference;  ///< what the compared state has and the data do not show (a 10 % wedge)
  std::vector<Shock> shocks;  ///< applied to the benchmark, not to the reference
  std::vector<Part> parts;    ///< of a package, in the file's order; empty: not one
  std::vector<Swap> swaps;    ///< beside those of the closure, in the reference too
  std::string source_text;    ///< the file as written
};

/// Reads a scenario file (TOML). A [[part]] block takes in the shocks of another scenario, from the
/// same folder or, failing that, a shipped one; its closure and regions give way. Throws
/// data::InputError with file:line:column, label and remedy.
Scenario read_scenario(const std::filesystem::path&);
/// The same from memory; `name` stands for the file in errors.
Scenario parse_scenario(std::string text, const std::string& name);

/// The closure with the scenario's own swaps behind it, which the closure's id and title then say.
Closure closure_with_swaps(Closure, const Scenario&);

/// Family and labels of one move, keys "parameter" and "where", as shocks of a scenario have them.
Shock read_shock_target(const data::Toml& block);

/// Positions of the parameters that a shock touches, ascending. Throws as apply_shocks does.
std::vector<std::size_t> touched_parameters(const ParameterSpace&, const Shock&);

/// Values with the shocks applied in order. Of trade, "from" and "to" left out or "*" mean every
/// province; the rest of the world is moved only where it is named. Cells that hold no parameter
/// (own supply, empty flows) are skipped, and every cell moves once per shock.
/// Throws data::InputError on unknown families, axes or labels and on a region or good that the
/// benchmark lacks. Also on a shock that touches nothing, and on a value out of the family's range.
std::vector<double> apply_shocks(const ParameterSpace&, std::span<const Shock>,
                                 std::span<const double> values);

}  // namespace yuqian::model
