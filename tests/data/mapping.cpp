// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/mapping.hpp>

#include <yuqian/data/output_file.hpp>
#include <yuqian/data/read_table.hpp>
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"
#include "tests/data/small_mrio.hpp"

using namespace yuqian::data;

namespace {

const Set regions("region", {"Chongqing", "Guizhou", "Sichuan", "Yunnan"});
const std::string folder = std::string(YUQIAN_SOURCE_DIR) + "/data/";

Mapping mapping_of(const std::string& text, const Set& source = regions) {
  const Scratch scratch;
  write_file(scratch.file("m.toml"), "axis = \"" + source.name() + "\"\n" + text);
  return Mapping::read(scratch.file("m.toml"), source);
}

/// The error without the folder of the file.
std::string refusal(const std::string& text) {
  const std::string all = error_text([&] { mapping_of(text); });
  const auto at = all.find("m.toml");
  return at == std::string::npos ? all : all.substr(at);
}

std::string target(const std::string& label, const std::string& what) {
  return "[[target]]\nlabel = \"" + label + "\"\n" + what + "\n";
}

Set shipped_set(const std::string& name) {
  return read_set(Csv::read(folder + "schema/" + name + "s.csv"), name, "label");
}

}  // namespace

TEST_CASE("a mapping gives every source its target") {
  const Mapping m =
      mapping_of(target("CQ", "zh = \"重庆\"\nfrom = [\"Chongqing\"]") +
                 target("Rest", "rest = true") + target("GZ", "from = [\"Guizhou\"]"));
  CHECK(m.target().name() == "region");
  CHECK(m.target().labels() == std::vector<std::string>{"CQ", "Rest", "GZ"});
  CHECK(m.target().zh(0) == "重庆");
  CHECK(m.target().zh(1) == "Rest");
  CHECK(m.members(1) == std::vector<int>{2, 3});
  CHECK(m[1] == 2);
  const Mapping same = mapping_of("identity = true\n");
  CHECK(same.target().labels() == same.source().labels());
}

TEST_CASE("a mapping covers every source exactly once, and says which it does not") {
  CHECK(refusal(target("CQ", "from = [\"Chongqing\"]")) ==
        "m.toml: 3 of 4 labels of \"region\" have no target: \"Guizhou\", \"Sichuan\", \"Yunnan\"; "
        "add "
        "them to a target, or give one target `rest = true`");
  CHECK(refusal(target("CQ", "from = [\"Chongqing\"]") +
                target("All", "from = [\"Guizhou\", \"Chongqing\"]")) ==
        "m.toml:7:20: region \"Chongqing\" is mapped twice: it belongs to \"CQ\" already; name it "
        "in one "
        "target only");
  CHECK(refusal(target("CQ", "from = [\"Chonqing\"]")) ==
        "m.toml:4:9: unknown region \"Chonqing\"; did you mean \"Chongqing\"?");
  CHECK(refusal(target("A", "rest = true") + target("B", "rest = true")) ==
        "m.toml:5:1: target \"B\" takes the rest, but \"A\" does already; give one target `rest = "
        "true`");
  CHECK(refusal(target("A", "rest = true") + target("A", "from = [\"Guizhou\"]")) ==
        "m.toml:5:1: target \"A\" appears twice; join the two");
  CHECK(refusal(target("A", "rest = true") + target("B", "from = []")) ==
        "m.toml: target \"B\" has no sources; give it sources or remove it");
  CHECK(refusal(target("A", "form = [\"Guizhou\"]")) ==
        "m.toml:2:1: key \"from\" is missing in \"target[1]\"; is it the one written \"form\"?");
  CHECK(refusal(target("A", "rest = true\ncolour = 1")) ==
        "m.toml:5:1: unknown key \"colour\"; valid are: label, zh, en, rest");
}

