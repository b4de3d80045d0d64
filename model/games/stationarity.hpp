// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/games/game.hpp>
#include <yuqian/model/games/objective.hpp>
#include <yuqian/solvers/mcp.hpp>

namespace yuqian::games {

/// Who chooses what to what end: a player with its own instruments, a coalition with its members',
/// a centre with everybody's. The objective must outlive whoever uses this.
struct Control {
  std::vector<int> instruments;
  const Objective* objective = nullptr;
};

/// Transfers that divide what an agreement gains (eq. 316): of the players from the second on, the
/// instrument that the first one pays them through (an amount, negative: they pay).
struct Division {
  std::vector<int> transfers;
  std::vector<double> threat, share;  ///< by player; shares add up to one
};

/// First-order conditions of all controls at once as a complementarity problem (eq. 303):
///
///   find b:  l <= b <= u,   -dO_c / db_i  complementary to b_i   for every instrument i of control
///   c
///
/// in units of each instrument's range; instruments that nobody controls stay where they are. The
/// Jacobian is one of differences of exact gradients, taken inwards at a bound.
class Stationarity final : public solvers::Mcp {
 public:
  Stationarity(Game&, std::vector<double> b, std::vector<Control>, const Division* = nullptr);

  solvers::Index size() const override { return static_cast<solvers::Index>(chosen_.size()); }
  solvers::In lower() const override { return lower_; }
  solvers::In upper() const override { return upper_; }
  const solvers::Pattern& pattern() const override { return pattern_; }
  solvers::Evaluation residual(solvers::In z, solvers::Out f) override;
  solvers::Evaluation jacobian(solvers::In z, solvers::Out values) override;
  solvers::Evaluation jacobian_times(solvers::In z, solvers::In v, solvers::Out jv) override;
  solvers::Evaluation jacobian_transpose_times(solvers::In z, solvers::In v,
                                               solvers::Out jtv) override;
  std::string label(solvers::Index i) const override;

  std::vector<double> start() const;                     ///< where b of the constructor stands
  std::vector<double> instruments(solvers::In z) const;  ///< all of the game's
  /// Of each control, the size of its gradient that counts as one.
  const std::vector<double>& scales() const { return scale_; }

 private:
  bool evaluate(solvers::In z, std::vector<double>& f);
  void set_scales();

  Game& game_;
  std::vector<double> b_;
  std::vector<Control> controls_;
  const Division* division_;
  std::vector<int> chosen_;   ///< instrument of every unknown
  std::vector<int> control_;  ///< of every unknown; -1: a transfer
  std::vector<double> lower_, upper_, scale_;
  solvers::Pattern pattern_;
  std::vector<double> known_z_, known_;  ///< where the Jacobian was taken last, and it
};

}  // namespace yuqian::games
