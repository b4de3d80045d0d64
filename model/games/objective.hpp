// SPDX-License-Identifier: Apache-2.0
// What somebody who controls instruments wants.
#pragma once

#include <span>
#include <vector>

namespace yuqian::games {

/// A function of a game's measures and, for what an instrument costs beside them, of the
/// instruments themselves.
class Objective {
 public:
  virtual ~Objective() = default;
  /// Not a number outside its domain: a bargain that somebody would not sign.
  virtual double value(std::span<const double> measure, std::span<const double> b) const = 0;
  /// Derivatives by every measure.
  virtual void by_measure(std::span<const double> measure, std::span<const double> b,
                          std::span<double> weight) const = 0;
  /// Adds the derivatives by every instrument at given measures.
  virtual void add_by_instrument(std::span<const double> measure, std::span<const double> b,
                                 std::span<double> slope) const;
};

/// A sum of measures with fixed weights: one player, a coalition (eq. 310), an official whose
/// assessment counts others (eq. 305). Measures beyond the weights count nothing.
class WeightedSum final : public Objective {
 public:
  explicit WeightedSum(std::vector<double> weights) : weights_(std::move(weights)) {}
  double value(std::span<const double>, std::span<const double>) const override;
  void by_measure(std::span<const double>, std::span<const double>,
                  std::span<double>) const override;

 private:
  std::vector<double> weights_;
};

/// Nash's product in logarithms: sum of power_p ln(G_p - threat_p) over the players (eq. 320).
class NashProduct final : public Objective {
 public:
  NashProduct(std::vector<double> threat, std::vector<double> power)
      : threat_(std::move(threat)), power_(std::move(power)) {}
  double value(std::span<const double>, std::span<const double>) const override;
  void by_measure(std::span<const double>, std::span<const double>,
                  std::span<double>) const override;

 private:
  std::vector<double> threat_, power_;
};

/// A centre's aversion to inequality among provinces (eq. 325): the equally distributed equivalent
/// of welfare per capita times all people, so that it is in the units of the measures. Transfers
/// among players may cost the payer more than the receiver gets.
class Atkinson final : public Objective {
 public:
  struct Province {
    int measure = 0;     ///< its residents' gain
    double base = 0;     ///< what they had at the status quo, > 0, in the same units
    double persons = 1;  ///< > 0
  };
  struct Transfer {
    int instrument = 0;  ///< an amount >= 0
    int payer = 0;       ///< of the provinces
  };
  /// `excess`: of a transfer, beside the amount itself: the marginal cost of funds less one.
  Atkinson(double aversion, std::vector<Province>, std::vector<Transfer> = {}, double excess = 0);
  double value(std::span<const double>, std::span<const double>) const override;
  void by_measure(std::span<const double>, std::span<const double>,
                  std::span<double>) const override;
  void add_by_instrument(std::span<const double>, std::span<const double>,
                         std::span<double>) const override;
  /// Welfare per capita of each province, what its transfers cost in excess taken off.
  std::vector<double> per_capita(std::span<const double> measure, std::span<const double> b) const;

 private:
  /// Derivative of the value by the welfare of each province.
  std::vector<double> slopes(std::span<const double> measure, std::span<const double> b) const;
  double aversion_;
  std::vector<Province> provinces_;
  std::vector<Transfer> transfers_;
  double excess_, persons_ = 0;
};

}  // namespace yuqian::games
