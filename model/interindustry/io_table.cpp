// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/io_table.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>

namespace yuqian::interindustry {

std::string IoTable::label(int cell) const {
  return regions.label(region_of(cell)) + "," + sectors.label(cell % sectors.size());
}

Vector IoTable::item(std::string_view label) const {
  const auto found = items.find(label);
  return found ? Vector(primary.row(*found).transpose()) : Vector(Vector::Zero(cells()));
}

std::vector<int> IoTable::households() const {
  std::vector<int> found;
  for (int u = 0; u < users.size(); ++u)
    if (users.label(u).find("household") != std::string::npos) found.push_back(u);
  return found;
}

Vector IoTable::per_output(const Vector& amounts) const {
  return (output.array() > 0).select(amounts.array() / output.array(), 0.0);
}

IoTable empty_io_table(const data::Set& regions, const data::Set& sectors, const data::Set& users,
                       const data::Set& items, bool imports_by_good) {
  IoTable t;
  t.regions = regions.renamed("region");
  t.sectors = sectors.renamed("sector");
  t.users = users.renamed("final_user");
  t.items = items.renamed("value_added_item");
  const int n = t.cells(), columns = regions.size() * users.size();
  t.flows = Matrix::Zero(n, n);
  t.final_use = Matrix::Zero(n, columns);
  t.exports = Vector::Zero(n);
  t.imports = Matrix::Zero(imports_by_good ? sectors.size() : 1, n);
  t.final_imports = Matrix::Zero(t.imports.rows(), columns);
  t.primary = Matrix::Zero(items.size(), n);
  t.output = Vector::Zero(n);
  return t;
}

IoTable interregional(const data::Mrio& m) {
  IoTable t =
      empty_io_table(m.regions, m.sectors, data::final_use_set(), data::value_added_set(), true);
  t.unit = m.output.unit();
  t.variant = m.variant;
  const int R = m.regions.size(), S = m.sectors.size(), F = t.users.size();
  for (int r = 0; r < R; ++r)
    for (int i = 0; i < S; ++i) {
      const int cell = t.cell(r, i);
      t.output(cell) = m.output(r, i);
      t.exports(cell) = m.exports(r, i);
      for (int v = 0; v < t.items.size(); ++v) t.primary(v, cell) = m.value_added(r, v, i);
      const double used = data::total_use(m, r, i);
      if (!(used > 0)) continue;
      const auto spread = [&](double share, auto flows, auto final_use) {
        for (int j = 0; j < S; ++j) flows(t.cell(r, j)) = share * m.intermediate(r, i, j);
        for (int f = 0; f < F; ++f) final_use(t.column(r, f)) = share * m.final_use(r, i, f);
      };
      for (int s = 0; s < R; ++s)
        spread(m.trade(s, r, i) / used, t.flows.row(t.cell(s, i)), t.final_use.row(t.cell(s, i)));
      spread(m.imports(r, i) / used, t.imports.row(i), t.final_imports.row(i));
    }
  return t;
}

namespace {

constexpr std::size_t few = 10;

void note(std::vector<std::string>& list, std::string text) {
  if (list.size() < few) list.push_back(std::move(text));
}

}  // namespace

TableFaults find_faults(const IoTable& t, double tolerance) {
  TableFaults faults;
  const double allowed = tolerance * t.output.sum();
  const Vector sales = t.flows.rowwise().sum() + t.final_demand();
  const Vector cost = (t.flows.colwise().sum() + t.imports.colwise().sum()).transpose();
  const Vector earned = t.value_added();
  for (int i = 0; i < t.cells(); ++i) {
    faults.identities.push_back({"supply", t.label(i), t.output(i), sales(i)});
    faults.identities.push_back({"cost", t.label(i), t.output(i), cost(i) + earned(i)});
    if (t.output(i) == 0) note(faults.empty, t.label(i));
    if (t.output(i) > 0 && cost(i) > t.output(i))
      note(faults.loss,
           fmt::format("{} (inputs {:.4g}, output {:.4g})", t.label(i), cost(i), t.output(i)));
    if (t.flows.row(i).minCoeff() < 0)
      for (int j = 0; j < t.cells(); ++j)
        if (t.flows(i, j) < 0)
          note(faults.negative,
               fmt::format("{} -> {} = {:.4g}", t.label(i), t.label(j), t.flows(i, j)));
  }
  std::erase_if(faults.identities,
                [&](const data::Violation& v) { return std::abs(v.gap()) <= allowed; });
  std::stable_sort(faults.identities.begin(), faults.identities.end(),
                   [](const data::Violation& a, const data::Violation& b) {
                     return std::abs(a.gap()) > std::abs(b.gap());
                   });
  if (faults.identities.size() > few) faults.identities.resize(few);
  return faults;
}

void require_usable(const IoTable& t) {
  if (!t.flows.allFinite() || !t.final_use.allFinite() || !t.output.allFinite() ||
      !t.primary.allFinite() || !t.imports.allFinite())
    throw data::InputError("the table holds a cell that is not a number",
                           "give every cell, and 0 where there is no flow");
  for (int i = 0; i < t.cells(); ++i) {
    if (t.output(i) < 0)
      throw data::InputError({{},
                              fmt::format("{} has an output of {:.6g}", t.label(i), t.output(i)),
                              t.label(i),
                              "an output below zero has no input coefficients; correct the table"});
    // A good that is only brought in may be sold: its column is empty.
    const double bought = t.flows.col(i).cwiseAbs().sum();
    if (t.output(i) == 0 && bought > 0)
      throw data::InputError({{},
                              fmt::format("{} makes nothing, and buys {:.6g}", t.label(i), bought),
                              t.label(i),
                              "give its output, or remove its column"});
  }
}

}  // namespace yuqian::interindustry
