// SPDX-License-Identifier: Apache-2.0
// Transport and trade margins (docs/equations.md, eq. 50 to 54, 115): what taking them out of
// direct purchases keeps, that they follow the goods, and what saving on them is worth.
#include <yuqian/model/maths/at.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

const char* const variants[] = {"low", "central", "high"};

std::shared_ptr<model::Benchmark> without_margins(const std::string& variant,
                                                  const std::string& regions) {
  return tests::calibrated(tests::china(variant), tests::mapping("regions", regions),
                           tests::mapping("sectors", "42"),
                           [](calibration::Assumptions& a) { a.margins = false; });
}

double largest_gap(const data::Table& a, const data::Table& b) {
  double gap = 0;
  for (std::size_t k = 0; k < a.values().size(); ++k)
    gap = std::max(gap, std::abs(a.values()[k] - b.values()[k]));
  return gap;
}

/// What every user pays in all: sectors for intermediates, then institutions.
std::vector<double> spending(const model::Benchmark& b, int r) {
  std::vector<double> sums;
  for (int j = 0; j < b.sectors.size(); ++j) {
    sums.push_back(0);
    for (int i = 0; i < b.sectors.size(); ++i) sums.back() += b.intermediate(r, i, j);
  }
  for (const data::Table* t : {&b.rural, &b.urban, &b.government, &b.investment}) {
    sums.push_back(0);
    for (int i = 0; i < b.sectors.size(); ++i) sums.back() += (*t)(r, i);
  }
  return sums;
}

double paid_between(const model::MarginService& service, int a, int b) {
  return service.on_route(a, b) + service.on_route(b, a);
}

model::Scenario saving(const char* id, double factor) {
  model::Scenario s = tests::scenario(id);
  s.shocks.front().amount = factor;
  return s;
}

/// A small saving d gains the margins paid on the route times d, by the envelope theorem; a gain
/// beside it is of second order, but for taxes on production and terms of trade, as in
/// first_order.cpp.
void check_first_order(const std::shared_ptr<const model::RegionalModel>& m, const char* id,
                       double paid) {
  double excess = 0;
  for (const double d : {1e-2, 1e-3}) {
    const Outcome o = tests::solved(m, saving(id, std::exp(-d)));
    const double ratio = tests::undistorted_gain(o) / (paid * d);
    INFO(m->benchmark->variant << ", " << id << ", d = " << d << ": ratio " << ratio);
    CHECK(ratio == Approx(1).margin(2 * d));
    if (excess != 0) CHECK((ratio - 1) / excess == Approx(0.1).epsilon(0.15));
    excess = ratio - 1;
  }
}

}  // namespace

TEST_CASE(
    "taking margins out keeps product, output, foreign trade, flows of goods and what everybody "
    "spends") {
  for (const char* regions : {"default", "all-31"})
    for (const char* variant : variants) {
      INFO(regions << ", " << variant);
      const auto with = tests::china_benchmark(variant, regions),
                 without = without_margins(variant, regions);
      REQUIRE(with->margins.any());
      REQUIRE(!without->margins.any());
      CHECK(model::check_benchmark(*with).empty());
      for (const auto table : {&model::Benchmark::labour, &model::Benchmark::capital,
                               &model::Benchmark::land, &model::Benchmark::production_tax,
                               &model::Benchmark::output, &model::Benchmark::imports})
        CHECK(largest_gap((*with).*table, (*without).*table) == 0);
      const int n = with->regions.size();
      std::vector<double> sold(static_cast<std::size_t>(with->sectors.size())), arrived = sold;
      for (int i = 0; i < with->sectors.size(); ++i)
        for (int s = 0; s < n; ++s) {
          CHECK(with->sold_abroad(s, i) == Approx(without->exports(s, i)).epsilon(1e-12));
          for (int r = 0; r < n; ++r) {
            const auto at = static_cast<std::size_t>(i);
            sold[at] = std::max(sold[at], std::abs(with->trade(s, r, i) - without->trade(s, r, i)));
            arrived[at] += with->trade(s, r, i) - without->trade(s, r, i);
          }
        }
      for (int i = 0; i < with->sectors.size(); ++i)
        if (with->sectors.label(i) == "transport")
          CHECK(std::abs(arrived[at(i)]) < 1e-6);
        else  // trade is made where the goods arrive, where it was bought before
          CHECK(sold[at(i)] < 1e-6);
      for (int r = 0; r < n; ++r) {
        const auto a = spending(*with, r), b = spending(*without, r);
        for (std::size_t k = 0; k < a.size(); ++k)
          CHECK(a[k] == Approx(b[k]).epsilon(1e-10).margin(1e-8));
      }
      // What was bought as a service and what is paid as margin: nothing is lost and nothing is
      // made.
      for (const model::MarginService& service : with->margins.services) {
        const int t = service.good;
        double direct = 0, before = 0, margins = 0;
        for (int r = 0; r < n; ++r) {
          for (int j = 0; j < with->sectors.size(); ++j)
            direct += with->intermediate(r, t, j), before += without->intermediate(r, t, j);
          for (const auto table : {&model::Benchmark::rural, &model::Benchmark::urban,
                                   &model::Benchmark::government, &model::Benchmark::investment})
            direct += ((*with).*table)(r, t), before += ((*without).*table)(r, t);
          margins += with->margins.supplied_by(r, t);
        }
        CHECK(direct + margins == Approx(before).epsilon(1e-12));
        if (with->sectors.label(t) == "trade") {
          CHECK(margins == Approx(0.8 * before).epsilon(1e-9));
        } else {
          CHECK(margins > 0.1 * before);
          CHECK(margins < 0.5 * before);
        }
      }
    }
}

