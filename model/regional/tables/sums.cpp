// SPDX-License-Identifier: Apache-2.0
// Every table adds up to what it claims, or the program fails its own check.
#include <yuqian/model/regional/tables/registry.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <yuqian/data/find_table.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::model::report {
namespace {

/// Collects the largest gap. What is not a number is a gap without bound.
class Sums {
 public:
  Sums(const Tables& tables, const Areas& areas) : tables_(tables), areas_(areas) {}

  void parts(const char* items, const char* total) {
    const data::Table &t = (*this)[items], &sum = (*this)[total];
    each([&](int state, int a) {
      double added = 0;
      for (int k = 0; k < t.axis(2).size(); ++k) added += t(state, a, k);
      compare(added, sum(state, a), sum(state, a), total, items, a);
    });
  }

  /// An area is the sum of its regions; amounts only, which a ratio is not.
  void areas(const data::Table& t) {
    const std::size_t columns = t.values().size() / static_cast<std::size_t>(2 * areas_.set.size());
    const auto cell = [&](int state, int a, std::size_t k) {
      return t.values()[static_cast<std::size_t>(state * areas_.set.size() + a) * columns + k];
    };
    each([&](int state, int a) {
      for (std::size_t k = 0; k < columns; ++k) {
        double added = 0, size = 0;
        for (const int r : areas_.members[at(a)]) {
          added += cell(state, r, k);
          size += std::abs(cell(state, r, k));
        }
        compare(added, cell(state, a, k), size, t.name(), "its regions", a);
      }
    });
  }

  template <class F>
  void each(F&& f) const {
    for (int state = 0; state < 2; ++state)
      for (int a = 0; a < areas_.set.size(); ++a) f(state, a);
  }

  /// `stated` is what the table says of an area, `made` what its parts make.
  void compare(double made, double stated, double size, const std::string& name, const char* parts,
               int area) {
    double gap = made == stated ? 0 : std::abs(made - stated) / std::abs(size);
    if (!std::isfinite(gap)) gap = std::numeric_limits<double>::infinity();
    if (gap > largest.size)
      largest = {gap, fmt::format("{} of {} is {:.9g}, and {} make {:.9g}", name,
                                  areas_.set.label(area), stated, parts, made)};
  }

  const data::Table* find(const char* name) const { return data::find_table(tables_, name); }
  const data::Table& operator[](const char* name) const {
    if (const data::Table* found = find(name)) return *found;
    throw data::InputError(std::string("no table is named ") + name);
  }

  SumGap largest;

