// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/coefficients.hpp>

namespace yuqian::interindustry {

Measures coefficients(const IoTable& t, const Accounts& accounts) {
  Measures found;
  const auto add = [&](const std::string& name, const std::string& zh, const std::string& en,
                       const std::string& unit, const Vector& amounts) {
    found.push_back({by_cell(t, name + "_coefficient", unit, t.per_output(amounts), true),
                     zh + "系数", en + " coefficient"});
  };
  const Matrix inputs = region_sums(t) * t.flows;  // [region of origin, cell]
  Vector own(t.cells());
  for (int j = 0; j < t.cells(); ++j) own(j) = inputs(t.region_of(j), j);
  add("own_input", "本地中间投入", "Own region's inputs", "1", own);
  add("other_input", "其他地区中间投入", "Other regions' inputs", "1",
      inputs.colwise().sum().transpose() - own);
  add("import", "进口投入", "Imported inputs", "1", t.imports.colwise().sum().transpose());
  for (const Account& a : accounts) add(a.name, a.zh, a.en, per_unit(a.unit, t.unit), a.amounts);
  return found;
}

Measures matrices(const Leontief& l) {
  const IoTable& t = l.table();
  const Vector per_unit = t.per_output(Vector::Ones(t.cells()));
  // Ghosh's matrices are Leontief's between amounts: b_ij = z_ij / x_i, g_ij = l_ij x_j / x_i.
  const Vector unless_empty = (t.output.array() > 0).select(t.output, 1.0);
  const Vector over = unless_empty.cwiseInverse();
  Measures found;
  found.push_back({by_link(t, "flows", t.unit, t.flows), "中间流量", "Intermediate flows", true});
  found.push_back({by_link(t, "input_coefficients", "1", t.flows * per_unit.asDiagonal()),
                   "直接消耗系数", "Input coefficients A"});
  found.push_back({by_link(t, "output_coefficients", "1", per_unit.asDiagonal() * t.flows),
                   "分配系数", "Output coefficients B"});
  found.push_back(
      {by_link(t, "leontief_inverse", "1", l.inverse()), "列昂惕夫逆矩阵", "Leontief inverse L"});
  found.push_back({by_link(t, "ghosh_inverse", "1",
                           over.asDiagonal() * l.inverse() * unless_empty.asDiagonal()),
                   "高希逆矩阵", "Ghosh inverse G"});
  return found;
}

}  // namespace yuqian::interindustry
