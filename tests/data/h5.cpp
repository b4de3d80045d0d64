// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>

#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/h5_writer.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/seal.hpp>
#include <yuqian/data/text_file.hpp>
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"

using namespace yuqian::data;

namespace {

const Set regions("region", {"Chongqing", "Guizhou"}, {"重庆", "贵州"}, {"Chongqing", "Guizhou"});
const Set sectors("sector", {"coal", "food", "steel"});
const H5Writer::Header header{"A test file", "yuqian-test", "1.0", "written by a test"};

Table output() {
  Table table("output", {regions, sectors}, "1e8 CNY", "a test");
  for (std::size_t k = 0; k < 6; ++k) table.values()[k] = 1.5 * static_cast<double>(k);
  table(1, 2) = std::numeric_limits<double>::quiet_NaN();
  return table;
}

/// One of everything that the writer can write; tests/data/read_back.py knows what to find.
void write_sample(const std::string& path, int gzip = 0) {
  H5Writer file(path, header, gzip);
  file.table(output(), "Output of sectors", "总产出");
  file.scale(regions.renamed("region_to"));
  Table trade("trade", {regions.renamed("supplier"), regions.renamed("region_to"), sectors},
              "1e8 CNY");
  for (std::size_t k = 0; k < trade.values().size(); ++k)
    trade.values()[k] = static_cast<double>(k);
  file.table(trade, "Trade between provinces", "省际贸易");
  const std::vector<std::int32_t> status{0, 2};
  file.variable("status", {"region"}, status,
                {"1",
                 "Status",
                 "状态",
                 {{"flag_values", std::vector<std::int32_t>{0, 1, 2}},
                  {"flag_meanings", std::string("solved stalled diverged")}}});
  const std::vector<std::string> notes{"渝", ""};
  file.variable("note", {"region"}, notes, {"1", "Note", "", {}});
  file.variable("gap", {}, std::vector<double>{1e-12},
                {"1", "Largest complementarity gap", "", {}});
  file.text("scenario_toml", "id = \"渝黔\"\n", "Scenario as it was given");
  file.variable("benchmark/output", {"region", "sector"}, output().values(),
                {"1e8 CNY", "Output at the benchmark", "", {}});
  const Set wide("cell", [] {
    std::vector<std::string> labels;
    for (int i = 0; i < 2000; ++i) labels.push_back("cell" + std::to_string(i));
    return labels;
  }());
  file.table(Table("zeros", {wide}, "1"), "Many zeros");
  file.attribute("closure", std::string("long_run"));
  file.finish();
}

}  // namespace

TEST_CASE("HDF5: what is written reads back, compressed or not") {
  const Scratch scratch;
  const std::string path = scratch.file("a.h5");
  const int gzip = GENERATE(0, 1);
  write_sample(path, gzip);
  CHECK(scratch.entries() == 1);  // no temporary file is left
  const H5Reader file(path, "yuqian-test");
  const Table table = file.table("output");
  CHECK(table.unit() == "1e8 CNY");
  CHECK(table.source() == "a test");
  CHECK(table.axis(0).zh(1) == "贵州");
  CHECK(table.axis(1).labels() == sectors.labels());
  CHECK(table.at({"Guizhou", "food"}) == 6.0);
  CHECK(std::isnan(table.at({"Guizhou", "steel"})));
  CHECK(file.dimensions("trade") == std::vector<std::string>{"supplier", "region_to", "sector"});
  const Table slice = file.slice("trade", "Guizhou");
  CHECK(slice.rank() == 2);
  CHECK(slice.at({"Chongqing", "steel"}) == 8.0);
  CHECK(file.table("status").values()[1] == 2.0);
  CHECK(file.texts("note") == std::vector<std::string>{"渝", ""});
  CHECK(file.text("scenario_toml") == "id = \"渝黔\"\n");
  CHECK(file.table("gap").values()[0] == 1e-12);
  CHECK(file.table("benchmark/output").at({"Chongqing", "food"}) == 1.5);
  CHECK(file.attribute("/", "closure") == "long_run");
  CHECK(file.attribute("output", "long_name_zh") == "总产出");
  CHECK(file.attribute("output", "nothing") == std::nullopt);
  CHECK(file.names().front() == "region");  // in the order of writing
  CHECK(file.names("benchmark") == std::vector<std::string>{"output"});
  if (gzip) {
    write_sample(scratch.file("plain.h5"));
    CHECK(std::filesystem::file_size(path) + 12000 <
          std::filesystem::file_size(scratch.file("plain.h5")));
  }
}

TEST_CASE("HDF5: a writer that does not finish leaves nothing behind") {
  const Scratch scratch;
  {
    H5Writer file(scratch.file("a.h5"), header);
    file.table(output(), "Output");
  }
  CHECK(scratch.entries() == 0);
}

TEST_CASE("HDF5: a finished file replaces the old one at once") {
  const Scratch scratch;
  const std::string path = scratch.file("a.h5");
  write_file(path, "old");
  {
    H5Writer file(path, header);
    file.table(output(), "Output");
    CHECK(read_file(path) == "old");
    file.finish();
  }
  CHECK(H5Reader(path).table("output").sum() != 0.0);
}

