// SPDX-License-Identifier: Apache-2.0
// Productivity and transfers on the shipped dataset (eq. 70, 71).
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

model::Scenario one_shock(const std::string& parameter,
                          std::map<std::string, std::vector<std::string>> where, double amount) {
  model::Scenario s;
  s.id = parameter;
  model::Shock shock;
  shock.parameter = parameter;
  for (auto& [axis, labels] : where) shock.where[axis] = labels;
  shock.operation = model::Shock::Operation::set;
  shock.amount = amount;
  s.shocks = {shock};
  return s;
}

const char* const closures[] = {"long_run", "short_run", "fixed_investment", "fixed_government",
                                "small_country"};

}  // namespace

TEST_CASE("productivity gains what Hulten's theorem says, taxes and terms of trade accounted for") {
  // Hulten (1978): the gain of a small Hicks-neutral change is output times it. With a tax rate t
  // on output, what grows in a taxed sector beyond the change itself is worth t more than it costs.
  for (const char* closure : closures) {
    const auto m = tests::china_model(tests::china_benchmark("central"), tests::closure(closure));
    const model::Benchmark& b = *m->benchmark;
    const int r = b.regions.index("Guizhou"), j = b.sectors.index("agriculture");
    double excess = 0;
    for (const double d : {1e-2, 1e-3}) {
      const Outcome o = tests::solved(
          m, one_shock("productivity", {{"region", {"Guizhou"}}, {"sector", {"agriculture"}}},
                       std::exp(d)));
      double other = 0;
      for (int s = 0; s < b.regions.size(); ++s)
        for (int k = 0; k < b.sectors.size(); ++k) {
          if (!(b.output(s, k) > 0)) continue;
          const double free = s == r && k == j ? b.output(s, k) * d : 0;
          other += b.production_tax(s, k) / b.output(s, k) *
                   (o.after.output(s, k) - o.before.output(s, k) - free);
          if (!m->world.empty()) other += b.sold_abroad(s, k) * (o.after.producer_price(s, k) - 1);
        }
      const double ratio = (o.gain() - other) / (b.output(r, j) * d);
      INFO(closure << ", " << d << ": ratio " << ratio);
      CHECK(ratio == Approx(1).margin(3 * d));
      if (excess != 0) CHECK((ratio - 1) / excess == Approx(0.1).epsilon(0.1));
      excess = ratio - 1;
    }
  }
}

TEST_CASE("a transfer reaches its receiver whole and leaves its payer whole") {
  const double amount = 50;
  for (const char* closure : closures) {
    const auto m = tests::china_model(tests::china_benchmark("central"), tests::closure(closure));
    const model::Benchmark& b = *m->benchmark;
    const int g = b.regions.index("Guizhou"), c = b.regions.index("Chongqing");
    // What reaches rural households beside their factor income, whatever prices do.
    const auto received = [&](const Outcome& o, const std::vector<model::ConsumerId>& ids, int r) {
      const model::UnknownOffsets& u = m->model->offsets();
      model::Equilibrium e(m->model);
      e.set_target(o.solution.parameters);
      const model::Point p = e.evaluate(o.solution.x);
      double income = p.level[at(u(ids[at(r)]))];
      for (const auto& w : m->model->endowments())
        if (w.consumer == u(ids[at(r)]) && w.price != u(m->foreign_exchange))
          income -= w.quantity.value(p.slots) * p.level[at(w.price)];
      for (const auto& t : m->model->transfers())  // the province's, which are there anyway
        if (t.to == u(ids[at(r)])) income -= t.rate.value(p.slots) * p.level[at(t.from)];
      return income;
    };
    for (const char* family : {"transfer_to_household", "central_transfer_to_household"}) {
      const Outcome o = tests::solved(
          m, one_shock(family, {{"region", {"Guizhou"}}, {"household", {"rural"}}}, amount));
      INFO(closure << ", " << family);
      CHECK(received(o, m->rural, g) == Approx(amount).epsilon(1e-9));
      const data::Table ev = tests::table(model::indicators(o.solution), "equivalent_variation");
      const auto rate = [&](const std::vector<double>& v) { return 1 - v[at(g)]; };
      // Tax and saving come first; the rest is worth itself but for the prices that it moves. Where
      // investment is fixed nobody saves more, and households get back by what they save.
      const double taxed = amount * rate(b.rural_direct_tax_rate);
      double spent = taxed * rate(b.rural_saving_rate);
      if (std::string(closure) == "fixed_investment") {
        double rural = 0, urban = 0;
        for (int i = 0; i < b.sectors.size(); ++i) rural += b.rural(g, i), urban += b.urban(g, i);
        // In proportion to what each group saves.
        rural *= b.rural_saving_rate[at(g)] / (1 - b.rural_saving_rate[at(g)]);
        urban *= b.urban_saving_rate[at(g)] / (1 - b.urban_saving_rate[at(g)]);
        // What the province no longer invests its households have to save.
        double goods = 0;
        for (int i = 0; i < b.sectors.size(); ++i) goods += b.government(g, i);
        const double invested = b.public_investment[at(g)] - b.public_borrowing[at(g)],
                     not_invested = std::string(family) == "transfer_to_household"
                                        ? amount * invested /
                                              (goods + b.social_to_rural[at(g)] +
                                               b.social_to_urban[at(g)] + invested)
                                        : 0;
        spent += (taxed - spent - not_invested) * rural / (rural + urban);
      }
      INFO("EV " << ev(g, 0) << ", spent " << spent);
      CHECK(ev(g, 0) == Approx(spent).epsilon(0.15));
    }
    if (std::string(closure) == "fixed_government") continue;  // households pay in the end
    // Provinces spend a given share of what they have on goods, the rest on transfers and
    // investment.
    const auto on_goods = [&](int r) {
      double goods = 0;
      for (int i = 0; i < b.sectors.size(); ++i) goods += b.government(r, i);
      return goods / (goods + b.social_to_rural[at(r)] + b.social_to_urban[at(r)] +
                      std::max(0.0, b.public_investment[at(r)] - b.public_borrowing[at(r)]));
    };
    CHECK(on_goods(g) < 0.5);
    const Outcome paid =
        tests::solved(m, one_shock("transfer_to_household", {{"region", {"Guizhou"}}}, amount));
    CHECK(paid.after.regions[at(g)].government.volume <
          paid.before.regions[at(g)].government.volume - 0.8 * on_goods(g) * amount);
    const Outcome o = tests::solved(
        m,
        one_shock("horizontal_transfer", {{"from", {"Chongqing"}}, {"to", {"Guizhou"}}}, amount));
    const auto change = [&](int r) {
      return o.after.regions[at(r)].government.volume - o.before.regions[at(r)].government.volume;
    };
    INFO(closure << ": public spending " << change(c) << ", " << change(g));
    CHECK(change(g) == Approx(on_goods(g) * amount).epsilon(0.2));
    CHECK(change(c) == Approx(-on_goods(c) * amount).epsilon(0.2));
  }
}
