// SPDX-License-Identifier: Apache-2.0
// Forms of governance of one game on one economy: each province for itself, agreements, a centre.
#pragma once

#include <yuqian/model/games/agreements.hpp>
#include <yuqian/model/games/deterrence.hpp>
#include <yuqian/model/games/equilibria.hpp>
#include <yuqian/model/govern/economy.hpp>

namespace yuqian::govern {

/// What an outcome is to everybody, 10^8 yuan (emissions Mt): changes against the benchmark by
/// area, the first index of each list.
struct Figures {
  std::vector<double> rural, urban, product, emissions;
};

/// One form of governance with its outcome.
struct Form {
  std::string
      id;  ///< status_quo, unilateral_1, nash, joint_nash, bargain_status_quo, centre_1, ...
  model::LocalText title;
  bool found = false;
  std::string why;                      ///< where it was not found
  std::vector<double> b;                ///< instruments, transfers among them
  std::vector<double> payoff, welfare;  ///< by player
  std::vector<double> patience;         ///< by player, of agreements only (eq. 335)
  double gain = std::numeric_limits<double>::quiet_NaN();  ///< of equilibria: largest by deviating
  Figures figures;
  double total() const;  ///< payoffs of all players
};

/// The best answers of one player while all others move together from their lower ends (0) to
/// their upper ones (1).
struct ResponseCurve {
  int player = 0;
  std::vector<double> others;
  std::vector<std::vector<double>> answer;  ///< own instruments by point
  std::vector<double> payoff;
};

/// What keeps one player to the status quo.
struct Threshold {
  double fine = 0;    ///< smallest lump sum, 10^8 yuan (eq. 330)
  double regard = 0;  ///< smallest weight of the others' payoffs in its own assessment (eq. 331)
};

struct FormsResult {
  std::vector<Form> forms;
  std::vector<ResponseCurve> curves;
  std::vector<Threshold> thresholds;  ///< by player
  games::NashSearch nash;
  long evaluations = 0, gradients = 0, refusals = 0;
};

struct FormsOptions {
  games::SearchOptions search;
  int more_starts = 3;
  int curve_points = 9;  ///< 0: no curves
  bool thresholds = true;
  std::vector<double> aversions{0, 1, 2};  ///< of the centre (eq. 325)
  int jobs = 1;                            ///< threads; the result does not depend on it
  std::function<void(const std::string& form, double share)> progress = {};
};

FormsResult solve_forms(EconomyGame&, const FormsOptions& = {});

/// Sum of the payoffs by form, for draws: the same forms from where the central estimate found
/// them, without curves, thresholds and further starts. Not a number where one is not found.
std::vector<double> form_totals(EconomyGame&, const FormsResult& central, const FormsOptions& = {});

/// Forms in falling order of the players' total, those within `tolerance` of each other as equal.
/// Two draws agree where these are the same.
std::vector<int> ranking(const std::vector<double>& totals, double tolerance);

}  // namespace yuqian::govern
