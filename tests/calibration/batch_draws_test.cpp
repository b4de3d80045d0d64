// SPDX-License-Identifier: Apache-2.0
// What a plan draws: laws, correlated factors, a table of the user's own; and plans without shocks.
#include <yuqian/data/error.hpp>
#include <yuqian/model/regional/batch/draws.hpp>
#include "tests/catch.hpp"
#include "tests/data/scratch.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>

using namespace yuqian;
using namespace yuqian::model;

namespace {

BatchPlan plan(const std::string& rest, const std::string& head = "scenarios = [\"S1a\"]\n") {
  return parse_batch_plan("id = \"t\"\ntitle = { zh = \"测\", en = \"T\" }\n" + head + rest,
                          "plan.toml");
}

std::vector<double> column(const BatchPlan& p, std::size_t f) {
  std::vector<double> list;
  for (const auto& row : batch_draws(p)) list.push_back(row[f]);
  return list;
}

double mean(const std::vector<double>& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const double mx = mean(x), my = mean(y);
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    xy += (x[k] - mx) * (y[k] - my);
    xx += (x[k] - mx) * (x[k] - mx);
    yy += (y[k] - my) * (y[k] - my);
  }
  return xy / std::sqrt(xx * yy);
}

void require_refused(const std::string& rest, int line, const std::string& words) {
  try {
    plan(rest);
  } catch (const data::InputError& error) {
    INFO(error.what());
    CHECK(error.where().line == line);
    CHECK(std::string(error.what()).find(words) != std::string::npos);
    return;
  }
  FAIL("accepted: " << rest);
}

const char* factor_a =
    "[[factor]]\nparameter = \"esubm\"\nlaw = \"lognormal\"\ninterval = [0.5, 2]\n";
const char* factor_b = "[[factor]]\nparameter = \"esubd\"\nrange = [0.5, 2]\n";

}  // namespace

TEST_CASE("factors follow their laws") {
  const BatchPlan p = plan(
      std::string("draws = 2000\ncentral = false\n") + factor_a +
      "[[factor]]\nname = \"n\"\nparameter = \"esubd\"\nlaw = \"normal\"\ninterval = [0.8, 1.2]\n"
      "coverage = 0.95\n"
      "[[factor]]\nname = \"t\"\nparameter = \"esubva\"\nlaw = \"triangular\"\nlow = 0.5\nmode = "
      "1\n"
      "high = 3\n"
      "[[factor]]\nname = \"b\"\nparameter = \"iceberg\"\nlaw = \"beta\"\nmean = 0.9\nsd = 0.05\n");
  std::vector<double> logs;
  for (const double v : column(p, 0)) logs.push_back(std::log(v));
  CHECK(mean(logs) == Approx(0).margin(1e-3));  // the interval is symmetric in the logarithm
  const auto inside = [](std::vector<double> x, double low, double high) {
    return static_cast<double>(
               std::count_if(x.begin(), x.end(), [&](double v) { return v > low && v < high; })) /
           static_cast<double>(x.size());
  };
  CHECK(inside(column(p, 0), 0.5, 2) == Approx(0.9).margin(0.002));
  CHECK(inside(column(p, 1), 0.8, 1.2) == Approx(0.95).margin(0.002));
  CHECK(mean(column(p, 2)) == Approx((0.5 + 1 + 3) / 3).epsilon(1e-3));
  CHECK(mean(column(p, 3)) == Approx(0.9).epsilon(1e-3));
  CHECK(inside(column(p, 3), 0, 1) == 1);
}

TEST_CASE("correlated factors keep their laws, and the others their draws") {
  const std::string both = std::string("draws = 2000\ncentral = false\n") + factor_a + factor_b +
                           "[[factor]]\nparameter = \"esubva\"\nrange = [0.5, 2]\n";
  const BatchPlan alone = plan(both),
                  tied = plan(both +
                              "[[correlation]]\nbetween = [\"esubm\", \"esubd\"]\nvalue = 0.8\n");
  const auto logs = [](std::vector<double> x) {
    for (double& v : x) v = std::log(v);
    return x;
  };
  CHECK(std::abs(correlation(logs(column(alone, 0)), logs(column(alone, 1)))) < 0.06);
  // Of a normal and a uniform score with correlation r of normal scores: r sqrt(3 / pi).
  CHECK(correlation(logs(column(tied, 0)), logs(column(tied, 1))) ==
        Approx(0.8 * std::sqrt(3 / M_PI)).margin(0.02));
  CHECK(column(tied, 0) == column(alone, 0));  // the first of a pair sets the scores
  CHECK(column(tied, 2) == column(alone, 2));
  for (const double v : column(tied, 1)) CHECK((v >= 0.5 && v <= 2));
  CHECK(mean(logs(column(tied, 1))) == Approx(0).margin(0.02));
}

