// SPDX-License-Identifier: Apache-2.0
// Extraction, footprints, value added in trade, decomposition, influence, shortage and disparity
// against sums done by hand and against tables solved anew (docs/equations.md, eq. 215 to 249).
#include <cmath>

#include <yuqian/data/error.hpp>
#include <yuqian/model/interindustry/decomposition.hpp>
#include <yuqian/model/interindustry/disparity.hpp>
#include <yuqian/model/interindustry/extraction.hpp>
#include <yuqian/model/interindustry/footprint.hpp>
#include <yuqian/model/interindustry/influence.hpp>
#include <yuqian/model/interindustry/shortage.hpp>
#include <yuqian/model/interindustry/value_added_trade.hpp>
#include "tests/catch.hpp"
#include "tests/interindustry/two_regions.hpp"

using namespace yuqian;
using namespace yuqian::interindustry;

namespace {

/// Jobs (10, 40), so .1 and .2 per unit of output; households of the South use 3 themselves.
Account jobs(const IoTable& t) {
  Account a{"jobs", "就业", "jobs", "1e4 person", "by hand", Vector(2), Vector::Zero(2), {}};
  a.amounts << 10, 40;
  a.direct(t.column(1, 0)) = 3;
  return a;
}

Vector solved(const IoTable& t, const Matrix& flows, const Vector& y) {
  IoTable changed = t;
  changed.flows = flows;
  return Leontief(changed).output_for(y);
}

}  // namespace

TEST_CASE("links taken out of two regions") {
  const IoTable t = tests::two_regions();
  const Leontief l(t);
  // South sells nothing to North: A = (.2 .3; 0 .4), final use (20, 100), output (87.5, 100 / .6).
  const Vector lost = extract_links(l, {{1}, {0}, {0}, 1});
  CHECK(lost(0) == Approx(100 - 87.5));
  CHECK(lost(1) == Approx(200 - 100 / .6));
  CHECK(extract_links(l, {{1}, {0}, {0}, 0}).norm() == 0);
  const Vector all = extract_cells(l, {0, 1});
  CHECK(all(0) == Approx(100));  // extraction of all is all
  CHECK(all(1) == Approx(200));
  CHECK(extract_cells(l, {0})(1) == Approx(200 - 110 / .6));
  CHECK_THROWS_AS(extract_links(l, {{1}, {0}, {}, 1.5}), data::InputError);
  CHECK_THROWS_AS(extract_cells(l, {}), data::InputError);
}

TEST_CASE("extraction by the partitioned inverse is the table solved without the links") {
  const IoTable t = tests::random_table(3, 4, 11, {5});
  const Leontief l(t);
  const Links links{cells_of(t, 0, {1, 2}), cells_of(t, 2), {2}, 0.4};
  Matrix flows = t.flows;
  Vector y = t.final_demand();
  for (const int i : links.sellers) {
    for (const int j : links.buyers) flows(i, j) *= 0.6;
    y(i) -= 0.4 * t.final_use.row(i).segment(t.column(2, 0), 3).sum();
  }
  CHECK((t.output - extract_links(l, links) - solved(t, flows, y)).norm() < 1e-12);
  const std::vector<int> gone = cells_of(t, 1, {0, 3});
  flows = t.flows, y = t.final_demand();
  for (const int i : gone) flows.row(i).setZero(), flows.col(i).setZero(), y(i) = 0;
  CHECK((t.output - extract_cells(l, gone) - solved(t, flows, y)).norm() < 1e-12);
  const Measures found = losses(t, extract_cells(l, gone), income_accounts(t));
  CHECK(found.front().table.sum() == Approx(extract_cells(l, gone).sum()));
  const Measures pairs = pair_losses(l, {}, {});
  CHECK(pairs[0].table(0, 2, 0) ==
        Approx(extract_links(l, {cells_of(t, 0), cells_of(t, 2), {2}, 1}).head(4).sum()));
}