TEST_CASE("a target does not bear the name of a source that belongs to another") {
  const std::string swapped =
      refusal(target("Chongqing", "from = [\"Guizhou\"]") +
              target("Guizhou", "from = [\"Chongqing\"]") + target("Rest", "rest = true"));
  CHECK_THAT(swapped, StartsWith("m.toml:") && ContainsSubstring("target \"Chongqing\"") &&
                          ContainsSubstring("which belongs to \"Guizhou\""));
  const Set named("region", {"Chongqing", "Guizhou"}, {"重庆", "贵州"}, {"Chongqing", "Guizhou"});
  CHECK_THAT(error_text([&] {
               mapping_of(target("A", "zh = \"贵州\"\nfrom = [\"Chongqing\"]") +
                              target("B", "from = [\"Guizhou\"]"),
                          named);
             }),
             ContainsSubstring("bears the name of region \"Guizhou\", which belongs to \"B\""));
  // A target that holds the source of its name and others keeps it.
  CHECK_NOTHROW(mapping_of(target("Chongqing", "from = [\"Chongqing\", \"Guizhou\"]") +
                           target("Rest", "rest = true")));
}

TEST_CASE("a mapping of another axis is refused") {
  const Scratch scratch;
  write_file(scratch.file("m.toml"), "axis = \"sector\"\nidentity = true\n");
  CHECK(error_text([&] { Mapping::read(scratch.file("m.toml"), regions); }) ==
        scratch.file("m.toml") +
            ":1:8: unknown axis for this mapping \"sector\"; valid are: region");
}

TEST_CASE("merging keeps the identities, and trade inside becomes own supply") {
  const Mrio m = small_mrio();
  const Mapping china(m.regions, Set("region", {"China"}), {0, 0});
  const Mapping same = Mapping::identity(m.sectors);
  const Mrio merged = aggregate(m, china, same);
  CHECK(check_identities(merged, 1e-12).empty());
  CHECK(merged.trade.at({"China", "China", "food"}) == 100.0 + 20 + 70 + 15);
  CHECK(merged.exports.at({"China", "food"}) == 35.0);
  CHECK(merged.regions.labels() == std::vector<std::string>{"China"});
  CHECK(merged.trade.axis(1).name() == "region_to");
  const Mapping goods(m.sectors, Set("sector", {"all"}), {0, 0});
  const Mrio both = aggregate(m, china, goods);
  CHECK(check_identities(both, 1e-12).empty());
  CHECK(both.output.sum() == m.output.sum());
  CHECK(both.intermediate.at({"China", "all", "all"}) == m.intermediate.sum());
  CHECK(error_text([&] { aggregate(m, Mapping::identity(regions), same); }) ==
        "the mappings were made for other regions or sectors than the table's; read them with the "
        "table's own sets");
}

TEST_CASE("the order of merging does not matter") {
  const Mrio m = small_mrio();
  const Mapping china(m.regions, Set("region", {"China"}), {0, 0});
  const Mapping goods(m.sectors, Set("sector", {"all"}), {0, 0});
  const Mrio one = aggregate(aggregate(m, china, Mapping::identity(m.sectors)),
                             Mapping::identity(china.target()), goods);
  const Mrio two = aggregate(m, china, goods);
  CHECK(one.trade.values()[0] == two.trade.values()[0]);
  CHECK(one.value_added.sum() == two.value_added.sum());
}

TEST_CASE("the shipped mappings cover the shipped labels") {
  const Set provinces = shipped_set("region"), sectors = shipped_set("sector");
  REQUIRE(provinces.size() == 31);
  REQUIRE(sectors.size() == 42);
  const auto size = [](const std::string& path, const Set& source) {
    const Mapping m = Mapping::read(folder + "mappings/" + path + ".toml", source);
    CHECK(m.target().has_zh());
    CHECK(m.target().has_en());
    return m.target().size();
  };
  CHECK(size("regions/default", provinces) == 3);
  CHECK(size("regions/with-sichuan", provinces) == 4);
  CHECK(size("regions/seven-neighbours", provinces) == 8);
  CHECK(size("regions/all-31", provinces) == 31);
  for (const int n : {42, 17, 8, 3}) CHECK(size("sectors/" + std::to_string(n), sectors) == n);
  const Mapping three = Mapping::read(folder + "mappings/sectors/3.toml", sectors);
  CHECK(three.target().label(three[sectors.index("construction")]) == "secondary");
  CHECK(three.target().label(three[sectors.index("repair")]) == "tertiary");
  const Mapping main = Mapping::read(folder + "mappings/regions/default.toml", provinces);
  CHECK(main.target().labels() == std::vector<std::string>{"Chongqing", "Guizhou", "RestOfChina"});
}
