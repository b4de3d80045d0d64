// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/performance/game.hpp"

#include <yuqian/model/govern/economy.hpp>
#include "tests/bench/performance/measure.hpp"
#include "tests/china_benchmark.hpp"

#include <cmath>
#include <stdexcept>

namespace bench {

using namespace yuqian;

void game(const std::string& id) {
  const govern::GameFile g = govern::read_game(tests::shipped("games/" + id + ".toml"));
  const std::string sectors = g.sectors.empty() ? "42" : g.sectors;
  const auto m = tests::china_model(tests::china_benchmark("central", g.regions, sectors),
                                    tests::closure(g.closure));
  govern::EconomyGame economy(std::make_shared<const govern::Economy>(m, g));
  const std::size_t players = economy.players().size();
  std::vector<double> b = games::status_quo(economy);
  const auto move = [&](double by) {
    for (std::size_t i = 0; i < b.size(); ++i) {
      const games::Instrument& x = economy.instruments()[i];
      if (x.owner != games::nobody) b[i] = x.lower + by * (x.upper - x.lower);
    }
    if (!economy.move_to(b)) throw std::runtime_error("no equilibrium");
  };
  Subject subject{"game", "adjoint", id, m->model->size()};
  std::vector<double> slope(b.size()), weights(economy.measures().size());
  double place = 0.1;
  const auto gradients = [&] {
    for (std::size_t p = 0; p < players; ++p) {
      std::fill(weights.begin(), weights.end(), 0.0);
      weights[p] = 1;
      economy.gradient(weights, slope);
    }
  };
  tell(subject, "seconds", seconds([&] {
         move(place += 0.01);  // each time another point, near the last one
         gradients();
       }));
  subject.variant = "differences";
  tell(subject, "seconds", seconds([&] {
         move(place += 0.01);
         const std::vector<double> here = b;
         for (std::size_t i = 0; i < here.size(); ++i) {
           if (economy.instruments()[i].owner == games::nobody) continue;
           for (const double h : {1e-4, -1e-4}) {
             std::vector<double> moved = here;
             moved[i] += h;
             if (!economy.move_to(moved)) throw std::runtime_error("no equilibrium");
           }
         }
       }));
  tell_peak(subject);
}

}  // namespace bench
