// SPDX-License-Identifier: Apache-2.0
// Surveyed figures: what they change, what they leave, and what is refused with its line.
#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/calibration/evidence/reconcile.hpp>
#include <yuqian/data/csv.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include "tests/catch.hpp"
#include "tests/synthetic_mrio.hpp"

#include <algorithm>
#include <cmath>

using namespace yuqian;
using namespace yuqian::calibration;

namespace {

const std::vector<std::string> goods{"agriculture", "coal_mining", "cars"};

data::Mrio table() { return tests::synthetic_mrio(4, goods, 1, 0); }

Evidence evidence(const data::Mrio& m, const std::string& figures) {
  return read_evidence(
      data::Toml::parse("title = { zh = \"测试\", en = \"Test\" }\n" + figures, "survey.toml"),
      m.regions, m.sectors);
}

Reconciled reconciled(const data::Mrio& m, const std::string& figures) {
  return reconcile(m, evidence(m, figures));
}

std::string flow(const char* from, const char* to, const char* good, double value, double error) {
  return "[[flow]]\nfrom = \"" + std::string(from) + "\"\nto = \"" + to + "\"\ngood = \"" + good +
         "\"\nvalue = " + data::shortest(value) + "\nerror = " + data::shortest(error) +
         "\nsource = \"a survey\"\n";
}

std::string region_figure(const char* kind, const char* region, const char* good, double value,
                          double error) {
  return "[[" + std::string(kind) + "]]\nregion = \"" + region + "\"\n" +
         (std::string(kind) == "grp" ? "sector" : "good") + " = \"" + good +
         "\"\nvalue = " + data::shortest(value) + "\nerror = " + data::shortest(error) +
         "\nsource = \"a survey\"\n";
}

double grp(const data::Mrio& m, int r) {
  double sum = 0;
  for (int v = 0; v < 4; ++v)
    for (int j = 0; j < m.sectors.size(); ++j) sum += m.value_added(r, v, j);
  return sum;
}

void require_refused(const data::Mrio& m, const std::string& figures, int line,
                     const std::string& words) {
  try {
    reconciled(m, figures);
  } catch (const data::InputError& error) {
    INFO(error.what());
    CHECK(error.where().file == "survey.toml");
    CHECK(error.where().line == line);
    CHECK(std::string(error.what()).find(words) != std::string::npos);
    CHECK(!error.hint().empty());
    return;
  }
  FAIL("accepted: " << figures);
}

}  // namespace

TEST_CASE("an exact flow stands in the table, which balances, and all but flows stays") {
  const data::Mrio m = table();
  const Reconciled r = reconciled(m, flow("Chongqing", "Guizhou", "cars", 123.25, 0));
  CHECK(r.mrio.trade(0, 1, 2) == 123.25);
  CHECK(r.figures[0].result_sd == 0);
  CHECK(r.figures[0].estimate == m.trade(0, 1, 2));
  CHECK(r.surveyed(0, 1, 2) == 1);
  CHECK(r.surveyed.sum() == 1);
  CHECK(data::check_identities(r.mrio, 1e-8).empty());
  const auto same = [](const data::Table& a, const data::Table& b) {
    return std::equal(a.values().begin(), a.values().end(), b.values().begin());
  };
  CHECK(same(m.output, r.mrio.output));
  CHECK(same(m.value_added, r.mrio.value_added));
  CHECK(same(m.intermediate, r.mrio.intermediate));
  CHECK(same(m.final_use, r.mrio.final_use));
  CHECK(same(m.exports, r.mrio.exports));
  for (int s = 0; s < 4; ++s)
    for (int t = 0; t < 4; ++t)
      for (int i = 0; i < 2; ++i) CHECK(r.mrio.trade(s, t, i) == m.trade(s, t, i));
  REQUIRE(r.blocks.size() == 1);
  CHECK(r.blocks[0].block == "trade");
  REQUIRE(!r.cells.empty());
  CHECK(r.cells[0].moved >= r.cells.back().moved);
  CHECK(r.cells[0].cell != "Chongqing,Guizhou,cars");
}