TEST_CASE("a table of the user's own gives the draws, row by row") {
  const ::Scratch scratch;
  const std::string path = scratch.file("mine.csv");
  std::ofstream(path) << "a,b\n0.5,1.1\n0.8,0.9\n1.5,2\n";
  const std::string rest = "draws_file = \"" + path +
                           "\"\n[[factor]]\nparameter = \"esubm\"\ncolumn = \"b\"\n" + factor_b;
  const BatchPlan p = plan("central = false\n" + rest);
  CHECK(column(p, 0) == std::vector<double>{1.1, 0.9, 2});
  CHECK(column(p, 1).size() == 3);  // drawn as often as the table has rows
  CHECK(batch_draws(plan(rest)).size() == 4);
  CHECK_THROWS_WITH(plan("draws = 5\n" + rest), ContainsSubstring("leave out"));
  std::ofstream(path) << "a,b\n0.5,1.1\n0.8,-3\n";
  CHECK_THROWS_WITH(plan(rest), ContainsSubstring("mine.csv:3"));
  std::ofstream(path) << "a,c\n0.5,1.1\n";
  CHECK_THROWS_AS(plan(rest), data::InputError);
}

TEST_CASE("draws that cannot be are refused with their line") {
  const std::string head = std::string("draws = 10\n") + factor_a + factor_b;  // lines 4 to 11
  const auto tied = [](const char* a, const char* b, double value) {
    return "[[correlation]]\nbetween = [\"" + std::string(a) + "\", \"" + b +
           "\"]\nvalue = " + std::to_string(value) + "\n";
  };
  require_refused(head + tied("esubm", "esubx", 0.5), 13, "esubx");
  require_refused(head + tied("esubm", "esubm", 0.5), 13, "itself");
  require_refused(head + tied("esubm", "esubd", 1), 14, "between -1 and 1");
  require_refused(head + tied("esubm", "esubd", 0.5) + tied("esubd", "esubm", 0.4), 15, "twice");
  require_refused(head + "[[factor]]\nparameter = \"esubva\"\nrange = [0.5, 2]\n" +
                      tied("esubm", "esubd", 0.9) + tied("esubd", "esubva", 0.9) +
                      tied("esubm", "esubva", -0.9),
                  21, "positive definite");
  require_refused(
      "draws = 10\n[[factor]]\nparameter = \"esubm\"\nlaw = \"lognormal\"\ninterval = [0.5, "
      "2]\nadmissible = [90, 100]\n",
      7, "no mass");
  require_refused(
      "draws = 10\n[[factor]]\nparameter = \"esubm\"\nlaw = \"normal\"\ninterval = [0.5, 2]\n"
      "range = [0.5, 2]\n",
      5, "more than one");
  require_refused("[[factor]]\nparameter = \"esubm\"\ncolumn = \"b\"\n", 6, "table");
}

TEST_CASE("a plan that shocks nothing tells what calibration is about") {
  const BatchPlan p = plan("", "[calibration]\n");
  CHECK(p.scenarios.empty());
  CHECK(p.closures == std::vector<std::string>{"long_run"});
  CHECK(p.indicators == calibration_measures());
  const BatchPlan some = plan("", "[calibration]\nmeasures = [\"home_share\", \"grp\"]\n");
  CHECK(some.indicators == std::vector<std::string>{"home_share", "grp"});
  CHECK_THROWS_WITH(plan("", "[calibration]\nmeasures = [\"ev\"]\n"), ContainsSubstring("ev"));
  CHECK_THROWS_WITH(plan("", "closures = [\"long_run\"]\nindicators = [\"ev\"]\n"),
                    ContainsSubstring("shocks nothing"));
  CHECK_THROWS_WITH(plan("[calibration]\n"), ContainsSubstring("two plans"));
}
