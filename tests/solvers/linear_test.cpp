// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/linear/linear_solver.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

#include <yuqian/solvers/sparse.hpp>
#include "tests/catch.hpp"
#include "tests/solvers/regions.hpp"

using namespace regions;

namespace {

struct Named {
  const char* name;
  std::unique_ptr<LinearSolver> (*make)();
};

std::unique_ptr<LinearSolver> gmres() { return make_region_gmres({}); }
std::unique_ptr<LinearSolver> refined() { return make_refined(make_eigen_lu(), 2); }

std::vector<Named> solvers() {
  std::vector<Named> list{
      {"dense", make_dense_lu}, {"eigen", make_eigen_lu}, {"refined", refined}, {"gmres", gmres}};
  if (have_umfpack()) list.push_back({"umfpack", make_umfpack});
  return list;
}

double largest_difference(const Vector& a, const Vector& b) {
  double m = 0;
  for (std::size_t i = 0; i < a.size(); ++i) m = std::max(m, std::abs(a[i] - b[i]));
  return m;
}

}  // namespace

TEST_CASE("every linear solver against dense LU on matrices with regions and a border") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    std::mt19937 random(seed);
    const Index regions = 2 + static_cast<Index>(seed), cells = 5 + 3 * static_cast<Index>(seed);
    const Index border = static_cast<Index>(seed % 3);
    const Matrix a = random_matrix(random, regions, cells, border, 0.15);
    const auto n = static_cast<std::size_t>(a.pattern.size());
    Vector b(n), x(n), reference(n), reference_transposed(n);
    std::normal_distribution<double> normal;
    for (double& e : b) e = normal(random);
    const auto dense = make_dense_lu();
    dense->analyze(a.pattern, a.partition);
    REQUIRE(dense->factorize(a.values) == LinearStatus::ok);
    REQUIRE(dense->solve(b, reference) == LinearStatus::ok);
    REQUIRE(dense->solve_transpose(b, reference_transposed) == LinearStatus::ok);
    // The reference itself, by the definition of the product.
    Vector product(n);
    multiply(a.pattern, a.values, reference, product);
    CHECK(largest_difference(product, b) < 1e-10);
    multiply_transpose(a.pattern, a.values, reference_transposed, product);
    CHECK(largest_difference(product, b) < 1e-10);
    for (const auto& [name, make] : solvers()) {
      CAPTURE(seed, name);
      const auto solver = make();
      solver->analyze(a.pattern, a.partition);
      // Twice with different values: the analysis is reused.
      Vector other = a.values;
      for (double& v : other) v *= 1.5;
      REQUIRE(solver->factorize(other) == LinearStatus::ok);
      REQUIRE(solver->solve(b, x) == LinearStatus::ok);
      for (double& e : x) e *= 1.5;
      CHECK(largest_difference(x, reference) < 1e-8);
      REQUIRE(solver->factorize(a.values) == LinearStatus::ok);
      REQUIRE(solver->solve(b, x) == LinearStatus::ok);
      CHECK(largest_difference(x, reference) < 1e-8);
      REQUIRE(solver->solve_transpose(b, x) == LinearStatus::ok);
      CHECK(largest_difference(x, reference_transposed) < 1e-8);
    }
  }
}

TEST_CASE("every linear solver reports a singular matrix") {
  std::mt19937 random(3);
  Matrix a = random_matrix(random, 3, 6, 1, 0.2);
  for (std::size_t k = 0; k < a.values.size(); ++k)
    if (a.pattern.row[k] == 4) a.values[k] = 0;
  const auto n = static_cast<std::size_t>(a.pattern.size());
  Vector b(n, 1.0), x(n);
  for (const auto& [name, make] : solvers()) {
    CAPTURE(name);
    const auto solver = make();
    solver->analyze(a.pattern, a.partition);
    CHECK(solver->factorize(a.values) == LinearStatus::singular);
  }
}

TEST_CASE("refinement gains digits on badly scaled rows") {
  std::mt19937 random(5);
  Matrix a = random_matrix(random, 4, 12, 2, 0.2);
  std::uniform_real_distribution<double> decade(-6, 6);
  Vector row(static_cast<std::size_t>(a.pattern.size()));
  for (double& r : row) r = std::pow(10.0, decade(random));
  for (std::size_t k = 0; k < a.values.size(); ++k) a.values[k] *= row[a.pattern.row[k]];
  const auto n = row.size();
  Vector truth(n, 1.0), b(n), x(n);
  multiply(a.pattern, a.values, truth, b);
  const auto solver = make_refined(make_eigen_lu(), 3);
  solver->analyze(a.pattern, {});
  REQUIRE(solver->factorize(a.values) == LinearStatus::ok);
  REQUIRE(solver->solve(b, x) == LinearStatus::ok);
  CHECK(largest_difference(x, truth) < 1e-9);
}

