// SPDX-License-Identifier: Apache-2.0
// Caps, quotas and targets that a scenario states and that do not bind.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/judgement/binding.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

/// Prices and rates below this are zero: the solver's bounds hold to 1e-11.
constexpr double nothing = 1e-9;

/// One state of a solution: parameters and unknowns.
struct State {
  const Solution& s;
  const std::vector<double>&parameters, &x;

  double level(AuxiliaryId id) const { return x[at(s.model->model->offsets()(id))]; }
  double value(ParameterId id) const { return parameters[at(id.value)]; }
};

bool states(const std::vector<Shock>& shocks, std::string_view family) {
  return std::any_of(shocks.begin(), shocks.end(),
                     [&](const Shock& shock) { return shock.parameter == family; });
}

void caps(std::vector<LocalText>& list, const State& now, const std::vector<Shock>& shocks) {
  const RegionalModel& m = *now.s.model;
  const data::Set& regions = m.benchmark->regions;
  constexpr double none = 10;
  if (states(shocks, "emission_cap")) {
    const ParameterFamily& cap = m.parameters.family("emission_cap");
    for (int r = 0; r < regions.size(); ++r)
      if (now.value(cap.at({r})) < none && now.level(m.shadow[at(r)]) <= nothing)
        list.push_back(
            {fmt::format("{}的碳排放上限不起约束作用：排放已在上限之内，碳价为零。", regions.zh(r)),
             fmt::format("The cap on emissions of {} does not bind: they are below it anyway, and "
                         "their price is zero.",
                         regions.en(r))});
  }
  const bool joint = states(shocks, "joint_emission_cap") || states(shocks, "joint_cap_member");
  if (joint && now.level(m.joint_shadow) <= nothing)
    list.push_back({"联合碳排放上限不起约束作用：成员的排放已在上限之内，碳价为零。",
                    "The joint cap on emissions does not bind: its members emit less anyway, and "
                    "the price is zero."});
}

void quotas(std::vector<LocalText>& list, const State& now, const std::vector<Shock>& shocks) {
  if (!states(shocks, "quota")) return;
  const std::vector<QuotaRoute>& routes = now.s.model->quotas;
  const auto binding = std::count_if(routes.begin(), routes.end(), [&](const QuotaRoute& route) {
    return now.level(route.rent) > nothing;
  });
  if (binding > 0) return;
  list.push_back({"所设配额均不起约束作用：到货量低于配额，租金为零。",
                  "None of the quotas binds: less arrives than they allow, and their rent is "
                  "zero."});
}

void targets(std::vector<LocalText>& list, const State& now, const std::vector<Shock>& shocks) {
  if (!states(shocks, "linkage_target")) return;
  const RegionalModel& m = *now.s.model;
  const ParameterFamily& target = m.parameters.family("linkage_target");
  for (int r = 0; r < m.benchmark->regions.size(); ++r) {
    const ParameterId id = target.at({r});
    if (!id.valid() || !(now.value(id) > 0) || m.partner.empty()) continue;
    const AuxiliaryId subsidy = m.partner[at(r)].subsidy;
    if (subsidy.valid() && now.level(subsidy) <= nothing)
      list.push_back(
          {fmt::format("{}的关联目标无需补贴即已达到，补贴为零。", m.benchmark->regions.zh(r)),
           fmt::format("The linkage target of {} is reached without a subsidy, which is "
                       "zero.",
                       m.benchmark->regions.en(r))});
  }
}

}  // namespace

std::vector<LocalText> not_binding(const Solution& s) {
  std::vector<LocalText> list;
  const State reference{s, s.reference_parameters, s.reference_x}, now{s, s.parameters, s.x};
  for (const auto& [state, shocks] :
       {std::pair{&reference, &s.scenario.reference}, std::pair{&now, &s.scenario.shocks}}) {
    caps(list, *state, *shocks);
    quotas(list, *state, *shocks);
    targets(list, *state, *shocks);
  }
  return list;
}

}  // namespace yuqian::model
