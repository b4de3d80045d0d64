// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/compared.hpp>

namespace yuqian::model::report {

const data::Set& states() {
  static const data::Set set("state", {"reference", "counterfactual"}, {"参照", "反事实"});
  return set;
}

const data::Set& households() {
  static const data::Set set("household", {"rural", "urban"}, {"农村居民", "城镇居民"});
  return set;
}

namespace {

Readings read(Equilibrium& e, const Solution& s) {
  e.set_target(s.reference_parameters);
  const Point reference = e.evaluate(s.reference_x);
  e.set_target(s.parameters);
  const Point counterfactual = e.evaluate(s.x);
  return {{reference, counterfactual},
          {accounts(*s.model, reference), accounts(*s.model, counterfactual)},
          Areas(s.model->benchmark->regions),
          {parameters_in_force(*s.model, reference, s.reference_parameters),
           parameters_in_force(*s.model, counterfactual, s.parameters)}};
}

}  // namespace

Compared evaluate(const Solution& s) {
  return {s, s.readings.get([&] {
            Equilibrium e(s.model->model);
            return read(e, s);
          })};
}

Compared evaluate(Equilibrium& e, const Solution& s) {
  return {s, s.readings.get([&] { return read(e, s); })};
}

RegionAccounts area_accounts(const Compared& p, int state, int area) {
  RegionAccounts sum;
  for (const int r : p.areas.members[at(area)]) sum += p.accounts[at(state)].regions[at(r)];
  return sum;
}

/// Where the closure lets some adjust (eq. 98, 99).
std::vector<double> parameters_in_force(const RegionalModel& m, const Point& point,
                                        std::span<const double> stated) {
  std::vector<double> values(stated.begin(), stated.end());
  for (const ParameterShift& s : m.shifts) {
    double& value = values[at(s.parameter.value)];
    const double by = s.weight * point.level[at(m.model->offsets()(s.by))];
    value += s.in_proportion ? value * by : by;
  }
  return values;
}

}  // namespace yuqian::model::report