TEST_CASE("region GMRES: exact without couplings, few iterations with weak ones") {
  std::mt19937 random(9);
  const Matrix uncoupled = random_matrix(random, 6, 20, 3, 0.0);
  const Matrix coupled = random_matrix(random, 6, 20, 3, 0.1);
  for (const Matrix* a : {&uncoupled, &coupled}) {
    const auto solver = make_region_gmres({});
    solver->analyze(a->pattern, a->partition);
    REQUIRE(solver->factorize(a->values) == LinearStatus::ok);
    const auto n = static_cast<std::size_t>(a->pattern.size());
    Vector b(n, 1.0), x(n);
    REQUIRE(solver->solve(b, x) == LinearStatus::ok);
    // The border is exact: with nothing dropped the preconditioner is the inverse.
    if (a == &uncoupled)
      CHECK(solver->iterations() <= 2);
    else
      CHECK(solver->iterations() < 60);
  }
}

TEST_CASE("region GMRES keeps old blocks while they are good and refreshes when they are not") {
  std::mt19937 random(11);
  Matrix a = random_matrix(random, 6, 20, 3, 0.1);
  const auto n = static_cast<std::size_t>(a.pattern.size());
  Vector b(n, 1.0), x(n), product(n);
  const auto solver = make_region_gmres({});
  solver->analyze(a.pattern, a.partition);
  REQUIRE(solver->factorize(a.values) == LinearStatus::ok);
  REQUIRE(solver->solve(b, x) == LinearStatus::ok);
  const int fresh = solver->iterations();
  std::normal_distribution<double> normal;
  for (double strength : {0.01, 0.05, 1.0}) {
    CAPTURE(strength, fresh);
    Matrix c = a;
    for (double& v : c.values) v *= 1 + strength * 0.3 * normal(random);
    REQUIRE(solver->factorize(c.values) == LinearStatus::ok);
    REQUIRE(solver->solve(b, x) == LinearStatus::ok);
    multiply(c.pattern, c.values, x, product);
    CHECK(largest_difference(product, b) < 1e-7);
    if (strength == 0.01) CHECK(solver->iterations() <= 3 * fresh);
    // After a refresh the old blocks are gone; the last matrix is the one to solve with.
    if (strength == 1.0) {
      REQUIRE(solver->solve(b, x) == LinearStatus::ok);
      CHECK(solver->iterations() < 2 * fresh + 20);
    }
  }
}

TEST_CASE("a new sequence does not depend on what was solved before") {
  std::mt19937 random(13);
  const Matrix a = random_matrix(random, 5, 15, 2, 0.1);
  Matrix other = a;
  for (double& v : other.values) v *= 1.2;
  const auto n = static_cast<std::size_t>(a.pattern.size());
  Vector b(n, 1.0), first(n), second(n);
  const auto solver = make_region_gmres({});
  solver->analyze(a.pattern, a.partition);
  const auto run = [&](Vector& x) {
    solver->begin_sequence();
    REQUIRE(solver->factorize(a.values) == LinearStatus::ok);
    REQUIRE(solver->solve(b, x) == LinearStatus::ok);
  };
  run(first);
  REQUIRE(solver->factorize(other.values) == LinearStatus::ok);
  REQUIRE(solver->solve(b, second) == LinearStatus::ok);
  run(second);
  CHECK(first == second);  // to the last bit
}

TEST_CASE("factors are shared: another solver begins with them") {
  std::mt19937 random(15);
  const Matrix a = random_matrix(random, 5, 15, 2, 0.1);
  const auto n = static_cast<std::size_t>(a.pattern.size());
  Vector b(n, 1.0), x(n), y(n);
  const auto one = make_region_gmres({}), two = make_region_gmres({});
  for (auto* s : {one.get(), two.get()}) s->analyze(a.pattern, a.partition);
  REQUIRE(one->factorize(a.values) == LinearStatus::ok);
  REQUIRE(one->solve(b, x) == LinearStatus::ok);
  const auto factors = one->factors();
  REQUIRE(factors);
  two->adopt(factors);
  REQUIRE(two->factorize(a.values) == LinearStatus::ok);
  REQUIRE(two->solve(b, y) == LinearStatus::ok);
  CHECK(two->iterations() == one->iterations());
  for (std::size_t i = 0; i < n; ++i)
    CHECK(y[i] == Approx(x[i]).epsilon(1e-10));  // kept factors are applied otherwise
  one->adopt(factors);
  REQUIRE(one->factorize(a.values) == LinearStatus::ok);
  REQUIRE(one->solve(b, x) == LinearStatus::ok);
  CHECK(x == y);  // to the last bit, whoever solves
}

