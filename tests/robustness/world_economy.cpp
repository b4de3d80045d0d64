// SPDX-License-Identifier: Apache-2.0
#include "tests/robustness/world_economy.hpp"

#include <yuqian/model/kernel/builder.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/batch/draws.hpp>

#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace yuqian::tests {

using namespace model;

namespace {

/// Numbers in the order in which they are asked for.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : seed_(seed) {}
  double between(double low, double high) {
    return low + (high - low) * hashed_uniform(seed_, "world", count_++);
  }
  double factor(double range) { return std::pow(range, between(-1, 1)); }

 private:
  std::uint64_t seed_, count_ = 0;
};

struct Country {
  std::vector<CommodityId> factors, varieties, composites;
  std::vector<ActivityId> make, mix;
  ConsumerId household;
};

}  // namespace

std::shared_ptr<const Model> world_economy(WorldSize size, std::uint64_t seed) {
  Builder m;
  Draws draw(seed);
  std::vector<Country> world(at(size.countries));
  std::vector<std::vector<double>> endowments(at(size.countries));
  for (int c = 0; c < size.countries; ++c) {
    Country& here = world[at(c)];
    const double rich = draw.factor(8);
    double income = 0;
    for (int f = 0; f < size.factors; ++f) {
      here.factors.push_back(m.commodity({.name = fmt::format("W[{},{}]", c, f), .region = c}));
      endowments[at(c)].push_back(size.goods * rich * draw.factor(4));
      income += endowments[at(c)].back();
    }
    for (int g = 0; g < size.goods; ++g) {
      here.make.push_back(m.activity({.name = fmt::format("Y[{},{}]", c, g), .region = c}));
      here.mix.push_back(m.activity({.name = fmt::format("A[{},{}]", c, g), .region = c}));
      here.varieties.push_back(m.commodity({.name = fmt::format("P[{},{}]", c, g), .region = c}));
      here.composites.push_back(m.commodity({.name = fmt::format("PA[{},{}]", c, g), .region = c}));
    }
    here.household = m.consumer(
        {.name = fmt::format("H[{}]", c), .start = income, .region = c, .scale = income});
  }
  for (int c = 0; c < size.countries; ++c) {
    Country& here = world[at(c)];
    for (int f = 0; f < size.factors; ++f)
      m.endowment(here.household, here.factors[at(f)], endowments[at(c)][at(f)]);
    BlockWriter spending = m.demand(here.household);
    spending.inputs("spending", draw.between(0.4, 1.5));
    for (int g = 0; g < size.goods; ++g) {
      BlockWriter make = m.production(here.make[at(g)]);
      make.inputs("factors", draw.between(0.3, 1.5)).output(here.varieties[at(g)], draw.factor(7));
      for (const CommodityId f : here.factors) make.input(f, draw.factor(4));
      BlockWriter mix = m.production(here.mix[at(g)]);
      mix.inputs("origins", draw.between(1.5, 5)).output(here.composites[at(g)], 1);
      for (int d = 0; d < size.countries; ++d)
        mix.input(world[at(d)].varieties[at(g)],
                  (d == c ? 2.0 : 1.0 / size.countries) * draw.factor(3));
      spending.input(here.composites[at(g)], draw.factor(4));
    }
  }
  m.numeraire(world[0].factors[0]);
  return std::move(m).build();
}

}  // namespace yuqian::tests