TEST_CASE("a figure with an error ends between estimate and survey, surer than either") {
  const data::Mrio m = table();
  const double survey = 3 * m.trade(0, 1, 2);
  const FigureOutcome o =
      reconciled(m, flow("Chongqing", "Guizhou", "cars", survey, 0.3)).figures[0];
  const double prior = 1 / (o.estimate_sd * o.estimate_sd), own = 1 / std::pow(0.3 * survey, 2);
  CHECK(o.result == Approx((prior * o.estimate + own * survey) / (prior + own)).epsilon(1e-9));
  CHECK(o.result_sd == Approx(1 / std::sqrt(prior + own)).epsilon(1e-9));
  CHECK(o.estimate_sd < 0.8 * o.estimate);  // the balances know something, too
}

TEST_CASE("the order of figures changes no bit") {
  const data::Mrio m = table();
  const std::vector<std::string> each{flow("Chongqing", "Guizhou", "cars", 90, 0.1),
                                      flow("Guizhou", "Chongqing", "all", 160, 0.2),
                                      flow("Chongqing", "Guizhou", "cars", 70, 0.3),
                                      region_figure("exports", "Chongqing", "cars", 30, 0)};
  const Reconciled a = reconciled(m, each[0] + each[1] + each[2] + each[3]),
                   b = reconciled(m, each[3] + each[2] + each[0] + each[1]);
  CHECK(std::equal(a.mrio.trade.values().begin(), a.mrio.trade.values().end(),
                   b.mrio.trade.values().begin()));
  CHECK(std::equal(a.mrio.exports.values().begin(), a.mrio.exports.values().end(),
                   b.mrio.exports.values().begin()));
  CHECK(a.figures[0].label == b.figures[2].label);  // told in the order of the file
  CHECK(a.figures[0].result == b.figures[2].result);
}

TEST_CASE("sums, foreign trade and shares") {
  const data::Mrio m = table();
  const auto sum = [](const data::Mrio& t, int s, int r) {
    return t.trade(s, r, 0) + t.trade(s, r, 1) + t.trade(s, r, 2);
  };
  SECTION("all goods of a pair") {
    const Reconciled r = reconciled(m, flow("Chongqing", "Guizhou", "all", 1.4 * sum(m, 0, 1), 0));
    CHECK(sum(r.mrio, 0, 1) == Approx(1.4 * sum(m, 0, 1)).epsilon(1e-12));
    CHECK(r.surveyed.sum() == 0);  // no flow is a figure by itself
    REQUIRE(r.pairs.size() == 2);
    CHECK(r.pairs[0].after == Approx(1.4 * sum(m, 0, 1)));
    CHECK(r.pairs[0].after_sd == 0);
    CHECK(r.pairs[0].before_sd < 0.8 * r.pairs[0].before);
    CHECK(r.pairs[0].before_sd > 0.4 * r.pairs[0].before);
    // All goods by about the same share: no good has to bear the pair's error alone.
    for (int i = 0; i < 3; ++i) {
      CHECK(r.mrio.trade(0, 1, i) > 1.2 * m.trade(0, 1, i));
      CHECK(r.mrio.trade(0, 1, i) < 1.6 * m.trade(0, 1, i));
    }
    CHECK(r.pairs[1].before == Approx(sum(m, 1, 0)));
  }
  SECTION("a good from all partners") {
    const Reconciled r = reconciled(m, flow("all", "Guizhou", "cars", 140, 0));
    CHECK(r.mrio.trade(0, 1, 2) + r.mrio.trade(2, 1, 2) + r.mrio.trade(3, 1, 2) ==
          Approx(140).epsilon(1e-12));
  }
  SECTION("exports move what others export, and flows follow") {
    const Reconciled r = reconciled(m, region_figure("exports", "Guizhou", "cars", 77, 0));
    CHECK(r.mrio.exports(1, 2) == 77);
    CHECK(data::check_identities(r.mrio, 1e-8).empty());
    CHECK(r.mrio.exports(0, 2) != m.exports(0, 2));
    CHECK(r.mrio.exports(0, 1) == m.exports(0, 1));
    CHECK(r.mrio.output(1, 2) == m.output(1, 2));
    for (int p = 0; p < 4; ++p) CHECK(grp(r.mrio, p) == grp(m, p));
  }
  SECTION("home share") {
    const Reconciled r =
        reconciled(m,
                   "[[share]]\nfrom = \"Guizhou\"\nto = \"Guizhou\"\ngood = \"cars\"\nof = "
                   "\"use\"\nvalue = 0.5\nerror = 0\nsource = \"a survey\"\n");
    CHECK(r.mrio.trade(1, 1, 2) / data::total_use(r.mrio, 1, 2) == Approx(0.5).epsilon(1e-12));
    CHECK(r.figures[0].result == Approx(0.5));
  }
  SECTION("the partner's share in what arrives from other regions") {
    const Reconciled r =
        reconciled(m,
                   "[[share]]\nfrom = \"Chongqing\"\nto = \"Guizhou\"\ngood = \"all\"\nof = "
                   "\"inflow\"\nvalue = 0.4\nerror = 0\nsource = \"a survey\"\n");
    CHECK(sum(r.mrio, 0, 1) / (sum(r.mrio, 0, 1) + sum(r.mrio, 2, 1) + sum(r.mrio, 3, 1)) ==
          Approx(0.4).epsilon(1e-12));
  }
}

