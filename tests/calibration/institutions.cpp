// SPDX-License-Identifier: Apache-2.0
// Budgets, enterprises and households: by hand, and on the shipped dataset against statistics.
#include <yuqian/calibration/benchmark/institutions.hpp>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/model/maths/at.hpp>
#include "tests/china_benchmark.hpp"
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"

using namespace yuqian;
using namespace yuqian::calibration;

namespace {

/// One province, one farm and one other sector; 40 of 100 residents are rural.
struct OneProvince {
  data::Set regions{"region", {"A"}}, sectors{"sector", {"farm", "other"}};
  data::Mapping mapping = data::Mapping::identity(regions);
  data::Table farm_land{"farm_land", {regions, sectors}, "10^8 yuan"}, depreciation = farm_land;
  model::Benchmark b;
  Assumptions assumed;

  OneProvince() {
    b.regions = regions, b.sectors = sectors;
    for (auto table :
         {&model::Benchmark::labour, &model::Benchmark::capital, &model::Benchmark::land,
          &model::Benchmark::production_tax, &model::Benchmark::rural, &model::Benchmark::urban,
          &model::Benchmark::government, &model::Benchmark::investment})
      b.*table = farm_land;
    b.labour(0, 0) = 20, b.labour(0, 1) = 40, b.capital(0, 1) = 50;
    b.land(0, 0) = farm_land(0, 0) = 10, depreciation(0, 1) = 20;
    b.production_tax(0, 1) = 15;
    b.rural(0, 0) = 20, b.urban(0, 1) = 40, b.government(0, 1) = 12, b.investment(0, 1) = 60;
    b.population.cells = {{0, 0, 40, 1, 0}, {0, 1, 60, 1, 0}};
    assumed.saving_rural = assumed.saving_urban = 0.2;
    assumed.budgets = {{6, 2, 1.2, 1, 25, 4, 12}};
  }
  void split() { split_institutions(b, farm_land, depreciation, mapping, assumed); }
};

double total(const data::Table& t, int r) {
  double sum = 0;
  for (int i = 0; i < t.axis(1).size(); ++i) sum += t(r, i);
  return sum;
}

}  // namespace

TEST_CASE("institutions of one province with a budget, by hand") {
  OneProvince a;
  a.split();
  const model::Benchmark& b = a.b;
  // Survey: income 20 / 0.8 + 40 / 0.8 = 75 after tax; earned 60 + 10 + 4 of transfers - 3 of tax.
  CHECK(b.retained_capital[0] == Approx(20.0 / 50));
  CHECK(b.enterprise_capital[0] == Approx(26.0 / 50));
  CHECK(b.enterprise_tax_rate[0] == Approx(6.0 / 26));        // 2 / 0.4 and fees of 1
  CHECK(b.local_enterprise_tax_share[0] == Approx(3.0 / 6));  // 2 and 1
  CHECK(b.social_to_rural[0] == Approx(1.6));
  CHECK(b.social_to_urban[0] == Approx(2.4));
  CHECK(b.rural_land_share[0] == Approx(1));
  CHECK(b.rural_labour_share[0] == Approx(13.4 / 60));  // 25 - 10 - 1.6
  CHECK(b.rural_capital_share[0] == 0);
  CHECK(b.rural_direct_tax_rate[0] == 0);
  CHECK(b.urban_direct_tax_rate[0] == Approx(3.0 / 53));
  CHECK(b.rural_saving_rate[0] == Approx(0.2));
  CHECK(b.urban_saving_rate[0] == Approx(0.2));
  CHECK(b.local_production_tax_share[0] == Approx(6.0 / 15));
  CHECK(b.public_investment[0] == Approx(25 - 12 - 4));
  CHECK(b.public_borrowing[0] == Approx(25 - 12 - 6 - 1.2 - 3));
  // The centre: 9 of production tax, 1.8 and 3 of income taxes, less the subsidy.
  CHECK(b.central_to_investment[0] == Approx(9 + 1.8 + 3 - 12));
  // Investment 60; depreciation 20, households 15, enterprises 20, the province 9 - 2.8.
  CHECK(b.external_saving[0] == Approx(60 - 20 - 15 - 20 - 6.2 - 1.8));
}

TEST_CASE("where households earn more than the survey's saving rates ask for they save the rest") {
  OneProvince a;
  a.assumed.saving_rural = a.assumed.saving_urban = 0.05;
  a.split();
  CHECK(a.b.enterprise_capital[0] == Approx(30.0 / 50));  // nothing is passed on
  CHECK(a.b.rural_saving_rate[0] == Approx(1 - 60.0 / 71));
  CHECK(a.b.urban_saving_rate[0] == Approx(1 - 60.0 / 71));
}

