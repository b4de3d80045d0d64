// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/govern/game_file.hpp>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/games/coalitions.hpp>
#include <yuqian/model/regional/question/read_local_text.hpp>
#include <yuqian/model/regional/question/scenario.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace yuqian::govern {
namespace {

using data::Toml;
using model::Shock;

constexpr std::size_t most_actions = 10;

PayoffWeights read_payoff(const Toml& block) {
  PayoffWeights w;
  w.welfare = block.number_or("welfare", 0);
  w.revenue = block.number_or("revenue", 0);
  w.employment = block.number_or("employment", 0);
  w.emissions = block.number_or("emissions", 0);
  w.all_emissions = block.number_or("all_emissions", 0);
  w.partner = block.number_or("partner", 0);
  return w;
}

PlayerInstrument read_instrument(const Toml& block, const std::string& otherwise) {
  PlayerInstrument i;
  i.where = block.where();
  i.name = block.string_or("name", otherwise);
  i.title = {i.name, i.name};
  if (const auto title = block.find("title")) i.title = model::read_local_text(*title);
  i.target = model::read_shock_target(block);
  static const std::vector<std::string> words{"set", "scale", "add"};
  int how = 0;
  if (const auto key = block.find("as")) how = key->choice(words, "use of an instrument");
  i.target.operation = how == 0   ? Shock::Operation::set
                       : how == 1 ? Shock::Operation::scale
                                  : Shock::Operation::add;
  i.outsiders = block.boolean_or("outsiders", false);
  const std::vector<double> range = block.get("range").numbers();
  if (range.size() != 2 || !(range[0] < range[1]))
    throw block.get("range").error(
        range.size() != 2 ? std::string("a range is two numbers")
                          : fmt::format("the range from {:g} to {:g} is empty", range[0], range[1]),
        "write range = [0.0, 0.5], the smaller number first", i.name);
  i.lower = range[0];
  i.upper = range[1];
  i.status_quo = block.number_or("status_quo", std::numeric_limits<double>::quiet_NaN());
  if (i.status_quo < i.lower || i.status_quo > i.upper)
    throw block.error(fmt::format("the status quo {:g} of \"{}\" is outside its range {:g} to {:g}",
                                  i.status_quo, i.name, i.lower, i.upper),
                      "widen the range, or state another", i.name);
  return i;
}

Player read_player(const Toml& block) {
  Player p;
  p.where = block.where();
  p.name = block.get("name").string();
  p.title = {p.name, p.name};
  if (const auto title = block.find("title")) p.title = model::read_local_text(*title);
  p.area = data::region_label(block.string_or("region", p.name));
  p.power = block.number_or("power", 1, data::Sign::positive);
  if (const auto payoff = block.find("payoff")) p.payoff = read_payoff(*payoff);
  const std::vector<Toml> list = block.items("instrument");
  for (std::size_t k = 0; k < list.size(); ++k)
    p.instruments.push_back(
        read_instrument(list[k], list.size() == 1 ? p.name : fmt::format("{} {}", p.name, k + 1)));
  return p;
}

Action read_action(const Toml& block) {
  Action a;
  a.where = block.where();
  a.scenario = block.get("scenario").string();
  a.cost = block.number_or("cost", 0, data::Sign::not_negative);
  a.source = block.string_or("source", "");
  if (const auto payers = block.find("paid_by"))
    for (const std::string& name : payers->keys())
      a.paid_by[name] = payers->get(name).number(data::Sign::not_negative);
  double sum = 0;
  for (const auto& [name, share] : a.paid_by) sum += share;
  if (a.cost > 0 && a.paid_by.empty())
    throw block.error(fmt::format("action \"{}\" costs {:g} and nobody pays", a.scenario, a.cost),
                      "write paid_by = { Chongqing = 0.5, Guizhou = 0.5 }", a.scenario);
  if (!a.paid_by.empty() && std::abs(sum - 1) > 1e-9)
    throw block.error(
        fmt::format("the shares of who pays for \"{}\" add up to {:g}", a.scenario, sum),
        "they must add up to 1", a.scenario);
  if (a.cost > 0 && a.source.empty())
    throw block.error(fmt::format("the cost of \"{}\" has no source", a.scenario),
                      "write source = \"assumed\", or a reference", a.scenario);
  return a;
}

std::vector<std::string> instrument_names(const GameFile& g) {
  std::vector<std::string> names;
  for (const Player& p : g.players)
    for (const PlayerInstrument& i : p.instruments) names.push_back(i.name);
  return names;
}

void require_unique(const std::vector<std::string>& names, const char* what,
                    const std::string& file) {
  for (auto n = names.begin(); n != names.end(); ++n)
    if (std::find(names.begin(), n, *n) != n)
      throw data::InputError(
          {{file}, fmt::format("two {} are named \"{}\"", what, *n), *n, "give each its own name"});
}

void read_issues(const Toml& file, GameFile& g) {
  const std::vector<std::string> known = instrument_names(g);
  for (const Toml& block : file.items("issue")) {
    Issue issue;
    issue.where = block.where();
    issue.name = block.get("name").string();
    issue.title = {issue.name, issue.name};
    if (const auto title = block.find("title")) issue.title = model::read_local_text(*title);
    const Toml list = block.get("instruments");
    issue.instruments = list.strings();
    for (int k = 0; k < list.size(); ++k)
      if (std::find(known.begin(), known.end(), list.item(k).string()) == known.end())
        throw list.item(k).error(fmt::format("no instrument \"{}\"", list.item(k).string()),
                                 data::suggestion(list.item(k).string(), known),
                                 list.item(k).string());
    g.issues.push_back(std::move(issue));
  }
}

void require_whole(const Toml& file, const GameFile& g, const std::string& name) {
  if (g.players.empty() && g.actions.empty())
    throw file.error("the game has neither players nor actions",
                     "write [[player]] blocks with instruments, or [[action]] blocks");
  for (const Player& p : g.players)
    if (p.instruments.empty())
      throw data::InputError({p.where, fmt::format("player \"{}\" has no instrument", p.name),
                              p.name, "add a [[player.instrument]], or leave the player out"});
  if (g.players.size() > static_cast<std::size_t>(games::most_players))
    throw data::InputError(
        {{name},
         fmt::format(
             "{} players form {} coalition structures: some {:.0f} days at a second each",
             g.players.size(), games::bell(static_cast<int>(g.players.size())),
             std::ceil(static_cast<double>(games::bell(static_cast<int>(g.players.size()))) /
                       86400)),
         g.id,
         fmt::format("a game may have {} players at most", games::most_players)});
  if (g.actions.size() > most_actions)
    throw data::InputError(
        {{name},
         fmt::format("{} actions make {:.0f} packages: some {:.0f} minutes at a tenth of a second "
                     "each",
                     g.actions.size(), std::exp2(g.actions.size()),
                     std::ceil(std::exp2(g.actions.size()) / 600)),
         g.id,
         fmt::format("name {} actions at most", most_actions)});
  std::vector<std::string> players, actions;
  for (const Player& p : g.players) players.push_back(p.name);
  for (const Action& a : g.actions) actions.push_back(a.scenario);
  require_unique(players, "players", name);
  require_unique(actions, "actions", name);
  require_unique(instrument_names(g), "instruments", name);
}

}  // namespace

