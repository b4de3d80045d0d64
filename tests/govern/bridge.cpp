// SPDX-License-Identifier: Apache-2.0
// From the model to payoffs and their gradients.
#include <yuqian/model/games/equilibria.hpp>
#include <yuqian/model/govern/forms.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include "tests/catch.hpp"
#include "tests/govern/small_economy.hpp"
#include "tests/synthetic_mrio.hpp"

#include <cmath>

using namespace yuqian;
using namespace yuqian::govern;

namespace {

/// Slope of a weighted sum of measures by every instrument, by central differences.
void check_gradient(EconomyGame& game, const std::vector<double>& b,
                    const std::vector<double>& weights) {
  std::vector<double> slope(b.size());
  REQUIRE(game.move_to(b));
  game.gradient(weights, slope);
  const auto sum = [&](std::size_t i, double by) {
    std::vector<double> moved = b;
    moved[i] += by;
    REQUIRE(game.move_to(moved));
    double out = 0;
    for (std::size_t m = 0; m < weights.size(); ++m) out += weights[m] * game.measures()[m];
    return out;
  };
  for (std::size_t i = 0; i < b.size(); ++i) {
    const double range = game.instruments()[i].upper - game.instruments()[i].lower,
                 h = 1e-3 * range;
    const double central =
        (8 * (sum(i, h) - sum(i, -h)) - (sum(i, 2 * h) - sum(i, -2 * h))) / (12 * h);
    CAPTURE(game.instruments()[i].name);
    CHECK(slope[i] == Approx(central).epsilon(1e-5).margin(1e-6));
  }
}

}  // namespace

TEST_CASE("under the welfare closure households get all that residents get") {
  const auto m = tests::small_model("welfare", "8");
  const model::Solution s = model::solve_scenario(m, tests::scenario("S1d"));
  REQUIRE(s.solved());
  model::Equilibrium e(m->model);
  e.set_target(s.reference_parameters);
  const model::Point before = e.evaluate(s.reference_x);
  e.set_target(s.parameters);
  const model::Point after = e.evaluate(s.x);
  const auto gain = [&](model::ConsumerId id) {
    return model::equivalent_variation(*m, before, after, id);
  };
  const model::Areas areas(m->benchmark->regions);
  for (int r = 0; r < m->benchmark->regions.size(); ++r) {
    const auto at = static_cast<std::size_t>(r);
    CAPTURE(m->benchmark->regions.label(r));
    const double households = gain(m->rural[at]) + gain(m->urban[at]);
    CHECK(gain(m->government[at]) == Approx(0).margin(1e-6));
    CHECK(gain(m->investment[at]) == Approx(0).margin(1e-6));
    CHECK(std::abs(households) > 1e-3);
    CHECK(model::indicator_value(*m, before, after,
                                 {model::Indicator::Kind::equivalent_variation, r, -1, ""}) ==
          Approx(households).margin(1e-9));
  }
}

TEST_CASE("payoffs have exact gradients, whatever a government is assessed by") {
  const std::string payoff =
      "[player.payoff]\nwelfare = 0.7\nrevenue = 0.4\nemissions = 80\nall_emissions = 30\n"
      "partner = 0.2\n";
  for (const char* closure : {"welfare", "long_run"}) {
    CAPTURE(closure);
    const GameFile g = tests::game_text(tests::two_wedges("wedge", "[0.0, 0.5]", payoff), closure);
    EconomyGame game(tests::economy(tests::small_model(closure), g));
    REQUIRE(game.move_to(games::status_quo(game)));
    for (const double m : game.measures()) CHECK(m == Approx(0).margin(1e-7));
    const std::vector<double> b{0.12, 0.07, 3, 2, 1};
    check_gradient(game, b, {1, 0, 0, 0});
    check_gradient(game, b, {0.3, -1.2, 0, 0});
    check_gradient(game, b, {0, 0, 1, 0.5});
  }
  // Jobs count where they can change.
  const GameFile jobs = tests::game_text(
      tests::two_wedges("wedge", "[0.0, 0.5]", "[player.payoff]\nemployment = 50000\n"),
      "wage_curve");
  EconomyGame game(tests::economy(tests::small_model("wage_curve"), jobs));
  check_gradient(game, {0.1, 0.05, 0, 0, 0}, {1, 1, 0, 0});
  CHECK_THROWS_WITH(tests::economy(tests::small_model("welfare"), jobs),
                    Catch::Contains("wage_curve"));
}

