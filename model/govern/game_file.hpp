// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/local_text.hpp>
#include <yuqian/model/regional/question/shock.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace yuqian::govern {

/// What a government is assessed by, relative to the status quo (eq. 305).
struct PayoffWeights {
  double welfare = 1;        ///< of its residents: money metric, 10^8 yuan
  double revenue = 0;        ///< of its budget, in what the benchmark's public basket costs
  double employment = 0;     ///< yuan for a job a year
  double emissions = 0;      ///< yuan for a tonne of CO2 that its region emits less
  double all_emissions = 0;  ///< yuan for a tonne that the nation emits less
  double partner = 0;        ///< of every other player's payoff without its own partner part
};

/// One number that a player sets: one family of parameters in some cells.
struct PlayerInstrument {
  std::string name;
  model::LocalText title;  ///< the name in both languages where the file has no title
  model::Shock target;     ///< "set", "scale" or "add" by the instrument's value
  bool outsiders = false;  ///< it spares what comes from members of the own coalition
  double lower = 0, upper = 0;
  double status_quo = 0;  ///< not a number: what the benchmark has
  data::Position where;
};

struct Player {
  std::string name;
  model::LocalText title;
  std::string area;  ///< whose residents count: a region, or the nation
  PayoffWeights payoff;
  double power = 1;  ///< in bargaining and in dividing a gain, relative to the others'
  std::vector<PlayerInstrument> instruments;
  data::Position where;
};

/// A project or reform that can be agreed on: a scenario with a cost.
struct Action {
  std::string scenario;
  double cost = 0;                        ///< 10^8 yuan a year, assumed
  std::map<std::string, double> paid_by;  ///< shares by region, or "Centre"; they add up to one
  std::string source;                     ///< of the cost: a reference, or "assumed"
  data::Position where;
};

/// Instruments that can be bargained over apart from the others.
struct Issue {
  std::string name;
  model::LocalText title;
  std::vector<std::string> instruments;  ///< names
  data::Position where;
};

/// A game as its file states it.
struct GameFile {
  std::string id;
  model::LocalText title, text;
  std::string closure, regions, sectors;  ///< ids; sectors empty: what the command says
  std::vector<Player> players;
  std::vector<Action> actions;
  std::vector<Issue> issues;
  bool transfers = true;              ///< players may pay each other
  double largest_transfer = 0;        ///< 10^8 yuan; 0: none stated
  double marginal_cost_of_funds = 1;  ///< of a yuan that the centre moves between players, >= 1
  double link_cost = 0;               ///< of an agreement of two, to each, 10^8 yuan
  bool structures = false;            ///< all coalition structures are wanted
  std::vector<double> budgets;        ///< for packages of actions, 10^8 yuan; empty: all sums
  std::string source_text;
};

/// Reads a game file (TOML), docs/games.md. Throws data::InputError with file:line:column for all
/// that can be wrong without a model: players without instruments, empty ranges, costs without
/// payer, unknown keys.
GameFile read_game(const std::filesystem::path&);
GameFile parse_game(std::string text, const std::string& name);

}  // namespace yuqian::govern