TEST_CASE("on stagnation the direct solver takes over, and the note says so") {
  // Couplings as strong as the blocks: the preconditioner is worthless.
  std::mt19937 random(17);
  Matrix a = random_matrix(random, 12, 12, 0, 0.9);
  for (Index j = 0; j < a.pattern.size(); ++j)
    for (Index k = a.pattern.column_start[j]; k < a.pattern.column_start[j + 1]; ++k)
      if (a.partition[j] != a.partition[a.pattern.row[k]]) a.values[k] *= 60;
  const auto n = static_cast<std::size_t>(a.pattern.size());
  Vector b(n, 1.0), x(n), product(n);
  LinearOptions options;
  options.gmres_iterations = 30;
  const auto alone = make_region_gmres(options);
  alone->analyze(a.pattern, a.partition);
  REQUIRE(alone->factorize(a.values) == LinearStatus::ok);
  CHECK(alone->solve(b, x) == LinearStatus::stagnated);
  options.choice = LinearChoice::region_gmres;
  auto chosen = choose_linear_solver(options, a.pattern, a.partition);
  chosen.solver->analyze(a.pattern, a.partition);
  REQUIRE(chosen.solver->factorize(a.values) == LinearStatus::ok);
  REQUIRE(chosen.solver->solve(b, x) == LinearStatus::ok);
  multiply(a.pattern, a.values, x, product);
  CHECK(largest_difference(product, b) < 1e-7);
  CHECK(chosen.solver->name().find("sparse LU") == 0);
  CHECK(chosen.solver->note().find("took over") != std::string::npos);
  REQUIRE(chosen.solver->solve_transpose(b, x) == LinearStatus::ok);
  chosen.solver->begin_sequence();
  CHECK(chosen.solver->name() == "region GMRES");
}

TEST_CASE("the automatic choice and its reason") {
  std::mt19937 random(19);
  const auto choice = [&](Index regions, Index cells, Index border, bool with_partition) {
    const Matrix a = random_matrix(random, regions, cells, border, 0.05);
    const auto c = choose_linear_solver(
        {}, a.pattern,
        with_partition ? std::span<const Index>(a.partition) : std::span<const Index>());
    return std::string(c.solver->name()) + ": " + c.reason;
  };
  CHECK(choice(2, 10, 1, true).find("dense LU: ") == 0);
  CHECK(choice(3, 30, 1, false).find("sparse LU") == 0);
  CHECK(choice(3, 20, 1, true).find("region GMRES: 61 unknowns in 3 regions") == 0);
  CHECK(choice(3, 50, 1, true).find("region GMRES: 151 unknowns in 3 regions") == 0);
  CHECK(choice(12, 50, 1, true).find("region GMRES: 601 unknowns in 12 regions") == 0);
  CHECK(choice(12, 50, 1, false).find("not divided into regions") != std::string::npos);
  CHECK(choice(12, 50, 400, true).find("blocks too large") != std::string::npos);
  LinearOptions options;
  options.choice = LinearChoice::region_gmres;
  const Matrix a = random_matrix(random, 2, 5, 0, 0.1);
  CHECK_THROWS_AS(choose_linear_solver(options, a.pattern, {}), std::invalid_argument);
  if (!have_umfpack()) CHECK_THROWS_AS(make_umfpack(), std::invalid_argument);
}

TEST_CASE("a bad pattern is refused with row and column") {
  CHECK_THROWS_WITH(check_pattern({{0, 2, 2}, {0, 0}}),
                    ContainsSubstring("row 0 in column 0 is a duplicate"));
  CHECK_THROWS_WITH(check_pattern({{0, 1, 2}, {0, 7}}),
                    ContainsSubstring("row 7 in column 1 is out of range"));
  CHECK_THROWS_AS(check_pattern({{0, 1, 3}, {0, 1}}), std::invalid_argument);
}
