// SPDX-License-Identifier: Apache-2.0
// Value added that a statistical office divided by one set of shares is found in every table, and
// repaired where other sources speak; totals of sectors and of items stay.
#include <yuqian/calibration/balance/imputation.hpp>

#include <cmath>

#include <yuqian/calibration/balance/balance.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/store.hpp>
#include "tests/catch.hpp"
#include "tests/synthetic_sources.hpp"

using namespace yuqian;
using namespace yuqian::calibration;
using yuqian::tests::Cells;
using yuqian::tests::SyntheticSources;

namespace {

/// Two provinces, 26 sectors of value added 10, 20, ... with shares that all differ.
Accounts accounts() {
  Accounts a;
  a.regions = data::Set("region", {"Guizhou", "Hunan"});
  std::vector<std::string> labels;
  for (int j = 0; j < 26; ++j) labels.push_back("s" + std::to_string(j));
  a.sectors = data::Set("sector", labels);
  a.value_added =
      data::Table("value_added", {a.regions, data::value_added_set(), a.sectors}, "10^8 yuan");
  for (int r = 0; r < 2; ++r)
    for (int j = 0; j < 26; ++j) {
      const double value = 10.0 * (j + 1), labour = 0.3 + 0.01 * j + 0.002 * r;
      const double share[] = {labour, 0.1, 0.2, 0.7 - labour};
      for (int v = 0; v < 4; ++v) a.value_added(r, v, j) = share[v] * value;
    }
  return a;
}

void impute(Accounts& a, int r, const std::vector<int>& sectors, double rounding = 0.0) {
  for (const int j : sectors) {
    const double value = a.value_added_of(r, j), share[] = {0.25, 0.35, 0.05, 0.35};
    for (int v = 0; v < 4; ++v)
      a.value_added(r, v, j) = (share[v] + (v == 0 ? 1 : -1.0 / 3) * rounding) * value;
  }
}

/// Sectors 0 to 9: labour 0.2 and taxes 0.5 in sector 0, 0.5 and 0.1 in the others.
data::Table evidence(const Accounts& a) {
  data::Table t("shares", {a.sectors, data::value_added_set()}, "1");
  for (int j = 0; j < 26; ++j) {
    const double first[] = {0.2, 0.5, 0.05, 0.25}, other[] = {0.5, 0.1, 0.1, 0.3};
    for (int v = 0; v < 4; ++v) t(j, v) = j > 9 ? std::nan("") : j == 0 ? first[v] : other[v];
  }
  return t;
}

}  // namespace

TEST_CASE("sectors of equal shares are found, by province, and two alone are chance") {
  Accounts a = accounts();
  CHECK(find_imputed(a).empty());
  impute(a, 0, {0, 1, 2, 5}, 0.0);
  impute(a, 1, {3, 4});
  const std::vector<Imputed> found = find_imputed(a);
  REQUIRE(found.size() == 1);
  CHECK(found[0].region == 0);
  CHECK(found[0].sectors == std::vector<int>{0, 1, 2, 5});
  CHECK(found[0].shares[1] == Approx(0.35));
  impute(a, 0, {5}, 5e-4);  // more than rounding
  CHECK(find_imputed(a)[0].sectors == std::vector<int>{0, 1, 2});
}

TEST_CASE("the repair follows the sources and keeps the value added of sectors and of items") {
  Accounts a = accounts();
  const std::vector<int> group{0, 1, 2, 5};
  impute(a, 0, group);
  impute(a, 0, {20, 21, 22}, 0.03);  // other shares: a group of its own
  const Accounts before = a;
  const auto total = [&](const Accounts& x, int v) {
    double sum = 0;
    for (const int j : group) sum += x.value_added(0, v, j);
    return sum;
  };
  const Treatments done = repair_imputed(a, find_imputed(a), 0, evidence(a));
  CHECK(done.size() == 4);  // no source speaks of sectors 20 to 22
  for (int v = 0; v < 4; ++v) CHECK(total(a, v) == Approx(total(before, v)));
  for (int j = 0; j < 26; ++j) CHECK(a.value_added_of(0, j) == Approx(before.value_added_of(0, j)));
  // Cross ratios are those of the sources: RAS changes rows and columns only.
  const auto ratio = [](double aa, double bb, double cc, double dd) { return aa * dd / (bb * cc); };
  CHECK(ratio(a.value_added(0, 1, 0), a.value_added(0, 0, 0), a.value_added(0, 1, 5),
              a.value_added(0, 0, 5)) == Approx(ratio(0.5, 0.2, 0.1, 0.5)));
  CHECK(a.value_added(0, 1, 0) / a.value_added_of(0, 0) >
        a.value_added(0, 1, 5) / a.value_added_of(0, 5));
  for (const int j : {3, 4, 20, 21, 22})
    for (int v = 0; v < 4; ++v) CHECK(a.value_added(0, v, j) == before.value_added(0, v, j));
}

