// SPDX-License-Identifier: Apache-2.0
// Multipliers, linkages and positions of a table of two cells worked by hand, and identities of
// random ones (docs/equations.md, eq. 200 to 228).
#include <yuqian/model/interindustry/multipliers.hpp>

#include <Eigen/LU>

#include <yuqian/data/error.hpp>
#include <yuqian/model/interindustry/chain_position.hpp>
#include <yuqian/model/interindustry/coefficients.hpp>
#include <yuqian/model/interindustry/linkages.hpp>
#include "tests/catch.hpp"
#include "tests/interindustry/two_regions.hpp"

using namespace yuqian;
using namespace yuqian::interindustry;

TEST_CASE("multipliers of two regions with one sector") {
  const IoTable t = tests::two_regions();
  CHECK(find_faults(t).identities.empty());
  const Leontief l(t);
  const Multiplier m = multiplier(l, Vector::Ones(2));
  CHECK(m.simple(0) == Approx(.7 / .45));
  CHECK(m.own_region(0) == Approx(.6 / .45));
  CHECK(m.spillover(0) == Approx(.1 / .45));
  CHECK(m.feedback(0) == Approx(.6 / .45 - 1 / .8));
  CHECK(m.feedback(1) == Approx(.8 / .45 - 1 / .6));
  // Nothing is imported, so a yuan of final use is a yuan of value added somewhere.
  const Multiplier v = multiplier(l, t.per_output(t.value_added()));
  CHECK(v.simple(0) == Approx(1));
  CHECK(v.simple(1) == Approx(1));
  CHECK(v.direct(1) == Approx(.3));
}

TEST_CASE("type II multipliers are those of the table with households as two more cells") {
  const IoTable t = tests::two_regions();
  const Households h = endogenous_households(t);
  // North earns 70 and spends 25; South earns 60, spends 105 and no more than it earns.
  CHECK(h.propensity(0) == Approx(25. / 70));
  CHECK(h.propensity(1) == 1);
  Eigen::Matrix4d closed;
  closed << .2, .3, 25. / 70 * 15 / 25, 5. / 105,  //
      .1, .4, 25. / 70 * 10 / 25, 100. / 105,      //
      .7, 0, 0, 0,                                 //
      0, .3, 0, 0;
  const Eigen::Matrix4d inverse = (Eigen::Matrix4d::Identity() - closed).inverse();
  const ClosedMultiplier m = closed_multiplier(Leontief(t), h, Vector::Ones(2));
  for (int j = 0; j < 2; ++j) {
    CHECK(m.truncated(j) == Approx(inverse.col(j).head(2).sum()));
    CHECK(m.total(j) == Approx(inverse.col(j).sum()));
  }
}

TEST_CASE("linkages of two regions with one sector") {
  const IoTable t = tests::two_regions();
  const Linkages k = linkages(Leontief(t));
  CHECK(k.backward_own(0) == Approx(.6 / .45));
  CHECK(k.backward_other(0) == Approx(.1 / .45));
  CHECK(k.forward_own(1) == Approx(.8 / .45));
  CHECK(k.forward_other(0) == Approx(.3 / .45 * 200 / 100));
  CHECK(k.direct_backward(1) == Approx(.7));
  CHECK(k.direct_forward(0) == Approx(.8));
  CHECK(k.row_sums(1) == Approx(.9 / .45));
  // Without the first cell the second makes 110 / .6 for its final use and itself.
  CHECK(k.extraction(0) == Approx(100 + 200 - 110 / .6));
  // South makes .1 / .6 for a unit of what North makes on its own for its final use, 20 / .8.
  CHECK(k.pure_backward(0) == Approx(.1 / .6 * 20 / .8));
  CHECK(k.pure_forward(0) == Approx(.3 * 110 / .6 / .8));
  // Column (.6, .1) of L: mean .35, deviation .25 sqrt(2).
  CHECK(k.backward_variation(0) == Approx(.25 * std::sqrt(2) / .35));
  const Vector index_all = index(t, k.backward(), false), alone = index(t, k.backward(), true);
  CHECK(index_all(0) == Approx(2 * .7 / (.7 + 1.1)));
  CHECK(alone(0) == Approx(1));
  const Vector kind =
      quadrant((Vector(4) << 2, 2, .5, .5).finished(), (Vector(4) << 2, .5, 2, .5).finished());
  CHECK(kind == (Vector(4) << 1, 2, 3, 4).finished());
}

