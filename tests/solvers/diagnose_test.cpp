// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/diagnose.hpp>
#include <yuqian/solvers/forwarding.hpp>

#include <yuqian/solvers/newton.hpp>
#include "tests/catch.hpp"
#include "tests/solvers/problems.hpp"

using namespace problems;

namespace {

/// Gives the unknowns names.
class Named final : public Forwarding {
 public:
  Named(Dense inner, std::vector<std::string> names)
      : Forwarding(inner_), inner_(std::move(inner)), names_(std::move(names)) {}
  std::string label(Index i) const override { return names_[static_cast<std::size_t>(i)]; }

 private:
  Dense inner_;
  std::vector<std::string> names_;
};

Dense free_linear(Vector m, Vector q) {
  const auto n = q.size();
  return linear(std::move(m), std::move(q), Vector(n, -infinity), Vector(n, infinity));
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("matching: structural rank against the rank of random matrices") {
  // A random sparse matrix with random values has full structural = full numerical rank, almost
  // surely; compare with Gaussian elimination.
  unsigned state = 7;
  const auto next = [&] { return state = state * 1664525u + 1013904223u, (state >> 16) & 0x7fff; };
  for (int round = 0; round < 200; ++round) {
    const Index n = 2 + static_cast<Index>(next() % 12);
    Pattern p;
    Vector values, dense(static_cast<std::size_t>(n * n), 0.0);
    p.column_start.push_back(0);
    for (Index j = 0; j < n; ++j) {
      for (Index i = 0; i < n; ++i)
        if (next() % static_cast<unsigned>(n) < 2) {
          p.row.push_back(i);
          values.push_back(1 + static_cast<double>(next()) / 1000);
          dense[static_cast<std::size_t>(i * n + j)] = values.back();
        }
      p.column_start.push_back(p.non_zeros());
    }
    Index rank = 0;
    for (Index j = 0; j < n; ++j) {
      Index pivot = -1;
      for (Index i = rank; i < n; ++i)
        if (std::abs(dense[i * n + j]) > 1e-9 &&
            (pivot < 0 || std::abs(dense[i * n + j]) > std::abs(dense[pivot * n + j])))
          pivot = i;
      if (pivot < 0) continue;
      for (Index c = 0; c < n; ++c) std::swap(dense[rank * n + c], dense[pivot * n + c]);
      for (Index i = rank + 1; i < n; ++i) {
        const double m = dense[i * n + j] / dense[rank * n + j];
        for (Index c = j; c < n; ++c) dense[i * n + c] -= m * dense[rank * n + c];
      }
      ++rank;
    }
    const Structure s = structure(p, values);
    CHECK(s.rank == rank);
    // Each block shows the deficit by its own count.
    CHECK(static_cast<Index>(s.over_rows.size() - s.over_columns.size()) == n - rank);
    CHECK(static_cast<Index>(s.under_columns.size() - s.under_rows.size()) == n - rank);
  }
}

TEST_CASE("empty rows and columns are named") {
  Named p(free_linear({1, 0, 0, 0, 0, 0, 0, 0, 1}, {0, 1, 0}), {"wage", "rent", "price"});
  Vector x{1, 1, 1};
  const auto d = diagnose(p, x);
  CHECK(d.empty_rows == std::vector<Index>{1});
  CHECK(d.empty_columns == std::vector<Index>{1});
  CHECK(has(d.text(p).en, "No unknown enters the equation of rent."));
  CHECK(has(d.text(p).en, "No equation contains the unknown rent."));
}

TEST_CASE("a structurally singular block is named, and only that block") {
  // Rows 0, 1, 2 contain only unknowns 0 and 1; unknowns 2 and 3 occur in row 3 only.
  Named p(free_linear({1, 2, 0, 0, 3, 4, 0, 0, 5, 6, 0, 0, 1, 1, 1, 1}, {1, 1, 5, 1}),
          {"a", "b", "c", "d"});
  Vector x{1, 1, 1, 1};
  const auto d = diagnose(p, x);
  CHECK(d.structure.rank == 3);
  CHECK(d.structure.over_rows == std::vector<Index>{0, 1, 2});
  CHECK(d.structure.over_columns == std::vector<Index>{0, 1});
  CHECK(d.structure.under_columns == std::vector<Index>{2, 3});
  CHECK(d.structure.under_rows == std::vector<Index>{3});
  CHECK(has(d.text(p).en,
            "3 equations contain only 2 unknowns: equations of a, b, c; unknowns a, b."));
  CHECK(has(d.text(p).en, "2 unknowns occur only in 1 equations: unknowns c, d; equations of d."));
  const auto report = solve(p, x);
  CHECK_FALSE(report.solved());
  CHECK(has(report.sentence(), "3 equations contain only 2 unknowns"));
}

TEST_CASE("a redundant equation is named with the unknowns that move together") {
  // Walras: row c = -(row a) - (row b); prices homogeneous of degree zero: (1, 1, 1).
  Named p(free_linear({2, -1, -1, -1, 3, -2, -1, -2, 3}, {0, 0, 0}), {"PA", "PB", "PC"});
  Vector x{1, 1, 1};
  const auto d = diagnose(p, x);
  CHECK(d.structure.over_rows.empty());
  CHECK(d.smallest < 1e-12);
  REQUIRE(d.redundant.size() == 3);
  REQUIRE(d.undetermined.size() == 3);
  for (const auto& w : d.redundant) CHECK(std::abs(w.weight) == Approx(1));
  for (const auto& w : d.undetermined) CHECK(w.weight * d.undetermined[0].weight == Approx(1));
  CHECK(std::abs(d.contradiction) < 1e-10);
  CHECK(has(d.text(p).en, "One equation is redundant"));
  CHECK(has(d.text(p).en, "PA"));
  CHECK_FALSE(d.regular());
}

TEST_CASE("equations that contradict each other are told from redundant ones") {
  Named p(free_linear({1, 1, 0, 1, 1, 0, 0, 0, 1}, {-2, -3, 0}), {"supply", "demand", "income"});
  Vector x{1, 1, 1};
  const auto report = solve(p, x);
  CHECK(report.status == Status::singular);
  INFO(report.sentence());
  CHECK(has(report.sentence(), "contradict"));
  CHECK(has(report.sentence(), "supply"));
  CHECK(has(report.sentence(), "demand"));
  CHECK_FALSE(has(report.detail.en, "income"));
}

TEST_CASE("an active bound takes its equation out of the singular block") {
  // Row 0 is empty, but x0 is at its lower bound with F0 > 0: regular.
  auto p = linear({0, 0, 0, 1}, {1, -1}, {0, -infinity}, {infinity, infinity});
  Vector x{0, 1};
  CHECK(diagnose(p, x).regular());
  x = {0.5, 1};  // F0 = 1 with x0 in the interior: phi still depends on x0
  CHECK(diagnose(p, x).regular());
}

TEST_CASE("a regular matrix gets no diagnosis") {
  auto p = free_linear({4, 1, 1, 3}, {1, 2});
  Vector x{1, 1};
  const auto d = diagnose(p, x);
  CHECK(d.regular());
  CHECK(d.text(p).empty());
  CHECK(d.smallest > 0.1);
}
