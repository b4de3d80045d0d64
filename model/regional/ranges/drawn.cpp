// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/ranges/drawn.hpp>

#include <algorithm>

namespace yuqian::model {
namespace {

using uncertainty::Distribution;
using uncertainty::Input;

bool is_bounded(const Distribution& d) {
  return d.law != Distribution::Law::lognormal && d.law != Distribution::Law::normal;
}

}  // namespace

std::vector<uncertainty::Quantity> parameter_quantities() {
  constexpr double most = 1e3;
  std::vector<uncertainty::Quantity> list;
  for (const char* name : {"esubd", "esubm", "esubva"})
    list.push_back({name, 0, most, false, false, true});
  for (const char* name :
       {"public_productivity", "migration_elasticity", "labour_supply_elasticity",
        "wage_curve_elasticity", "capital_mobility", "power_substitution", "power_supply"})
    list.push_back({name, 0, most});
  list.push_back({policy_size, 0, most});
  return list;
}

Drawn::Drawn(uncertainty::Uncertainty inputs, std::vector<uncertainty::Quantity> catalogue,
             const uncertainty::Design& design, const data::Set& cells)
    : inputs_(std::move(inputs)), catalogue_(std::move(catalogue)), design_(design) {
  const std::size_t count = inputs_.inputs.size();
  std::vector<std::vector<double>> independent(count);
  // Shares of variance are found from the independent scores that correlated ones are made of.
  const auto add = [&](int input, const std::string& cell, const std::vector<double>& scores,
                       std::vector<double> own) {
    const Input& in = inputs_.inputs[at(input)];
    DrawnNumber number{input, cell, catalogue_[at(in.quantity)].by_node, {}};
    for (const double z : scores) number.factors.push_back(in.law.at_score(z));
    variables_.push_back({std::move(own), number.by_node, in.group, is_bounded(in.law)});
    numbers_.push_back(std::move(number));
  };
  for (std::size_t i = 0; i < count; ++i) {
    const Input& in = inputs_.inputs[i];
    const bool by_node = catalogue_[at(in.quantity)].by_node;
    if (in.each) {
      for (int c = 0; c < cells.size(); ++c) {
        auto own = uncertainty::scores(design_, in.name + "[" + cells.label(c) + "]", by_node);
        add(static_cast<int>(i), cells.label(c), own, own);
      }
      continue;
    }
    independent[i] = uncertainty::scores(design_, in.name, by_node);
    // Correlated inputs are of one kind, so that their columns are of one length (eq. 350).
    std::vector<double> mixed(independent[i].size());
    for (std::size_t j = 0; j <= i; ++j)
      if (const double weight = inputs_.factor[i * count + j]; weight != 0)
        for (std::size_t k = 0; k < mixed.size(); ++k) mixed[k] += weight * independent[j][k];
    add(static_cast<int>(i), "", mixed, independent[i]);
  }
}

std::vector<std::size_t> Drawn::parameters(const RegionalModel& m,
                                           const DrawnNumber& number) const {
  std::vector<std::size_t> list;
  const std::string& name = quantity(inputs_.inputs[at(number.input)]);
  for (const ParameterFamily& family : m.parameters.families()) {
    if (family.name != name) continue;
    for (std::size_t k = 0; k < family.ids.size(); ++k) {
      const bool met =
          number.cell.empty() || family.axes[0].label(static_cast<int>(k)) == number.cell;
      if (met && family.ids[k].valid()) list.push_back(at(family.ids[k].value));
    }
  }
  return list;
}

}  // namespace yuqian::model
