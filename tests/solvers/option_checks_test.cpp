// SPDX-License-Identifier: Apache-2.0
// A solve refuses options that nobody can mean, by name and value.
#include <limits>

#include <yuqian/solvers/homotopy.hpp>
#include <yuqian/solvers/ipopt.hpp>
#include <yuqian/solvers/newton.hpp>
#include <yuqian/solvers/option_checks.hpp>
#include "tests/catch.hpp"
#include "tests/solvers/problems.hpp"

using namespace yuqian::solvers;

namespace {

template <class Options>
std::string refusal(void (*change)(Options&)) {
  Options options;
  change(options);
  try {
    require_valid(options);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("options are what a solve can mean") {
  CHECK(refusal<NewtonOptions>([](NewtonOptions&) {}).empty());
  CHECK(refusal<HomotopyOptions>([](HomotopyOptions&) {}).empty());
  CHECK(refusal<IpoptOptions>([](IpoptOptions&) {}).empty());
  CHECK(refusal<NewtonOptions>([](NewtonOptions& o) { o.tolerance = -1; }) ==
        "tolerance is -1; it must be zero or more");
  CHECK_THAT(refusal<NewtonOptions>([](NewtonOptions& o) {
               o.gap_tolerance = std::numeric_limits<double>::quiet_NaN();
             }),
             ContainsSubstring("gap_tolerance"));
  CHECK(refusal<NewtonOptions>([](NewtonOptions& o) { o.memory = 0; }) ==
        "memory is 0; it must be one or more");
  CHECK_THAT(refusal<NewtonOptions>([](NewtonOptions& o) { o.linear.gmres_tolerance = 2; }),
             ContainsSubstring("linear.gmres_tolerance is 2"));
  CHECK_THAT(refusal<HomotopyOptions>([](HomotopyOptions& o) { o.easy = 9; }),
             ContainsSubstring("no more than hard"));
  CHECK_THAT(refusal<HomotopyOptions>([](HomotopyOptions& o) { o.newton.patience = 0; }),
             ContainsSubstring("patience"));
  CHECK_THAT(refusal<IpoptOptions>([](IpoptOptions& o) { o.rounds = -1; }),
             ContainsSubstring("rounds is -1"));
}

TEST_CASE("every solve asks for its options before it begins") {
  auto p = problems::kojima_shindo();
  problems::Vector x{1, 0, 1, 0};
  const problems::Vector start = x;
  NewtonOptions newton;
  newton.max_seconds = -1;
  CHECK_THROWS_AS(solve(p, x, newton), std::invalid_argument);
  HomotopyOptions path;
  path.first_step = 2;
  CHECK_THROWS_AS(follow(p, x, path), std::invalid_argument);
  IpoptOptions ipopt;
  ipopt.tolerance = -1;
  CHECK_THROWS_AS(solve(p, x, ipopt), std::invalid_argument);
  CHECK(x == start);
}
