// SPDX-License-Identifier: Apache-2.0
// Closures in which stocks adjust and saving moves between provinces (eq. 410 to 412).
#include <algorithm>
#include "tests/regression/decomposed.hpp"

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/remarks.hpp>

using namespace yuqian;
using tests::of;
using tests::Outcome;
using tests::set;

namespace {

double level(const Outcome& o, const auto& id) {
  return o.after_point.level[at(o.solution.model->model->offsets()(id))];
}

/// Volume of investment relative to the benchmark.
double investment(const Outcome& o, int r) {
  return o.after.regions[at(r)].investment.volume / o.before.regions[at(r)].investment.volume;
}

/// Capital in use relative to the benchmark: what sectors pay over its price.
double stock(const Outcome& o, int r) {
  double paid = 0, before = 0;
  for (int j = 0; j < o.after.capital.axis(1).size(); ++j)
    paid += o.after.capital(r, j), before += o.before.capital(r, j);
  return paid / level(o, o.solution.model->regional_rent[at(r)]) / before;
}

std::shared_ptr<model::Benchmark> benchmark() {
  return tests::china_benchmark("central", "default", "8");
}

}  // namespace

TEST_CASE("capital adjusts until its return over the price of investment is what it was") {
  for (const char* id : {"capital_adjusts", "open_long_run"}) {
    INFO(id);
    const auto m = tests::china_model(benchmark(), tests::closure(id));
    const Outcome o = tests::sharply(m, tests::scenario("S1a"));
    for (int r = 0; r < o.regions().size(); ++r) {
      const double price = model::basket_price(*m, o.after_point, m->investment[at(r)]);
      CHECK(level(o, m->regional_rent[at(r)]) == Approx(price).epsilon(1e-9));
      CHECK(investment(o, r) == Approx(stock(o, r)).epsilon(1e-8));
    }
    CHECK(stock(o, o.regions().index("Guizhou")) > 1);
    CHECK(stock(o, o.regions().index("Chongqing")) > 1);
  }
}

TEST_CASE("what may move adds to the gain: nothing, capital, capital and workers") {
  double before = 0;
  for (const char* id : {"short_run", "long_run", "capital_adjusts", "open_long_run"}) {
    const Outcome o =
        tests::solved(tests::china_model(benchmark(), tests::closure(id)), tests::scenario("S1a"));
    const int g = o.regions().index("Guizhou");
    const double gain = o.after.regions[at(g)].grp_volume() / o.before.regions[at(g)].grp_volume();
    INFO(id << ": " << gain);
    CHECK(gain > before);
    before = gain;
  }
}

TEST_CASE("an economy with more of all that is given is larger, at the same prices") {
  // Labour, land, what the world buys and lends by 2 %: stocks follow, and every quantity.
  // Committed consumption would not, so tastes are homothetic here.
  const auto b = benchmark();
  b->frisch_rural = b->frisch_urban = -1;
  for (model::SectorElasticities& e : b->elasticities) e.income = 1;
  const auto m = tests::china_model(b, tests::closure("capital_adjusts"));
  const double more = 1.02;
  const auto scale = model::Shock::Operation::scale;
  const Outcome o = tests::sharply(
      m, of({set("endowment", {{"factor", {"labour", "land"}}}, more),
             set("world_demand", {}, more), set("foreign_saving", {}, more, scale)}));
  for (int r = 0; r < o.regions().size(); ++r) {
    CHECK(stock(o, r) == Approx(more).epsilon(1e-8));
    CHECK(investment(o, r) == Approx(more).epsilon(1e-8));
    CHECK(o.after.regions[at(r)].grp_volume() ==
          Approx(more * o.before.regions[at(r)].grp_volume()).epsilon(1e-8));
    CHECK(level(o, m->regional_rent[at(r)]) == Approx(1).epsilon(1e-8));
  }
}

TEST_CASE("pooled saving: investment moves alike everywhere, and funds add up to zero") {
  const auto m = tests::china_model(benchmark(), tests::closure("pooled_saving"));
  const Outcome o = tests::sharply(m, tests::scenario("S11"));
  for (int r = 1; r < o.regions().size(); ++r)
    CHECK(investment(o, r) == Approx(investment(o, 0)).epsilon(1e-8));
  // The nation's saving pays for it: the closure with given amounts has the same sum, differently
  // spread.
  const Outcome fixed = tests::solved(tests::china_model(benchmark(), tests::closure("long_run")),
                                      tests::scenario("S11"));
  const auto invested = [](const Outcome& x) {
    double total = 0;
    for (const model::RegionAccounts& r : x.after.regions) total += r.investment.volume;
    return total;
  };
  CHECK(invested(o) == Approx(invested(fixed)).epsilon(1e-4));
  double least = investment(fixed, 0), most = least;
  for (int r = 1; r < fixed.regions().size(); ++r) {
    least = std::min(least, investment(fixed, r));
    most = std::max(most, investment(fixed, r));
  }
  CHECK(most - least > 1e-4);
}

TEST_CASE("a steady state needs a stock that adjusts") {
  model::Closure c = tests::closure("capital_adjusts");
  c.capital = model::Closure::Capital::mobile;
  CHECK_THROWS_AS(tests::china_model(benchmark(), c), model::ModelError);
}

TEST_CASE("a supply shock where demand decides on output is remarked on, a demand policy is not") {
  const model::Closure keynesian = tests::closure("keynesian");
  const auto warned = [&](const char* id) {
    for (const model::LocalText& text : model::remarks(tests::scenario(id), keynesian))
      if (text.en.find("supply side") != std::string::npos) return true;
    return false;
  };
  CHECK(warned("S10"));
  CHECK(warned("S1a"));
  CHECK_FALSE(warned("S11k"));
  CHECK_FALSE(warned("S11g"));
  CHECK_FALSE(warned("S0"));
}
