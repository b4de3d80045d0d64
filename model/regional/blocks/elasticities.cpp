// SPDX-License-Identifier: Apache-2.0
// Elasticities of substitution as parameters, one for each good: a draw of them leaves the
// benchmark an exact solution, since the calibrated shares stay, so a thousand draws share one
// compiled model.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>

namespace yuqian::model::spec {

Elasticities declare_elasticities(Assembly& a) {
  const auto declare = [&](const char* name, const char* axis,
                           double SectorElasticities::* member) -> const ParameterFamily& {
    ParameterFamily& f = a.model.parameters.add(name, {a.b.sectors.renamed(axis)});
    for (int i = 0; i < a.sectors; ++i)
      f.ids[at(i)] = a.m.parameter(a.b.elasticities[at(i)].*member);
    return f;
  };
  return {declare("esubd", "good", &SectorElasticities::domestic_foreign),
          declare("esubm", "good", &SectorElasticities::between_provinces),
          declare("esubva", "sector", &SectorElasticities::value_added)};
}

}  // namespace yuqian::model::spec