GameFile parse_game(std::string text, const std::string& name) {
  const Toml file = Toml::parse(text, name);
  GameFile g;
  g.id = file.get("id").string();
  if (g.id.empty()) throw file.get("id").error("the id is empty", "name the game as its file is");
  g.title = model::read_local_text(file.get("title"));
  if (const auto body = file.find("text")) g.text = model::read_local_text(*body);
  g.closure = file.get("closure").string();
  g.regions = file.string_or("regions", "default");
  g.sectors = file.string_or("sectors", "");
  for (const Toml& block : file.items("player")) g.players.push_back(read_player(block));
  for (const Toml& block : file.items("action")) g.actions.push_back(read_action(block));
  read_issues(file, g);
  g.transfers = file.boolean_or("transfers", true);
  g.largest_transfer = file.number_or("largest_transfer", 500, data::Sign::positive);
  g.structures = file.boolean_or("structures", g.players.size() > 2);
  g.link_cost = file.number_or("link_cost", 0, data::Sign::not_negative);
  if (const auto list = file.find("budgets")) g.budgets = list->numbers(data::Sign::not_negative);
  if (const auto cost = file.find("marginal_cost_of_funds")) {
    g.marginal_cost_of_funds = cost->number(data::Sign::positive);
    if (g.marginal_cost_of_funds < 1)
      throw cost->error(
          fmt::format("a marginal cost of funds of {:g} is below one", g.marginal_cost_of_funds),
          "a yuan moved costs a yuan at least");
  }
  file.finish();
  require_whole(file, g, name);
  g.source_text = std::move(text);
  return g;
}

GameFile read_game(const std::filesystem::path& path) {
  return parse_game(data::read_text(path.string()), path.string());
}

}  // namespace yuqian::govern