TEST_CASE("the benchmark with margins replicates in every region set and sector set") {
  for (const char* regions : {"default", "with-sichuan", "seven-neighbours"})
    for (const char* sectors : {"42", "17", "8", "3"})
      for (const char* variant : variants) {
        const auto m = tests::china_model(tests::china_benchmark(variant, regions, sectors));
        model::Equilibrium e(m->model);
        std::vector<double> f(static_cast<std::size_t>(e.size()));
        REQUIRE(e.residual(m->model->start(), f) == solvers::Evaluation::ok);
        double worst = 0;
        for (const double v : f) worst = std::max(worst, std::abs(v));
        INFO(regions << ", " << sectors << ", " << variant << ": residual " << worst);
        CHECK(worst < 1e-9);
      }
}

TEST_CASE("margins follow what is delivered, not what melts") {
  const Outcome o =
      tests::solved(tests::china_model(tests::china_benchmark("central")), tests::scenario("S1a"));
  const model::Benchmark& b = *o.solution.model->benchmark;
  const int c = b.regions.index("Chongqing"), g = b.regions.index("Guizhou");
  int routes = 0;
  for (int k = 0; k < model::margin_services().size(); ++k)
    for (int i = 0; i < b.sectors.size(); ++i)
      for (int u = 0; u < 2; ++u) {
        if (!(o.before.margin(k, c, g, i, u) > 0)) continue;
        ++routes;
        const double delivered = o.after.trade(c, g, i, u) / 0.9;  // 0.9 leave for one that arrives
        CHECK(o.after.margin(k, c, g, i, u) / o.before.margin(k, c, g, i, u) ==
              Approx(delivered / o.before.trade(c, g, i, u)).epsilon(1e-9));
      }
  CHECK(routes > 40);
}

TEST_CASE("exports by sector are what the tables say, margins sold with them at their maker's") {
  const auto b = tests::china_benchmark("central");
  const auto without = without_margins("central", "default");
  for (const char* closure : {"long_run", "small_country"}) {
    const Outcome o =
        tests::solved(tests::china_model(b, tests::closure(closure)), tests::scenario("S10c"));
    for (int r = 0; r < b->regions.size(); ++r)
      for (int i = 0; i < b->sectors.size(); ++i) {
        INFO(closure << ", " << b->regions.label(r) << ", " << b->sectors.label(i));
        CHECK(o.before.exports(r, i) == Approx(without->exports(r, i)).epsilon(1e-9).margin(1e-6));
      }
  }
}

TEST_CASE("saving transport or trade between the two gains what is paid there times the saving") {
  for (const char* variant : variants) {
    const auto m = tests::china_model(tests::china_benchmark(variant));
    const model::Benchmark& b = *m->benchmark;
    const int c = b.regions.index("Chongqing"), g = b.regions.index("Guizhou");
    for (const auto& [id, service] : {std::pair{"S5", 0u}, {"S5d", 1u}}) {
      const double paid = paid_between(b.margins.services[service], c, g);
      REQUIRE(paid > 0);
      check_first_order(m, id, paid);
      const Outcome tenth = tests::solved(m, tests::scenario(id));
      INFO(variant << ", " << id << ": paid " << paid << ", gain " << tenth.gain());
      CHECK(tenth.gain("Chongqing") > 0);
      CHECK(tenth.gain("Guizhou") > 0);
      CHECK(tenth.gain() == Approx(paid * -std::log(0.9)).epsilon(0.15));
      CHECK(tests::stated_gain(tenth) == Approx(paid * -std::log(0.9)).epsilon(1e-9));
      if (service == 0)
        CHECK(tests::solved(m, tests::scenario("S5b")).gain() ==
              Approx(paid * -std::log(0.8)).epsilon(0.15));
    }
  }
}

