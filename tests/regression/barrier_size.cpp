// SPDX-License-Identifier: Apache-2.0
// What "delivered cost down 10 %" takes away (eq. 415): the figures that texts of the scenarios
// state, computed here and looked for in the texts.
#include <yuqian/model/regional/question/chains.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "tests/regression/figures.hpp"

using namespace yuqian;

namespace {

/// Trade of the benchmark between provinces, central estimate, by what a cut of delivered cost
/// makes of it.
class Barriers {
 public:
  Barriers() : m_(*tests::china_benchmark("central", "all-31")) {
    const int farm = m_.sectors.index("agriculture");
    for (int i = 0; i < m_.sectors.size(); ++i)
      if (i != farm) all_.push_back(i);
    goods_ = model::chain_positions("goods", m_.sectors, {});
    shipped_ = goods_;
    std::erase(shipped_, farm);
  }
  int index(const char* province) const { return m_.regions.index(province); }
  int provinces() const { return m_.regions.size(); }
  /// Both ways, 10^8 yuan.
  double trade(int a, int b) const {
    double sum = 0;
    for (int i = 0; i < m_.sectors.size(); ++i) sum += m_.trade(a, b, i) + m_.trade(b, a, i);
    return sum;
  }
  double goods(int a, int b) const {
    double sum = 0;
    for (const int i : goods_) sum += m_.trade(a, b, i) + m_.trade(b, a, i);
    return sum;
  }
  /// Head and Ries with a trade elasticity of 4 (docs/data.md, D17), agriculture apart.
  double factor(int a, int b) const { return factor(a, b, all_); }
  double factor_of_goods(int a, int b) const { return factor(a, b, shipped_); }

 private:
  double factor(int a, int b, const std::vector<int>& sectors) const {
    const auto flow = [&](int s, int r) {
      double sum = 0;
      for (const int i : sectors) sum += m_.trade(s, r, i);
      return sum;
    };
    return std::pow(flow(a, b) * flow(b, a) / (flow(a, a) * flow(b, b)), -1.0 / 8);
  }
  const model::Benchmark m_;
  std::vector<int> all_, goods_, shipped_;
};

/// Eq. 415, %.
double taken(double cut, double factor) { return 100 * cut * factor / (factor - 1); }

/// Both texts of a scenario state the figure.
void states(const char* id, const std::string& figure, const char* unit = "%") {
  const model::Scenario s = tests::scenario(id);
  INFO(id << " says " << figure);
  CHECK(s.text.en.find(figure + (*unit ? " " : "") + unit) != std::string::npos);
  CHECK(s.text.zh.find(figure + unit) != std::string::npos);
}

std::string whole(double value) { return fmt::format("{:.0f}", value); }

}  // namespace

TEST_CASE(
    "ten per cent off the factor is 18 % of the barrier, and 30 % of the trade is not goods") {
  const Barriers b;
  const int c = b.index("Chongqing"), g = b.index("Guizhou");
  const double factor = b.factor(c, g), no_goods = 1 - b.goods(c, g) / b.trade(c, g);
  CHECK(no_goods == Approx(0.30).margin(0.005));
  CHECK(factor == Approx(2.31).margin(0.005));
  CHECK(taken(0.10, factor) == Approx(18).margin(0.5));
  states("S1a", fmt::format("{:.2f}", factor), "");
  states("S1a", whole(100 * no_goods));
  for (const char* id : {"S1a", "S1b", "S1c"}) states(id, whole(taken(0.10, factor)));
  states("S1g", fmt::format("{:.2f}", b.factor_of_goods(c, g)), "");
  states("S1g", whole(taken(0.10, b.factor_of_goods(c, g))));
  states("S1g", whole(100 * no_goods));
}

TEST_CASE("what the cut takes away between three provinces and between all") {
  const Barriers b;
  const int three[] = {b.index("Chongqing"), b.index("Guizhou"), b.index("Sichuan")};
  double least = 100, most = 0, trade = 0, goods = 0;
  for (int k = 0; k < 3; ++k) {
    const int s = three[k], r = three[(k + 1) % 3];
    least = std::min(least, taken(0.10, b.factor(s, r)));
    most = std::max(most, taken(0.10, b.factor(s, r)));
    trade += b.trade(s, r), goods += b.goods(s, r);
  }
  states("S2", whole(most));
  states("S2", whole(100 * (1 - goods / trade)));
  CHECK(tests::scenario("S2").text.en.find(whole(least) + " to ") != std::string::npos);
  CHECK(tests::scenario("S2").text.zh.find(whole(least) + "%至") != std::string::npos);
  double by_tenth = 0, by_sixth = 0;
  trade = goods = 0;
  for (int s = 0; s < b.provinces(); ++s)
    for (int r = 0; r < s; ++r) {
      const double flow = b.trade(s, r);
      trade += flow, goods += b.goods(s, r);
      by_tenth += flow * taken(0.10, b.factor(s, r));
      by_sixth += flow * taken(0.16, b.factor(s, r));
    }
  states("S3", whole(by_tenth / trade));
  states("S3", whole(100 * (1 - goods / trade)));
  states("S3b", whole(by_sixth / trade));
}
