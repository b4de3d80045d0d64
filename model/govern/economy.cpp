// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/govern/economy.hpp>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/scenario.hpp>
#include <yuqian/solvers/homotopy.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::govern {
namespace {

using model::Shock;

/// Payoffs are differences that are small beside the levels they come from.
solvers::HomotopyOptions exact() {
  solvers::HomotopyOptions options;
  options.newton.tolerance = options.newton.gap_tolerance = 1e-11;
  options.newton.history = false;
  options.newton.diagnose = false;
  return options;
}

model::Shock transfer(const std::string& from, const std::string& to) {
  Shock s;
  s.parameter = "horizontal_transfer";
  s.where = {{"from", {from}}, {"to", {to}}};
  s.operation = Shock::Operation::set;
  return s;
}

/// Stated, or what the benchmark has, which must be one number and inside the range.
double status_quo_of(const PlayerInstrument& i, const std::vector<std::size_t>& parameters,
                     const std::vector<double>& base) {
  if (!std::isnan(i.status_quo)) return i.status_quo;
  double value = i.target.operation == Shock::Operation::scale ? 1 : 0;
  if (i.target.operation == Shock::Operation::set) {
    value = base[parameters.front()];
    for (const std::size_t p : parameters)
      if (base[p] != value)
        throw data::InputError(
            {i.where, fmt::format("what \"{}\" moves has several values in the benchmark", i.name),
             i.name, "write as = \"scale\" or as = \"add\", or state status_quo"});
  }
  if (value < i.lower || value > i.upper)
    throw data::InputError(
        {i.where,
         fmt::format("the benchmark's value {:g} of \"{}\" is outside its range {:g} to {:g}",
                     value, i.name, i.lower, i.upper),
         i.name, "widen the range, or state status_quo"});
  return value;
}

}  // namespace

Economy::Economy(std::shared_ptr<const model::RegionalModel> model, const GameFile& file,
                 const std::vector<std::pair<Shock, double>>& factors)
    : model_(std::move(model)),
      file_(std::make_shared<const GameFile>(file)),
      base_(model_->model->parameters()),
      benchmark_x_(model_->model->start()) {
  for (const auto& [target, factor] : factors)
    for (const std::size_t p : model::touched_parameters(model_->parameters, target))
      base_[p] *= factor;
  add_instruments();
  add_transfers();
  add_measures();
  model::Equilibrium e(model_->model);
  e.set_target(base_);
  solvers::Newton newton;
  factors_ = newton.anchor(e, benchmark_x_);
}

void Economy::add_instruments() {
  const model::Areas areas(model_->benchmark->regions);
  std::vector<std::pair<std::size_t, std::string>> held;
  for (std::size_t p = 0; p < file_->players.size(); ++p) {
    const Player& player = file_->players[p];
    const auto area = areas.set.find(player.area);
    if (!area)
      throw data::InputError(
          {player.where,
           fmt::format("player \"{}\": no area \"{}\" in this model", player.name, player.area),
           player.area, data::suggestion(player.area, areas.set)});
    players_.push_back(player.name);
    areas_.push_back(*area);
    for (const PlayerInstrument& i : player.instruments) {
      // Both ends go through the checks that scenarios go through.
      for (const double end : {i.lower, i.upper}) {
        Shock shock = i.target;
        shock.amount = end;
        model::apply_shocks(model_->parameters, std::span(&shock, 1), base_);
      }
      if (!model_->parameters.family(i.target.parameter).part.empty())
        throw data::InputError(
            {i.where,
             fmt::format("\"{}\" is a part of another parameter and has no gradient of its own",
                         i.target.parameter),
             i.target.parameter, "use the parameter itself: iceberg"});
      Move move{model::touched_parameters(model_->parameters, i.target), i.target.operation,
                static_cast<int>(p)};
      if (i.outsiders) move.from = senders(i, move.parameters);
      for (const std::size_t k : move.parameters) {
        for (const auto& [other, name] : held)
          if (other == k)
            throw data::InputError(
                {i.where,
                 fmt::format("instruments \"{}\" and \"{}\" move the same parameter", name, i.name),
                 i.name, "let their goods or regions not overlap"});
      }
      for (const std::size_t k : move.parameters) held.emplace_back(k, i.name);
      instruments_.push_back({i.name, static_cast<int>(p), i.lower, i.upper,
                              status_quo_of(i, move.parameters, base_)});
      moves_.push_back(std::move(move));
    }
  }
}

