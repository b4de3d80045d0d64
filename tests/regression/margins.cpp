// SPDX-License-Identifier: Apache-2.0
// Transport margins (docs/equations.md, eq. 50 to 54): what taking them out of direct purchases keeps, that they
// follow the goods, and what saving on them is worth.
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

const char* const variants[] = {"low", "central", "high"};

std::shared_ptr<model::Benchmark> without_margins(const std::string& variant, const std::string& regions) {
  const data::Toml assumed = data::Toml::read(tests::shipped("elasticities/assumptions.toml"));
  const data::Mrio& mrio = tests::china(variant);
  const auto traits = calibration::read_sector_traits(tests::shipped("elasticities/default.csv"), assumed, mrio.sectors);
  return std::make_shared<model::Benchmark>(calibration::calibrate(mrio, tests::mapping("regions", regions), tests::mapping("sectors", "42"),
                                                                   traits, calibration::read_assumptions(assumed)));
}

double largest_gap(const data::Table& a, const data::Table& b) {
  double gap = 0;
  for (std::size_t k = 0; k < a.values().size(); ++k) gap = std::max(gap, std::abs(a.values()[k] - b.values()[k]));
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

double paid_between(const model::Benchmark& b, int s, int r) {
  double sum = 0;
  for (int i = 0; i < b.sectors.size(); ++i) sum += b.margins.on(s, r, i);
  return sum;
}

model::Scenario saving(double factor) {
  model::Scenario s = tests::scenario("S5");
  s.shocks.front().amount = factor;
  return s;
}

}  // namespace

