// SPDX-License-Identifier: Apache-2.0
// Net taxes on production by kind. Equations: docs/equations.md, "From tables to a benchmark".
#include <yuqian/calibration/benchmark/taxes.hpp>

#include <yuqian/calibration/benchmark/province_rows.hpp>
#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/chains.hpp>

#include <algorithm>

namespace yuqian::calibration {
namespace {

/// One region's and sector's figures in the tables, 10^8 yuan.
struct Cell {
  double tax, added;
};

Cell cell(const data::Mrio& m, int r, int j) {
  Cell c{m.value_added(r, m.value_added.axis(1).index("production_tax"), j), 0};
  for (int v = 0; v < m.value_added.axis(1).size(); ++v) c.added += m.value_added(r, v, j);
  return c;
}

/// Net taxes over value added of the nation's manufacturing that bears no consumption tax (eq.
/// 431).
double ordinary_rate(const data::Mrio& m, const std::vector<SectorTrait>& traits,
                     const std::vector<int>& manufacturing) {
  Cell sum{0, 0};
  for (const int j : manufacturing)
    for (int r = 0; r < m.regions.size() && !traits[at(j)].excise; ++r) {
      const Cell c = cell(m, r, j);
      sum.tax += c.tax, sum.added += c.added;
    }
  if (!(sum.added > 0))
    throw data::InputError("no manufacturing is free of consumption tax",
                           "name in the roles of the assumptions the goods that bear it, as "
                           "excise = [\"food\", \"refining_coking\", \"transport_equipment\"]");
  return sum.tax / sum.added;
}

}  // namespace

PublishedTaxes read_taxes(const std::string& provinces_path, const std::string& nation_path,
                          const data::Set& provinces, const data::Set& sectors) {
  PublishedTaxes taxes;
  taxes.manufacturing = model::chain_positions("manufacturing", sectors, {});
  const data::Csv csv = data::Csv::read(provinces_path);
  csv.expect_columns({"province", "vat"});
  const std::vector<int> province_of = province_of_rows(csv, csv.column("province"), provinces);
  taxes.value_added_tax.resize(province_of.size());
  for (int row = 0; row < csv.rows(); ++row)
    taxes.value_added_tax[at(province_of[at(row)])] =
        csv.number(row, csv.column("vat"), data::Sign::not_negative);
  const data::Csv nation = data::Csv::read(nation_path);
  for (int row = 0; row < nation.rows(); ++row)
    if (nation.text(row, nation.column("item")) == "excise")
      taxes.excise = nation.number(row, nation.column("amount"), data::Sign::not_negative);
  if (!(taxes.excise > 0))
    throw data::InputError({nation.where(0, nation.column("item")),
                            "no row gives the nation's consumption tax", "excise",
                            "add a row with the item \"excise\""});
  return taxes;
}

data::Table split_taxes(const data::Mrio& m, const std::vector<SectorTrait>& traits,
                        const PublishedTaxes& published) {
  using enum model::TaxKind;
  data::Table taxes("taxes", {m.regions, m.sectors, model::tax_kinds()}, "10^8 yuan");
  const double ordinary = ordinary_rate(m, traits, published.manufacturing);
  double excess = 0;
  for (int r = 0; r < m.regions.size(); ++r)
    for (int j = 0; j < m.sectors.size(); ++j) {
      const Cell c = cell(m, r, j);
      taxes(r, j, subsidies) = std::min(0.0, c.tax);  // (430)
      if (traits[at(j)].excise)
        excess += taxes(r, j, excise) =
            std::clamp(c.tax - ordinary * c.added, 0.0, std::max(0.0, c.tax));  // (431)
    }
  const double scale = excess > 0 ? std::min(1.0, published.excise / excess) : 0;
  for (int r = 0; r < m.regions.size(); ++r) {
    double rest = 0;
    for (int j = 0; j < m.sectors.size(); ++j) {
      taxes(r, j, excise) *= scale;
      taxes(r, j, other_taxes) = cell(m, r, j).tax - taxes(r, j, subsidies) - taxes(r, j, excise);
      rest += taxes(r, j, other_taxes);
    }
    const double share =
        rest > 0 ? std::min(1.0, published.value_added_tax[at(r)] / rest) : 0;  // (432)
    for (int j = 0; j < m.sectors.size(); ++j) {
      taxes(r, j, value_added_tax) = share * taxes(r, j, other_taxes);
      taxes(r, j, other_taxes) -= taxes(r, j, value_added_tax);
    }
  }
  return taxes;
}

}  // namespace yuqian::calibration
