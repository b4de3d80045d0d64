// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/value_added_trade.hpp>

#include <yuqian/model/interindustry/chain_position.hpp>
#include <yuqian/model/interindustry/footprint.hpp>

namespace yuqian::interindustry {
namespace {

Account value_added_account(const IoTable& t) { return income_accounts(t).front(); }

/// [region and abroad, cell]: value added of each region and imports in a unit of final use.
Matrix contents(const Leontief& l) {
  const IoTable& t = l.table();
  Matrix weights(t.regions.size() + 1, t.cells());
  const Vector v = t.per_output(t.value_added());
  weights.topRows(t.regions.size()) = region_sums(t) * v.asDiagonal();
  weights.bottomRows(1) = t.per_output(t.imports.colwise().sum().transpose()).transpose();
  return l.times(weights);
}

/// Labels of the regions and one more for the rest of the world.
data::Set with_abroad(const data::Set& regions, const std::string& name) {
  std::vector<std::string> labels = regions.labels(), zh, en;
  for (int r = 0; r < regions.size(); ++r) zh.push_back(regions.zh(r)), en.push_back(regions.en(r));
  labels.push_back("RestOfWorld");
  zh.push_back("国外");
  en.push_back("Abroad");
  return {name, labels, zh, en};
}

data::Table filled(data::Table table, const Matrix& values) {
  std::copy(values.data(), values.data() + values.size(), table.values().begin());
  return table;
}

}  // namespace

Vector outflow(const IoTable& t, int r, Outflow kind) {
  Vector sold = Vector::Zero(t.cells());
  const int S = t.sectors.size(), F = t.users.size();
  for (int i = t.cell(r, 0); i < t.cell(r, 0) + S; ++i)
    sold(i) = kind == Outflow::abroad
                  ? t.exports(i)
                  : t.flows.row(i).sum() - t.flows.row(i).segment(r * S, S).sum() +
                        t.final_use.row(i).sum() - t.final_use.row(i).segment(r * F, F).sum();
  return sold;
}

Matrix outflow_content(const Leontief& l, Outflow kind) {
  const IoTable& t = l.table();
  Matrix sold(t.cells(), t.regions.size());
  for (int r = 0; r < t.regions.size(); ++r) sold.col(r) = outflow(t, r, kind);
  return contents(l) * sold;
}

Matrix value_added_in_final_use(const Leontief& l) {
  const IoTable& t = l.table();
  const Footprint f = footprint(l, t, value_added_account(t));
  Matrix all(t.regions.size(), t.regions.size() + 1);
  for (int r = 0; r < t.regions.size(); ++r)
    all.col(r) = f.by_origin.middleCols(t.column(r, 0), t.users.size()).rowwise().sum();
  all.col(t.regions.size()) = f.exported;
  return all;
}

Measures trade_in_value_added(const Leontief& l) {
  const IoTable& t = l.table();
  const int R = t.regions.size();
  Measures found;
  found.push_back({filled({"value_added_in_final_use",
                           {t.regions.renamed("supplier"), with_abroad(t.regions, "user_region")},
                           t.unit,
                           t.source},
                          value_added_in_final_use(l)),
                   "增加值来源（行）×最终使用地（列）",
                   "Value added by region of origin (rows) in final use (columns)", true});
  const data::Set kinds("outflow_kind", {"provinces", "abroad"}, {"省际流出", "出口"},
                        {"to provinces", "abroad"});
  data::Table content("outflow_content",
                      {kinds, t.regions, with_abroad(t.regions, "content_origin")}, t.unit,
                      t.source),
      share("outflow_content_share", content.axes(), "%", t.source),
      gross("outflow_gross", {t.regions, kinds}, t.unit, t.source),
      backward("backward_participation", {t.regions, kinds}, "%", t.source),
      forward("forward_participation", {t.regions, kinds}, "%", t.source);
  for (int k = 0; k < 2; ++k) {
    const Matrix c = outflow_content(l, k == 0 ? Outflow::provinces : Outflow::abroad);
    for (int r = 0; r < R; ++r) {
      const double sold = c.col(r).sum();
      gross(r, k) = sold;
      backward(r, k) = 100 * (sold - c(r, r)) / sold;
      forward(r, k) = 100 * (c.row(r).sum() - c(r, r)) / sold;
      for (int s = 0; s <= R; ++s) {
        content(k, r, s) = c(s, r);
        share(k, r, s) = 100 * c(s, r) / sold;
      }
    }
  }
  found.push_back({std::move(share), "流出的增加值来源占比", "Origin of the content of outflows"});
  found.push_back(
      {std::move(content), "流出的增加值来源", "Origin of the content of outflows", true});
  found.push_back({std::move(gross), "流出总额", "Gross outflows", true});
  found.push_back({std::move(backward), "后向参与度", "Backward participation"});
  found.push_back({std::move(forward), "前向参与度", "Forward participation"});
  for (Measure& m : chain_positions(l)) found.push_back(std::move(m));
  return found;
}

}  // namespace yuqian::interindustry
