// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/equilibria.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::games {
namespace {

constexpr double verified_gain = 1e-6, same_point = 1e-4;

/// Largest distance of two points, in ranges.
double distance(const Game& game, const std::vector<double>& a, const std::vector<double>& b) {
  double most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Instrument& own = game.instruments()[i];
    if (own.upper > own.lower)
      most = std::max(most, std::abs(a[i] - b[i]) / (own.upper - own.lower));
  }
  return most;
}

class Finder {
 public:
  Finder(Game& game, const std::vector<Control>& controls, const SearchOptions& options)
      : game_(game), controls_(controls), options_(options) {}

  /// Newton, verify, and where somebody gains let all respond and try again.
  void from(std::vector<double> b) {
    ++found_.starts;
    constexpr int rounds = 6;
    for (int round = 0; round < rounds; ++round) {
      std::vector<double> solved = solve_conditions(game_, b, controls_, options_);
      // Where Newton's method finds nothing, the responses themselves are followed.
      if (solved.empty()) solved = b;
      for (const NashPoint& known : found_.points)
        if (distance(game_, known.b, solved) < same_point) {
          ++found_.points[static_cast<std::size_t>(&known - found_.points.data())].starts;
          return;
        }
      if (!game_.move_to(solved)) {
        found_.failures.emplace_back("no outcome at the point that a start led to");
        return;
      }
      NashPoint p = verify(std::move(solved));
      if (p.verified) {
        if (NashPoint* same = same_outcome(p))
          ++same->starts;
        else
          found_.points.push_back(std::move(p));
        return;
      }
      b = round < 2 ? responses_ : blend(p.b, responses_);
    }
    found_.failures.emplace_back("a start led to no point from which nobody gains by moving");
  }

  /// Points that differ little and pay the same are one: a bound that does not bind leaves a
  /// continuum of instruments.
  NashPoint* same_outcome(const NashPoint& p) {
    for (NashPoint& known : found_.points) {
      bool equal = distance(game_, known.b, p.b) < 0.02;
      for (std::size_t m = 0; m < p.measures.size() && equal; ++m)
        equal = std::abs(known.measures[m] - p.measures[m]) <= verified_gain * scale_;
      if (equal) return &known;
    }
    return nullptr;
  }

  /// The scan of every control's own instruments; keeps what each would do.
  NashPoint verify(std::vector<double> b) {
    NashPoint p;
    game_.move_to(b);
    p.measures.assign(game_.measures().begin(), game_.measures().end());
    for (const double m : p.measures) scale_ = std::max(scale_, std::abs(m));
    responses_ = b;
    for (std::size_t c = 0; c < controls_.size(); ++c) {
      const double here = controls_[c].objective->value(p.measures, b);
      const Optimum best = best_choice(game_, b, controls_[c], options_);
      for (const int i : controls_[c].instruments) responses_[at(i)] = best.b[at(i)];
      if (best.value - here <= p.gain) continue;
      p.gain = best.value - here;
      p.gainer = static_cast<int>(c);
    }
    p.b = std::move(b);
    p.scale = scale_;
    p.verified = p.gain <= verified_gain * scale_;
    return p;
  }

  const std::vector<double>& responses() const { return responses_; }
  NashSearch take() { return std::move(found_); }

 private:
  static std::vector<double> blend(const std::vector<double>& a, std::vector<double> b) {
    for (std::size_t i = 0; i < a.size(); ++i) b[i] = 0.5 * (a[i] + b[i]);
    return b;
  }

  Game& game_;
  const std::vector<Control>& controls_;
  const SearchOptions& options_;
  NashSearch found_;
  std::vector<double> responses_;
  double scale_ = 1e-9;
};

std::vector<double> corner(const Game& game, const std::vector<Control>& controls, double z) {
  std::vector<double> b = status_quo(game);
  for (const Control& c : controls)
    for (const int i : c.instruments) {
      const Instrument& own = game.instruments()[at(i)];
      b[at(i)] = own.lower + z * (own.upper - own.lower);
    }
  return b;
}

}  // namespace

BlockControls block_controls(const Game& game, const Structure& structure) {
  BlockControls out;
  for (const Coalition block : structure) {
    std::vector<double> weights(game.players().size(), 0.0);
    const std::vector<int> in = members(block);
    for (const int p : in) weights[at(p)] = 1;
    out.objectives.push_back(std::make_unique<WeightedSum>(std::move(weights)));
    out.controls.push_back({instruments_of(game, in), out.objectives.back().get()});
  }
  return out;
}

BlockControls player_controls(const Game& game, const std::vector<std::vector<double>>& weights) {
  BlockControls out;
  for (std::size_t p = 0; p < weights.size(); ++p) {
    out.objectives.push_back(std::make_unique<WeightedSum>(weights[p]));
    out.controls.push_back(
        {instruments_of(game, static_cast<int>(p)), out.objectives.back().get()});
  }
  return out;
}

NashSearch nash_equilibria(Game& game, const std::vector<Control>& controls,
                           const SearchOptions& options, int more_starts) {
  Finder finder(game, controls, options);
  const std::vector<double> quo = status_quo(game);
  finder.verify(quo);
  const std::vector<double> responses = finder.responses();
  finder.from(responses);
  finder.from(quo);
  for (const double z : {1.0, 0.0, 0.5}) finder.from(corner(game, controls, z));
  for (int k = 1; k <= more_starts; ++k) {
    std::vector<double> b = quo;
    int dimension = 0;
    for (const Control& c : controls)
      for (const int i : c.instruments) {
        const Instrument& own = game.instruments()[at(i)];
        b[at(i)] = own.lower + (own.upper - own.lower) * halton(k, dimension++);
      }
    finder.from(b);
  }
  return finder.take();
}

NashSearch nash_from(Game& game, const std::vector<double>& b, const std::vector<Control>& controls,
                     const SearchOptions& options) {
  Finder finder(game, controls, options);
  finder.from(b);
  return finder.take();
}

std::vector<double> best_response_dynamics(Game& game, std::vector<double> b,
                                           const std::vector<Control>& controls,
                                           const SearchOptions& options, int rounds, double close) {
  SearchOptions ipopt = options;
  ipopt.ipopt = true;
  for (int round = 0; round < rounds; ++round) {
    const std::vector<double> before = b;
    for (const Control& c : controls) b = best_choice(game, b, c, ipopt).b;
    if (distance(game, before, b) < close) return b;
  }
  return {};
}

}  // namespace yuqian::games