TEST_CASE("taking margins out keeps product, output, foreign trade, flows of goods and what everybody spends") {
  for (const char* regions : {"default", "all-31"})
    for (const char* variant : variants) {
      INFO(regions << ", " << variant);
      const auto with = tests::china_benchmark(variant, regions), without = without_margins(variant, regions);
      REQUIRE(with->margins.any());
      REQUIRE(!without->margins.any());
      CHECK(model::check_benchmark(*with).empty());
      for (const auto table : {&model::Benchmark::labour, &model::Benchmark::capital, &model::Benchmark::land,
                               &model::Benchmark::production_tax, &model::Benchmark::output, &model::Benchmark::exports,
                               &model::Benchmark::imports})
        CHECK(largest_gap((*with).*table, (*without).*table) == 0);
      const int t = with->margins.good, n = with->regions.size();
      double sold = 0, arrived = 0;
      for (int s = 0; s < n; ++s)
        for (int r = 0; r < n; ++r)
          for (int i = 0; i < with->sectors.size(); ++i)
            if (i != t)
              sold = std::max(sold, std::abs(with->trade(s, r, i) - without->trade(s, r, i)));
            else
              arrived += with->trade(s, r, i) - without->trade(s, r, i);
      CHECK(sold == 0);
      CHECK(std::abs(arrived) < 1e-6);
      for (int r = 0; r < n; ++r) {
        const auto a = spending(*with, r), b = spending(*without, r);
        for (std::size_t k = 0; k < a.size(); ++k) CHECK(a[k] == Approx(b[k]).epsilon(1e-10).margin(1e-8));
      }
      // What was bought as transport and what is paid as margin: nothing is lost and nothing is made.
      double direct = 0, before = 0;
      for (int r = 0; r < n; ++r) {
        for (int j = 0; j < with->sectors.size(); ++j) direct += with->intermediate(r, t, j), before += without->intermediate(r, t, j);
        for (const auto table : {&model::Benchmark::rural, &model::Benchmark::urban, &model::Benchmark::government, &model::Benchmark::investment})
          direct += ((*with).*table)(r, t), before += ((*without).*table)(r, t);
      }
      CHECK(direct + with->margins.paid.sum() == Approx(before).epsilon(1e-12));
      CHECK(with->margins.paid.sum() > 0.1 * before);
      CHECK(with->margins.paid.sum() < 0.5 * before);
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

TEST_CASE("transport follows what is delivered, not what melts") {
  const Outcome o = tests::solved(tests::china_model(tests::china_benchmark("central")), tests::scenario("S1a"));
  const model::Benchmark& b = *o.solution.model->benchmark;
  const int c = b.regions.index("Chongqing"), g = b.regions.index("Guizhou");
  int routes = 0;
  for (int i = 0; i < b.sectors.size(); ++i)
    for (int u = 0; u < 2; ++u) {
      if (!(o.before.margin(c, g, i, u) > 0)) continue;
      ++routes;
      const double delivered = o.after.trade(c, g, i, u) / 0.9;  // 0.9 leave for one that arrives
      CHECK(o.after.margin(c, g, i, u) / o.before.margin(c, g, i, u) ==
            Approx(delivered / o.before.trade(c, g, i, u)).epsilon(1e-9));
    }
  CHECK(routes > 20);
}

TEST_CASE("saving transport between the two gains what is paid there times the saving") {
  // By the envelope theorem a small saving d gains the margins paid on the route times d; a gain beside it is
  // of second order, but for taxes on production and terms of trade, as in first_order.cpp.
  for (const char* variant : variants) {
    const auto m = tests::china_model(tests::china_benchmark(variant));
    const model::Benchmark& b = *m->benchmark;
    const int c = b.regions.index("Chongqing"), g = b.regions.index("Guizhou");
    const double paid = paid_between(b, c, g) + paid_between(b, g, c);
    REQUIRE(paid > 0);
    double excess = 0;
    for (const double d : {1e-2, 1e-3}) {
      const Outcome o = tests::solved(m, saving(std::exp(-d)));
      double distorted = 0;
      for (int r = 0; r < b.regions.size(); ++r)
        for (int j = 0; j < b.sectors.size(); ++j)
          if (b.output(r, j) > 0)
            distorted += b.production_tax(r, j) / b.output(r, j) * (o.after.output(r, j) - o.before.output(r, j)) +
                         b.exports(r, j) * (o.after.producer_price(r, j) - 1);
      const double ratio = (o.gain() - distorted) / (paid * d);
      INFO(variant << ", d = " << d << ": ratio " << ratio);
      CHECK(ratio == Approx(1).margin(2 * d));
      if (excess != 0) CHECK((ratio - 1) / excess == Approx(0.1).epsilon(0.15));
      excess = ratio - 1;
    }
    const Outcome tenth = tests::solved(m, saving(0.9)), fifth = tests::solved(m, tests::scenario("S5b"));
    CHECK(tenth.gain("Chongqing") > 0);
    CHECK(tenth.gain("Guizhou") > 0);
    CHECK(tenth.gain() == Approx(paid * -std::log(0.9)).epsilon(0.15));
    CHECK(fifth.gain() == Approx(paid * -std::log(0.8)).epsilon(0.15));
    const auto all = model::indicators(tenth.solution);
    const data::Table &share = tests::table(all, "first_order_gain"), &grp = tests::table(all, "grp_nominal");
    const int china = share.axis(0).index("China");
    CHECK(share(china) / 100 * grp(0, china) == Approx(paid * -std::log(0.9)).epsilon(1e-9));
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
    moved[static_cast<std::size_t>(id)] = base[static_cast<std::size_t>(id)] + h;
    e.set_target(moved);
    e.residual(x, up);
    moved[static_cast<std::size_t>(id)] = base[static_cast<std::size_t>(id)] - h;
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
  const auto is_pair = [&](int r) { return regions.label(r) == "Chongqing" || regions.label(r) == "Guizhou"; };
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
    const Outcome o = tests::solved(tests::china_model(tests::china_benchmark(variant)), tests::scenario("S5c"));
    double nation = 0, pair = 0;
    for (int r = 0; r < o.regions().size(); ++r) {
      const auto at = static_cast<std::size_t>(r);
      const double d = o.after.regions[at].investment.volume - o.before.regions[at].investment.volume;
      nation += d;
      if (o.regions().label(r) != "RestOfChina") pair += d;
    }
    INFO(variant << ": pair " << pair << ", nation " << nation);
    // What comes in is spent on capital goods; prices there rise a little, and households earn and save more.
    CHECK(pair == Approx(200).epsilon(0.1));
    CHECK(std::abs(nation) < 0.1 * pair);
  }
}
