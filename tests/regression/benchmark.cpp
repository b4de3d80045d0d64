// SPDX-License-Identifier: Apache-2.0
// The benchmark of the shipped dataset: published totals, and an equilibrium under every closure.
#include "tests/regression/figures.hpp"

using namespace yuqian;

TEST_CASE("gross regional product is the published one, and the revised one stands beside") {
  // NBS, China Regional Input-Output Tables 2017; revised: after the fourth economic census.
  const double tables[] = {19424.7, 13540.8}, revised[] = {20064.8, 13604.4};
  const char* names[] = {"Chongqing", "Guizhou"};
  const data::Table shipped =
      data::read_dataset_table(tests::shipped("china-2017/china-2017.h5"), "grp");
  for (const char* regions : {"default", "with-sichuan", "seven-neighbours", "all-31"})
    for (const char* variant : {"low", "central", "high"}) {
      const auto b = tests::china_benchmark(variant, regions);
      for (int k = 0; k < 2; ++k) {
        INFO(regions << ", " << variant << ", " << names[k]);
        CHECK(tests::benchmark_product(*b, b->regions.index(names[k])) ==
              Approx(tables[k]).epsilon(1e-3));
        const int r = shipped.axis(0).index(names[k]);
        CHECK(shipped(r, shipped.axis(1).index("tables")) == Approx(tables[k]).epsilon(1e-5));
        CHECK(shipped(r, shipped.axis(1).index("revised")) == Approx(revised[k]).epsilon(1e-5));
      }
    }
}

TEST_CASE("the benchmark replicates under every shipped closure, trade estimate and region set") {
  const auto replicates = [](const char* regions, const char* variant, const char* closure) {
    const auto m =
        tests::china_model(tests::china_benchmark(variant, regions), tests::closure(closure));
    model::Equilibrium e(m->model);
    std::vector<double> f(static_cast<std::size_t>(e.size()));
    REQUIRE(e.residual(m->model->start(), f) == solvers::Evaluation::ok);
    double worst = 0;
    for (const double v : f) worst = std::max(worst, std::abs(v));
    INFO(regions << ", " << variant << ", " << closure << ": residual " << worst);
    CHECK(worst < 1e-9);
  };
  for (const char* closure :
       {"long_run", "short_run", "fixed_investment", "fixed_government", "small_country"})
    for (const char* variant : {"low", "central", "high"}) replicates("default", variant, closure);
  for (const char* variant : {"low", "central", "high"}) replicates("all-31", variant, "long_run");
}
