// SPDX-License-Identifier: Apache-2.0
// Closures with swaps (eq. 98) and the external closure (eq. 99) on the shipped dataset: what a
// swap finds is what the plain model gives when the parameter is set to it.
#include "tests/regression/figures.hpp"

#include <iomanip>
#include <limits>
#include <sstream>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/tables/tables.hpp>

using namespace yuqian;

namespace {

model::Closure with(const std::string& more) {
  return model::parse_closure(
      "id = \"swapped\"\ntitle = { zh = \"换\", en = \"swapped\" }\n" + more, "swapped.toml");
}

/// With all its digits, as a scenario file may state it.
std::string digits(double value) {
  std::ostringstream text;
  text << std::setprecision(17) << value;
  return text.str();
}

const char* const saving_for_wage =
    "[[swap]]\nexogenous = \"PL[Guizhou]\"\nendogenous = { parameter = \"foreign_saving\", where = "
    "{ region = \"Guizhou\" } }\n";

std::shared_ptr<const model::Benchmark> small() {
  static const auto b = tests::china_benchmark("central", "default", "8");
  return b;
}

model::Scenario scenario_of(const std::string& shocks) {
  return model::parse_scenario(
      "id = \"t\"\ntitle = { zh = \"试\", en = \"t\" }\nclosure = \"long_run\"\n" + shocks,
      "t.toml");
}

double level(const model::Solution& s, const std::string& name) {
  const int i = *s.model->model->find_unknown(name);
  return s.x[at(i)] * s.model->model->unknown(i).scale;
}

/// Largest difference over the unknowns that both have.
double difference(const model::Solution& a, const model::Solution& b) {
  double most = 0;
  for (int i = 0; i < b.model->model->size(); ++i) {
    const auto j = a.model->model->find_unknown(b.model->model->name(i));
    if (j) most = std::max(most, std::abs(a.x[at(*j)] - b.x[at(i)]));
  }
  return most;
}

/// Of a swap in a closure file, or in a scenario file.
std::string refusal(const std::string& more, bool in_scenario = false) {
  try {
    tests::china_model(
        small(), in_scenario ? model::closure_with_swaps(with(""), scenario_of(more)) : with(more));
  } catch (const std::exception& e) {
    return e.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("foreign saving against a wage, and back") {
  const auto plain = tests::china_model(small()),
             swapped = tests::china_model(small(), with(saving_for_wage));
  CHECK(swapped->model->size() == plain->model->size() + 1);
  const auto given =
      tests::solved(plain, scenario_of("[[shock]]\nparameter = \"foreign_saving\"\nwhere = { "
                                       "region = \"Guizhou\" }\nadd = 10\n"));
  const double wage = level(given.solution, "PL[Guizhou]");
  REQUIRE(std::abs(wage - 1) > 1e-6);
  const auto found = tests::solved(
      swapped,
      scenario_of(
          "[[shock]]\nparameter = \"target\"\nwhere = { unknown = \"PL[Guizhou]\" }\nset = " +
          digits(wage) + "\n"));
  CHECK(level(found.solution, "SWAP[PL[Guizhou]]") == Approx(10).epsilon(1e-6));
  CHECK(difference(found.solution, given.solution) < 1e-8);
}

TEST_CASE("equal yield: the tax rate that keeps a budget is the rate that the plain model needs") {
  // The cut changes Guizhou's revenue; the direct tax of its towns moves to keep it. (Its country
  // pays none, so that there a rate that falls has no meaning.)
  const auto swapped = tests::china_model(
      small(),
      with("[[swap]]\nexogenous = \"GOV[Guizhou]\"\ntogether = \"add\"\n"
           "endogenous = { parameter = \"direct_tax\", where = { region = \"Guizhou\", household = "
           "\"urban\" } }\n"));
  const auto plain = tests::china_model(small());
  const auto s1a = tests::scenario("S1a");
  const auto found = tests::solved(swapped, s1a);
  const double budget = level(found.solution, "GOV[Guizhou]");
  CHECK(budget ==
        Approx(swapped->model->unknown(*swapped->model->find_unknown("GOV[Guizhou]")).start)
            .epsilon(1e-9));
  CHECK(std::abs(level(tests::solved(plain, s1a).solution, "GOV[Guizhou]") - budget) > 1e-3);
  const double points = level(found.solution, "SWAP[GOV[Guizhou]]");
  REQUIRE(std::abs(points) > 1e-6);
  model::Scenario by_hand = s1a;
  by_hand.shocks.push_back(
      scenario_of(
          "[[shock]]\nparameter = \"direct_tax\"\nwhere = { region = \"Guizhou\", household = "
          "\"urban\" }\nadd = " +
          digits(points) + "\n")
          .shocks.front());
  CHECK(difference(tests::solved(plain, by_hand).solution, found.solution) < 1e-8);
  // Figures per head know the new rate.
  const data::Table by_head =
      tests::table(model::indicators(found.solution), "disposable_income_per_head");
  const model::Benchmark& b = *small();
  const int g = b.regions.index("Guizhou");
  const auto at = static_cast<std::size_t>(g);
  CHECK(by_head(1, g, 1) ==
        Approx(1e4 * found.after.regions[at].urban_income *
               (1 - b.urban_direct_tax_rate[at] - points) / b.population.persons(g, 1))
            .epsilon(1e-9));
}

TEST_CASE("a swap that moves nothing reproduces the benchmark") {
  const auto o =
      tests::solved(tests::china_model(small(), with(saving_for_wage)), tests::scenario("S0"));
  CHECK(level(o.solution, "SWAP[PL[Guizhou]]") == Approx(0).margin(1e-6));
}

TEST_CASE("with a fixed exchange rate foreign saving adjusts, and to it the plain model agrees") {
  const auto fixed = tests::china_model(small(), with("external = \"exchange_rate_fixed\"\n"));
  const auto found = tests::solved(fixed, tests::scenario("S10"));
  // The real exchange rate: foreign exchange over the price of the nation's consumption.
  double price = 0, total = 0;
  const model::Benchmark& b = *small();
  for (int r = 0; r < b.regions.size(); ++r)
    for (int i = 0; i < b.sectors.size(); ++i) {
      const double use = b.rural(r, i) + b.urban(r, i);
      total += use;
      if (use > 0) price += use * found.after.final_price(r, i);
    }
  CHECK(price / total == Approx(level(found.solution, "PFX")).epsilon(1e-9));
  const double inflow = level(found.solution, "EXTERNAL");
  REQUIRE(std::abs(inflow) > 1e-3);
  model::Scenario by_hand = tests::scenario("S10");
  double investment = 0;
  std::vector<double> own;
  for (int r = 0; r < b.regions.size(); ++r) {
    own.push_back(0);
    for (int i = 0; i < b.sectors.size(); ++i) own.back() += b.investment(r, i);
    investment += own.back();
  }
  for (int r = 0; r < b.regions.size(); ++r)
    by_hand.shocks.push_back(
        scenario_of("[[shock]]\nparameter = \"foreign_saving\"\nwhere = { region = \"" +
                    b.regions.label(r) + "\" }\nadd = " + digits(inflow * own[at(r)] / investment) +
                    "\n")
            .shocks.front());
  CHECK(difference(tests::solved(tests::china_model(small()), by_hand).solution, found.solution) <
        1e-8);
}

TEST_CASE("a swap that does not stay square says why") {
  CHECK_THAT(
      refusal("[[swap]]\nexogenous = \"PL[Guizhuo]\"\nendogenous = { parameter = "
              "\"foreign_saving\", where = { region = \"Guizhou\" } }\n"),
      ContainsSubstring("swapped.toml") && ContainsSubstring("did you mean \"PL[Guizhou]\""));
  CHECK_THAT(refusal("[[swap]]\nexogenous = \"PL[Guizhou]\"\nendogenous = { parameter = "
                     "\"foreign_saving\" }\n"),
             ContainsSubstring("3 cells, and one unknown determines one") &&
                 ContainsSubstring("together"));
  CHECK_THAT(refusal("[[swap]]\nexogenous = \"PFX\"\nendogenous = { parameter = "
                     "\"foreign_saving\", where = { region = \"Guizhou\" } }\n"),
             ContainsSubstring("relative to itself"));
  CHECK_THAT(refusal(std::string(saving_for_wage) + saving_for_wage),
             ContainsSubstring("given by an earlier swap"));
  // One parameter cannot keep two prices.
  CHECK_THAT(refusal("[[swap]]\nexogenous = \"PL[Guizhou]\"\nendogenous = { parameter = "
                     "\"foreign_saving\", where = { region = \"Guizhou\" } }\n"
                     "[[swap]]\nexogenous = \"PL[Chongqing]\"\nendogenous = { parameter = "
                     "\"foreign_saving\", where = { region = \"Guizhou\" } }\n"),
             ContainsSubstring("moves already"));
  // Under fixed investment a factor on the saving rates adjusts already, so that rates in
  // proportion move nothing.
  CHECK_THAT(
      refusal(
          "investment = \"fixed\"\n[[swap]]\nexogenous = \"PL[Guizhou]\"\ntogether = \"scale\"\n"
          "endogenous = { parameter = \"saving_rate\", where = { region = \"Guizhou\" } }\n"),
      ContainsSubstring("do not determine") && ContainsSubstring("PL[Guizhou]"));
}

TEST_CASE("a swap in a scenario file is the closure's own, and is refused in the same words") {
  const std::string shock =
      "[[shock]]\nparameter = \"target\"\nwhere = { unknown = \"PL[Guizhou]\" }\nset = 1.01\n";
  const model::Scenario own = scenario_of(saving_for_wage + shock);
  const model::Closure both = model::closure_with_swaps(tests::closure("long_run"), own);
  CHECK(both.id == "long_run+swap");
  const auto a = tests::solved(tests::china_model(small(), both), own);
  const auto b =
      tests::solved(tests::china_model(small(), with(saving_for_wage)), scenario_of(shock));
  CHECK(difference(a.solution, b.solution) < 1e-9);
  CHECK(level(a.solution, "PL[Guizhou]") == Approx(1.01).epsilon(1e-9));
  for (const std::string& wrong :
       {std::string("[[swap]]\nexogenous = \"PL[Guizhuo]\"\nendogenous = { parameter = "
                    "\"foreign_saving\", where = { region = \"Guizhou\" } }\n"),
        std::string("[[swap]]\nexogenous = \"PL[Guizhou]\"\nendogenous = { parameter = "
                    "\"foreign_saving\" }\n"),
        std::string(saving_for_wage) + saving_for_wage}) {
    const std::string here = refusal(wrong), there = refusal(wrong, true);
    CHECK(here.substr(here.find(' ')) == there.substr(there.find(' ')));  // but for the place
    CHECK_THAT(there, ContainsSubstring("t.toml:"));
  }
  // A closure that gives the same unknown leaves the scenario's swap nothing to give.
  try {
    tests::china_model(small(), model::closure_with_swaps(with(saving_for_wage), own));
    FAIL("nothing was thrown");
  } catch (const data::InputError& e) {
    CHECK_THAT(e.what(),
               ContainsSubstring("t.toml:4:") && ContainsSubstring("given by an earlier swap"));
  }
}

TEST_CASE("one tax in another's place: the centre keeps its revenue") {
  const model::Scenario s = tests::scenario("S10r");
  const auto found = tests::solved(
      tests::china_model(small(), model::closure_with_swaps(tests::closure("long_run"), s)), s);
  const auto all = model::indicators(found.solution);
  const model::Benchmark& b = *small();
  double imports = 0, of_centre = 0;
  for (int r = 0; r < b.regions.size(); ++r) {
    const auto at = static_cast<std::size_t>(r);
    for (int i = 0; i < b.sectors.size(); ++i)
      if (r < 2) imports += b.imports(r, i);
    double capital = 0;
    for (int j = 0; j < b.sectors.size(); ++j) capital += b.capital(r, j);
    of_centre += (1 - b.local_enterprise_tax_share[at]) * b.enterprise_capital[at] * capital;
  }
  const int shift = *found.solution.model->model->find_unknown("SWAP[CENTRE]");
  const auto points = [&](const model::Point& p) { return p.level[at(shift)]; };
  // What the two no longer pay, and what the centre's part of production taxes loses as foreign
  // exchange becomes dearer, over its part of what enterprises keep.
  const data::Table& fiscal = tests::table(all, "fiscal");
  const int centre_row = fiscal.axis(1).index("Centre"),
            product_tax = fiscal.axis(2).index("production_tax");
  const double lost = fiscal(0, centre_row, product_tax) - fiscal(1, centre_row, product_tax);
  CHECK((lost > 0 && lost < 0.2 * 0.038 * imports));
  const double more = points(found.after_point) - points(found.before_point);
  CHECK(points(found.before_point) < 0);  // the tariff of the reference took a tax's place
  CHECK(more == Approx((0.038 * imports + lost) / of_centre).epsilon(0.03));
  for (const model::Point* p : {&found.before_point, &found.after_point}) {
    const int centre = found.solution.model->model->offsets()(found.solution.model->centre);
    CHECK(p->level[at(centre)] ==
          Approx(found.solution.model->model->unknown(centre).start).epsilon(1e-9));
  }
}

TEST_CASE("closures with swaps differ by word") {
  const auto word = [](const model::Closure& c) {
    for (const model::ClosureWord& w : closure_words(c))
      if (w.key == "swap") return w.word;
    return std::string();
  };
  CHECK(word(with("")) == "none");
  CHECK(word(with(saving_for_wage)) == "PL[Guizhou] <-> foreign_saving[region Guizhou]");
}
