// SPDX-License-Identifier: Apache-2.0
// The workers of eq. 62, read off an equilibrium.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/migration.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <cmath>

namespace yuqian::model {

data::Table workers(const RegionalModel& m, const Point& point,
                    std::span<const double> parameters) {
  const FactorMarkets& markets = m.benchmark->factor_markets;
  data::Table now = markets.workers;
  if (m.closure->labour != Closure::Labour::migration) return now;
  const MigrationUnknowns& u = m.migration;
  const auto level = [&](AuxiliaryId id) { return point.level[at(m.model->offsets()(id))]; };
  const auto value = [&](ParameterId id) { return parameters[at(id.value)]; };
  const ParameterFamily &cost = m.parameters.family("migration_cost"),
                        &hukou = m.parameters.family("hukou_wedge"),
                        &amenity = m.parameters.family("amenity"),
                        &of_services = m.parameters.family("public_amenity"),
                        &elasticity = m.parameters.family("migration_elasticity"),
                        &population = m.parameters.family("population");
  const int regions = m.benchmark->regions.size();
  for (int from = 0; from < regions; ++from)
    for (int k = 0; k < 2; ++k)
      for (int to = 0; to < regions; ++to)
        for (int work = 0; work < 2; ++work) {
          double& cell = now(from, k, to, work);
          if (!(cell > 0)) continue;
          const bool stays = from == to && k == work;
          const AuxiliaryId income =
              stays && u.stayer(from, k).valid() ? u.stayer(from, k) : u.real_wage(to, work);
          double worth = level(income) * value(amenity.at({to}));
          if (const ParameterId alpha = of_services.at({to}); alpha.valid())
            worth *= std::pow(level(m.public_index[at(to)]), value(alpha));
          if (!stays)
            worth *=
                (1 - value(hukou.at({from, to, k, work}))) / value(cost.at({from, to, k, work}));
          cell *= value(population.at({from, k})) * std::pow(worth, value(elasticity.at({from}))) /
                  level(u.choice(from, k));
        }
  return now;
}

}  // namespace yuqian::model
