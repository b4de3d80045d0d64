// SPDX-License-Identifier: Apache-2.0
// The input-output tables of an equilibrium: they add up, and hold what the accounts hold.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/compared.hpp>
#include <yuqian/model/regional/accounts/state_table.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;

namespace {

const model::report::Compared& opened() {
  static const auto found =
      tests::solved(tests::china_model(tests::china_benchmark("central", "default", "17")),
                    tests::scenario("S1a"));
  static const model::report::Compared both = model::report::evaluate(found.solution);
  return both;
}

interindustry::IoTable table(int state) {
  const auto& o = opened();
  const auto k = static_cast<std::size_t>(state);
  return model::state_table(model::state_flows(o.m, o.point[k], o.accounts[k]));
}

}  // namespace

TEST_CASE("the tables before and after a policy add up and are accounts that can be analysed") {
  for (int state = 0; state < 2; ++state) {
    const interindustry::IoTable t = table(state);
    const interindustry::TableFaults faults = interindustry::find_faults(t);
    CHECK(faults.identities.empty());
    CHECK(faults.negative.empty());
    CHECK(faults.loss.empty());
    // Nothing is bought below the supplier's price; both are what is left, to the solver's
    // tolerance.
    CHECK(t.imports.minCoeff() > -1e-9 * t.output.maxCoeff());
    CHECK(t.exports.minCoeff() > -1e-9 * t.output.maxCoeff());
  }
}

TEST_CASE("final use and value added of a state's table are those of its accounts") {
  const auto& o = opened();
  for (int state = 0; state < 2; ++state) {
    const interindustry::IoTable t = table(state);
    const model::Accounts& a = o.accounts[at(state)];
    for (int r = 0; r < t.regions.size(); ++r) {
      const model::RegionAccounts& account = a.regions[at(r)];
      const double spent[] = {account.rural.value, account.urban.value, account.government.value,
                              account.investment.value};
      for (int u = 0; u < 4; ++u) {
        const int column = t.column(r, u);
        CHECK(t.final_use.col(column).sum() + t.final_imports.col(column).sum() ==
              Approx(spent[u]).epsilon(1e-9));
      }
      double added = 0, compensation = 0, exports = 0;
      for (int j = 0; j < t.sectors.size(); ++j) {
        added += t.value_added()(t.cell(r, j));
        compensation += t.primary(0, t.cell(r, j));
        exports += t.exports(t.cell(r, j));
      }
      CHECK(added + account.taxes_on_products() == Approx(account.grp_income()).epsilon(1e-9));
      CHECK(compensation == Approx(account.labour).epsilon(1e-9));
      // What goes abroad, and the margins that carry it there.
      CHECK(exports >= account.exports.value * (1 - 1e-9));
    }
  }
}

TEST_CASE("opening to the partner makes the two cause more in each other") {
  const auto reach = [](int state) {
    const interindustry::IoTable t = table(state);
    double sold = 0;
    const int c = t.regions.index("Chongqing"), g = t.regions.index("Guizhou");
    for (int i = 0; i < t.sectors.size(); ++i)
      for (int j = 0; j < t.sectors.size(); ++j)
        sold += t.flows(t.cell(c, i), t.cell(g, j)) + t.flows(t.cell(g, i), t.cell(c, j));
    return sold;
  };
  CHECK(reach(1) > 1.2 * reach(0));
}
