// SPDX-License-Identifier: Apache-2.0
// Structures, actions and runs on the shipped benchmark, small.
#include <yuqian/data/error.hpp>
#include <yuqian/model/govern/run.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include "tests/catch.hpp"
#include "tests/govern/small_economy.hpp"

#include <bit>
#include <cmath>
#include <numeric>

using namespace yuqian;
using namespace yuqian::govern;

namespace {

/// Three neighbours with a wedge each against those outside their coalition.
GameFile three_neighbours(const std::vector<std::string>& order) {
  std::string text = "regions = \"seven-neighbours\"\n";
  for (const std::string& own : order) {
    std::string others;
    for (const std::string& other : order)
      if (other != own) others += (others.empty() ? "\"" : ", \"") + other + "\"";
    text += "[[player]]\nname = \"" + own + "\"\n[[player.instrument]]\nparameter = \"wedge\"\n" +
            "where = { from = [" + others + "], to = \"" + own +
            "\" }\nrange = [0.0, 0.3]\noutsiders = true\n";
  }
  return tests::game_text(text);
}

std::shared_ptr<const Economy> neighbours(const std::vector<std::string>& order) {
  static const auto m = tests::china_model(
      tests::china_benchmark("central", "seven-neighbours", "3"), tests::closure("welfare"));
  return std::make_shared<const Economy>(m, three_neighbours(order));
}

GameFile projects() {
  std::string text;
  for (const char* id : {"S5", "S5d", "S9"})
    text += "[[action]]\nscenario = \"" + std::string(id) +
            "\"\ncost = 1\nsource = \"assumed\"\npaid_by = { Chongqing = 0.5, Centre = 0.5 }\n";
  return tests::game_text(text);
}

ActionScenarios actions_of(const GameFile& g) {
  return read_actions(g, tests::closure(g.closure), tests::scenario, tests::closure);
}

std::vector<TradeRun> run(const GameFile& g, int jobs, int draws = 0) {
  RunOptions options;
  options.jobs = jobs;
  options.draws = draws;
  options.forms.search.grid = 7;
  options.forms.more_starts = 0;
  options.forms.curve_points = 0;
  options.forms.aversions = {1};
  const ActionScenarios actions = actions_of(g);
  return run_game(
      g, tests::closure(g.closure), actions, {"low", "central"},
      [](const std::string& trade, const model::Closure& c) {
        return tests::china_model(tests::china_benchmark(trade, "default", "3"), c);
      },
      options);
}

}  // namespace

TEST_CASE("structures of three neighbours: the whole coalition is the joint optimum") {
  const auto e = neighbours({"Chongqing", "Guizhou", "Sichuan"});
  StructuresOptions options;
  const StructuresResult r = solve_structures(e, options);
  REQUIRE(r.failed == 0);
  REQUIRE(r.outcomes.size() == 5);
  CHECK(structure_count(3) == 5 + 8);
  // All together have nobody outside: no wedge touches anything, and that is the best sum.
  const std::vector<double>& whole = r.table.payoff.back();
  for (const double v : whole) CHECK(v == Approx(0).margin(1e-6));
  EconomyGame game(e);
  const games::Agreement joint =
      games::joint_optimum(game, {games::status_quo(game)}, options.search);
  const double best = joint.measures[0] + joint.measures[1] + joint.measures[2];
  CHECK(best == Approx(std::accumulate(whole.begin(), whole.end(), 0.0)).margin(1e-4));
  const std::vector<double>& alone = r.table.payoff.front();
  CHECK(std::accumulate(alone.begin(), alone.end(), 0.0) < -1e-3);
  CHECK(std::accumulate(r.shapley.begin(), r.shapley.end(), 0.0) ==
        Approx(r.worth.back()).margin(1e-9));
  CHECK_FALSE(r.core.nearest.empty());
  // The full network is the whole coalition, the empty one everybody alone.
  for (std::size_t p = 0; p < 3; ++p) {
    CHECK(r.networks.front().measures[p] == Approx(alone[p]).margin(1e-5));
    CHECK(r.networks.back().measures[p] == Approx(whole[p]).margin(1e-5));
  }
}

TEST_CASE("structures are the same on 1, 2 and 8 threads, and whoever is called first") {
  const auto e = neighbours({"Chongqing", "Guizhou", "Sichuan"});
  StructuresOptions options;
  std::vector<StructuresResult> results;
  for (const int jobs : {1, 2, 8}) {
    options.jobs = jobs;
    results.push_back(solve_structures(e, options));
  }
  for (std::size_t k = 1; k < results.size(); ++k)
    CHECK(results[k].table.payoff == results[0].table.payoff);  // to the last bit
  options.jobs = 1;
  const StructuresResult other = solve_structures(neighbours({"Sichuan", "Guizhou", "Chongqing"}));
  // Structures in the other order: {0,1} here is {2,1} there.
  const auto payoff = [](const StructuresResult& r, const games::Structure& s) {
    return r.table.payoff[games::find(r.table.structures, s)];
  };
  const auto a = payoff(results[0], {0b011, 0b100}), b = payoff(other, {0b001, 0b110});
  for (std::size_t p = 0; p < 3; ++p) CHECK(a[p] == Approx(b[2 - p]).margin(1e-4));
}

