// SPDX-License-Identifier: Apache-2.0
// Aggregates that are zero: a sector that a province or the nation lacks works, a final use that a
// province lacks is refused by name. Nothing becomes a number that is none.
#include <cmath>

#include <yuqian/calibration/balance/balance.hpp>
#include "tests/catch.hpp"
#include "tests/data/expect_error.hpp"
#include "tests/synthetic_sources.hpp"

using namespace yuqian;
using namespace yuqian::calibration;
using yuqian::tests::Cells;
using yuqian::tests::SyntheticSources;

namespace {

std::string table_of(const std::string& province) { return "china-2017/io/" + province + ".csv"; }

/// Empties a sector: nothing is made, used or traded.
void empty(Cells& table, const std::string& sector) {
  for (std::size_t c = 1; c < table[0].size(); ++c)
    for (std::size_t r = 1; r < table.size(); ++r)
      if (table[r][0] == sector || table[0][c] == sector) table[r][c] = "0";
  SyntheticSources::close(table);
}

/// Gives one column's figures to another.
void move_column(Cells& table, const std::string& from, const std::string& to) {
  for (int i = 0; i < 42; ++i) {
    std::string &a = SyntheticSources::at(table, SyntheticSources::code(i), from),
                &b = SyntheticSources::at(table, SyntheticSources::code(i), to);
    b = data::shortest(std::stod(a) + std::stod(b));
    a = "0";
  }
}

void require_finite(const BalanceResult& result) {
  for (const data::Mrio& m : result.variants)
    for (const data::Table* t : {&m.intermediate, &m.final_use, &m.value_added, &m.output,
                                 &m.exports, &m.imports, &m.trade})
      for (const double v : t->values()) REQUIRE(std::isfinite(v));
}

}  // namespace

TEST_CASE("a sector that one province lacks is empty there and supplied by the others") {
  const SyntheticSources sources;
  sources.edit(table_of("Guizhou"), [](Cells& c) { empty(c, "sec02"); });
  const BalanceResult result = balance(sources.folder());
  require_finite(result);
  const data::Mrio& m = result.variant("central");
  CHECK(m.output.at({"Guizhou", "coal"}) == 0.0);
  CHECK(m.output.at({"Chongqing", "coal"}) > 0.0);
}

TEST_CASE("a sector that the nation lacks is empty everywhere") {
  const SyntheticSources sources;
  for (const std::string& p : SyntheticSources::provinces())
    sources.edit(table_of(p), [](Cells& c) { empty(c, "sec23"); });
  const BalanceResult result = balance(sources.folder());
  require_finite(result);
  for (const data::Mrio& m : result.variants)
    for (int r = 0; r < 6; ++r) {
      const int repair = m.sectors.index("repair");
      CHECK(m.output(r, repair) == 0.0);
      CHECK(data::total_use(m, r, repair) == 0.0);
    }
}

TEST_CASE("a final use that a province's table lacks is refused by name") {
  const auto refused = [](const char* from, const char* to) {
    const SyntheticSources sources;
    sources.edit(table_of("Guizhou"), [&](Cells& c) { move_column(c, from, to); });
    return error_text([&] { balance(sources.folder()); });
  };
  CHECK_THAT(refused("FU101", "FU102"),
             ContainsSubstring("table of Guizhou has no rural_household"));
  CHECK_THAT(refused("FU102", "FU101"),
             ContainsSubstring("table of Guizhou has no urban_household"));
  CHECK_THAT(refused("FU103", "FU102"), ContainsSubstring("table of Guizhou has no government"));
}
