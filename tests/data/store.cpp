// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/store.hpp>

#include <yuqian/data/h5_writer.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/seal.hpp>
#include <yuqian/data/text_file.hpp>
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"
#include "tests/data/small_mrio.hpp"

using namespace yuqian::data;

namespace {

/// The small table with a round trip of 1 more between the provinces, balanced again by own supply.
Mrio more_trade() {
  Mrio m = small_mrio();
  m.variant = "high";
  m.trade.at({"Chongqing", "Guizhou", "food"}) += 1;
  m.trade.at({"Guizhou", "Chongqing", "food"}) += 1;
  m.trade.at({"Chongqing", "Chongqing", "food"}) -= 1;
  m.trade.at({"Guizhou", "Guizhou", "food"}) -= 1;
  return m;
}

Provenance record() {
  Provenance p;
  p.input_bytes("abc", "io/Chongqing.csv");
  p.step("net_transit", "transit 5.0", "取消转口 5.0");
  return p;
}

void write(const std::string& path, const std::vector<Mrio>& variants) {
  Table km("rail_distance",
           {variants[0].regions.renamed("supplier"), variants[0].regions.renamed("region_to")},
           "km");
  km(0, 1) = km(1, 0) = 463.0;
  write_dataset(path, "A small dataset", 2017, variants, record(),
                std::vector<ExtraTable>{{km, "Rail distance", "铁路里程"}});
}

}  // namespace

TEST_CASE("a dataset reads back, variant by variant") {
  const Scratch scratch;
  const std::string path = scratch.file("d.h5");
  write(path, {small_mrio(), more_trade()});
  CHECK(dataset_variants(path) == std::vector<std::string>{"central", "high"});
  const Mrio central = read_mrio(path, "central"), high = read_mrio(path, "high");
  CHECK(central.trade.at({"Chongqing", "Guizhou", "food"}) == 20.0);
  CHECK(high.trade.at({"Chongqing", "Guizhou", "food"}) == 21.0);
  CHECK(high.variant == "high");
  CHECK(central.value_added.at({"Guizhou", "production_tax", "food"}) == -2.0);
  CHECK(central.intermediate.at({"Guizhou", "coal", "food"}) == 20.0);
  CHECK(central.regions.zh(0) == "重庆");
  CHECK(central.sectors.en(1) == "Food");
  CHECK(central.trade.unit() == "1e8 CNY");
  CHECK(check_identities(high, 1e-12).empty());
  CHECK(read_dataset_table(path, "rail_distance").at({"Chongqing", "Guizhou"}) == 463.0);
  CHECK(dataset_provenance(path).steps.at(0).zh == "取消转口 5.0");
}

TEST_CASE("variants must share everything but trade, balance, and bear different names") {
  const Scratch scratch;
  const std::string path = scratch.file("d.h5");
  Mrio other = more_trade();
  other.value_added.at({"Chongqing", "surplus", "coal"}) -= 1;
  other.value_added.at({"Chongqing", "compensation", "coal"}) += 1;
  CHECK(error_text([&] { write(path, {small_mrio(), other}); }) ==
        path +
            ": variants \"central\" and \"high\" differ in \"value_added\"; variants may differ in "
            "trade only");
  other.value_added.at({"Chongqing", "surplus", "coal"}) += 3;
  CHECK(error_text([&] { write(path, {small_mrio(), other}); }) ==
        path +
            ": variant \"high\" does not balance to 1e-9 of its total output 350\n"
            "  cost of Chongqing,coal: output 40.000000, cost 43.000000, gap -3; balance the table "
            "again");
  CHECK_THAT(error_text([&] { write(path, {small_mrio(), small_mrio()}); }),
             ContainsSubstring("label 2 of set \"variant\" repeats \"central\""));
  CHECK(error_text([&] { write_dataset(path, "t", 2017, {}, record()); }) ==
        path + ": no variant to write; give at least one");
  CHECK(scratch.entries() == 0);
}

TEST_CASE("a dataset that cannot be used is refused with the reason") {
  const Scratch scratch;
  const std::string path = scratch.file("d.h5");
  write(path, {small_mrio()});
  CHECK(error_text([&] { read_mrio(path, "centra"); }) ==
        path + ": unknown variant \"centra\"; did you mean \"central\"?");
  CHECK_THAT(error_text([&] { read_mrio(scratch.file("none.h5"), "central"); }),
             ContainsSubstring("none.h5: cannot read the file: No such file"));
  {
    H5Writer file(path, {"t", "yuqian-result", "1.0", ""});
    file.finish();
  }
  CHECK_THAT(error_text([&] { read_mrio(path, "central"); }),
             ContainsSubstring("holds \"yuqian-result\" where \"yuqian-dataset\" is wanted"));
  {
    H5Writer file(path, {"t", dataset_schema, "1.0", ""});
    file.finish();
  }
  CHECK_THAT(error_text([&] { read_mrio(path, "central"); }),
             ContainsSubstring("has no variable \"region\"; none is known here"));
  // A bit flipped in the numbers: found by the digest, or by the balance where that is right.
  write(path, {small_mrio()});
  std::string bytes = read_file(path);
  const double needle = 150.0;
  const auto at = bytes.find(std::string(reinterpret_cast<const char*>(&needle), sizeof needle));
  REQUIRE(at != std::string::npos);
  bytes[at + 6] = static_cast<char>(bytes[at + 6] ^ 0x10);
  write_file(path, bytes);
  CHECK_THAT(error_text([&] { read_mrio(path, "central"); }),
             ContainsSubstring("does not hold what its digest says"));
  bytes.resize(bytes.size() - seal_length);
  write_file(path, bytes + seal_of(bytes));
  CHECK_THAT(error_text([&] { read_mrio(path, "central"); }),
             ContainsSubstring("does not balance"));
}