TEST_CASE("footprints of two regions add up to what they emit") {
  const IoTable t = tests::two_regions();
  const Leontief l(t);
  const Footprint f = footprint(l, t, jobs(t));
  // For North's final use (15, 10) cells make (12, 9.5) / .45; for South's (5, 100) (33, 80.5) /
  // .45.
  CHECK(f.by_origin(0, 0) == Approx(.1 * 12 / .45));
  CHECK(f.by_origin(1, 0) == Approx(.2 * 9.5 / .45));
  CHECK(f.by_origin(0, 1) == Approx(.1 * 33 / .45));
  CHECK(f.territorial()(0) == Approx(10));
  CHECK(f.territorial()(1) == Approx(43));
  const Measures all = footprints(l, {jobs(t)});
  const data::Table& view = all[0].table;
  CHECK(view.at({"North", "territorial"}) + view.at({"South", "territorial"}) ==
        Approx(view.at({"North", "consumption"}) + view.at({"South", "consumption"})));
  CHECK(view.at({"South", "direct"}) == 3);
  CHECK(embodied_intensity(l, jobs(t)).dot(t.final_use.col(0)) == Approx(f.by_origin.col(0).sum()));
}

TEST_CASE("footprints and the content of outflows add up in random tables") {
  const IoTable t = tests::random_table(4, 3, 5, {2});
  const Leontief l(t);
  for (const Account& a : income_accounts(t)) {
    const Footprint f = footprint(l, t, a);
    CHECK((f.territorial() - sum_by_region(t, a.amounts)).norm() < 1e-12);
    const Matrix cells = footprint_cells(l, a);
    CHECK(cells.sum() == Approx(f.by_origin.sum()));
  }
  for (const Outflow kind : {Outflow::provinces, Outflow::abroad}) {
    const Matrix content = outflow_content(l, kind);
    for (int r = 0; r < 4; ++r)
      CHECK(content.col(r).sum() == Approx(outflow(t, r, kind).sum()).epsilon(1e-12));
  }
  CHECK(value_added_in_final_use(l).sum() == Approx(t.value_added().sum()));
}

TEST_CASE("content of outflows of two regions") {
  const IoTable t = tests::two_regions();
  // North sells 60 + 5 to the South: .7 x .6 / .45 of it is North's own, .3 x .1 / .45 South's.
  const Matrix content = outflow_content(Leontief(t), Outflow::provinces);
  CHECK(content(0, 0) == Approx(65 * .7 * .6 / .45));
  CHECK(content(1, 0) == Approx(65 * .3 * .1 / .45));
  CHECK(content.col(1).sum() == Approx(20));
}

TEST_CASE("a decomposition of one cell by hand") {
  // Inputs .5, final use 10, output 20; then .6, 20 and 50.
  const auto table = [](double flow, double use, double output) {
    IoTable t = empty_io_table(data::Set("region", {"R"}), data::Set("sector", {"goods"}),
                               data::Set("final_user", {"household"}),
                               data::Set("value_added_item", {"compensation"}), true);
    t.flows << flow;
    t.final_use << use;
    t.output << output;
    t.primary << output - flow;
    return t;
  };
  const IoTable from = table(10, 10, 20), to = table(30, 20, 50);
  const Decomposition d = decompose(from, to, from.output, to.output);
  CHECK(d.polar(0, 1) == Approx(7.5));  // (2.5 - 2) times 10 and 20, their mean
  CHECK(d.polar(0, 3) == Approx(22.5));
  CHECK(d.full(0, 1) == Approx(7.5));  // two factors move, so both means are one
  CHECK(d.full(0, 0) == 0);
  const Matrix ratio = decompose_ratio(from, to, from.output, to.output);
  CHECK(ratio(0, 1) == Approx(1.25));
  CHECK(ratio(0, 3) == Approx(2));
  CHECK(ratio.prod() == Approx(2.5));
}

