// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/measure.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cassert>
#include <limits>

namespace yuqian::interindustry {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

}  // namespace

Accounts income_accounts(const IoTable& t) {
  const Vector nobody = Vector::Zero(t.final_use.cols());
  Accounts found{
      {"value_added", "增加值", "value added", t.unit, t.source, t.value_added(), nobody, {}}};
  for (const auto& [label, zh, en] : {std::tuple{"compensation", "劳动者报酬", "labour income"},
                                      {"production_tax", "生产税净额", "net taxes on production"}})
    if (t.items.find(label))
      found.push_back({label, zh, en, t.unit, t.source, t.item(label), nobody, {}});
  return found;
}

std::string per_unit(const std::string& unit, const std::string& money) {
  return unit == money ? "1" : unit + " per " + money;
}

data::Table by_cell(const IoTable& t, const std::string& name, const std::string& unit,
                    const Vector& values, bool only_made) {
  assert(values.size() == t.cells());
  data::Table table(name, {t.regions, t.sectors}, unit, t.source);
  for (int i = 0; i < t.cells(); ++i)
    table.values()[at(i)] = only_made && !(t.output(i) > 0) ? none : values(i);
  return table;
}

data::Table by_cell(const IoTable& t, const std::string& name, const std::string& unit,
                    const data::Set& parts, const Matrix& values, bool only_made) {
  assert(values.rows() == t.cells() && values.cols() == parts.size());
  data::Table table(name, {t.regions, t.sectors, parts}, unit, t.source);
  std::copy(values.data(), values.data() + values.size(), table.values().begin());
  if (only_made)
    for (int i = 0; i < t.cells(); ++i)
      if (!(t.output(i) > 0))
        std::fill_n(table.values().begin() + static_cast<std::ptrdiff_t>(i) * parts.size(),
                    parts.size(), none);
  return table;
}

namespace {

data::Table copied(data::Table table, const Matrix& values) {
  assert(static_cast<std::size_t>(values.size()) == table.values().size());
  std::copy(values.data(), values.data() + values.size(), table.values().begin());
  return table;
}

}  // namespace

data::Table by_pair(const IoTable& t, const std::string& name, const std::string& unit,
                    const Matrix& values) {
  return copied(
      {name, {t.regions.renamed("supplier"), t.regions.renamed("region_to")}, unit, t.source},
      values);
}

data::Table by_link(const IoTable& t, const std::string& name, const std::string& unit,
                    const Matrix& values) {
  return copied({name,
                 {t.regions.renamed("supplier"), t.sectors, t.regions.renamed("region_to"),
                  t.sectors.renamed("using_sector")},
                 unit,
                 t.source},
                values);
}

data::Table by_region(const IoTable& t, const std::string& name, const std::string& unit,
                      const Vector& values) {
  return copied({name, {t.regions}, unit, t.source}, values.transpose());
}

Vector sum_by_region(const IoTable& t, const Vector& cells) {
  return cells.reshaped<Eigen::RowMajor>(t.regions.size(), t.sectors.size()).rowwise().sum();
}

Matrix sum_by_pair(const IoTable& t, const Matrix& cells) {
  Matrix sums = Matrix::Zero(t.regions.size(), t.regions.size());
  const int S = t.sectors.size();
  for (int i = 0; i < t.cells(); ++i)
    for (int r = 0; r < t.regions.size(); ++r)
      sums(t.region_of(i), r) += cells.row(i).segment(r * S, S).sum();
  return sums;
}

}  // namespace yuqian::interindustry
