// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/influence.hpp>

#include <algorithm>
#include <numeric>

namespace yuqian::interindustry {
namespace {

Matrix unit_vector(int size, int at) {
  Matrix e = Matrix::Zero(size, 1);
  e(at, 0) = 1;
  return e;
}

/// The links with the largest values, as an axis of names.
data::Table largest(const IoTable& t, const std::string& name, const Matrix& values, int top) {
  std::vector<std::size_t> order(static_cast<std::size_t>(values.size()));
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto count = std::min<std::size_t>(static_cast<std::size_t>(top), order.size());
  std::partial_sort(
      order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
      [&](std::size_t a, std::size_t b) { return values.data()[a] > values.data()[b]; });
  order.resize(count);
  std::vector<std::string> labels, zh, en;
  const auto n = static_cast<std::size_t>(t.cells());
  const auto named = [&](std::size_t cell, auto&& of) {
    return of(t.regions, t.region_of(static_cast<int>(cell))) + " " +
           of(t.sectors, static_cast<int>(cell) % t.sectors.size());
  };
  for (const std::size_t k : order) {
    labels.push_back(t.label(static_cast<int>(k / n)) + ">" + t.label(static_cast<int>(k % n)));
    const auto both = [&](auto&& of) { return named(k / n, of) + " → " + named(k % n, of); };
    zh.push_back(both([](const data::Set& s, int i) { return s.zh(i); }));
    en.push_back(both([](const data::Set& s, int i) { return s.en(i); }));
  }
  data::Table table(name, {data::Set(name + "_link", labels, zh, en)}, "%", t.source);
  for (std::size_t k = 0; k < count; ++k) table.values()[k] = values.data()[order[k]];
  return table;
}

}  // namespace

Matrix field_of_influence(const Leontief& l, int i, int j) {
  return l.solve(unit_vector(l.size(), i)) * l.times(unit_vector(l.size(), j).transpose());
}

Vector flow_sensitivity(const Leontief& l, const Vector& weight) { return l.totals(weight); }

double coefficient_effect(const Leontief& l, const Vector& weight, int i, int j, double change) {
  const Vector column = l.solve(unit_vector(l.size(), i));
  return weight.dot(column) * change * l.table().output(j) / (1 - change * column(j));
}

Matrix coefficient_elasticities(const Leontief& l, const Vector& weight) {
  const IoTable& t = l.table();
  return flow_sensitivity(l, weight).asDiagonal() * t.flows / weight.dot(t.output);
}

Measures influences(const Leontief& l, const Accounts& accounts, int top) {
  const IoTable& t = l.table();
  const int R = t.regions.size(), S = t.sectors.size();
  Measures found;
  const auto add = [&](const std::string& name, const std::string& zh, const std::string& en,
                       const Vector& weight) {
    const Matrix e = 100 * coefficient_elasticities(l, weight);
    found.push_back({by_pair(t, name + "_influence_pair", "%", sum_by_pair(t, e)),
                     zh + "对投入系数的弹性：供给地（行）×使用地（列）",
                     en + ", elasticity in input coefficients by supplier (rows) and user"});
    found.push_back({largest(t, name + "_influence_links", e, top), zh + "最敏感的联系",
                     en + ", links that matter most"});
    data::Table sectors(name + "_influence_sectors", {t.sectors, t.sectors.renamed("using_sector")},
                        "%", t.source);
    for (int i = 0; i < t.cells(); ++i)
      for (int j = 0; j < t.cells(); ++j) sectors(i % S, j % S) += e(i, j);
    found.push_back({std::move(sectors), zh + "弹性：部门×部门", en + ", elasticity by sectors"});
    data::Table where(name + "_influence_region",
                      {t.regions.renamed("supplier"), t.regions.renamed("region_to"), t.regions},
                      "%", t.source);
    for (int r = 0; r < R; ++r) {
      const Vector here = region_sums(t).row(r).transpose().cwiseProduct(weight);
      const Vector q = flow_sensitivity(l, here);
      const Matrix pair = sum_by_pair(t, q.asDiagonal() * t.flows) * (100 / here.dot(t.output));
      for (int s = 0; s < R; ++s)
        for (int to = 0; to < R; ++to) where(s, to, r) = pair(s, to);
    }
    found.push_back({std::move(where), zh + "弹性：受影响地区为列",
                     en + ", elasticity by region that is moved (columns)"});
  };
  add("output", "产出", "Output", Vector::Ones(t.cells()));
  for (const Account& a : accounts) add(a.name, a.zh, a.en, t.per_output(a.amounts));
  return found;
}

}  // namespace yuqian::interindustry
