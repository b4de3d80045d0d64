// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace yuqian::games {

inline constexpr int nobody = -1;

/// One number that a player chooses from an interval.
struct Instrument {
  std::string name;
  int owner = nobody;  ///< player; nobody: it stays at the status quo unless an agreement uses it
  double lower = 0, upper = 1, status_quo = 0;
};

/// A game in strategic form with smooth payoffs. An object is a place at which the game stands; one
/// belongs to one thread.
///
/// Measures are numbers that somebody cares about. The first ones are the players' payoffs, in
/// their order; others may follow, such as what the residents of a province get, whatever its
/// government is assessed by.
class Game {
 public:
  virtual ~Game() = default;
  virtual const std::vector<std::string>& players() const = 0;
  virtual const std::vector<Instrument>& instruments() const = 0;
  /// Moves to these instruments. False where the game has no outcome there; measures and gradient
  /// are then those of no point.
  virtual bool move_to(std::span<const double> b) = 0;
  /// At the last point.
  virtual std::span<const double> measures() const = 0;
  /// Derivative of the weighted sum of the measures by every instrument, at the last point.
  virtual void gradient(std::span<const double> weights, std::span<double> by_instrument) = 0;
  /// Forgets where it has been, so that what follows depends on nothing that went before.
  virtual void restart() {}
  /// The same game for another thread, as after restart().
  virtual std::unique_ptr<Game> clone() const = 0;
};

/// Status quo of every instrument.
std::vector<double> status_quo(const Game&);
/// Positions of a player's instruments; of several players' together.
std::vector<int> instruments_of(const Game&, int player);
std::vector<int> instruments_of(const Game&, std::span<const int> players);

}  // namespace yuqian::games
