// SPDX-License-Identifier: Apache-2.0
// The standing checks as tables.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <cmath>

namespace yuqian::model::report {

void add_checks(Tables& out, const Compared& both) {
  const Solution& s = both.solution;
  std::vector<std::string> names;
  for (const StandingCheck& c : s.checks) names.push_back(c.name);
  const data::Set set("check", names);
  data::Table value("check_value", {set}, "1"), tolerance("check_tolerance", {set}, "1");
  for (int k = 0; k < set.size(); ++k) {
    value(k) = s.checks[at(k)].made ? s.checks[at(k)].value : std::nan("");
    tolerance(k) = s.checks[at(k)].tolerance;
  }
  out.insert(out.end(), {std::move(value), std::move(tolerance)});
}

}  // namespace yuqian::model::report
