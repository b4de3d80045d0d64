// SPDX-License-Identifier: Apache-2.0
// The bridge: payoffs and their gradients at the players' instruments, each by one equilibrium and
// one transposed solve.
#pragma once

#include <yuqian/model/games/coalitions.hpp>
#include <yuqian/model/games/game.hpp>
#include <yuqian/model/games/networks.hpp>
#include <yuqian/model/govern/measure.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/newton.hpp>

namespace yuqian::govern {

/// What every thread that plays a game shares. Immutable once made.
class Economy {
 public:
  /// `factors`: on parameters of the benchmark that it holds with whatever they are (elasticities).
  /// Throws data::InputError where an instrument does not fit the model, or two players hold one
  /// parameter.
  Economy(std::shared_ptr<const model::RegionalModel>, const GameFile&,
          const std::vector<std::pair<model::Shock, double>>& factors = {});

  const model::RegionalModel& model() const { return *model_; }
  std::shared_ptr<const model::RegionalModel> shared_model() const { return model_; }
  const GameFile& file() const { return *file_; }
  const std::vector<std::string>& players() const { return players_; }
  /// The players' own, then what agreements pay through, between the first player and each other
  /// one: a net amount, and one in each direction for a centre that counts what payments cost.
  const std::vector<games::Instrument>& instruments() const { return instruments_; }
  /// Instrument of the net amount that the first player pays player p >= 1; -1: none.
  int net_transfer(int player) const { return net_transfer_[at(player)]; }
  int transfer_to(int player) const { return transfer_to_[at(player)]; }
  int transfer_from(int player) const { return transfer_from_[at(player)]; }
  /// Position of the residents' gain among the measures.
  int welfare_measure(int player) const { return static_cast<int>(players_.size()) + player; }
  /// Consumption of a player's residents at the benchmark, 10^8 yuan, and their number, 10^4.
  double consumption(int player) const;
  double persons(int player) const;
  int area(int player) const { return areas_[at(player)]; }

  /// Whose goods an instrument against outsiders spares: by player that has it and player whose
  /// goods come.
  using Spared = std::vector<std::vector<char>>;
  Spared spared(const games::Structure&) const;
  Spared spared(games::Network) const;
  /// All of the model's parameters at these instruments.
  std::vector<double> parameters(std::span<const double> b, const Spared& = {}) const;

 private:
  friend class EconomyGame;
  void add_instruments();
  std::vector<int> senders(const PlayerInstrument&,
                           const std::vector<std::size_t>& parameters) const;
  void add_transfers();
  void add_measures();

  std::shared_ptr<const model::RegionalModel> model_;
  std::shared_ptr<const GameFile> file_;
  std::vector<std::string> players_;
  std::vector<int> areas_;
  std::vector<games::Instrument> instruments_;
  /// Of one instrument: the parameters that it moves, and how.
  struct Move {
    std::vector<std::size_t> parameters;
    model::Shock::Operation operation = model::Shock::Operation::set;
    int owner = games::nobody;
    std::vector<int> from = {};  ///< of an instrument against outsiders: player by parameter
    bool spares(const Spared& list, std::size_t k) const {
      return !from.empty() && !list.empty() && from[k] >= 0 && list[at(owner)][at(from[k])] != 0;
    }
  };
  std::vector<Move> moves_;
  std::vector<int> net_transfer_, transfer_to_, transfer_from_;
  std::vector<double> base_;  ///< parameters at the benchmark
  std::vector<double> benchmark_x_;
  std::vector<Measure> own_, welfare_;  ///< by player
  std::vector<double> partner_;         ///< weight of the others' own payoffs
  std::shared_ptr<const solvers::Factors> factors_;
};

/// The game that its economy makes, for one thread.
class EconomyGame final : public games::Game {
 public:
  explicit EconomyGame(std::shared_ptr<const Economy>);

  const std::vector<std::string>& players() const override { return economy_->players(); }
  const std::vector<games::Instrument>& instruments() const override {
    return economy_->instruments();
  }
  bool move_to(std::span<const double> b) override;
  std::span<const double> measures() const override { return measures_; }
  void gradient(std::span<const double> weights, std::span<double> by_instrument) override;
  void restart() override;
  std::unique_ptr<games::Game> clone() const override;

  const Economy& economy() const { return *economy_; }
  std::shared_ptr<const Economy> shared_economy() const { return economy_; }
  /// From now on instruments against outsiders spare these.
  void spare(Economy::Spared);
  /// Parameters outside the instruments may be moved too: a package of actions.
  bool move_to_parameters(const std::vector<double>& parameters);
  const model::Point& point() { return equilibrium_.evaluate(x_); }
  std::span<const double> unknowns() const { return x_; }
  long evaluations() const { return evaluations_; }
  long gradients() const { return gradients_; }
  long refusals() const { return refusals_; }  ///< points without an equilibrium

 private:
  bool solve();
  std::shared_ptr<const Economy> economy_;
  Economy::Spared spared_;
  model::Equilibrium equilibrium_;
  solvers::Newton newton_;
  std::vector<double> x_, solved_parameters_, measures_, here_;
  std::vector<double> quantity_, multiplier_, unknown_, by_x_, row_, total_;
  bool solved_ = false;
  long evaluations_ = 0, gradients_ = 0, refusals_ = 0;
};

}  // namespace yuqian::govern
