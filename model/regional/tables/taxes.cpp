// SPDX-License-Identifier: Apache-2.0
// Taxes on production by kind, as sectors of an area pay them: to province and centre together.
// Where a scenario moves the rate of all, its taxes move alike and the subsidies stay; the rate of
// one kind moves that kind (eq. 434).
#include <yuqian/model/regional/accounts/block_reader.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <array>

namespace yuqian::model::report {
namespace {

const data::Set& tax_items() {
  static const data::Set set("tax_kind",
                             {"vat", "excise", "other_taxes", "subsidies", "export_rebates"},
                             {"增值税", "消费税", "其他生产税", "生产补贴(负)", "出口退税(负)"},
                             {"Value-added tax", "Consumption tax", "Other taxes on production",
                              "Subsidies (negative)", "Rebates on exports (negative)"});
  return set;
}
constexpr int export_rebates = tax_kind_count, item_count = export_rebates + 1;

/// Value of what a sector sells, at its own price, 10^8 yuan.
double sales(const Compared& p, int state, int r, int j) {
  const BlockReader y(*p.m.model, p.point[at(state)], p.m.model->block_of(p.m.output(r, j)));
  double sum = 0;
  y.each(y.data().outputs,
         [&](const auto&, double quantity, double price, int) { sum += quantity * price; });
  return sum;
}

/// By item, 10^8 yuan. What no kind is known of stands in other_taxes.
std::array<double, item_count> revenue(const Compared& p, int state, int r) {
  const Benchmark& b = *p.m.benchmark;
  const RegionAccounts& account = p.accounts[at(state)].regions[at(r)];
  std::array<double, item_count> sums{};
  sums[export_rebates] = -account.export_rebate;
  sums[other_taxes] = account.production_tax + account.export_rebate;
  for (int j = 0; b.taxes.rank() == 3 && j < b.sectors.size(); ++j) {
    if (!p.m.output(r, j).valid()) continue;
    const double now = sales(p, state, r, j), output = b.output(r, j);
    const auto rate = [&](const char* family) {
      return p.parameters[at(state)][at(p.m.parameters.family(family).at({r, j}).value)];
    };
    const double taxes = b.production_tax(r, j) - b.taxes(r, j, subsidies);
    const double moved =
        taxes > 0 ? 1 + (rate("production_tax") * output - b.production_tax(r, j)) / taxes : 1;
    const auto enter = [&](int kind, const char* family, double sign, double scale) {
      const double benchmark = sign * b.taxes(r, j, kind) / output;
      const double paid = sign * now * (scale * benchmark + rate(family) - benchmark);
      sums[at(kind)] += paid;
      sums[other_taxes] -= paid;
    };
    enter(value_added_tax, "vat", 1, moved);
    enter(excise, "excise", 1, moved);
    enter(subsidies, "production_subsidy", -1, 1);
  }
  return sums;
}

}  // namespace

void add_taxes(Tables& out, const Compared& p) {
  data::Table t("tax_revenue", {states(), p.areas.set, tax_items()}, "1e8 CNY");
  for (int state = 0; state < 2; ++state)
    for (int r = 0; r < p.m.benchmark->regions.size(); ++r) {
      const std::array<double, item_count> paid = revenue(p, state, r);
      for (int a = 0; a < p.areas.set.size(); ++a)
        for (int k = 0; p.areas.contains(a, r) && k < item_count; ++k)
          t(state, a, k) += paid[at(k)];
    }
  out.push_back(std::move(t));
}

}  // namespace yuqian::model::report
