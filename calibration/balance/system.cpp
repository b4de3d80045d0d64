// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/system.hpp>

#include <algorithm>

namespace yuqian::calibration {
namespace {

/// Where things stand in the matrix.
struct Layout {
  int provinces, goods, items;
  int row(int r, int i) const { return r * goods + i; }
  int inputs(int r, int j) const { return r * goods + j; }
  int final_use(int r, int f) const { return provinces * goods + r * items + f; }
  int flow(int i) const { return provinces * (goods + items) + i; }
  int rows() const { return provinces * goods; }
  int columns() const { return provinces * (goods + items) + goods; }
};

Layout layout(const Accounts& a) { return {a.provinces(), a.goods(), a.final_use.axis(2).size()}; }

}  // namespace

System assemble(const Accounts& a, const SystemPrior& prior, const data::Table& totals) {
  const Layout at = layout(a);
  System s;
  s.matrix.rows = at.rows();
  s.matrix.columns = at.columns();
  Margins& m = s.margins;
  m.rows.assign(static_cast<std::size_t>(at.rows()), 0.0);
  m.columns.assign(static_cast<std::size_t>(at.columns()), 0.0);
  m.row_names.resize(m.rows.size());
  m.column_names.resize(m.columns.size());
  const auto column = [&](int c, double total, std::string name) {
    m.columns[static_cast<std::size_t>(c)] = total;
    m.column_names[static_cast<std::size_t>(c)] = std::move(name);
  };
  for (int r = 0; r < at.provinces; ++r) {
    for (int i = 0; i < at.goods; ++i) {
      const int row = at.row(r, i);
      m.rows[static_cast<std::size_t>(row)] =
          a.output(r, i) + a.imports(r, i) - a.exports(r, i) - prior.fixed_flow(r, i);
      m.row_names[static_cast<std::size_t>(row)] = a.label(r, i);
      double inputs = 0.0;
      for (int g = 0; g < at.goods; ++g) inputs += a.intermediate(r, g, i);
      column(at.inputs(r, i), inputs, "inputs of " + a.label(r, i));
      for (int j = 0; j < at.goods; ++j)
        s.matrix.add(row, at.inputs(r, j), a.intermediate(r, i, j));
      for (int f = 0; f < at.items; ++f)
        s.matrix.add(row, at.final_use(r, f), prior.final_use(r, i, f));
      s.matrix.add(row, at.flow(i), prior.net_flow(r, i) - prior.fixed_flow(r, i));
    }
    for (int f = 0; f < at.items; ++f)
      column(at.final_use(r, f), totals(r, f),
             totals.axis(1).label(f) + " of " + a.regions.label(r));
  }
  for (int i = 0; i < at.goods; ++i) column(at.flow(i), 0.0, "net flow of " + a.sectors.label(i));
  return s;
}

void take(const System& system, const SystemPrior& prior, Accounts& a) {
  const Layout at = layout(a);
  std::ranges::fill(a.intermediate.values(), 0.0);
  std::ranges::fill(a.final_use.values(), 0.0);
  a.net_flow = prior.fixed_flow;
  for (std::size_t k = 0; k < system.matrix.value.size(); ++k) {
    const int r = system.matrix.row[k] / at.goods, i = system.matrix.row[k] % at.goods;
    const int c = system.matrix.column[k];
    const double value = system.matrix.value[k];
    if (c >= at.flow(0))
      a.net_flow(r, i) += value;
    else if (c >= at.final_use(0, 0))
      a.final_use(r, i, (c - at.final_use(0, 0)) % at.items) = value;
    else
      a.intermediate(r, i, c % at.goods) = value;
  }
}

}  // namespace yuqian::calibration
