// SPDX-License-Identifier: Apache-2.0
// Tables and accounts that go to files and come back.
#include <filesystem>
#include <fstream>

#include <yuqian/data/error.hpp>
#include <yuqian/model/interindustry/account_file.hpp>
#include <yuqian/model/interindustry/table_file.hpp>
#include "tests/catch.hpp"
#include "tests/interindustry/two_regions.hpp"

using namespace yuqian;
using namespace yuqian::interindustry;

namespace {

std::string scratch(const std::string& name) {
  const auto folder = std::filesystem::temp_directory_path() / "yuqian_test_interindustry";
  std::filesystem::create_directories(folder);
  return (folder / name).string();
}

std::string written(const std::string& name, const std::string& text) {
  const std::string path = scratch(name);
  std::ofstream(path) << text;
  return path;
}

}  // namespace

TEST_CASE("a table comes back from HDF5 to the last bit") {
  IoTable t = tests::random_table(3, 4, 9, {2});
  t.variant = "central";
  t.source = "random";
  const std::string path = scratch("table.h5");
  write_io_table(path, t);
  const IoTable back = read_io_h5(path);
  CHECK(back.regions.same_labels(t.regions));
  CHECK(back.users.same_labels(t.users));
  CHECK(back.items.same_labels(t.items));
  CHECK(back.flows == t.flows);
  CHECK(back.final_use == t.final_use);
  CHECK(back.imports == t.imports);
  CHECK(back.final_imports == t.final_imports);
  CHECK(back.primary == t.primary);
  CHECK(back.exports == t.exports);
  CHECK(back.output == t.output);
  CHECK(back.variant == "central");
  CHECK(back.source == "random");
}

TEST_CASE("an account says what it is, and which regions it lacks") {
  const IoTable t = tests::two_regions();
  const std::string heading = "# name: water\n# unit: 1e4 t\n# source: made up\n";
  const Account a = read_account(
      written("water.csv", heading + "region,sector,value\nNorth,goods,7\nNorth,household,2\n"), t);
  CHECK(a.amounts(0) == 7);
  CHECK(a.amounts(1) == 0);
  CHECK(a.direct(t.column(0, 0)) == 2);
  CHECK(a.missing == std::vector<std::string>{"South"});
  CHECK(a.unit == "1e4 t");
  const auto refused = [&](const std::string& text, const char* words) {
    CHECK_THROWS_WITH(read_account(written("wrong.csv", text), t),
                      Catch::Matchers::Contains(words));
  };
  refused("region,sector,value\nNorth,goods,7\n", "without its name");
  refused("# name: w\n# unit: 1e4 t\nregion,sector,value\nNorth,goods,7\n", "without its source");
  refused(heading + "region,sector,value\nNorth,goods,7\nNorth,goods,8\n", "given twice");
  refused(heading + "region,sector,value\nNorth,good,7\n", "goods");
  refused(heading + "sector,value\ngoods,7\n", "no column");
}
