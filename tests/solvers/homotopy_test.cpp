// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/homotopy.hpp>

#include "tests/catch.hpp"
#include "tests/solvers/problems.hpp"

using namespace problems;

namespace {

/// atan(k (x - 8 t^2)) = 0: from x = 0 the slope at t = 1 is almost zero, the path is smooth.
Dense steep(double k) {
  return Dense(
      {-infinity}, {infinity},
      [k](double t, In x, Out f) {
        f[0] = std::atan(k * (x[0] - 8 * t * t));
        return Evaluation::ok;
      },
      [k](double t, In x, Out r) {
        const double z = k * (x[0] - 8 * t * t);
        r[0] = k / (1 + z * z);
        return Evaluation::ok;
      });
}

/// x^2 = 1/2 - t: two branches that meet and end at t = 1/2.
Dense folded() {
  return Dense(
      {-infinity}, {infinity},
      [](double t, In x, Out f) {
        f[0] = x[0] * x[0] - 0.5 + t;
        return Evaluation::ok;
      },
      [](double, In x, Out r) {
        r[0] = 2 * x[0];
        return Evaluation::ok;
      });
}

}  // namespace

TEST_CASE("a small change is one full step") {
  auto p = steep(0.05);
  Vector x{0};
  const auto report = follow(p, x);
  INFO(report.sentence());
  REQUIRE(report.solved());
  CHECK(report.path_steps == 0);
  CHECK(report.reached == 1);
  CHECK(x[0] == Approx(8));
}

TEST_CASE("where the full step fails the ladder climbs") {
  auto p = steep(100);
  HomotopyOptions options;
  options.newton.recoveries = 0;
  Vector direct{0};
  p.move_to(1);
  CHECK_FALSE(solve(p, direct, options.newton).solved());
  Vector x{0};
  const auto report = follow(p, x, options);
  INFO(report.sentence());
  REQUIRE(report.solved());
  CHECK(report.path_steps > 0);
  CHECK(x[0] == Approx(8));
  CHECK(report.sentence().find("partial steps") != std::string::npos);
}

TEST_CASE("a path through changes of the active set") {
  // x0 moves from 1 down to its bound and stays; x1 leaves its bound when x0 arrives.
  // F0 = x0 - (1 - 2 t), F1 = x1 - (2 t - 1): kinks at t = 1/2.
  Dense p(
      {0, 0}, {infinity, infinity},
      [](double t, In x, Out f) {
        f[0] = x[0] - (1 - 2 * t);
        f[1] = x[1] - (2 * t - 1);
        return Evaluation::ok;
      },
      [](double, In, Out r) {
        const double rows[] = {1, 0, 0, 1};
        std::copy(std::begin(rows), std::end(rows), r.begin());
        return Evaluation::ok;
      });
  HomotopyOptions options;
  options.full_step_first = false;
  Vector x{1, 0};
  const auto report = follow(p, x, options);
  INFO(report.sentence());
  REQUIRE(report.solved());
  CHECK(x[0] == Approx(0).margin(1e-8));
  CHECK(x[1] == Approx(1));
}

TEST_CASE("a path that ends: the largest t reached, with its solution") {
  auto p = folded();
  Vector x{std::sqrt(0.5)};
  const auto report = follow(p, x);
  INFO(report.sentence());
  CHECK(report.status == Status::path_ended);
  CHECK(report.reached > 0.49);
  CHECK(report.reached <= 0.5 + 1e-9);
  CHECK(x[0] * x[0] == Approx(0.5 - report.reached).margin(1e-8));
  CHECK(report.sentence().find("no further") != std::string::npos);
  // The problem is left where x solves it.
  double f = 0;
  p.residual(x, Out(&f, 1));
  CHECK(std::abs(f) < 1e-8);
}

TEST_CASE(
    "a start that is not a solution is made one at t = 0, or the report says that it is not") {
  auto p = steep(100);
  HomotopyOptions options;
  options.full_step_first = false;
  Vector near{1e-4};
  CHECK(follow(p, near, options).solved());

  Dense none(
      {-infinity}, {infinity},
      [](double t, In x, Out f) {
        f[0] = x[0] * x[0] + 1 + t;
        return Evaluation::ok;
      },
      [](double, In x, Out r) {
        r[0] = 2 * x[0];
        return Evaluation::ok;
      });
  Vector x{1};
  const auto report = follow(none, x);
  CHECK_FALSE(report.solved());
  CHECK(report.reached == 0);
  CHECK(report.sentence().find("t = 0") != std::string::npos);
}

TEST_CASE("the ladder can be interrupted and keeps the last solution") {
  auto p = steep(100);
  HomotopyOptions options;
  options.full_step_first = false;
  options.first_step = 0.01;
  options.growth = 1;
  Vector x{0};
  const auto report = follow(p, x, options, [](const Progress& q) { return q.t < 0.305; });
  CHECK(report.status == Status::interrupted);
  CHECK(report.reached == Approx(0.3).margin(1e-9));
  CHECK(x[0] == Approx(8 * report.reached * report.reached));
}