TEST_CASE("positions and propagation lengths of two regions with one sector") {
  const IoTable t = tests::two_regions();
  const Leontief l(t);
  CHECK(upstreamness(l)(0) == Approx((.6 * 100 + .3 * 200) / .45 / 100));
  CHECK(downstreamness(l)(1) == Approx(1.1 / .45));
  const Matrix inverse = (Matrix(2, 2) << .6, .3, .1, .8).finished() / .45;
  const Matrix steps = inverse * (inverse - Matrix::Identity(2, 2));
  const PropagationLength p = propagation_length(l);
  CHECK(p.backward(0) == Approx(steps.col(0).sum() / (.7 / .45 - 1)));
  CHECK(p.by_pair(0, 1) == Approx((steps(0, 0) * 5 + steps(0, 1) * 100) /
                                  ((inverse(0, 0) - 1) * 5 + inverse(0, 1) * 100)));
}

TEST_CASE("random tables keep the identities of input-output analysis") {
  for (const unsigned seed : {1u, 2u, 3u}) {
    const IoTable t = tests::random_table(3, 5, seed, {4, 7});
    CHECK(find_faults(t, 1e-12).identities.empty());
    CHECK(find_faults(t).empty == std::vector<std::string>{"region0,sector4", "region1,sector2"});
    const Leontief l(t), inverted(t);
    const Vector v = t.per_output(t.value_added()),
                 m = t.per_output(t.imports.colwise().sum().transpose());
    const Vector one = l.totals(v + m);
    for (int j = 0; j < t.cells(); ++j)
      if (t.output(j) > 0) CHECK(one(j) == Approx(1).epsilon(1e-12));  // value added and imports
    CHECK((l.output_for(t.final_demand()) - t.output).norm() < 1e-12);
    // Solves, the inverse and the series agree.
    const Matrix a = Matrix::Identity(t.cells(), t.cells()) - leontief_matrix(t);
    Matrix series = Matrix::Identity(t.cells(), t.cells()), term = series;
    for (int k = 0; k < 400; ++k) series += term = term * a;
    CHECK((inverted.inverse() - series).norm() < 1e-10);
    CHECK((l.solve(Matrix::Identity(t.cells(), t.cells())) - series).norm() < 1e-10);
    CHECK((l.times(t.flows) - t.flows * series).norm() < 1e-10);
    CHECK((l.apply(t.flows) - a * t.flows).norm() < 1e-12);
    CHECK((inverted.solve(t.flows) - series * t.flows).norm() < 1e-10);
    // Ghosh's inputs give the same output: (v + m)' G = x'.
    const Measures all = matrices(l);
    const Matrix g = Matrix::Map(all.back().table.values().data(), t.cells(), t.cells());
    const Vector primary = t.value_added() + Vector(t.imports.colwise().sum().transpose());
    CHECK((g.transpose() * primary - t.output).norm() < 1e-11);
    // Linkages are the sums that their names say.
    const Linkages k = linkages(l);
    CHECK((k.backward() - series.colwise().sum().transpose()).norm() < 1e-10);
    for (int i = 0; i < t.cells(); ++i)
      if (t.output(i) > 0) CHECK(k.forward()(i) == Approx(g.row(i).sum()));
    const Multiplier one_unit = multiplier(l, Vector::Ones(t.cells()));
    CHECK((one_unit.own_region - k.backward_own).norm() < 1e-11);
    CHECK(one_unit.feedback.minCoeff() > -1e-14);
  }
}

TEST_CASE("a table that is not productive or not a table is refused by name") {
  const auto refused = [](IoTable t, const char* words) {
    CHECK_THROWS_WITH(Leontief(t), Catch::Matchers::Contains(words));
  };
  IoTable t = tests::two_regions();
  t.flows(1, 1) = 210;
  refused(t, "South,goods");  // more of its own good than it makes
  t = tests::two_regions();
  t.flows << 100, 0, 0, 80;
  refused(t, "no inverse");
  t = tests::two_regions();
  t.output(0) = 0;
  refused(t, "makes nothing, and buys");
  t.output(0) = -1;
  refused(t, "below zero");
  t = tests::two_regions();
  t.flows(0, 1) = std::nan("");
  refused(t, "not a number");
  t = tests::two_regions();
  t.flows(0, 1) = -5;  // a negative flow is told, and taken as it stands
  t.primary(0, 0) = -3;
  CHECK(find_faults(t).negative.size() == 1);
  CHECK(Leontief(t).totals(Vector::Ones(2)).allFinite());
}