TEST_CASE("decompositions of random tables add up to the change exactly") {
  const IoTable from = tests::random_table(2, 4, 21, {3}), to = tests::random_table(2, 4, 22, {3});
  const Vector a = from.value_added(), b = to.value_added();
  const Decomposition d = decompose(from, to, a, b);
  CHECK((d.full.rowwise().sum() - (b - a)).norm() < 1e-13);
  CHECK((d.polar.rowwise().sum() - (b - a)).norm() < 1e-13);
  CHECK((d.full - d.polar).norm() > 1e-6);  // they are not the same mean
  const Matrix ratio = decompose_ratio(from, to, a, b);
  for (int r = 0; r < 2; ++r)
    CHECK(ratio.row(r).prod() == Approx(sum_by_region(from, b)(r) / sum_by_region(from, a)(r)));
  // The way back undoes the way there.
  CHECK((decompose(to, from, b, a).full + d.full).norm() < 1e-13);
  CHECK_THROWS_AS(decompose(from, tests::random_table(2, 3, 1), a, b), data::InputError);
}

TEST_CASE("fields of influence and sensitivities are derivatives of the solved table") {
  const IoTable t = tests::random_table(2, 3, 31);
  const Leontief l(t);
  const Vector y = t.final_demand(), weight = t.per_output(t.value_added());
  const int i = 1, j = 4;
  const double step = 1e-5;
  const auto changed = [&](double by) {
    IoTable c = t;
    c.flows(i, j) += by * t.output(j);
    return c;
  };
  const IoTable up = changed(step), down = changed(-step);
  const Leontief above(up), below(down);
  const Matrix field = field_of_influence(l, i, j);
  const Matrix difference = (above.inverse() - below.inverse()) / (2 * step);
  CHECK((field - difference).norm() < 1e-7 * field.norm());
  // The flow's derivative is the coefficient's over the user's output.
  const double slope = (weight.dot(above.output_for(y)) - weight.dot(below.output_for(y))) /
                       (2 * step) / t.output(j);
  CHECK(flow_sensitivity(l, weight)(i) == Approx(slope).epsilon(1e-7));
  CHECK(coefficient_effect(l, weight, i, j, 0.1) ==
        Approx(weight.dot(solved(t, changed(0.1).flows, y)) - weight.dot(t.output)));
  const Matrix e = coefficient_elasticities(l, weight);
  CHECK(e.sum() == Approx(l.totals(weight).dot(t.output) / weight.dot(t.output) - 1));
}

TEST_CASE("a shortage of two regions, round by round") {
  const IoTable t = tests::two_regions();
  const Shortage s = shortage(t, {1}, 0.1);
  CHECK(s.lower(0) == 1);
  CHECK(s.lower(1) == Approx(.9));
  // North uses 35 of its own and 20 of the South's: (35 + 18) / 55 are left.
  CHECK(s.first(0) == Approx(53. / 55));
  CHECK(s.upper(0) == Approx(.9));  // n = (35 n + 18) / 55
  CHECK(s.upper(1) == Approx(.9));
  CHECK(shortage(t, {0}, 0).upper.minCoeff() == 1);
  CHECK(shortage(t, {0, 1}, 1).upper.maxCoeff() == 0);
  CHECK_THROWS_AS(shortage(t, {}, 0.1), data::InputError);
  CHECK_THROWS_AS(shortage(t, {0}, 2), data::InputError);
}

TEST_CASE("disparities of two regions") {
  const IoTable t = tests::two_regions();
  const Supply s = own_supply(t);
  CHECK(s.purchase(0) == Approx(35. / 55));
  CHECK(s.sufficiency(0) == Approx(100. / 55));
  CHECK(chenery_watanabe(t)(0, 1) == Approx(.4 / .5));  // inputs .3 and .7 of one good
  CHECK(chenery_watanabe(t)(1, 1) == 0);
  // Two sectors, output (30, 10) and (10, 50): Theil by its formula.
  IoTable two = tests::random_table(2, 2, 1);
  two.output << 30, 10, 10, 50;
  CHECK(theil_of_sectors(two)(0) == Approx(.75 * std::log(.75 / .4) + .25 * std::log(.25 / .6)));
  CHECK(theil_of_regions(two)(1) ==
        Approx(1. / 6 * std::log(1. / 6 / .4) + 5. / 6 * std::log(5. / 6 / .6)));
}
