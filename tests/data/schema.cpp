// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/schema.hpp>

#include <yuqian/data/elasticities.hpp>
#include <yuqian/data/mapping.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/toml.hpp>
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"

using namespace yuqian::data;

namespace {

const std::string header = "name,unit,dims,sign,zh,en,text,group\n";

/// The error of reading these rows, without the folder of the file.
std::string refusal(const std::string& rows) {
  const Scratch scratch;
  write_file(scratch.file("v.csv"), header + rows);
  std::string text = error_text([&] { Schema::read(scratch.file("v.csv"), {"region", "sector"}); });
  const std::string folder = scratch.file("");
  for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder))
    text.erase(at, folder.size());
  return text;
}

Set shipped_sectors() {
  return read_set(Csv::read(shipped("schema/sectors.csv")), "sector", "label");
}

}  // namespace

TEST_CASE("a schema reads its entries with everything that is known of them") {
  const Scratch scratch;
  write_file(scratch.file("v.csv"),
             header +
                 "output,1e8 CNY,region sector,not_negative,总产出,Gross output,,industry\n"
                 "grp_deflator,1,,positive,平减指数,Deflator,Nominal over real,macro\n");
  const Schema schema = Schema::read(scratch.file("v.csv"), {"region", "sector"});
  REQUIRE(schema.entries().size() == 2);
  const SchemaEntry& output = schema.at("output");
  CHECK(output.unit == "1e8 CNY");
  CHECK(output.dims == std::vector<std::string>{"region", "sector"});
  CHECK(output.sign == Sign::not_negative);
  CHECK(output.zh == "总产出");
  CHECK(output.more.at("group") == "industry");
  CHECK(schema.at("grp_deflator").dims.empty());
  CHECK(schema.at("grp_deflator").text == "Nominal over real");
  CHECK(schema.find("nothing") == nullptr);
  CHECK(error_text([&] { schema.at("ouput"); }) ==
        scratch.file("v.csv") + ": unknown name \"ouput\"; did you mean \"output\"?");
}

TEST_CASE("a schema with a slip is refused at its place") {
  CHECK(refusal("a,1e8 CMY,region,any,甲,A,,x\n") ==
        "v.csv:2:3: unknown unit \"1e8 CMY\"; did you mean \"1e8 CNY\"?");
  CHECK(refusal("a,1,regoin,any,甲,A,,x\n") ==
        "v.csv:2:5: unknown dimension \"regoin\"; did you mean \"region\"?");
  CHECK(refusal("a,1,region region,any,甲,A,,x\n") ==
        "v.csv:2:5: repeated dimension \"region\"; a variable has every dimension once");
  CHECK(refusal("a,1,region,negative,甲,A,,x\n") ==
        "v.csv:2:12: unknown sign \"negative\"; did you mean \"not_negative\"?");
  CHECK(refusal("a,1,region,any,,A,,x\n") == "v.csv:2:16: \"zh\" of \"a\" is empty; fill it in");
  CHECK(refusal("a,1,region,any,甲,A,,x\na,1,,any,甲,A,,x\n") ==
        "v.csv:3:1: \"a\" appears twice; it stands already at v.csv:2:1: remove one of them");
}

TEST_CASE("a note stands in both languages or in none, where a schema has a column for Chinese") {
  const Scratch scratch;
  const std::string columns = "name,unit,dims,sign,zh,en,text,text_zh\n";
  const auto read = [&](const std::string& row) {
    write_file(scratch.file("v.csv"), columns + row);
    return Schema::read(scratch.file("v.csv"), {"region"});
  };
  CHECK(read("a,1,region,any,甲,A,Nominal,名义值\n").at("a").text_zh == "名义值");
  CHECK_THAT(error_text([&] { read("a,1,region,any,甲,A,Nominal,\n"); }),
             EndsWith("v.csv:2:28: \"text_zh\" of \"a\" is empty; fill it in"));
  CHECK_THAT(error_text([&] { read("a,1,region,any,甲,A,,名义值\n"); }),
             EndsWith("v.csv:2:20: \"text\" of \"a\" is empty; fill it in"));
}