TEST_CASE("evidence is the mean of the sources that can be") {
  const std::string head =
      "sector,gz2007_labour,gz2007_tax,gz2007_dep,gz2007_surplus,gz2012_labour,gz2012_tax,"
      "gz2012_dep,gz2012_surplus,nation2017_labour,nation2017_tax,nation2017_dep,"
      "nation2017_surplus,gz_enterprises_labour,gz_enterprises_tax,gz_enterprises_dep,"
      "gz_enterprises_surplus\n";
  const data::Csv csv = data::Csv::parse(
      head + "02,0.6,0.28,1.3,-1.18,0.4,0.1,0.1,0.4,0.2,0.3,0.1,0.4,,,,\n", "shares.csv");
  const data::Table shares = read_factor_shares(csv, sectors_2017());
  CHECK(shares.at({"coal", "compensation"}) == Approx(0.3));  // 2007 cannot be
  CHECK(shares.at({"coal", "production_tax"}) == Approx(0.2));
  CHECK(shares.at({"coal", "surplus"}) == Approx(0.4));
  CHECK(std::isnan(shares.at({"food", "surplus"})));
}

TEST_CASE("balancing repairs Guizhou and reports what is imputed elsewhere") {
  const SyntheticSources sources;
  for (const char* province : {"Guizhou", "Hunan"})
    sources.edit(std::string("china-2017/io/") + province + ".csv", [](Cells& c) {
      for (const int j : {5, 6, 7, 8}) {
        const std::string s = SyntheticSources::code(j);
        double value = 0;
        for (const char* v : {"VA001", "VA002", "VA003", "VA004"})
          value += std::stod(SyntheticSources::at(c, v, s));
        const double share[] = {0.45, 0.2, 0.05, 0.3};
        for (int v = 0; v < 4; ++v)
          SyntheticSources::at(c, "VA00" + std::to_string(v + 1), s) =
              data::shortest(share[v] * value);
      }
    });
  const BalanceResult result = balance(sources.folder());
  CHECK_THAT(result.report.text().en, ContainsSubstring("repair_imputed: "));
  CHECK_THAT(result.report.text().en,
             ContainsSubstring("io/Hunan.csv: value added of 4 sectors has the same four shares"));
  const data::Mrio& m = result.variant("central");
  const auto labour = [&](const char* province, const char* sector) {
    double value = 0;
    for (const char* v : {"compensation", "production_tax", "depreciation", "surplus"})
      value += m.value_added.at({province, v, sector});
    return m.value_added.at({province, "compensation", sector}) / value;
  };
  // The sources have more labour from one sector to the next.
  CHECK(labour("Guizhou", "food") < labour("Guizhou", "wood_furniture"));
  CHECK(labour("Hunan", "food") == Approx(labour("Hunan", "wood_furniture")));
}

TEST_CASE("the shipped dataset has no imputed value added left") {
  const data::Mrio m = data::read_mrio(data::shipped("china-2017/china-2017.h5"), "central");
  Accounts a;
  a.regions = m.regions;
  a.sectors = m.sectors;
  a.value_added = m.value_added;
  CHECK(find_imputed(a).empty());
  // Liquor and tobacco bear the taxes that the shares of the table put on electronics.
  const auto tax = [&](const char* sector) {
    return m.value_added.at({"Guizhou", "production_tax", sector}) /
           a.value_added_of(m.regions.index("Guizhou"), m.sectors.index(sector));
  };
  CHECK(tax("food") > 0.45);
  CHECK(tax("electronics") < 0.25);
}
