// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/scenario.hpp>

#include <algorithm>
#include <map>

#include "tests/data/expect_error.hpp"

using namespace yuqian;
using namespace yuqian::model;

namespace {

const char* const barrier = R"(id = "pair"
title = { zh = "渝黔", en = "Pair" }
text.zh = """
假定。
"""
text.en = "Assumed."
closure = "long_run"
[[shock]]
parameter = "iceberg"
where = { from = "Chongqing", to = "Guizhou", good = "*", use = "all", both_ways = true }
scale = 0.90
)";

Scenario parsed(const std::string& text) { return parse_scenario(text, "s.toml"); }

/// A scenario of one shock, from line 5 on.
Scenario with_shock(const std::string& shock) {
  return parsed(
      "id = \"x\"\ntitle = { zh = \"甲\", en = \"A\" }\nclosure = \"long_run\"\n[[shock]]\n" +
      shock);
}

/// Three provinces and two goods; own pairs and coal from Guizhou hold no parameter. Wedges start
/// at zero, icebergs at one.
struct Space {
  ParameterSpace space;
  std::vector<double> values;
  ParameterFamily* saving = nullptr;
  std::map<std::string, int> by_name;

  Space() {
    const std::vector<std::string> provinces{"Chongqing", "Guizhou", "RestOfChina"};
    auto with_world = provinces;
    with_world.push_back("RestOfWorld");
    const data::Set good("good", {"coal", "food"}), use("use", {"intermediate", "final", "export"});
    fill(space.add("iceberg",
                   {data::Set("from", with_world), data::Set("to", with_world), good, use}),
         1);
    fill(space.add("wedge", {data::Set("from", provinces), data::Set("to", provinces), good, use}),
         0);
    saving = &space.add("saving_rate", {data::Set("region", provinces),
                                        data::Set("household", {"rural", "urban"})});
    for (ParameterId& id : saving->ids) id = next(0.3);
  }

  ParameterId next(double value) {
    values.push_back(value);
    return ParameterId{static_cast<int>(values.size()) - 1};
  }

  void fill(ParameterFamily& f, double value) {
    const data::Set &from = f.axes[0], &to = f.axes[1], &good = f.axes[2], &use = f.axes[3];
    for (int s = 0; s < from.size(); ++s)
      for (int r = 0; r < to.size(); ++r)
        for (int g = 0; g < 2; ++g)
          for (int u = 0; u < 3; ++u) {
            const bool abroad = to.label(r) == "RestOfWorld";
            if (s == r || abroad != (u == 2) || (s == 1 && g == 0)) continue;
            const ParameterId id = f.ids[f.offset({s, r, g, u})] = next(value);
            by_name[f.name + ":" + from.label(s) + ">" + to.label(r) + ":" + good.label(g) + ":" +
                    use.label(u)] = id.value;
          }
  }

  std::vector<double> apply(const Scenario& s) const {
    return apply_shocks(space, s.shocks, values);
  }
  /// Names of the trade parameters that differ from the benchmark.
  std::vector<std::string> moved(const std::vector<double>& now) const {
    std::vector<std::string> names;
    for (const auto& [name, id] : by_name)
      if (now[at(id)] != values[at(id)]) names.push_back(name);
    return names;
  }
};

}  // namespace

TEST_CASE("scenario: a file is read whole") {
  const Scenario s = parsed(barrier);
  CHECK(s.id == "pair");
  CHECK(s.title.zh == "渝黔");
  CHECK(s.text.zh == "假定。");
  CHECK(s.closure == "long_run");
  CHECK(s.regions.empty());
  CHECK(s.reference.empty());
  REQUIRE(s.shocks.size() == 1);
  CHECK(s.shocks[0].where.at("use") == std::vector<std::string>{"*"});
  CHECK(s.shocks[0].both_ways);
  CHECK(s.shocks[0].place.line == 8);
  CHECK(s.source_text == barrier);
}

