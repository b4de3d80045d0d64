// SPDX-License-Identifier: Apache-2.0
// Provinces' foreign trade against customs: who exports and imports a good changes, the nation's
// trade, every province's output and its use do not.
#include <yuqian/calibration/balance/customs.hpp>

#include <yuqian/calibration/balance/balance.hpp>
#include <yuqian/model/maths/at.hpp>
#include "tests/calibration/one_good.hpp"
#include "tests/catch.hpp"
#include "tests/data/expect_error.hpp"
#include "tests/synthetic_sources.hpp"

using namespace yuqian;
using namespace yuqian::calibration;
using yuqian::tests::Cells;
using yuqian::tests::SyntheticSources;

namespace {

Customs customs(const Accounts& a, const std::vector<double>& exports,
                const std::vector<double>& imports) {
  Customs c{data::Table("e", {a.regions, a.sectors}, "10^8 yuan"),
            data::Table("m", {a.regions, a.sectors}, "10^8 yuan")};
  for (int r = 0; r < a.provinces(); ++r) {
    c.exports(r, 0) = exports[at(r)];
    c.imports(r, 0) = imports[at(r)];
  }
  return c;
}

double nation(const data::Table& t) { return t.sum(); }

constexpr const char* by_sector = "accounts-2017/trade_customs_by_sector_2017.csv";

std::string refusal(const std::function<void(Cells&)>& change) {
  const SyntheticSources sources;
  sources.edit(by_sector, change);
  return error_text([&] { balance(sources.folder()); });
}

}  // namespace

TEST_CASE("foreign trade goes to where customs has its origin and destination") {
  Accounts a = one_good({"Guizhou", "Chongqing"});
  set_row(a, 0, {500, 450, 100, 30, 60, 20});
  set_row(a, 1, {800, 700, 100, 40, 20, 20});
  // Customs sees 180 of the 200 exported, a tenth of it from Guizhou, and 3 in 4 of imports there.
  const Treatments done = reconcile_foreign_trade(a, customs(a, {18, 162}, {66, 22}));
  CHECK(a.exports(0, 0) == Approx(20));
  CHECK(a.exports(1, 0) == Approx(180));
  CHECK(a.imports(0, 0) == Approx(60));
  CHECK(a.imports(1, 0) == Approx(20));
  // Guizhou sells the other 80 to provinces; Chongqing sells 40 less to them and takes 40 in.
  CHECK(a.outflow(0, 0) == Approx(110));
  CHECK(a.inflow(0, 0) == Approx(20));
  CHECK(a.outflow(1, 0) == Approx(0).margin(1e-12));
  CHECK(a.inflow(1, 0) == Approx(60));
  CHECK(nation(a.exports) == Approx(200));
  CHECK(nation(a.imports) == Approx(80));
  CHECK(nation(a.net_flow) == Approx(110 - 20 - 60));
  for (int r = 0; r < 2; ++r)
    CHECK(a.output(r, 0) + a.imports(r, 0) - a.exports(r, 0) - a.use(r, 0) ==
          Approx(a.net_flow(r, 0)));
  CHECK(done.size() == 2);
}

TEST_CASE("what customs does not record stays where the tables have it") {
  Accounts a = one_good({"Guizhou", "Chongqing"});
  set_row(a, 0, {500, 450, 100, 30, 60, 20});
  set_row(a, 1, {800, 700, 100, 40, 20, 20});
  // Customs has less than half of the exports, and no imports.
  CHECK(reconcile_foreign_trade(a, customs(a, {9, 81}, {0, 0})).empty());
  CHECK(a.exports(0, 0) == 100.0);
  CHECK(a.imports(0, 0) == 60.0);
}

TEST_CASE("customs that agree with the tables change nothing, and shares move foreign trade") {
  const SyntheticSources sources;
  const BalanceResult plain = balance(sources.folder());
  for (const Treatment& t : plain.report.treatments) CHECK_FALSE(t.step.starts_with("customs"));
  // Half of Guizhou's exports of electronics are Hunan's by customs.
  double moved = 0;
  sources.edit(by_sector, [&](Cells& c) {
    for (auto& row : c)
      if (row[0] == "Guizhou" && row[2] == "20") {
        moved = 0.5 * std::stod(row[3]);
        row[3] = data::shortest(moved);
      }
    for (auto& row : c)
      if (row[0] == "Hunan" && row[2] == "20") row[3] = data::shortest(std::stod(row[3]) + moved);
  });
  sources.edit("accounts-2017/trade_customs_2017.csv", [&](Cells& c) {
    for (auto& row : c)
      if (row[2].starts_with("goods exports") && (row[0] == "Guizhou" || row[0] == "Hunan"))
        row[3] = data::shortest(std::stod(row[3]) +
                                (row[0] == "Hunan" ? 6.7518e-2 : -6.7518e-2) * moved);
  });
  const BalanceResult result = balance(sources.folder());
  const data::Mrio &a = plain.variant("central"), &b = result.variant("central");
  CHECK(b.exports.at({"Guizhou", "electronics"}) ==
        Approx(0.5 * a.exports.at({"Guizhou", "electronics"})));
  CHECK(b.exports.at({"Hunan", "electronics"}) - a.exports.at({"Hunan", "electronics"}) ==
        Approx(6.7518e-2 * moved));
  CHECK(b.exports.sum() == Approx(a.exports.sum()));
  CHECK(b.output.at({"Guizhou", "electronics"}) == a.output.at({"Guizhou", "electronics"}));
  CHECK_THAT(result.report.text().en, ContainsSubstring("customs_exports: 2 cells"));
}

TEST_CASE("customs figures are held against their totals") {
  CHECK_THAT(refusal([](Cells& c) {
               for (auto& row : c)
                 if (row[0] == "Guizhou") row[3] = data::shortest(2 * std::stod(row[3]));
             }),
             ContainsSubstring("trade_customs_2017.csv") && ContainsSubstring("of Guizhou"));
  CHECK_THAT(refusal([](Cells& c) {
               std::erase_if(c, [](const auto& row) { return row[0] == "Guizhou"; });
             }),
             ContainsSubstring("of Guizhou") && ContainsSubstring("0.00 by sector"));
  CHECK_THAT(refusal([](Cells& c) { c.push_back(c[1]); }), ContainsSubstring("appears twice"));
  CHECK_THAT(refusal([](Cells& c) { c[1][2] = "43"; }), ContainsSubstring("unknown sector \"43\""));
  CHECK_THAT(refusal([](Cells& c) { c[1][3] = "-1"; }), ContainsSubstring("negative value -1"));
}
