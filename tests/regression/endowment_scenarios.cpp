// SPDX-License-Identifier: Apache-2.0
// Scenarios that give a factor (S13, S13k, S13l, S13p): sign, and size by what the factor was paid.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/migration.hpp>
#include <yuqian/model/regional/question/chains.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

/// Without what taxes and terms of trade add.
double gain(const Outcome& o) { return tests::undistorted_gain(o); }

double paid(const data::Table& t, int r, const std::vector<int>& sectors = {}) {
  double sum = 0;
  if (sectors.empty())
    for (int j = 0; j < t.axis(1).size(); ++j) sum += t(r, j);
  for (const int j : sectors) sum += t(r, j);
  return sum;
}

}  // namespace

TEST_CASE("S13 and S13k and S13l: what is given is worth what it was paid") {
  for (const auto& [id, by] : {std::pair{"S13", 0.01}, {"S13k", 0.10}, {"S13l", 0.05}}) {
    INFO(id);
    const Outcome o = tests::solved_as_shipped(id);
    const model::Benchmark& b = *o.solution.model->benchmark;
    const int g = b.regions.index("Guizhou");
    const double pay =
        id == std::string("S13") ? paid(b.labour, g)
        : id == std::string("S13l")
            ? paid(b.land, g)
            : paid(b.capital, g, model::chain_positions("electronics", b.sectors, {}));
    REQUIRE(pay > 0);
    INFO("gain " << gain(o) << ", by hand " << by * pay);
    CHECK(gain(o) == Approx(by * pay).epsilon(0.05));
    CHECK(o.gain("Guizhou") > 0);
  }
}

TEST_CASE("S13p: workers of one kind are more, and part of them work elsewhere") {
  const Outcome o = tests::solved_as_shipped("S13p");
  const model::RegionalModel& m = *o.solution.model;
  const model::Benchmark& b = *m.benchmark;
  const int g = b.regions.index("Guizhou");
  const data::Table now = model::workers(m, o.after_point, o.solution.parameters);
  const data::Table& then = b.factor_markets.workers;
  double all = 0, more = 0, away = 0;
  for (int to = 0; to < b.regions.size(); ++to)
    for (int work = 0; work < 2; ++work) {
      const double change =
          now(g, model::farm_labour, to, work) - then(g, model::farm_labour, to, work);
      all += then(g, model::farm_labour, to, work);
      more += change;
      if (to != g) away += change;
    }
  CHECK(more == Approx(0.01 * all).epsilon(1e-8));
  CHECK(away > 0);
  CHECK(away < more);
  CHECK(o.gain() > 0);
  CHECK(o.gain("Guizhou") > 0);
}
