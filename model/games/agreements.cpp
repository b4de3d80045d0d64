// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/agreements.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::games {
namespace {

void read(Game& game, Agreement& a) {
  a.found = game.move_to(a.b);
  if (a.found) a.measures.assign(game.measures().begin(), game.measures().end());
  if (!a.found) a.why = "no outcome at the point that the search led to";
}

}  // namespace

Agreement optimum(Game& game, const std::vector<std::vector<double>>& from, const Control& control,
                  const SearchOptions& options) {
  Agreement a;
  double best = -std::numeric_limits<double>::infinity();
  for (const std::vector<double>& start : from) {
    Optimum o = best_choice(game, start, control, options);
    if (!(o.value > best)) continue;
    best = o.value;
    a.b = std::move(o.b);
  }
  if (a.b.empty()) {
    a.why = "no start has an outcome";
    return a;
  }
  read(game, a);
  return a;
}

Agreement joint_optimum(Game& game, const std::vector<std::vector<double>>& from,
                        const SearchOptions& options) {
  const WeightedSum all(std::vector<double>(game.players().size(), 1.0));
  Control control{{}, &all};
  for (int i = 0; i < static_cast<int>(game.instruments().size()); ++i)
    if (game.instruments()[at(i)].owner != nobody) control.instruments.push_back(i);
  return optimum(game, from, control, options);
}

Agreement divide(Game& game, const std::vector<double>& start, const Division& division,
                 const SearchOptions& options) {
  const WeightedSum all(std::vector<double>(game.players().size(), 1.0));
  Control control{{}, &all};
  for (int i = 0; i < static_cast<int>(game.instruments().size()); ++i)
    if (game.instruments()[at(i)].owner != nobody) control.instruments.push_back(i);
  Agreement a;
  a.b = solve_conditions(game, start, {control}, options, &division);
  if (a.b.empty()) {
    a.why = "Newton's method found no transfers that divide the gain";
    return a;
  }
  read(game, a);
  return a;
}

Agreement bargain(Game& game, const std::vector<std::vector<double>>& from,
                  const std::vector<double>& threat, const std::vector<double>& power,
                  const std::vector<int>& instruments, const SearchOptions& options) {
  const NashProduct product(threat, power);
  const Control control{instruments, &product};
  std::vector<double> best;
  double most = -std::numeric_limits<double>::infinity();
  const auto look = [&](const std::vector<double>& b) {
    if (options.interrupted && options.interrupted()) throw Interrupted{};
    if (!game.move_to(b)) return;
    // A gain within the rounding of payoffs is none.
    for (std::size_t p = 0; p < threat.size(); ++p)
      if (!(game.measures()[p] - threat[p] > 1e-6 * (1 + std::abs(threat[p])))) return;
    const double value = product.value(game.measures(), b);
    if (value > most) most = value, best = b;
  };
  for (std::size_t i = 0; i < from.size(); ++i)
    for (std::size_t j = i; j < from.size(); ++j)
      for (int k = 0; k <= (i == j ? 0 : 8); ++k) {
        std::vector<double> b = from[i];
        for (const int x : instruments) b[at(x)] += (from[j][at(x)] - b[at(x)]) * k / 8;
        look(b);
      }
  const int points = 60 * static_cast<int>(instruments.size());
  for (int k = 1; k <= points && !from.empty(); ++k) {
    std::vector<double> b = from[0];
    for (std::size_t d = 0; d < instruments.size(); ++d) {
      const Instrument& own = game.instruments()[at(instruments[d])];
      b[at(instruments[d])] = own.lower + (own.upper - own.lower) * halton(k, static_cast<int>(d));
    }
    look(b);
  }
  if (best.empty()) {
    Agreement none;
    none.why = "no point was found at which everybody gains over the threat";
    return none;
  }
  return optimum(game, {best}, control, options);
}

}  // namespace yuqian::games
