// SPDX-License-Identifier: Apache-2.0
// What a game file that is wrong says.
#include <yuqian/data/error.hpp>
#include "tests/catch.hpp"
#include "tests/govern/small_economy.hpp"

using namespace yuqian;

namespace {

void refused(const std::string& body, const std::string& says) {
  CAPTURE(body);
  CHECK_THROWS_WITH(tests::game_text(body), Catch::Contains(says));
  CHECK_THROWS_AS(tests::game_text(body), data::InputError);
}

}  // namespace

TEST_CASE("game files say what is wrong with them") {
  refused("", "neither players nor actions");
  refused("[[player]]\nname = \"Chongqing\"\n", "has no instrument");
  refused(tests::two_wedges("wedge", "[0.5, 0.0]"), "is empty");
  refused(tests::two_wedges("wedge", "[0.1, 0.5]\nstatus_quo = 0"), "status quo 0");
  refused(tests::two_wedges("wedge", "[0.1]"), "two numbers");
  refused("[[action]]\nscenario = \"S5\"\ncost = 12\nsource = \"assumed\"\n", "nobody pays");
  refused("[[action]]\nscenario = \"S5\"\ncost = 12\npaid_by = { Guizhou = 1 }\n", "no source");
  refused(
      "[[action]]\nscenario = \"S5\"\ncost = 12\nsource = \"assumed\"\n"
      "paid_by = { Guizhou = 0.7 }\n",
      "add up to 0.7");
  refused("marginal_cost_of_funds = 0.5\n" + tests::two_wedges(), "below one");
  refused("colour = 1\n" + tests::two_wedges(), "unknown key \"colour\"");
  refused(tests::two_wedges() + tests::two_wedges(), "two players are named");
  refused(tests::two_wedges() + "[[issue]]\nname = \"x\"\ninstruments = [\"Chonqing\"]\n",
          "did you mean \"Chongqing\"");
  std::string many;
  for (int p = 0; p < 11; ++p)
    many += "[[player]]\nname = \"P" + std::to_string(p) +
            "\"\n[[player.instrument]]\nparameter = \"wedge\"\nrange = [0.0, 0.1]\n";
  refused(many, "678570 coalition structures");
  std::string actions;
  for (int a = 0; a < 11; ++a) actions += "[[action]]\nscenario = \"S" + std::to_string(a) + "\"\n";
  refused(actions, "2048 packages");
}

TEST_CASE("games that do not fit the model are refused before the first solve") {
  const auto m = tests::small_model("welfare");
  const auto refuse = [&](const std::string& body, const std::string& says) {
    CAPTURE(body);
    CHECK_THROWS_WITH(tests::economy(m, tests::game_text(body)), Catch::Contains(says));
  };
  std::string twice = tests::two_wedges();
  twice.replace(twice.rfind("from = \"Chongqing\", to = \"Guizhou\""), 35,
                "from = \"Guizhou\", to = \"Chongqing\"");
  refuse(twice, "move the same parameter");
  refuse(tests::two_wedges("wegde"), "wedge");
  refuse(tests::two_wedges("policy_barrier"), "no gradient of its own");
  refuse(tests::two_wedges("wedge", "[0.1, 0.5]"), "the benchmark's value 0");
  refuse(tests::two_wedges("saving_rate"), "saving_rate");
  refuse(tests::two_wedges("emission_cap"), "emission_cap");
  refuse(
      "[[player]]\nname = \"Chonqing\"\n[[player.instrument]]\nparameter = \"wedge\"\n"
      "where = { from = \"Guizhou\", to = \"Chongqing\" }\nrange = [0.0, 0.5]\n",
      "no area \"Chonqing\"");
}

TEST_CASE("the shipped games are read and fit their models") {
  for (const char* id : {"G1", "G1c", "G2", "G3", "G4", "G5"}) {
    const govern::GameFile g =
        govern::read_game(tests::shipped("games/" + std::string(id) + ".toml"));
    CHECK(g.id == id);
    CHECK_FALSE(g.text.zh.empty());
  }
}