TEST_CASE("HDF5: files that cannot be used are refused with the reason") {
  const Scratch scratch;
  const std::string path = scratch.file("a.h5");
  CHECK(error_text([&] { H5Reader{path}; }) ==
        path + ": cannot read the file: No such file or directory; check the spelling of the path");
  write_file(path, "not HDF5 at all");
  CHECK(error_text([&] { H5Reader{path}; }) ==
        path + ": is not an HDF5 file; name a file that this program wrote");
  write_sample(path);
  CHECK(error_text([&] { H5Reader(path, "yuqian-dataset"); }) ==
        path +
            ": holds \"yuqian-test\" where \"yuqian-dataset\" is wanted; name a file of the right "
            "kind");
  const std::string whole = read_file(path);
  write_file(path, whole.substr(0, whole.size() / 2));
  CHECK_THAT(error_text([&] { H5Reader{path}; }), StartsWith(path + ": has no digest at its end"));
  write_file(path, whole.substr(0, whole.size() / 2) + seal_of(whole.substr(0, whole.size() / 2)));
  CHECK_THAT(error_text([&] { H5Reader{path}; }),
             ContainsSubstring("cannot open the file") && ContainsSubstring("the file is damaged"));
}

TEST_CASE("HDF5: a writer that is killed leaves nothing behind") {
  const Scratch scratch;
  const std::string path = scratch.file("a.h5");
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {  // the child closes the library's files as it exits, but never finishes
    static auto* const file = new H5Writer(path, header);
    file->table(output(), "Output");
    std::exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(scratch.entries() == 0);
}

TEST_CASE("HDF5: unknown names are refused with the nearest one") {
  const Scratch scratch;
  const std::string path = scratch.file("a.h5");
  write_sample(path);
  const H5Reader file(path);
  CHECK(error_text([&] { file.table("ouput"); }) ==
        path + ": has no variable \"ouput\"; did you mean \"output\"?");
  CHECK(error_text([&] { file.slice("trade", "Guizou"); }) ==
        path + ": unknown supplier \"Guizou\"; did you mean \"Guizhou\"?");
  CHECK(error_text([&] { file.texts("output"); }) ==
        path + ": \"output\" does not hold texts; read it as numbers");
  CHECK(error_text([&] { file.table("note"); }) ==
        path + ": \"note\" does not hold numbers; read it as text");
  CHECK(error_text([&] { file.text("note"); }) ==
        path + ": \"note\" holds 2 texts, not one; the file is damaged: write or fetch it again");
  CHECK_FALSE(file.has("benchmark/nothing"));
  CHECK_FALSE(file.has("nowhere/nothing"));
}

TEST_CASE("HDF5: wrong requests to the writer are refused") {
  const Scratch scratch;
  const std::string path = scratch.file("a.h5");
  H5Writer file(path, header);
  file.scale(regions);
  const std::vector<double> two{1.0, 2.0};
  CHECK(error_text([&] { file.variable("x", {"regions"}, two, {"1", "x", "", {}}); }) ==
        path +
            ": variable \"x\" stands on unknown dimension \"regions\"; did you mean \"region\"?");
  CHECK(error_text([&] {
          file.variable("x", {"region"}, std::vector<double>{1.0}, {"1", "x", "", {}});
        }) ==
        path +
            ": variable \"x\" has 1 values where its dimensions want 2; give one value per cell");
  CHECK(error_text([&] { file.variable("x", {"region", "region"}, two, {"1", "x", "", {}}); }) ==
        path + ": variable \"x\" has dimension \"region\" twice; rename one of the sets");
  CHECK(error_text([&] { file.variable("x", {"region"}, two, {"", "x", "", {}}); }) ==
        path +
            ": variable \"x\" has no unit or no long name; state both; the unit of a pure number "
            "is 1");
  file.variable("x", {"region"}, two, {"1", "x", "", {}});
  CHECK(error_text([&] { file.variable("x", {"region"}, two, {"1", "x", "", {}}); }) ==
        path + ": \"x\" is written twice; give every variable a name of its own");
  CHECK(error_text([&] { file.scale(sectors.renamed("region")); }) ==
        path +
            ": dimension \"region\" has two different lists of labels; give one of the sets "
            "another name");
  CHECK(error_text([&] { file.scale(Set("empty", {})); }) ==
        path + ": dimension \"empty\" has no name or no labels; write sets with elements");
  CHECK_THAT(error_text([] { H5Writer("no/such/folder/a.h5", header); }),
             StartsWith("no/such/folder/a.h5: cannot write the file: ") &&
                 EndsWith("check the folder and its permissions"));
}

TEST_CASE("HDF5: h5py, xarray, netCDF4, pandas and ncdump read the file") {
  const Scratch scratch;
  write_sample(scratch.file("plain.h5"));
  write_sample(scratch.file("packed.h5"), 1);
  const std::string script = std::string(YUQIAN_SOURCE_DIR) + "/tests/data/read_back.py";
  for (const char* name : {"plain.h5", "packed.h5"}) {
    const std::string command = YUQIAN_PYTHON " '" + script + "' '" + scratch.file(name) + "'";
    INFO(command);
    CHECK(std::system(command.c_str()) == 0);
  }
}
