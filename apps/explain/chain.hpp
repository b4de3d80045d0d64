// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/model/kernel/local_text.hpp>

namespace yuqian::apps::explain {

/// How an indicator comes about: its equation and the tables whose cells add up to it, as
/// data/schema/explain.toml says.
struct Chain {
  enum class Rule { items, inflow, outflow, basket };
  enum class Regions { area, each, sum };
  /// A table of the result file, or the cells of it that bear one of these labels.
  struct Part {
    std::string table;
    std::vector<std::string> labels;  ///< empty: all
  };

  std::string indicator, equation;
  std::string short_name;  ///< "ev"; mostly empty
  Rule rule = Rule::items;
  Regions regions = Regions::area;
  std::vector<Part> parts;
  model::LocalText text;   ///< the equation in words
  model::LocalText basis;  ///< what is official, estimated, assumed
  std::string from;        ///< option of `solve` that writes the parts; mostly empty
};

/// Every chain that is shipped. Throws data::InputError on a wrong file.
std::vector<Chain> shipped_chains();

}  // namespace yuqian::apps::explain
