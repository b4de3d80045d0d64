// SPDX-License-Identifier: Apache-2.0
// The social accounting matrix of the shipped dataset.
#include <yuqian/calibration/benchmark/sam.hpp>

#include <cmath>
#include <cstdio>
#include <filesystem>

#include <yuqian/data/csv.hpp>
#include <yuqian/model/maths/at.hpp>
#include "tests/catch.hpp"
#include "tests/china_benchmark.hpp"

using namespace yuqian;
using calibration::Sam;

namespace {

double sum(const data::Table& t) { return t.sum(); }

/// Receipts of all accounts of one kind.
double of_kind(const Sam& s, const std::string& kind) {
  double total = 0;
  for (int a = 0; a < s.accounts.size(); ++a)
    if (s.accounts.label(a).substr(0, s.accounts.label(a).find('[')) == kind)
      total += s.receipts[at(a)];
  return total;
}

double worst_gap(const Sam& s) {
  double worst = 0;
  for (std::size_t a = 0; a < s.receipts.size(); ++a)
    worst = std::max(worst, std::abs(s.receipts[a] - s.expenditure[a]));
  return worst / s.total;
}

/// Margins that are part of what users in China buy.
double on_use(const model::RouteMargins& margins) {
  double sum = 0;
  for (const model::MarginService& m : margins.services)
    for (int from = 0; from < m.paid.axis(0).size(); ++from)
      for (int to = 0; to < m.paid.axis(1).size() - 1; ++to) sum += m.on_route(from, to);
  return sum;
}

}  // namespace

TEST_CASE("the SAM of the shipped benchmark balances and holds every flow of it") {
  for (const char* regions : {"default", "all-31"})
    for (const char* variant : {"low", "central", "high"}) {
      const auto b = tests::china_benchmark(variant, regions);
      const Sam s = calibration::sam(*b);
      INFO(regions << ", " << variant << ": largest difference " << worst_gap(s)
                   << " of the total");
      CHECK(worst_gap(s) <= 1e-9);
      CHECK(calibration::check_sam(s).empty());
      CHECK(of_kind(s, "good") ==
            Approx(sum(b->intermediate) + sum(b->rural) + sum(b->urban) + sum(b->government) +
                   sum(b->investment) + on_use(b->margins))
                .epsilon(1e-12));
      CHECK(of_kind(s, "activity") == Approx(sum(b->output)).epsilon(1e-12));
      CHECK(of_kind(s, "labour") == Approx(sum(b->labour)).epsilon(1e-12));
      CHECK(of_kind(s, "capital") == Approx(sum(b->capital)).epsilon(1e-12));
      CHECK(of_kind(s, "land") == Approx(sum(b->land)).epsilon(1e-12));
      double lent = 0;  // to provinces
      for (const double sum : b->public_borrowing) lent += sum;
      CHECK(of_kind(s, "investment") == Approx(sum(b->investment) + lent).epsilon(1e-9));
    }
}

TEST_CASE("negative cells of the SAM are subsidies, dissaving and saving lent, nothing else") {
  const Sam s = calibration::sam(*tests::china_benchmark("central", "all-31"));
  for (const calibration::SamEntry& e : s.entries) {
    if (e.value >= 0) continue;
    const std::string &row = s.accounts.label(e.row), &column = s.accounts.label(e.column);
    INFO(row << " from " << column << ": " << e.value);
    CHECK((row.starts_with("production_tax[") || column.starts_with("production_tax[") ||
           row.starts_with("investment[")));
  }
}

TEST_CASE("a payment that is changed is named by the two accounts that it no longer fits") {
  Sam s = calibration::sam(*tests::china_benchmark("central"));
  const int row = s.accounts.index("activity[Guizhou,coal]"),
            column = s.accounts.index("good[Chongqing,coal]");
  bool found = false;
  for (calibration::SamEntry& e : s.entries)
    if (e.row == row && e.column == column) {
      e.value += 0.25;
      found = true;
    }
  REQUIRE(found);
  calibration::add_up(s);
  const auto failures = calibration::check_sam(s);
  REQUIRE(failures.size() == 2);
  const auto named = [&](const char* account) {
    return failures[0].starts_with(account) || failures[1].starts_with(account);
  };
  CHECK(named("activity[Guizhou,coal]: "));
  CHECK(named("good[Chongqing,coal]: "));
  CHECK(failures[0].find("0.25 ") != std::string::npos);
}

TEST_CASE("the SAM is written as a list that reads back to the last digit") {
  const Sam s = calibration::sam(*tests::china_benchmark("low", "default", "8"));
  const std::string path =
      (std::filesystem::temp_directory_path() / "yuqian-sam-test.csv").string();
  calibration::write_sam(path, s);
  const data::Csv file = data::Csv::read(path);
  file.expect_columns({"row", "column", "value"});
  REQUIRE(file.rows() == static_cast<int>(s.entries.size()));
  for (int k = 0; k < file.rows(); ++k) {
    const calibration::SamEntry& e = s.entries[at(k)];
    CHECK(file.text(k, 0) == s.accounts.label(e.row));
    CHECK(file.text(k, 1) == s.accounts.label(e.column));
    CHECK(file.number(k, 2) == e.value);
  }
  std::remove(path.c_str());
  CHECK_THROWS_AS(calibration::write_sam("/no/such/folder/sam.csv", s), data::InputError);
}