TEST_CASE("scenario: a slip in a file is named with its place and remedy") {
  CHECK(error_text([] { with_shock("parameter = \"iceberg\"\nscael = 0.9\n"); }) ==
        "s.toml:6:1: unknown key \"scael\"; did you mean \"scale\"?");
  CHECK(error_text([] { with_shock("parameter = \"iceberg\"\n"); }) ==
        "s.toml:4:1: the shock does not say by how much; write exactly one of: scale, set, add, "
        "share");
  CHECK(error_text([] { with_shock("parameter = \"iceberg\"\nscale = 1\nset = 2\n"); }) ==
        "s.toml:4:1: the shock has both \"scale\" and \"set\"; write exactly one of: scale, set, "
        "add, share");
  CHECK(error_text([] {
          with_shock("parameter = \"iceberg\"\nwhere = { form = \"Chongqing\" }\nscale = 1\n");
        }) == "s.toml:6:11: unknown key \"form\"; did you mean \"from\"?");
  CHECK(error_text([] {
          with_shock("parameter = \"iceberg\"\nscale = -1\n");
        }).find("is negative") != std::string::npos);
  CHECK(
      error_text([] {
        with_shock(
            "parameter = \"saving_rate\"\nwhere = { region = \"*\", both_ways = true }\nadd = 1\n");
      }).find("needs \"from\" and \"to\"") != std::string::npos);
  CHECK(error_text([] {
          parsed("id = \"x\"\ntitle = { zh = \"甲\" }\nclosure = \"l\"\n");
        }).find("\"en\" is missing") != std::string::npos);
}

TEST_CASE("shocks: a pair both ways, all goods and uses") {
  const Space space;
  const auto now = space.apply(parsed(barrier));
  CHECK(space.moved(now) ==
        std::vector<std::string>{
            "iceberg:Chongqing>Guizhou:coal:final", "iceberg:Chongqing>Guizhou:coal:intermediate",
            "iceberg:Chongqing>Guizhou:food:final", "iceberg:Chongqing>Guizhou:food:intermediate",
            "iceberg:Guizhou>Chongqing:food:final", "iceberg:Guizhou>Chongqing:food:intermediate"});
  CHECK(now[at(space.by_name.at("iceberg:Chongqing>Guizhou:coal:final"))] == 0.9);
}

TEST_CASE("shocks: every pair moves once, and the rest of the world only by name") {
  const Space space;
  const auto everyone =
      space.apply(with_shock("parameter = \"iceberg\"\nwhere = { from = \"*\", to = \"*\", "
                             "both_ways = true }\nscale = 0.5\n"));
  int count = 0;
  for (const std::string& name : space.moved(everyone)) {
    CHECK(name.find("RestOfWorld") == std::string::npos);
    CHECK(everyone[at(space.by_name.at(name))] == 0.5);
    ++count;
  }
  CHECK(count == 4 * 2 * 2 + 2 * 2);  // both goods from two provinces, food alone from Guizhou

  const auto abroad =
      space.apply(with_shock("parameter = \"iceberg\"\nwhere = { from = \"Chongqing\", to = "
                             "\"RestOfWorld\", both_ways = true }\nscale = 0.5\n"));
  CHECK(space.moved(abroad) ==
        std::vector<std::string>{"iceberg:Chongqing>RestOfWorld:coal:export",
                                 "iceberg:Chongqing>RestOfWorld:food:export",
                                 "iceberg:RestOfWorld>Chongqing:coal:final",
                                 "iceberg:RestOfWorld>Chongqing:coal:intermediate",
                                 "iceberg:RestOfWorld>Chongqing:food:final",
                                 "iceberg:RestOfWorld>Chongqing:food:intermediate"});
}