TEST_CASE("a budget that the table cannot pay is refused with the sums") {
  OneProvince a;
  a.assumed.budgets[0].corporate_income_tax = 200;
  CHECK_THAT(error_text([&] { a.split(); }),
             ContainsSubstring("A: enterprises pay 501") && ContainsSubstring("earn 30"));
}

TEST_CASE("a budgets file with a province missing, twice or negative is refused by place") {
  const Scratch scratch;
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string text = data::read_text(tests::shipped("institutions/2017.csv"));
    REQUIRE(text.find(from) != std::string::npos);
    text.replace(text.find(from), from.size(), to);
    data::write_file(scratch.file("b.csv"), text);
    return error_text(
        [&] { read_budgets(scratch.file("b.csv"), tests::china("central").regions); });
  };
  CHECK_THAT(refused("\nGuizhou,", "\n# Guizhou,"), ContainsSubstring("no row for \"Guizhou\""));
  CHECK_THAT(refused("\nTibet,", "\nGuizhou,"), ContainsSubstring("twice"));
  CHECK_THAT(refused("\nGuizhou,984.51", "\nGuizhou,-984.51"), ContainsSubstring("b.csv:"));
}

TEST_CASE("budgets of the shipped benchmark are the published ones, and incomes near the survey") {
  const auto b = tests::china_benchmark("central", "all-31", "3");
  const auto published = read_budgets(tests::shipped("institutions/2017.csv"), b->regions);
  const data::Csv figures = data::Csv::read(tests::shipped("validation/provinces-2017.csv"));
  double centre = 0;
  for (int r = 0; r < b->regions.size(); ++r) {
    const auto at = static_cast<std::size_t>(r);
    const ProvincialBudget& p = published[at];
    INFO(b->regions.label(r));
    const double tax = total(b->production_tax, r), capital = total(b->capital, r);
    const double fees = b->enterprise_tax_rate[at] * b->enterprise_capital[at] * capital;
    const double local = b->local_production_tax_share[at] * tax +
                         b->local_enterprise_tax_share[at] * fees + p.personal_income_tax;
    CHECK(local ==
          Approx(p.production_taxes + p.corporate_income_tax + p.personal_income_tax + p.non_tax));
    CHECK(b->central_to_local[at] == p.central_subsidy);
    const double spent = total(b->government, r) + p.social + b->public_investment[at];
    CHECK(spent >= p.expenditure * (1 - 1e-12));
    CHECK(b->public_borrowing[at] == Approx(spent - local - p.central_subsidy));
    // Households save what the survey says, or more where they earn more.
    CHECK(b->urban_saving_rate[at] > 0.329 - 1e-9);
    CHECK(b->rural_saving_rate[at] > 0.185 - 1e-9);
    centre += (1 - b->local_production_tax_share[at]) * tax + fees -
              b->local_enterprise_tax_share[at] * fees + 1.5 * p.personal_income_tax;
  }
  CHECK(centre == Approx(81100).epsilon(0.005));
  double passed_on = 0;
  for (int r = 0; r < b->regions.size(); ++r)
    passed_on += b->central_to_investment[at(r)] + b->central_to_local[at(r)];
  CHECK(passed_on == Approx(centre));
  // What docs/data.md and decision 0031 say.
  const auto distributed = [&](int r) {
    const auto at = static_cast<std::size_t>(r);
    return 1 - b->enterprise_capital[at] / (1 - b->retained_capital[at]);
  };
  int nothing = 0;
  for (int r = 0; r < b->regions.size(); ++r) nothing += distributed(r) < 1e-9;
  CHECK(nothing == 16);
  const int guizhou = b->regions.index("Guizhou"), chongqing = b->regions.index("Chongqing");
  CHECK(distributed(guizhou) == Approx(0).margin(1e-9));
  CHECK(distributed(chongqing) == Approx(0.05).margin(0.005));
  CHECK(b->rural_saving_rate[at(guizhou)] == Approx(0.29).margin(0.005));
  CHECK(b->urban_saving_rate[at(guizhou)] == Approx(0.41).margin(0.005));
  for (const char* name : {"Chongqing", "Guizhou"}) {
    const int r = b->regions.index(name);
    const auto at = static_cast<std::size_t>(r);
    const double persons = b->population.persons(r, 0) + b->population.persons(r, 1),
                 disposable = total(b->rural, r) / (1 - b->rural_saving_rate[at]) +
                              total(b->urban, r) / (1 - b->urban_saving_rate[at]);
    double survey = 0;
    for (int row = 0; row < figures.rows(); ++row)
      if (figures.text(row, figures.column("province")) == name)
        survey = figures.number(row, figures.column("survey_income"));
    INFO(name << ": " << 1e4 * disposable / persons << " against " << survey);
    CHECK(1e4 * disposable / persons > survey);
    CHECK(1e4 * disposable / persons < 1.4 * survey);
  }
}
