// SPDX-License-Identifier: Apache-2.0
// A game over the parameters of a model file: payoffs are the utilities of its consumers.
#pragma once

#include <yuqian/model/games/game.hpp>
#include <yuqian/model/io/model_file.hpp>
#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/homotopy.hpp>
#include <yuqian/solvers/newton.hpp>

namespace yuqian::tests {

class ModelGame final : public games::Game {
 public:
  /// Player p is the consumer of that name and sets the parameter of that name.
  struct Seat {
    std::string consumer, parameter;
    double lower, upper;
  };
  ModelGame(std::shared_ptr<const model::Model> model, const std::vector<Seat>& seats,
            const std::vector<std::pair<std::string, double>>& set = {})
      : equilibrium_(model), base_(model->parameters()), x_(model->start()) {
    for (const auto& [name, value] : set) base_[at(*model->find_parameter(name))] = value;
    for (const Seat& s : seats) {
      players_.push_back(s.consumer);
      parameter_.push_back(static_cast<std::size_t>(*model->find_parameter(s.parameter)));
      block_.push_back(static_cast<std::size_t>(model->block_of(*model->find_unknown(s.consumer))));
      instruments_.push_back({s.parameter, static_cast<int>(players_.size()) - 1, s.lower, s.upper,
                              base_[parameter_.back()]});
    }
    options_.newton.tolerance = options_.newton.gap_tolerance = 1e-12;
    measures_.resize(players_.size());
    solved_at_ = base_;
  }

  const std::vector<std::string>& players() const override { return players_; }
  const std::vector<games::Instrument>& instruments() const override { return instruments_; }
  bool move_to(std::span<const double> b) override {
    std::vector<double> to = base_, x = x_;
    for (std::size_t i = 0; i < b.size(); ++i) to[parameter_[i]] = b[i];
    equilibrium_.set_base(solved_at_);
    equilibrium_.set_target(to);
    if (!solvers::follow(equilibrium_, x, options_).solved()) return false;
    x_ = x;
    solved_at_ = to;
    const model::Point& point = equilibrium_.evaluate(x_);
    for (std::size_t p = 0; p < block_.size(); ++p) measures_[p] = point.multiplier[block_[p]];
    return true;
  }
  std::span<const double> measures() const override { return measures_; }
  void gradient(std::span<const double> weights, std::span<double> slope) override {
    const model::Model& m = equilibrium_.model();
    std::vector<double> multiplier(m.blocks().size()), by_x(x_.size()), row(x_.size()),
        total(base_.size());
    for (std::size_t p = 0; p < block_.size(); ++p) multiplier[block_[p]] += weights[p];
    model::SweepSeeds seeds{.multiplier = multiplier};
    equilibrium_.pull_back(x_, seeds, by_x, {});
    solvers::Newton().adjoint(equilibrium_, x_, by_x, row);
    seeds.row = row;
    equilibrium_.pull_back(x_, seeds, by_x, total);
    for (std::size_t i = 0; i < slope.size(); ++i) slope[i] = total[parameter_[i]];
  }
  std::unique_ptr<games::Game> clone() const override { return nullptr; }

 private:
  std::vector<std::string> players_;
  std::vector<games::Instrument> instruments_;
  std::vector<std::size_t> parameter_, block_;
  model::Equilibrium equilibrium_;
  std::vector<double> base_, solved_at_, x_, measures_;
  solvers::HomotopyOptions options_;
};

inline std::shared_ptr<const model::Model> oracle(const std::string& name) {
  return model::read_model_file(YUQIAN_SOURCE_DIR "/tests/oracles/" + name + ".toml").model;
}

}  // namespace yuqian::tests
