// SPDX-License-Identifier: Apache-2.0
// Games stated by formulas, with derivatives by central differences of them.
#pragma once

#include <yuqian/model/games/game.hpp>
#include <yuqian/model/maths/at.hpp>

#include <functional>
#include <utility>

namespace yuqian::tests {

class FormulaGame final : public games::Game {
 public:
  using Payoffs = std::function<std::vector<double>(std::span<const double>)>;
  FormulaGame(std::vector<std::string> players, std::vector<games::Instrument> instruments,
              Payoffs payoffs)
      : players_(std::move(players)),
        instruments_(std::move(instruments)),
        payoffs_(std::move(payoffs)) {}

  const std::vector<std::string>& players() const override { return players_; }
  const std::vector<games::Instrument>& instruments() const override { return instruments_; }
  bool move_to(std::span<const double> b) override {
    b_.assign(b.begin(), b.end());
    measures_ = payoffs_(b_);
    return !measures_.empty();
  }
  std::span<const double> measures() const override { return measures_; }
  void gradient(std::span<const double> weights, std::span<double> slope) override {
    const auto sum = [&](std::size_t i, double by) {
      std::vector<double> b = b_;
      b[i] += by;
      const std::vector<double> g = payoffs_(b);
      double out = 0;
      for (std::size_t p = 0; p < g.size(); ++p) out += weights[p] * g[p];
      return out;
    };
    // The payoffs below are polynomials: five points make their derivatives exact to rounding.
    const double h = 1e-2;
    for (std::size_t i = 0; i < slope.size(); ++i)
      slope[i] = (8 * (sum(i, h) - sum(i, -h)) - (sum(i, 2 * h) - sum(i, -2 * h))) / (12 * h);
  }
  std::unique_ptr<games::Game> clone() const override {
    return std::make_unique<FormulaGame>(players_, instruments_, payoffs_);
  }

 private:
  std::vector<std::string> players_;
  std::vector<games::Instrument> instruments_;
  Payoffs payoffs_;
  std::vector<double> b_, measures_;
};

inline std::vector<std::string> names(int n) {
  std::vector<std::string> list;
  for (int p = 0; p < n; ++p) list.push_back(std::string(1, static_cast<char>('A' + p)));
  return list;
}

/// Firms with the quantity q_p, price a - Q and cost c q^2 / 2. A cartel of k maximises its sum:
/// q = (a - Q) / (k + c) for each member, Q = a s / (1 + s), s the sum of k / (k + c) over blocks.
inline FormulaGame cournot(int n, double a = 10, double c = 1) {
  std::vector<games::Instrument> q;
  for (int p = 0; p < n; ++p) q.push_back({"q" + std::to_string(p), p, 0, a, 0});
  return {names(n), q, [=](std::span<const double> b) {
            double total = 0;
            for (int p = 0; p < n; ++p) total += b[at(p)];
            std::vector<double> g;
            for (int p = 0; p < n; ++p) {
              const double own = b[at(p)];
              g.push_back(own * (a - total) - c * own * own / 2);
            }
            return g;
          }};
}

/// Everybody gains what all give, and giving q costs q^2 / 2: a coalition of k gives k each
/// (Barrett 1994); nobody wants to leave one of up to three, and nobody to stay in a larger one.
inline FormulaGame public_good(int n) {
  std::vector<games::Instrument> q;
  for (int p = 0; p < n; ++p) q.push_back({"q" + std::to_string(p), p, 0, 10, 0});
  return {names(n), q, [=](std::span<const double> b) {
            double total = 0;
            for (int p = 0; p < n; ++p) total += b[at(p)];
            std::vector<double> g;
            for (int p = 0; p < n; ++p) g.push_back(total - b[at(p)] * b[at(p)] / 2);
            return g;
          }};
}

}  // namespace yuqian::tests
