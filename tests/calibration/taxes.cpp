// SPDX-License-Identifier: Apache-2.0
// Taxes by kind: by hand, and on the shipped dataset against what decision 0034 says.
#include <yuqian/calibration/benchmark/taxes.hpp>

#include <yuqian/data/output_file.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/chains.hpp>
#include "tests/china_benchmark.hpp"
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"

using namespace yuqian;
using namespace yuqian::calibration;
using enum model::TaxKind;

namespace {

/// One province; materials bear consumption tax, farming is subsidised.
struct OneProvince {
  data::Set regions{"region", {"A"}},
      sectors{"sector", {"farm", "light_industry", "materials", "equipment"}};
  data::Mrio table = data::empty_mrio(regions, sectors, "central");
  std::vector<SectorTrait> traits{4};
  PublishedTaxes published{{30}, 12, model::chain_positions("manufacturing", sectors, {})};

  OneProvince() {
    traits[2].excise = true;
    const double tax[] = {-5, 20, 40, 10}, labour[] = {55, 80, 60, 190};
    for (int j = 0; j < 4; ++j) {
      table.value_added.at({"A", "production_tax", sectors.label(j)}) = tax[j];
      table.value_added.at({"A", "compensation", sectors.label(j)}) = labour[j];
    }
  }
  double operator()(int sector, int kind) const {
    return split_taxes(table, traits, published)(0, sector, kind);
  }
};

PublishedTaxes shipped_taxes() {
  return read_taxes(tests::shipped("institutions/taxes-2017.csv"),
                    tests::shipped("institutions/national_taxes-2017.csv"),
                    tests::china("central").regions, tests::china("central").sectors);
}

}  // namespace

TEST_CASE("taxes of one province by kind, by hand") {
  OneProvince a;
  // Ordinary manufacturing pays 30 of 300; materials 40 of 100, 30 beyond it, of which 12 are
  // there.
  CHECK(a(2, excise) == Approx(12));
  CHECK(a(1, excise) == 0);
  CHECK(a(0, subsidies) == -5);
  // 58 are left, of which 30 are value-added tax, in every sector alike.
  CHECK(a(1, value_added_tax) == Approx(20 * 30.0 / 58));
  CHECK(a(2, value_added_tax) == Approx(28 * 30.0 / 58));
  CHECK(a(3, other_taxes) == Approx(10 * 28.0 / 58));
  CHECK(a(0, value_added_tax) == 0);

  SECTION("more than there is is not taken") {
    a.published.value_added_tax = {100};
    a.published.excise = 50;
    CHECK(a(2, excise) == Approx(30));
    CHECK(a(2, value_added_tax) == Approx(10));
    CHECK(a(1, other_taxes) == Approx(0).margin(1e-12));
  }
  SECTION("without ordinary manufacturing nothing is a rate to exceed") {
    for (SectorTrait& t : a.traits) t.excise = true;
    CHECK_THAT(error_text([&] { a(0, 0); }), ContainsSubstring("free of consumption tax"));
  }
}

TEST_CASE("files of taxes are refused where they say too little") {
  const Scratch scratch;
  data::write_file(scratch.file("n.csv"), "item,amount\nvat,1\n");
  CHECK_THAT(error_text([&] {
               read_taxes(tests::shipped("institutions/taxes-2017.csv"), scratch.file("n.csv"),
                          tests::china("central").regions, tests::china("central").sectors);
             }),
             ContainsSubstring("consumption tax"));
}

TEST_CASE(
    "the tables' taxes by kind add up to them, and consumption tax is where it is published") {
  const data::Mrio& m = tests::china("central");
  const data::Toml assumed = data::Toml::read(tests::shipped("elasticities/assumptions.toml"));
  const auto traits =
      read_sector_traits(tests::shipped("elasticities/default.csv"), assumed, m.sectors);
  const PublishedTaxes published = shipped_taxes();
  const data::Table taxes = split_taxes(m, traits, published);
  const int item = m.value_added.axis(1).index("production_tax");
  std::array<double, model::tax_kind_count> sum{};
  for (int r = 0; r < m.regions.size(); ++r) {
    double vat = 0, other = 0;
    for (int j = 0; j < m.sectors.size(); ++j) {
      double all = 0;
      for (int k = 0; k < model::tax_kind_count; ++k) {
        all += taxes(r, j, k), sum[at(k)] += taxes(r, j, k);
        CHECK((k == subsidies ? -1 : 1) * taxes(r, j, k) >= 0);
      }
      CHECK(all == Approx(m.value_added(r, item, j)).margin(1e-9));
      vat += taxes(r, j, value_added_tax), other += taxes(r, j, other_taxes);
    }
    INFO(m.regions.label(r));
    CHECK((vat == Approx(published.value_added_tax[at(r)]) || other == Approx(0).margin(1e-9)));
  }
  CHECK(sum[excise] == Approx(published.excise).epsilon(1e-9));
  CHECK(sum[value_added_tax] == Approx(55963).epsilon(1e-4));
  CHECK(sum[other_taxes] == Approx(43653).epsilon(1e-4));
  CHECK(sum[subsidies] == Approx(-1275).epsilon(1e-3));
  // What the three pay in the nation beyond other manufacturing, by hand: near the published
  // figure.
  double beyond = 0, ordinary_tax = 0, ordinary_added = 0, added = 0;
  for (const int j : model::chain_positions("manufacturing", m.sectors, {}))
    for (int r = 0; r < m.regions.size(); ++r) {
      const bool three = traits[at(j)].excise;
      (three ? beyond : ordinary_tax) += m.value_added(r, item, j);
      for (int v = 0; v < m.value_added.axis(1).size(); ++v)
        (three ? added : ordinary_added) += m.value_added(r, v, j);
    }
  beyond -= ordinary_tax / ordinary_added * added;
  CHECK(beyond == Approx(published.excise).epsilon(0.02));
}

TEST_CASE("merged sectors and regions keep every kind") {
  const auto with_kinds = [](Assumptions& a) { a.taxes = shipped_taxes(); };
  const data::Mrio& m = tests::china("central");
  const auto fine = tests::calibrated(m, tests::mapping("regions", "default"),
                                      tests::mapping("sectors", "42"), with_kinds),
             coarse = tests::calibrated(m, tests::mapping("regions", "default"),
                                        tests::mapping("sectors", "3"), with_kinds);
  CHECK(model::check_benchmark(*coarse).empty());
  for (int r = 0; r < fine->regions.size(); ++r)
    for (int k = 0; k < model::tax_kind_count; ++k) {
      double a = 0, b = 0;
      for (int j = 0; j < fine->sectors.size(); ++j) a += fine->taxes(r, j, k);
      for (int j = 0; j < coarse->sectors.size(); ++j) b += coarse->taxes(r, j, k);
      CHECK(a == Approx(b).epsilon(1e-9));
    }
  auto wrong = *coarse;
  wrong.taxes(0, 1, excise) += 1;
  CHECK(model::check_benchmark(wrong).front().find("kinds") != std::string::npos);
}