TEST_CASE(
    "a margin is made where its supply says: origin, destination or both, and saves the same") {
  // Where a service is made moves its sales between provinces, not what is paid on a route.
  for (const double origin_share : {0.0, 0.5, 1.0}) {
    const auto b =
        tests::calibrated(tests::china("central"), tests::mapping("regions", "default"),
                          tests::mapping("sectors", "42"), [&](calibration::Assumptions& a) {
                            a.routes.origin_share = a.routes.trade_origin_share = origin_share;
                          });
    INFO("made at the origin: " << origin_share);
    CHECK(model::check_benchmark(*b).empty());
    const int c = b->regions.index("Chongqing"), g = b->regions.index("Guizhou"),
              i = b->sectors.index("food"), abroad = b->regions.size();
    CHECK(b->margins.purchases(g, g, i).size() == 1);  // of own supply at home, trade alone
    const auto m = tests::china_model(b);
    for (const auto& [id, k] : {std::pair{"S5", 0}, {"S5d", 1}}) {
      const model::MarginService& service = b->margins.services[at(k)];
      CHECK(service.from_origin(c, g, i) == Approx(origin_share * service.paid(c, g, i)));
      CHECK(service.from_origin(abroad, g, i) == 0);       // of imports where they arrive
      CHECK(service.from_destination(c, abroad, i) == 0);  // of exports where they leave
      check_first_order(m, id, paid_between(service, c, g));
    }
  }
}

TEST_CASE("margin use and the preference of a branch have exact derivative columns") {
  const auto m = tests::china_model(tests::china_benchmark("central", "default", "17"));
  model::Equilibrium e(m->model);
  const std::vector<double> base(e.parameters().begin(), e.parameters().end());
  const std::vector<double> x = m->model->start();
  std::vector<double> column(x.size()), up(x.size()), down(x.size());
  const data::Set& regions = m->benchmark->regions;
  const int c = regions.index("Chongqing"), g = regions.index("Guizhou");
  const int good = m->benchmark->sectors.index(m->benchmark->sectors.label(0));
  for (const int id : {m->parameters.family("margin_use").at({c, g, 0}).value,
                       m->parameters.family("preference").at({c, g, good, 0}).value,
                       m->parameters.family("iceberg").at({c, g, good, 1}).value}) {
    e.set_target(base);
    REQUIRE(e.parameter_column(x, {id}, column) == solvers::Evaluation::ok);
    const double h = 1e-5;
    std::vector<double> moved = base;
    moved[at(id)] = base[at(id)] + h;
    e.set_target(moved);
    e.residual(x, up);
    moved[at(id)] = base[at(id)] - h;
    e.set_target(moved);
    e.residual(x, down);
    double size = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      CHECK(column[k] == Approx((up[k] - down[k]) / (2 * h)).epsilon(1e-6).margin(1e-9));
      size = std::max(size, std::abs(column[k]));
    }
    CHECK(size > 1e-7);
  }
}

TEST_CASE("who pays for construction is everybody else, as they invest, in any region set") {
  const auto m = tests::china_model(tests::china_benchmark("central", "all-31", "8"));
  const model::Equilibrium e(m->model);
  const model::Scenario s = tests::scenario("S5c");
  const std::vector<double> moved = model::apply_shocks(m->parameters, s.shocks, e.parameters());
  const model::ParameterFamily& saving = m->parameters.family("foreign_saving");
  const data::Set& regions = m->benchmark->regions;
  const auto volume = [&](int r) {
    double sum = 0;
    for (int i = 0; i < m->benchmark->sectors.size(); ++i) sum += m->benchmark->investment(r, i);
    return sum;
  };
  const auto is_pair = [&](int r) {
    return regions.label(r) == "Chongqing" || regions.label(r) == "Guizhou";
  };
  double investment = 0, all = 0;
  for (int r = 0; r < regions.size(); ++r) investment += is_pair(r) ? 0 : volume(r);
  for (int r = 0; r < regions.size(); ++r) {
    const auto at = static_cast<std::size_t>(saving.at({r}).value);
    const double change = moved[at] - e.parameters()[at];
    CHECK(change == Approx(is_pair(r) ? 100 : -200 * volume(r) / investment).epsilon(1e-9));
    all += change;
  }
  CHECK(std::abs(all) < 1e-9);
  const Outcome o = tests::solved(m, s);
  CHECK(o.pair_gain() == Approx(200).epsilon(0.15));
}

TEST_CASE("construction raises investment by what finances it, and the nation's hardly at all") {
  for (const char* variant : variants) {
    const Outcome o =
        tests::solved(tests::china_model(tests::china_benchmark(variant)), tests::scenario("S5c"));
    double nation = 0, pair = 0;
    for (int r = 0; r < o.regions().size(); ++r) {
      const auto at = static_cast<std::size_t>(r);
      const double d =
          o.after.regions[at].investment.volume - o.before.regions[at].investment.volume;
      nation += d;
      if (o.regions().label(r) != "RestOfChina") pair += d;
    }
    INFO(variant << ": pair " << pair << ", nation " << nation);
    // What comes in is spent on capital goods; prices there rise a little, and households earn and
    // save more.
    CHECK(pair == Approx(200).epsilon(0.1));
    CHECK(std::abs(nation) < 0.1 * pair);
  }
}
