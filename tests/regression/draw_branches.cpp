// SPDX-License-Identifier: Apache-2.0
// Draws of ranges whose orientation is not looked at, since it follows from the centre's.
#include <yuqian/model/regional/batch/case_group.hpp>

#include <random>
#include <set>

#include "tests/catch.hpp"
#include "tests/china_benchmark.hpp"

using namespace yuqian;

TEST_CASE(
    "a draw that is where the centre's derivative expects it has the benchmark's orientation") {
  int looked_at = 0;
  for (const auto& [id, closure] :
       {std::pair{"S6", "public_capital"}, {"S1a", "external_scale"}, {"S1a", "chain_spillover"}}) {
    const model::Scenario s = tests::scenario(id);
    const auto m = tests::china_model(tests::china_benchmark("central", "default", "17"),
                                      tests::closure(closure));
    std::vector<model::CaseGroup::Move> moves;
    const std::set<std::string> drawn{"esubd", "esubm", "esubva", "public_productivity"};
    for (const model::ParameterFamily& family : m->parameters.families()) {
      if (!drawn.contains(family.name)) continue;
      moves.push_back({{}, true});
      for (const model::ParameterId p : family.ids)
        if (p.valid()) moves.back().parameters.push_back(at(p.value));
    }
    model::CaseSolver solver(
        std::make_shared<const model::CaseGroup>(model::CaseGroup::Shared(m), &s, moves));
    model::Equilibrium e(m->model);
    const model::RegionalValidity validity(*m, e);
    REQUIRE(validity.tells_branches());
    std::mt19937 random(7);
    std::lognormal_distribution<double> factor(0, 0.3);
    for (int k = 0; k < 25; ++k) {
      std::vector<double> factors;
      for (std::size_t f = 0; f < moves.size(); ++f) factors.push_back(factor(random));
      if (solver.solve(1, factors).status != model::BatchResult::Status::solved) continue;
      model::Solution found;
      solver.read_solution(found);
      e.set_target(found.parameters);
      INFO(closure << ", draw " << k);
      CHECK(validity.has_orientation(e, found.x));
      ++looked_at;
    }
  }
  CHECK(looked_at >= 70);
}