TEST_CASE("the shipped schemas are sound and fit together") {
  const Schema variables = shipped_schema("variables"), indicators = shipped_schema("indicators");
  for (const char* name : {"variables", "parameters", "accounts", "indicators"})
    CHECK(shipped_schema(name).entries().size() > 5);
  for (const SchemaEntry& indicator : indicators.entries()) {
    INFO(indicator.where.text());
    const SchemaEntry& variable = variables.at(indicator.more.at("variable"));
    std::vector<std::string> dims = variable.dims;
    if (!dims.empty() && dims[0] == "state") dims.erase(dims.begin());
    CHECK(indicator.dims == dims);
    const std::string& measure = indicator.more.at("measure");
    if (measure == "change_percent")
      CHECK(indicator.unit == "%");
    else if (measure == "level")
      CHECK(indicator.unit == variable.unit);
    else
      CHECK(measure == "change");
  }
}

TEST_CASE("the tables of a dataset are described by the schema") {
  const Set one("x", {"a"});
  const Mrio m = empty_mrio(one, one, "central");
  const Schema variables = shipped_schema("variables");
  for (const Table* table :
       {&m.intermediate, &m.final_use, &m.value_added, &m.output, &m.exports, &m.imports}) {
    const SchemaEntry& entry = variables.at(table->name());
    CHECK(entry.unit == table->unit());
    REQUIRE(entry.dims.size() == table->axes().size());
    for (int k = 0; k < table->rank(); ++k)
      CHECK(entry.dims[static_cast<std::size_t>(k)] == table->axis(k).name());
  }
}

TEST_CASE("the glossary answers in both languages") {
  const Glossary glossary = Glossary::shipped();
  CHECK(glossary.term("real_grp", "zh") == "实际地区生产总值");
  CHECK(glossary.term("ev", "en") == "equivalent variation (EV)");
  CHECK(glossary.keys().size() > 100);
  CHECK_THAT(error_text([&] { glossary.term("real_gpr", "zh"); }),
             EndsWith("glossary.csv: unknown term \"real_gpr\"; did you mean \"real_grp\"?"));
  CHECK_THAT(error_text([&] { glossary.term("ev", "fr"); }),
             EndsWith("unknown language \"fr\"; valid are: en, zh"));
}

TEST_CASE("the shipped elasticities cover the sectors and obey the rule of two") {
  const Set sectors = shipped_sectors();
  const Table e = read_elasticities(shipped("elasticities/default.csv"), sectors);
  for (int i = 0; i < sectors.size(); ++i) {
    INFO(sectors.label(i));
    CHECK(e(i, 1) == Approx(2 * e(i, 0)));
    for (int k = 0; k < elasticity_set().size(); ++k) CHECK(e(i, k) > 0.0);
  }
  // By meaning, not by the row of a list in another classification.
  CHECK(e.at({"construction", "esubd"}) == 1.9);
  CHECK(e.at({"electricity_heat", "esubd"}) == 2.8);
  CHECK(e.at({"construction", "esubva"}) == 1.4);
  CHECK(e.at({"transport", "income"}) == 0.99);
}

TEST_CASE("elasticities with a slip are refused at their place") {
  const Scratch scratch;
  const std::string path = scratch.file("e.csv");
  const std::string columns =
      "sector,esubd,esubm,esubva,income,cet,kle_kl,kl_energy,elec_fuels,fuels,source\n";
  const Set sectors("sector", {"coal", "food"});
  const auto error_of = [&](const std::string& rows) {
    write_file(path, columns + rows);
    return error_text([&] { read_elasticities(path, sectors); });
  };
  const std::string food = "food,1,2,1,1,2,1,1,1,1,GTAP\n";
  CHECK(error_of("coal,-1,2,1,1,2,1,1,1,1,GTAP\n" + food) ==
        path +
            ":2:6: negative value -1 in row \"coal\", column \"esubd\"; this figure cannot be "
            "below zero");
  CHECK(error_of("coal,1,2,1,1,2,1,1,1,1,\n" + food) ==
        path + ":2:24: sector \"coal\" has no source; say where the figures come from");
  CHECK(error_of(food) == path + ": sector \"coal\" is missing; every sector must be there once");
  CHECK(error_of(food + food) == path +
                                     ":3:1: sector \"food\" appears twice; it stands already at " +
                                     path + ":2:1: remove one of them");
}

TEST_CASE("the shipped assumptions name sectors that exist and state their sources") {
  const Set sectors = shipped_sectors();
  const Toml file = Toml::read(shipped("elasticities/assumptions.toml"));
  for (const char* key : {"fuels", "electricity", "feedstock_users", "agriculture", "extraction"})
    for (const Toml& entry : file.get("roles").items(key)) CHECK(entry.label(sectors) >= 0);
  for (const std::string& section : file.keys())
    CHECK_FALSE(file.get(section).get("source").string().empty());
  CHECK(file.get("frisch").get("rural").number() < file.get("frisch").get("urban").number());
}