/// Player whose goods each parameter is about; -1: those of somebody who does not play.
std::vector<int> Economy::senders(const PlayerInstrument& i,
                                  const std::vector<std::size_t>& parameters) const {
  std::vector<int> from(parameters.size(), -1);
  const data::Set& regions = model_->benchmark->regions;
  for (std::size_t q = 0; q < file_->players.size(); ++q) {
    const std::string& area = file_->players[q].area;
    if (!regions.find(area)) continue;
    Shock all = i.target;
    all.where["from"] = {area};
    std::vector<std::size_t> theirs;
    try {
      theirs = model::touched_parameters(model_->parameters, all);
    } catch (const data::InputError&) {
      continue;  // nothing of theirs comes, as of one's own
    }
    for (std::size_t k = 0; k < parameters.size(); ++k)
      if (std::find(theirs.begin(), theirs.end(), parameters[k]) != theirs.end())
        from[k] = static_cast<int>(q);
  }
  return from;
}

Economy::Spared Economy::spared(const games::Structure& structure) const {
  Spared list(players_.size(), std::vector<char>(players_.size(), 0));
  for (const games::Coalition block : structure)
    for (const int p : games::members(block))
      for (const int q : games::members(block)) list[at(p)][at(q)] = 1;
  return list;
}

Economy::Spared Economy::spared(games::Network network) const {
  Spared list;
  for (const std::vector<double>& row :
       games::network_weights(static_cast<int>(players_.size()), network))
    list.emplace_back(row.begin(), row.end());
  return list;
}

/// Between the first player and every other one, where both are single regions.
void Economy::add_transfers() {
  const std::size_t n = players_.size();
  net_transfer_.assign(n, -1);
  transfer_to_.assign(n, -1);
  transfer_from_.assign(n, -1);
  if (!file_->transfers || n < 2) return;
  const data::Set& regions = model_->benchmark->regions;
  const std::string& payer = file_->players[0].area;
  for (std::size_t p = 1; p < n; ++p) {
    const std::string& to = file_->players[p].area;
    if (!regions.find(payer) || !regions.find(to) || payer == to) continue;
    const double most = file_->largest_transfer;
    const auto add = [&](const std::string& a, const std::string& b, double lower) {
      moves_.push_back(
          {model::touched_parameters(model_->parameters, transfer(a, b)), Shock::Operation::add});
      instruments_.push_back({fmt::format("{} -> {}", a, b), games::nobody, lower, most, 0});
      return static_cast<int>(instruments_.size()) - 1;
    };
    net_transfer_[p] = add(payer, to, -most);
    transfer_to_[p] = add(payer, to, 0);
    transfer_from_[p] = add(to, payer, 0);
  }
}

void Economy::add_measures() {
  model::Equilibrium e(model_->model);
  e.set_target(base_);
  const model::Point& benchmark = e.evaluate(benchmark_x_);
  for (std::size_t p = 0; p < players_.size(); ++p) {
    const Player& player = file_->players[p];
    try {
      own_.emplace_back(*model_, benchmark, areas_[p], player.payoff);
    } catch (const model::ModelError& error) {
      throw data::InputError({player.where, error.what(), player.name, ""});
    }
    partner_.push_back(player.payoff.partner);
  }
  for (const int area : areas_) {
    PayoffWeights residents;
    welfare_.emplace_back(*model_, benchmark, area, residents);
  }
}

double Economy::consumption(int player) const {
  const model::Areas areas(model_->benchmark->regions);
  double sum = 0;
  for (const int r : areas.members[at(area(player))])
    for (int i = 0; i < model_->benchmark->sectors.size(); ++i)
      sum += model_->benchmark->rural(r, i) + model_->benchmark->urban(r, i);
  return sum;
}

double Economy::persons(int player) const {
  const model::Areas areas(model_->benchmark->regions);
  double sum = 0;
  for (const int r : areas.members[at(area(player))])
    for (int h = 0; h < 2; ++h) sum += model_->benchmark->population.persons(r, h);
  return sum;
}

std::vector<double> Economy::parameters(std::span<const double> b, const Spared& spared) const {
  std::vector<double> values = base_;
  for (std::size_t i = 0; i < moves_.size(); ++i)
    for (std::size_t k = 0; k < moves_[i].parameters.size(); ++k) {
      if (moves_[i].spares(spared, k)) continue;
      const std::size_t p = moves_[i].parameters[k];
      switch (moves_[i].operation) {
        case Shock::Operation::scale:
          values[p] = base_[p] * b[i];
          break;
        case Shock::Operation::add:
          values[p] += b[i];
          break;
        default:
          values[p] = b[i];
      }
    }
  return values;
}

EconomyGame::EconomyGame(std::shared_ptr<const Economy> economy)
    : economy_(std::move(economy)), equilibrium_(economy_->model_->model), newton_(exact().newton) {
  const model::Model& m = equilibrium_.model();
  measures_.resize(2 * players().size());
  quantity_.resize(m.kernel().leaves.size());
  multiplier_.resize(m.blocks().size());
  unknown_.resize(at(m.size()));
  by_x_.resize(at(m.size()));
  row_.resize(at(m.size()));
  total_.resize(m.parameters().size());
  restart();
}