TEST_CASE("GRP moves where it is surveyed and nowhere else") {
  const data::Mrio m = table();
  double cars = 0;
  for (int v = 0; v < 4; ++v) cars += m.value_added(1, v, 2);
  const Reconciled r = reconciled(m, region_figure("grp", "Guizhou", "cars", 1.1 * cars, 0));
  CHECK(data::check_identities(r.mrio, 1e-8).empty());
  CHECK(grp(r.mrio, 1) - grp(m, 1) == Approx(0.1 * cars).epsilon(1e-9));
  for (const int other : {0, 2, 3}) CHECK(grp(r.mrio, other) == grp(m, other));
  for (int v = 0; v < 4; ++v)
    for (int j = 0; j < 2; ++j) CHECK(r.mrio.value_added(1, v, j) == m.value_added(1, v, j));
}

TEST_CASE("the benchmark of a reconciled table is an equilibrium") {
  const data::Mrio m = table();
  double cars = 0;
  for (int v = 0; v < 4; ++v) cars += m.value_added(1, v, 2);
  const Reconciled r =
      reconciled(m, flow("Chongqing", "Guizhou", "cars", 140, 0.05) +
                        region_figure("grp", "Guizhou", "cars", 1.1 * cars, 0.02) +
                        region_figure("imports", "Chongqing", "coal_mining", 40, 0));
  std::vector<SectorTrait> traits(goods.size());
  traits[0].agriculture = true;
  traits[1].extraction = traits[1].fuel = true;
  auto benchmark = std::make_shared<model::Benchmark>(calibrate(
      r.mrio, data::Mapping::identity(m.regions), data::Mapping::identity(m.sectors), traits,
      without_margins()));
  CHECK(model::check_benchmark(*benchmark).empty());
  CHECK(benchmark->trade(0, 1, 2) == r.mrio.trade(0, 1, 2));
  const model::RegionalModel built = model::build_regional_model(benchmark, {});
  model::Equilibrium equilibrium(built.model);
  std::vector<double> residual(static_cast<std::size_t>(equilibrium.size()));
  REQUIRE(equilibrium.residual(built.model->start(), residual) == solvers::Evaluation::ok);
  double worst = 0;
  for (const double v : residual) worst = std::max(worst, std::abs(v));
  CHECK(worst < 1e-9);
}

