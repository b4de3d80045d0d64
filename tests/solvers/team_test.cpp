// SPDX-License-Identifier: Apache-2.0
// Threads that share one solve: every part once, and the same bits on any number of them.
#include <yuqian/solvers/newton.hpp>
#include <yuqian/solvers/team.hpp>

#include <stdexcept>
#include <thread>

#include "tests/catch.hpp"
#include "tests/solvers/regions.hpp"

using namespace regions;

TEST_CASE("A team does every part once, whoever does it, round after round") {
  for (const int threads : {1, 2, 5}) {
    Team team(threads);
    REQUIRE(Team::of_this_thread() == &team);
    REQUIRE(team_size() == threads);
    std::vector<int> done(100, 0);
    for (int round = 0; round < 1000; ++round)
      share(100, [&](int part, int member) {
        if (member < 0 || member >= threads) throw std::logic_error("no such member");
        ++done[static_cast<std::size_t>(part)];
      });
    CHECK(done == std::vector<int>(100, 1000));
  }
  CHECK(Team::of_this_thread() == nullptr);
}

TEST_CASE("Ranges cover everything once") {
  Team team(3);
  for (const std::size_t n : {0, 1, 9, 1000, 1001}) {
    std::vector<int> done(n, 0);
    share_range(n, 10, [&](std::size_t begin, std::size_t end) {
      for (std::size_t k = begin; k < end; ++k) ++done[k];
    });
    CHECK(done == std::vector<int>(n, 1));
  }
}

TEST_CASE("What is shared out within a part stays on its thread") {
  Team team(3);
  std::vector<int> strangers(8, 0);
  share(8, [&](int part, int) {
    const auto here = std::this_thread::get_id();
    share(50, [&](int, int member) {
      strangers[static_cast<std::size_t>(part)] +=
          member != 0 || std::this_thread::get_id() != here;
    });
  });
  CHECK(strangers == std::vector<int>(8, 0));
}

TEST_CASE("Another thread has no team, and an inner team takes over for its life") {
  Team outer(2);
  std::thread([] { CHECK(team_size() == 1); }).join();
  {
    const Team inner(3);
    CHECK(team_size() == 3);
  }
  CHECK(Team::of_this_thread() == &outer);
}

TEST_CASE("What fails in a part is thrown when all are done, and the team goes on") {
  Team team(2);
  std::atomic<int> done{0};
  const auto one_fails = [&] {
    share(20, [&](int part, int) {
      if (part == 7) throw std::runtime_error("seven");
      ++done;
    });
  };
  CHECK_THROWS_AS(one_fails(), std::runtime_error);
  CHECK(done == 19);
  share(20, [&](int, int) { ++done; });
  CHECK(done == 39);
}

TEST_CASE("Products by stretches of columns are those of the whole matrix, on any team") {
  std::mt19937 random(3);
  for (const int cells : {20, 90}) {  // one stretch, and several
    const Matrix m = random_matrix(random, 8, cells, 5, 0.1);
    const auto n = static_cast<std::size_t>(m.pattern.size());
    Vector x(n), plain(n), y(n), again(n), one(n, 1.0), largest(n, 0.0), found(n);
    for (double& e : x) e = std::normal_distribution<double>()(random);
    multiply(m.pattern, m.values, x, plain);
    for (std::size_t k = 0; k < m.values.size(); ++k) {
      double& row = largest[static_cast<std::size_t>(m.pattern.row[k])];
      row = std::max(row, std::abs(m.values[k]));
    }
    RowGatherer rows(m.pattern);
    rows.multiply(m.values, x, one, y);
    rows.largest(m.values, found);
    CHECK(found == largest);
    for (std::size_t i = 0; i < n; ++i) CHECK(y[i] == Approx(plain[i]).margin(1e-13));
    if (cells == 20) CHECK(y == plain);
    for (const int threads : {2, 3}) {
      const Team team(threads);
      rows.multiply(m.values, x, one, again);
      CHECK(again == y);
    }
  }
}

TEST_CASE("A solve, a tangent and an adjoint have the same bits on 1, 2 and 5 threads") {
  Regional p(2, 8, 330, 3, 2.0);  // more unknowns than one stretch of a vector
  const auto n = static_cast<std::size_t>(p.size());
  Vector df(n);
  p.path_derivative({}, df);
  struct Found {
    Vector x, dx, w;
    int linear_iterations = 0;
  };
  const auto find = [&](int threads) {
    const Team team(threads);
    Newton newton;
    Found f{Vector(n, 0.5), Vector(n), Vector(n), 0};
    const SolveReport report = newton.solve(p, f.x);
    INFO(report.sentence());
    REQUIRE(report.solved());
    CHECK(report.linear_solver == "region GMRES");
    f.linear_iterations = report.linear_iterations;
    REQUIRE(newton.tangent(p, f.x, df, f.dx) == LinearStatus::ok);
    REQUIRE(newton.adjoint(p, f.x, df, f.w) == LinearStatus::ok);
    return f;
  };
  const Found one = find(1);
  CHECK(one.linear_iterations > 10);
  for (const int threads : {2, 5}) {
    const Found more = find(threads);
    CHECK(more.x == one.x);
    CHECK(more.dx == one.dx);
    CHECK(more.w == one.w);
    CHECK(more.linear_iterations == one.linear_iterations);
  }
}
