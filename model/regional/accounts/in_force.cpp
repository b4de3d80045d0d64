// SPDX-License-Identifier: Apache-2.0
// Parameters as an equilibrium has them, where the closure lets some adjust (eq. 98, 99).
#include <yuqian/model/regional/tables/parts.hpp>

namespace yuqian::model::report {

std::vector<double> parameters_in_force(const RegionalModel& m, const Point& point,
                                        std::span<const double> stated) {
  std::vector<double> values(stated.begin(), stated.end());
  for (const ParameterShift& s : m.shifts) {
    double& value = values[static_cast<std::size_t>(s.parameter.value)];
    const double by = s.weight * point.level[static_cast<std::size_t>(m.model->offsets()(s.by))];
    value += s.in_proportion ? value * by : by;
  }
  return values;
}

}  // namespace yuqian::model::report