TEST_CASE("payments between players add up in the model") {
  const GameFile g = tests::game_text(tests::two_wedges());
  const auto e = tests::economy(tests::small_model("welfare"), g);
  EconomyGame game(e);
  std::vector<double> b = games::status_quo(game);
  b[at(e->net_transfer(1))] = 40;
  const std::vector<double> parameters = e->parameters(b);
  REQUIRE(game.move_to(b));
  double paid = 0;
  const model::Point& point = game.point();
  for (const model::Payment& p : e->model().payments) {
    const double amount = p.scale * parameters[at(p.amount.value)];
    paid += std::abs(amount);
  }
  CHECK(paid == Approx(40));
  // Who pays loses about that much, who receives gains it: the rest is terms of trade.
  CHECK(game.measures()[0] == Approx(-40).epsilon(0.15));
  CHECK(game.measures()[1] == Approx(40).epsilon(0.15));
  CHECK(point.level.size() == game.unknowns().size());
  b[at(e->net_transfer(1))] = -40;
  REQUIRE(game.move_to(b));
  const std::vector<double> back(game.measures().begin(), game.measures().end());
  b[at(e->net_transfer(1))] = 0;
  b[at(e->transfer_from(1))] = 40;
  REQUIRE(game.move_to(b));
  CHECK(game.measures()[0] == Approx(back[0]).epsilon(1e-7));
}

TEST_CASE("two identical halves play symmetric equilibria and agree on no wedges") {
  const std::vector<std::string> goods{"agriculture", "manufacturing", "services"};
  const data::Mrio one = tests::synthetic_mrio(2, goods);
  data::Mrio twin = one;
  const int n = static_cast<int>(goods.size());
  for (int i = 0; i < n; ++i)
    for (int s = 0; s < 2; ++s) {
      for (int r = 0; r < 2; ++r)
        twin.trade(s, r, i) = one.trade(s, r, i) + one.trade(1 - s, 1 - r, i);
      twin.exports(s, i) = one.exports(0, i) + one.exports(1, i);
      twin.imports(s, i) = one.imports(0, i) + one.imports(1, i);
      twin.output(s, i) = one.output(0, i) + one.output(1, i);
      for (int j = 0; j < n; ++j)
        twin.intermediate(s, i, j) = one.intermediate(0, i, j) + one.intermediate(1, i, j);
      for (int f = 0; f < 4; ++f)
        twin.final_use(s, i, f) = one.final_use(0, i, f) + one.final_use(1, i, f);
      for (int v = 0; v < 4; ++v)
        twin.value_added(s, v, i) = one.value_added(0, v, i) + one.value_added(1, v, i);
    }
  std::vector<calibration::SectorTrait> traits(goods.size());
  traits[0].agriculture = true;
  const auto benchmark = std::make_shared<model::Benchmark>(calibration::calibrate(
      twin, data::Mapping::identity(twin.regions), data::Mapping::identity(twin.sectors), traits,
      calibration::without_margins()));
  const GameFile g = tests::game_text(tests::two_wedges());
  const auto m = tests::china_model(benchmark, tests::closure("welfare"));
  EconomyGame game(tests::economy(m, g));
  const games::BlockControls own = games::block_controls(game, {0b01, 0b10});
  const games::NashSearch nash = games::nash_equilibria(game, own.controls, {}, 1);
  REQUIRE_FALSE(nash.points.empty());
  for (const games::NashPoint& p : nash.points) {
    CHECK(p.verified);
    CHECK(p.b[0] > 0.01);
    CHECK(p.b[0] == Approx(p.b[1]).epsilon(1e-6));
    CHECK(p.measures[0] == Approx(p.measures[1]).epsilon(1e-5));
    CHECK(p.measures[0] < 0);
  }
  const games::Agreement joint = games::joint_optimum(game, {nash.points[0].b});
  CHECK(joint.b[0] == Approx(0).margin(1e-6));
  CHECK(joint.b[1] == Approx(0).margin(1e-6));
}