TEST_CASE("what is known of structures is not solved again") {
  const auto e = neighbours({"Chongqing", "Guizhou", "Sichuan"});
  std::map<std::size_t, StructureOutcome> journal;
  StructuresOptions options;
  options.done = [&](std::size_t k, const StructureOutcome& o) { journal[k] = o; };
  const StructuresResult first = solve_structures(e, options);
  CHECK(journal.size() == 13);
  journal.erase(3);
  std::size_t again = 0;
  options.known = [&](std::size_t k) { return journal.contains(k) ? &journal.at(k) : nullptr; };
  options.done = [&](std::size_t k, const StructureOutcome&) { again += k == 3 ? 1 : 100; };
  const StructuresResult second = solve_structures(e, options);
  CHECK(again == 1);
  CHECK(second.table.payoff == first.table.payoff);
}

TEST_CASE("actions: gains add up to the nation's, packages to Shapley values") {
  const GameFile g = projects();
  const std::vector<TradeRun> runs = run(g, 1, 2);
  REQUIRE(runs.size() == 2);
  for (const TradeRun& t : runs) {
    REQUIRE(t.actions);
    const ActionsResult& a = *t.actions;
    CHECK(a.failed == 0);
    REQUIRE(a.package_gain.size() == 8);
    for (std::size_t k = 0; k < a.actions.size(); ++k) {
      double sum = 0, lost = 0;
      for (std::size_t s = 0; s < a.stakeholders.size(); ++s)
        if (a.stakeholders[s].kind == Stakeholder::Kind::residents ||
            a.stakeholders[s].kind == Stakeholder::Kind::payer) {
          sum += a.gain[s][k];
          lost += std::max(0.0, -a.gain[s][k]);
        }
      CHECK(sum == Approx(a.nation[k]).margin(1e-6));
      CHECK(a.left[k] == Approx(a.nation[k]).margin(1e-6));
      CHECK(a.needed[k] == Approx(lost).margin(1e-9));
      CHECK(a.people_share[k] >= 0);
      CHECK(a.people_share[k] <= 1);
    }
    CHECK(a.nation.back() == Approx(a.package_gain.back()).margin(1e-6));
    CHECK(std::accumulate(a.shapley.begin(), a.shapley.end(), 0.0) ==
          Approx(a.package_gain.back() - a.package_gain.front()).margin(1e-6));
    CHECK(a.package_gain.front() == Approx(0).margin(1e-6));
    // Within every budget nothing beats what the frontier names.
    for (const auto& f : a.frontier)
      for (std::size_t p = 0; p < a.package_gain.size(); ++p)
        if (a.package_cost[p] <= f.budget) CHECK(a.package_gain[p] <= f.gain);
    // Cheaper transport and distribution gain the nation more than they cost here; a transfer
    // within it costs its administration.
    CHECK(a.nation[1] > 0);
    CHECK(t.action_draws.size() == 2);
  }
}

TEST_CASE("a game gives the same bits on 1, 2 and 8 threads") {
  const GameFile g = tests::game_text(tests::two_wedges());
  std::vector<std::vector<TradeRun>> runs;
  for (const int jobs : {1, 2, 8}) runs.push_back(run(g, jobs, 3));
  for (const auto& other : runs)
    for (std::size_t t = 0; t < 2; ++t) {
      for (std::size_t f = 0; f < other[t].forms->forms.size(); ++f) {
        const Form &a = runs[0][t].forms->forms[f], &b = other[t].forms->forms[f];
        CHECK(a.id == b.id);
        CHECK(a.payoff == b.payoff);
      }
      CHECK(other[t].form_draws.size() == 3);
      for (std::size_t d = 0; d < 3; ++d)
        for (std::size_t f = 0; f < other[t].form_draws[d].size(); ++f) {
          const double x = runs[0][t].form_draws[d][f], y = other[t].form_draws[d][f];
          CHECK((x == y || (std::isnan(x) && std::isnan(y))));
        }
    }
  // Draws move the figures.
  CHECK(runs[0][0].form_draws[0] != runs[0][0].form_draws[1]);
}

TEST_CASE("actions that do not suit the game are refused before the first solve") {
  const auto refused = [](const std::string& id, const std::string& says) {
    CAPTURE(id);
    const GameFile g = tests::game_text("[[action]]\nscenario = \"" + id + "\"\n");
    CHECK_THROWS_WITH(actions_of(g), Catch::Contains(says));
  };
  refused("S4", "labour is migration");
  refused("S8", "emissions is priced");
  refused("S1d", "compared with a state of its own");
  refused("S2", "needs the regions");
}

TEST_CASE("rankings of forms: close ones are equal, what was not found comes last") {
  CHECK(ranking({3, 1, 3.0005, NAN}, 0.001) == std::vector<int>{0, 2, 0, 3});
  CHECK(ranking({3, 1, 3.1, NAN}, 0.001) == std::vector<int>{1, 2, 0, 3});
}
