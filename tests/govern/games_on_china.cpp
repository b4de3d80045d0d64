// SPDX-License-Identifier: Apache-2.0
// What games on the shipped benchmark must look like, whatever its figures.
#include <yuqian/model/govern/forms.hpp>
#include "tests/catch.hpp"
#include "tests/govern/small_economy.hpp"

#include <cmath>

using namespace yuqian;
using namespace yuqian::govern;

namespace {

const Form& form(const FormsResult& r, const std::string& id) {
  for (const Form& f : r.forms)
    if (f.id == id) return f;
  throw std::runtime_error("no form " + id);
}

}  // namespace

TEST_CASE("wedges: conditions, best responses and a grid of plain solves agree") {
  const GameFile g = tests::game_text(tests::two_wedges());
  EconomyGame game(tests::economy(tests::small_model("welfare", "8"), g));
  const games::BlockControls own = games::block_controls(game, {0b01, 0b10});
  const games::NashSearch nash = games::nash_equilibria(game, own.controls, {}, 2);
  REQUIRE(nash.points.size() == 1);
  CHECK(nash.points[0].verified);
  const std::vector<double> b = nash.points[0].b;
  const std::vector<double> responses =
      games::best_response_dynamics(game, games::status_quo(game), own.controls);
  REQUIRE(responses.size() == b.size());
  for (std::size_t i = 0; i < 2; ++i) CHECK(responses[i] == Approx(b[i]).margin(1e-4));
  // Each own wedge on a grid of 51 points around the whole range: the best is next to the solution.
  for (std::size_t p = 0; p < 2; ++p) {
    double best = -INFINITY, where = 0;
    std::vector<double> moved = b;
    for (int k = 0; k <= 50; ++k) {
      moved[p] = 0.01 * k;
      REQUIRE(game.move_to(moved));
      if (game.measures()[p] > best) best = game.measures()[p], where = moved[p];
    }
    CHECK(std::abs(where - b[p]) <= 0.01);
    CHECK(best <= nash.points[0].measures[p] + 1e-6);
  }
}

TEST_CASE("forms of governance keep their promises") {
  const GameFile g = tests::game_text("marginal_cost_of_funds = 1.2\n" + tests::two_wedges());
  EconomyGame game(tests::economy(tests::small_model("welfare", "8"), g));
  FormsOptions options;
  options.search.grid = 11;
  options.more_starts = 1;
  options.curve_points = 3;
  const FormsResult r = solve_forms(game, options);
  CHECK(r.refusals == 0);
  const Form &quo = form(r, "status_quo"), &nash = form(r, "nash"), &joint = form(r, "joint");
  for (std::size_t p = 0; p < 2; ++p) {
    const Form& alone = form(r, p == 0 ? "unilateral_1" : "unilateral_2");
    CHECK(alone.payoff[p] > 0);          // protecting alone pays ...
    CHECK(alone.payoff[1 - p] < 0);      // ... at the other's cost,
    CHECK(alone.total() < quo.total());  // which is more.
    CHECK(r.thresholds[p].fine == Approx(alone.payoff[p]).epsilon(1e-5));
    CHECK(r.thresholds[p].regard > 0);
    CHECK(r.thresholds[p].regard < 1);
  }
  CHECK(nash.total() < quo.total());
  CHECK(joint.total() >= quo.total() - 1e-6);
  const Form& paid = form(r, "joint_nash");
  REQUIRE(paid.found);
  // Both gain the same over Nash, by a payment within the model.
  CHECK(paid.payoff[0] - nash.payoff[0] == Approx(paid.payoff[1] - nash.payoff[1]).epsilon(1e-4));
  const Form& bargain = form(r, "bargain_nash");
  if (bargain.found)
    for (std::size_t p = 0; p < 2; ++p) CHECK(bargain.payoff[p] > nash.payoff[p]);
  for (const char* id : {"centre_0", "centre_1", "centre_2"}) CHECK(form(r, id).found);
  // A centre that minds no inequality moves no money, since moving costs; wedges it takes away.
  CHECK(form(r, "centre_0").total() == Approx(joint.total()).margin(1e-3));
  // At the threshold the best answer leaves zero.
  const double regard = r.thresholds[0].regard;
  for (const double by : {0.98, 1.02}) {
    const games::WeightedSum own({1, by * regard, 0, 0});
    const games::Optimum o = games::best_choice(game, quo.b, {{0}, &own}, options.search);
    CHECK((o.b[0] > 1e-5) == (by < 1));
  }
}

TEST_CASE("with iceberg barriers there is no dilemma: cutting one gains both") {
  const GameFile g =
      tests::game_text("transfers = false\n" + tests::two_wedges("iceberg", "[0.9, 1.1]"));
  EconomyGame game(tests::economy(tests::small_model("welfare", "8"), g));
  const games::BlockControls own = games::block_controls(game, {0b01, 0b10});
  const games::NashSearch nash = games::nash_equilibria(game, own.controls, {}, 0);
  REQUIRE(nash.points.size() == 1);
  for (std::size_t p = 0; p < 2; ++p) {
    CHECK(nash.points[0].b[p] == Approx(0.9));
    CHECK(nash.points[0].measures[p] > 0);
    std::vector<double> alone = games::status_quo(game);
    alone[p] = 0.9;
    REQUIRE(game.move_to(alone));
    CHECK(game.measures()[0] > 0);
    CHECK(game.measures()[1] > 0);
  }
}