void EconomyGame::restart() {
  newton_ = solvers::Newton(exact().newton);
  newton_.adopt(equilibrium_, economy_->factors_);
  x_ = economy_->benchmark_x_;
  solved_parameters_ = economy_->base_;
  solved_ = false;
  here_.clear();
}

void EconomyGame::spare(Economy::Spared list) {
  spared_ = std::move(list);
  here_.clear();
  solved_ = false;
}

std::unique_ptr<games::Game> EconomyGame::clone() const {
  auto other = std::make_unique<EconomyGame>(economy_);
  other->spare(spared_);
  return other;
}

bool EconomyGame::move_to_parameters(const std::vector<double>& parameters) {
  std::vector<double> x = x_;
  equilibrium_.set_base(solved_parameters_);
  equilibrium_.set_target(parameters);
  ++evaluations_;
  solved_ = solvers::follow(newton_, equilibrium_, x, exact()).solved();
  if (!solved_) {  // from the benchmark, before it is given up
    x = economy_->benchmark_x_;
    equilibrium_.set_base(economy_->base_);
    equilibrium_.set_target(parameters);
    solved_ = solvers::follow(newton_, equilibrium_, x, exact()).solved();
  }
  if (!solved_) {
    ++refusals_;
    return false;
  }
  x_ = std::move(x);
  solved_parameters_ = parameters;
  const model::Point& point = equilibrium_.evaluate(x_);
  const std::size_t n = players().size();
  double all = 0;
  for (std::size_t p = 0; p < n; ++p)
    all += measures_[p] = economy_->own_[p].value(equilibrium_.model(), point);
  for (std::size_t p = 0; p < n; ++p) {
    // In place: what the others have of their own is `all` less this one's.
    const double own = economy_->own_[p].value(equilibrium_.model(), point);
    measures_[p] = own + economy_->partner_[p] * (all - own);
    measures_[n + p] = economy_->welfare_[p].value(equilibrium_.model(), point);
  }
  return true;
}

bool EconomyGame::move_to(std::span<const double> b) {
  if (solved_ && std::equal(b.begin(), b.end(), here_.begin(), here_.end())) return true;
  here_.assign(b.begin(), b.end());
  if (move_to_parameters(economy_->parameters(b, spared_))) return true;
  here_.clear();
  return false;
}

void EconomyGame::gradient(std::span<const double> weights, std::span<double> by_instrument) {
  const std::size_t n = players().size();
  ++gradients_;
  std::fill(quantity_.begin(), quantity_.end(), 0.0);
  std::fill(multiplier_.begin(), multiplier_.end(), 0.0);
  std::fill(unknown_.begin(), unknown_.end(), 0.0);
  const model::Point& point = equilibrium_.evaluate(x_);
  // A payoff that counts the partners' is a sum of what each has of its own.
  for (std::size_t q = 0; q < n; ++q) {
    double weight = weights[q];
    for (std::size_t p = 0; p < n; ++p)
      if (p != q) weight += weights[p] * economy_->partner_[p];
    if (weight != 0)
      economy_->own_[q].add_seeds(equilibrium_.model(), point, weight, quantity_, multiplier_,
                                  unknown_);
    if (weights.size() > n + q && weights[n + q] != 0)
      economy_->welfare_[q].add_seeds(equilibrium_.model(), point, weights[n + q], quantity_,
                                      multiplier_, unknown_);
  }
  model::SweepSeeds seeds{.quantity = quantity_, .multiplier = multiplier_};
  equilibrium_.pull_back(x_, seeds, by_x_, {});
  for (std::size_t i = 0; i < by_x_.size(); ++i) by_x_[i] += unknown_[i];
  if (newton_.adjoint(equilibrium_, x_, by_x_, row_) != solvers::LinearStatus::ok)
    throw model::ModelError("the Jacobian is singular: payoffs have no derivative here");
  seeds.row = row_;
  equilibrium_.pull_back(x_, seeds, by_x_, total_);
  for (std::size_t i = 0; i < economy_->moves_.size(); ++i) {
    const Economy::Move& move = economy_->moves_[i];
    by_instrument[i] = 0;
    for (std::size_t k = 0; k < move.parameters.size(); ++k) {
      if (move.spares(spared_, k)) continue;
      const std::size_t p = move.parameters[k];
      by_instrument[i] +=
          total_[p] * (move.operation == Shock::Operation::scale ? economy_->base_[p] : 1);
    }
  }
}

}  // namespace yuqian::govern