TEST_CASE("shocks: set, add, order, and lists of labels") {
  const Space space;
  const Scenario s = with_shock(
      "parameter = \"wedge\"\nwhere = { from = [\"Chongqing\", \"RestOfChina\"], to = \"Guizhou\", "
      "good = \"food\", use = \"final\" }\nset = 0.1\n"
      "[[shock]]\nparameter = \"wedge\"\nwhere = { from = \"Chongqing\" , to = \"Guizhou\", good = "
      "\"food\", use = \"final\" }\nscale = 2\n"
      "[[shock]]\nparameter = \"saving_rate\"\nwhere = { region = \"Guizhou\", household = "
      "\"rural\" }\nadd = -0.02\n");
  const auto now = space.apply(s);
  CHECK(now[at(space.by_name.at("wedge:Chongqing>Guizhou:food:final"))] == 0.2);
  CHECK(now[at(space.by_name.at("wedge:RestOfChina>Guizhou:food:final"))] == 0.1);
  CHECK(space.moved(now).size() == 2);
  const ParameterFamily& saving = space.space.family("saving_rate");
  CHECK(now[at(saving.at({1, 0}).value)] == Approx(0.28));
  CHECK(now[at(saving.at({1, 1}).value)] == 0.3);
}

TEST_CASE("shocks: requests that cannot be met are refused with the place and the nearest label") {
  const Space space;
  const auto refused = [&](const std::string& shock) {
    return error_text([&] { space.apply(with_shock(shock)); });
  };
  CHECK(refused("parameter = \"icebreg\"\nscale = 0.9\n") ==
        "s.toml:4:1: unknown parameter \"icebreg\"; did you mean \"iceberg\"?");
  CHECK(refused("parameter = \"iceberg\"\nwhere = { region = \"Guizhou\" }\nscale = 0.9\n") ==
        "s.toml:6:20: \"iceberg\" has no axis \"region\"; its axes are: from, to, good, use");
  CHECK(refused("parameter = \"iceberg\"\nwhere = { from = \"Guizou\" }\nscale = 0.9\n") ==
        "s.toml:6:18: \"iceberg\" has no \"from\" named \"Guizou\" in this model; did you mean "
        "\"Guizhou\"? "
        "(another region set is chosen with --regions)");
  CHECK(refused("parameter = \"iceberg\"\nwhere = { from = \"Guizhou\", to = \"Chongqing\", good = "
                "\"coal\" }\nscale = 0.9\n")
            .find("touches nothing") != std::string::npos);
  CHECK(refused("parameter = \"wedge\"\nscale = 0.9\n").find("is zero wherever") !=
        std::string::npos);
  CHECK(refused("parameter = \"iceberg\"\nset = 0\n").find("must be above 0") != std::string::npos);
  CHECK(refused("parameter = \"saving_rate\"\nadd = 0.8\n").find("from 0 to less than 1") !=
        std::string::npos);
}

TEST_CASE("closure: choices are read and slips refused") {
  const std::string head = "id = \"c\"\ntitle = { zh = \"甲\", en = \"A\" }\n";
  const Closure plain = parse_closure(head, "c.toml");
  CHECK(plain.capital == Closure::Capital::mobile);
  CHECK(plain.numeraire == "foreign_exchange");
  const Closure c = parse_closure(
      head +
          "capital = \"specific\"\ninvestment = \"fixed\"\ngovernment = \"fixed_spending\"\n"
          "exports = \"small_country\"\nnumeraire = \"wage:Guizhou\"\nwedge_rent_to_households = "
          "0.5\n",
      "c.toml");
  CHECK(c.capital == Closure::Capital::specific);
  CHECK(c.investment == Closure::Investment::fixed);
  CHECK(c.government == Closure::Government::fixed_spending);
  CHECK(c.exports == Closure::Exports::small_country);
  CHECK(plain.exports == Closure::Exports::world_demand);
  CHECK(c.numeraire == "wage:Guizhou");
  CHECK(c.wedge_rent_to_households == 0.5);
  const auto refused = [&](const std::string& line) {
    return error_text([&] { parse_closure(head + line, "c.toml"); });
  };
  CHECK(refused("capital = \"mobil\"\n") ==
        "c.toml:3:11: unknown capital \"mobil\"; did you mean \"mobile\"?");
  CHECK(refused("capitol = \"mobile\"\n") ==
        "c.toml:3:1: unknown key \"capitol\"; did you mean \"capital\"?");
  CHECK(refused("numeraire = \"wage\"\n").find("wage:<region>") != std::string::npos);
  CHECK(refused("wedge_rent_to_households = 1.5\n").find("above 1") != std::string::npos);
}