TEST_CASE("what cannot be is refused with its line before anything is solved") {
  const data::Mrio m = table();
  const std::string sound = flow("Chongqing", "Guizhou", "cars", 50, 0);  // six lines, from 2
  require_refused(m, flow("Chonqing", "Guizhou", "cars", 50, 0), 3, "Chongqing");
  require_refused(m, flow("Chongqing", "Guizhou", "carts", 50, 0), 5, "cars");
  require_refused(m, flow("Chongqing", "Guizhou", "cars", -1, 0), 6, "negative");
  require_refused(m,
                  "[[flow]]\nfrom = \"Chongqing\"\nto = \"Guizhou\"\ngood = \"cars\"\nvalue = nan\n"
                  "error = 0\nsource = \"s\"\n",
                  6, "not a number");
  require_refused(m, flow("Chongqing", "Guizhou", "cars", 0, 0.1), 7, "zero");
  require_refused(m, flow("Chongqing", "Guizhou", "cars", 50, 10), 7, "0.1 is ten per cent");
  require_refused(m,
                  "[[flow]]\nfrom = \"Chongqing\"\nto = \"Guizhou\"\ngood = \"cars\"\nvalue = 5\n"
                  "error = 0\nsource = \"\"\n",
                  8, "source");
  require_refused(m,
                  "[[share]]\nfrom = \"Guizhou\"\nto = \"Guizhou\"\ngood = \"cars\"\nof = "
                  "\"use\"\nvalue = 1.5\nerror = 0\nsource = \"s\"\n",
                  7, "share");
  require_refused(m,
                  "[[flow]]\nfrom = \"Chongqing\"\nto = \"Guizhou\"\ngood = \"cars\"\nvalue = 5\n"
                  "erorr = 0\nsource = \"s\"\n",
                  2, "error");
  require_refused(m, "", 1, "no figure");
  // Contradictions.
  require_refused(m, sound + flow("Chongqing", "Guizhou", "cars", 60, 0), 9, "line 2");
  require_refused(m, flow("Chongqing", "Guizhou", "all", 40, 0) + sound, 2, "below its parts");
  require_refused(m,
                  sound + flow("Chongqing", "Guizhou", "coal_mining", 30, 0) +
                      flow("Chongqing", "Guizhou", "agriculture", 20, 0) +
                      flow("Chongqing", "Guizhou", "all", 120, 0),
                  23, "not the sum");
  // What no balance allows.
  require_refused(m, flow("Chongqing", "Guizhou", "cars", 5000, 0.1), 2, "allow");
  require_refused(m, region_figure("exports", "Guizhou", "cars", 5000, 0), 2, "allow");
  // Each possible alone, not together: two thirds of what is made, twice.
  const double made = m.output(0, 2) - m.exports(0, 2);
  require_refused(m,
                  flow("Chongqing", "Province3", "cars", 0.45 * made, 0) +
                      flow("Chongqing", "Province4", "cars", 0.45 * made, 0) +
                      flow("Chongqing", "Guizhou", "cars", 0.45 * made, 0),
                  2, "no table");
}

TEST_CASE("two exact figures that agree are one, and two with errors both count") {
  const data::Mrio m = table();
  const std::string exact = flow("Chongqing", "Guizhou", "cars", 80, 0);
  CHECK(reconciled(m, exact + exact).mrio.trade(0, 1, 2) == 80);
  const std::string vague = flow("Chongqing", "Guizhou", "cars", 80, 0.4);
  const double once = reconciled(m, vague).mrio.trade(0, 1, 2),
               twice = reconciled(m, vague + vague).mrio.trade(0, 1, 2);
  CHECK(std::abs(80 - twice) < std::abs(80 - once));
}
