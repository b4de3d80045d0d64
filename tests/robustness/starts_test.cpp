// SPDX-License-Identifier: Apache-2.0
// Ten models from a hundred random starts each, and under a hundred random shocks each, as `yuqian
// model` solves them.
#include "tests/robustness/starts.hpp"
#include "tests/catch.hpp"

#include <cstdio>
#include <functional>

using namespace yuqian;

namespace {

constexpr int draws = 100;

/// Solves all draws of all models; prints a line for each model; returns how many were solved.
int solve_all(const char* what,
              const std::function<model::Case(const tests::StartModel&, const model::ModelFile&,
                                              std::uint64_t)>& draw) {
  int solved_in_all = 0;
  std::printf("  %s: model, solved, failed, iterations on average and most\n", what);
  for (const tests::StartModel& m : tests::start_models()) {
    const model::ModelFile file = tests::with_shocks(m);
    int solved = 0, most = 0;
    long iterations = 0;
    std::string failures;
    for (int k = 0; k < draws; ++k) {
      const model::CaseResult r =
          model::run_case(file, draw(m, file, static_cast<std::uint64_t>(k)));
      iterations += r.report.iterations;
      most = std::max(most, r.report.iterations);
      // A large shock may fold the declared equilibrium away: another branch's counts as found.
      const bool other = r.objection && r.objection->kind == model::Objection::Kind::other_branch;
      if (r.report.solved() || other)
        ++solved;
      else
        failures += " " + std::to_string(k) + ":" + std::string(r.report.word());
    }
    std::printf("  %-22s %4d %4d %8.1f %5d%s\n", m.name.c_str(), solved, draws - solved,
                static_cast<double>(iterations) / draws, most, failures.c_str());
    solved_in_all += solved;
  }
  std::printf("  %d of %d solved\n", solved_in_all,
              draws * static_cast<int>(tests::start_models().size()));
  return solved_in_all;
}

}  // namespace

// Scarf's unstable economy, whose prices run away from some starts, needs the fixed-point homotopy.
TEST_CASE("a thousand random starts of ten small models are solved") {
  CHECK(solve_all("random starts", [](const tests::StartModel&, const model::ModelFile& file,
                                      std::uint64_t k) { return tests::random_start(file, k); }) >=
        998);
}

TEST_CASE("a thousand random shocks to ten small models are solved") {
  CHECK(solve_all("random shocks", tests::random_shock) >= 998);
}