 private:
  const Tables& tables_;
  const Areas& areas_;
};

/// Flows between regions, all goods and uses.
std::vector<double> between(const data::Table& trade, int state) {
  const int regions = trade.axis(1).size();
  const std::size_t cells = static_cast<std::size_t>(trade.axis(3).size() * trade.axis(4).size());
  std::vector<double> flow(static_cast<std::size_t>(regions * regions));
  auto from = trade.values().begin() +
              static_cast<std::ptrdiff_t>(static_cast<std::size_t>(state) * flow.size() * cells);
  for (double& f : flow)
    for (std::size_t k = 0; k < cells; ++k) f += *from++;
  return flow;
}

void compare_trade(Sums& sums, const Areas& areas, int regions) {
  const data::Table &out = sums["outflow"], &in = sums["inflow"], &made = sums["grp_production"],
                    &use = sums["grp_expenditure"];
  const int exports = use.axis(2).index("exports"), output = made.axis(2).index("gross_output");
  const data::Table* taxes = sums.find("tax_revenue");  // files from before lack it
  for (int state = 0; state < 2; ++state) {
    const std::vector<double> volume = between(sums["trade_volume"], state),
                              value = between(sums["trade_value"], state);
    const auto at = [&](int s, int r) { return static_cast<std::size_t>(s * regions + r); };
    for (int a = 0; a < areas.set.size(); ++a) {
      double outflow = 0, inflow = 0;
      for (int s = 0; s < regions; ++s)
        for (int r = 0; r < regions; ++r) {
          if (areas.contains(a, s) && !areas.contains(a, r)) outflow += volume[at(s, r)];
          if (!areas.contains(a, s) && areas.contains(a, r)) inflow += volume[at(s, r)];
        }
      sums.compare(outflow, out(state, a), outflow, "outflow", "flows to other regions", a);
      sums.compare(inflow, in(state, a), inflow, "inflow", "flows from other regions", a);
    }
    for (int s = 0; s < regions; ++s) {  // whatever is made is sold
      double sold = use(state, s, exports);
      // The world pays exports without what the centre pays back on them.
      if (taxes) sold -= (*taxes)(state, s, taxes->axis(2).index("export_rebates"));
      for (int r = 0; r < regions; ++r) sold += value[at(s, r)];
      sums.compare(sold, made(state, s, output), sold, "gross_output", "its sales", s);
    }
  }
}

/// What sectors sell and buy is output and intermediates of the account by production.
void compare_purchases(Sums& sums, const data::Table& sold, const data::Table& bought) {
  const data::Table& made = sums["grp_production"];
  const int output = made.axis(2).index("gross_output"),
            intermediates = made.axis(2).index("intermediates"), goods = sold.axis(2).size();
  for (int state = 0; state < 2; ++state)
    for (int r = 0; r < sold.axis(1).size(); ++r) {
      double sales = 0, costs = 0;
      for (int i = 0; i < goods; ++i) {
        sales += sold(state, r, i);
        for (int j = 0; j < goods; ++j) costs += bought(state, r, i, j);
      }
      sums.compare(sales, made(state, r, output), sales, "gross_output", "output of its sectors",
                   r);
      sums.compare(-costs, made(state, r, intermediates), costs, "intermediates",
                   "purchases of its sectors", r);
    }
}

}  // namespace

SumGap widest_gap(const Tables& tables, const Areas& areas) {
  Sums sums(tables, areas);
  sums.parts("grp_expenditure", "grp_nominal");
  sums.parts("grp_income", "grp_nominal");
  sums.parts("grp_production", "grp_nominal");
  sums.parts("grp_expenditure_real", "grp_real");
  sums.parts("sector_exports", "foreign_exports");
  sums.parts("sector_imports", "foreign_imports");
  const data::Table &added = sums["sector_value_added"], &product = sums["grp_nominal"],
                    &production = sums["grp_production"];
  const int taxes = production.axis(2).index("taxes_on_products");
  sums.each([&](int state, int a) {
    double sum = production(state, a, taxes);
    for (int i = 0; i < added.axis(2).size(); ++i) sum += added(state, a, i);
    sums.compare(sum, product(state, a), product(state, a), "grp_nominal",
                 "value added of sectors and taxes on products", a);
  });
  const data::Table& items = sums["grp_expenditure"];
  const int china = areas.set.index("China"), net = items.axis(2).index("net_outflow");
  for (int state = 0; state < 2; ++state)  // provinces' flows cancel in the nation
    sums.compare(0, items(state, china, net), product(state, china), "net_outflow",
                 "flows among its regions", china);
  for (const data::Table& t : tables)
    if (t.rank() >= 2 && t.unit() == "1e8 CNY" && t.axis(0).name() == "state" &&
        t.axis(1).name() == "area" &&
        // Flows within an area cancel, and Fisher's volumes do not add up over regions: no index by
        // two prices does.
        t.name() != "outflow" && t.name() != "inflow" && t.name() != "grp_real_fisher")
      sums.areas(t);
  compare_trade(sums, areas, sums["trade_volume"].axis(1).size());
  const data::Table *sold = data::find_table(tables, "sector_output_value"),
                    *bought = data::find_table(tables, "input_purchases");
  if (sold && bought) compare_purchases(sums, *sold, *bought);  // files from before lack them
  return sums.largest;
}

double tables_gap(const Compared& both) {
  Tables tables;
  add_product(tables, both);
  add_sectors(tables, both);
  add_trade(tables, both);
  add_purchases(tables, both);
  add_taxes(tables, both);
  return widest_gap(tables, both.areas).size;
}

}  // namespace yuqian::model::report