TEST_CASE("all labels but some, and an amount that cells share out where they can") {
  Space s;
  const auto shock = [](const std::string& more) {
    return with_shock("parameter = \"saving_rate\"\nwhere = " + more);
  };
  const auto touched = touched_parameters(
      s.space, shock("{ region = [\"not:Chongqing\", \"not:Guizhou\"] }\nadd = 0.1\n").shocks[0]);
  CHECK(touched.size() == 2);  // of the rest of China, rural and urban
  CHECK_THAT(error_text([&] { s.apply(shock("{ region = \"not:Guizhuo\" }\nadd = 0.1\n")); }),
             ContainsSubstring("did you mean \"Guizhou\"?"));
  const Scenario shared = shock("{ household = \"rural\" }\nshare = 0.3\n");
  CHECK_THAT(error_text([&] { s.apply(shared); }),
             ContainsSubstring("s.toml:4:1") && ContainsSubstring("cannot be shared out"));
  s.saving->weight = {1, 9, 2, 9, 3, 9};
  const auto moved = s.apply(shared);
  for (int r = 0; r < 3; ++r)
    CHECK(moved[at(s.saving->at({r, 0}).value)] == Approx(0.3 + 0.05 * (r + 1)));
}

TEST_CASE("shipped scenarios and closures are readable, named as their files, and explained") {
  namespace fs = std::filesystem;
  const fs::path data = fs::path(YUQIAN_SOURCE_DIR) / "data";
  std::vector<std::string> closures, scenarios;
  for (const auto& entry : fs::directory_iterator(data / "closures")) {
    const Closure c = read_closure(entry.path());
    CHECK(c.id == entry.path().stem().string());
    CHECK_FALSE(c.text.zh.empty());
    closures.push_back(c.id);
  }
  for (const auto& entry : fs::directory_iterator(data / "scenarios")) {
    if (entry.path().extension() != ".toml") continue;  // claims.csv says what their texts claim
    INFO(entry.path());
    const Scenario s = read_scenario(entry.path());
    CHECK(s.id == entry.path().stem().string());
    CHECK(std::count(closures.begin(), closures.end(), s.closure) == 1);
    if (!s.regions.empty()) CHECK(fs::exists(data / "mappings/regions" / (s.regions + ".toml")));
    // A policy whose size is assumed says so in both languages.
    if (!s.shocks.empty() || !s.reference.empty()) {
      CHECK(s.text.zh.find("本程序的假定") != std::string::npos);
      CHECK(s.text.en.find("program's") != std::string::npos);
    }
    scenarios.push_back(s.id);
  }
  for (const char* id : {"S0", "S1a", "S1b", "S1c", "S1d", "S2", "S3", "S3b", "S10"})
    CHECK(std::count(scenarios.begin(), scenarios.end(), id) == 1);
}

TEST_CASE("a joint cap that nobody is under is refused at its line") {
  const std::string head =
                        "id = \"x\"\ntitle = { zh = \"x\", en = \"x\" }\n"
                        "closure = \"carbon_pricing\"\n"
                        "[[shock]]\nparameter = \"joint_emission_cap\"\nset = 0.9\n",
                    member =
                        "[[shock]]\nparameter = \"joint_cap_member\"\n"
                        "where = { region = \"Guizhou\" }\n";
  for (const std::string& none : {std::string(), member + "set = 0\n"})
    CHECK_THAT(error_text([&] { parse_scenario(head + none, "s.toml"); }),
               ContainsSubstring("s.toml:4:1") && ContainsSubstring("has no members"));
  CHECK(parse_scenario(head + member + "set = 1\n", "s.toml").shocks.size() == 2);
}
