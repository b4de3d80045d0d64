// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/swap.hpp>

#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/question/scenario.hpp>

#include <array>

namespace yuqian::model {

std::vector<Swap> read_swaps(const data::Toml& file) {
  static const std::array<std::string, 2> together{"add", "scale"};
  std::vector<Swap> swaps;
  for (const data::Toml& block : file.items("swap")) {
    Swap swap;
    swap.place = block.where();
    swap.exogenous = block.get("exogenous").string();
    swap.relative_to = block.string_or("relative_to", "");
    swap.endogenous = read_shock_target(block.get("endogenous"));
    if (const auto how = block.find("together"))
      swap.together =
          how->choice(together, "together") == 0 ? Swap::Together::add : Swap::Together::scale;
    swaps.push_back(std::move(swap));
  }
  return swaps;
}

std::string text(const Swap& swap) {
  std::string list = swap.exogenous;
  if (!swap.relative_to.empty()) list += "/" + swap.relative_to;
  list += " <-> " + swap.endogenous.parameter + "[";
  bool first = true;
  for (const auto& [axis, labels] : swap.endogenous.where) {
    list += (first ? "" : ", ") + axis;
    for (const std::string& label : labels) list += " " + label;
    first = false;
  }
  list += "]";
  if (swap.together == Swap::Together::add) list += " together, by the same amount";
  if (swap.together == Swap::Together::scale) list += " together, in proportion";
  return list;
}

std::string text(const std::vector<Swap>& swaps) {
  if (swaps.empty()) return "none";
  std::string list;
  for (const Swap& s : swaps) list += (list.empty() ? "" : "; ") + text(s);
  return list;
}

}  // namespace yuqian::model
