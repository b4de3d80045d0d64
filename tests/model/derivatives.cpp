// SPDX-License-Identifier: Apache-2.0
// Exact derivatives against central differences, at points away from any benchmark.
#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/model/maths/at.hpp>
#include "tests/catch.hpp"
#include "tests/model/small_models.hpp"

#include <random>

using namespace yuqian;
using model::Equilibrium;

namespace {

std::vector<double> random_point(const model::Model& m, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> spread(0.7, 1.4);
  std::vector<double> x = m.start();
  for (double& v : x) v *= spread(random);
  return x;
}

using Made = std::shared_ptr<const model::Model> (*)();

/// Error of a derivative by Richardson-extrapolated central differences, relative to its size or
/// one.
template <class F>
double difference(F&& f, double at, double h) {
  const auto central = [&](double step) { return (f(at + step) - f(at - step)) / (2 * step); };
  return (4 * central(h / 2) - central(h)) / 3;
}

}  // namespace

TEST_CASE("the assembled Jacobian equals central differences") {
  Equilibrium e(GENERATE(as<Made>{}, tests::rich_model, tests::branch_model)());
  const auto n = static_cast<std::size_t>(e.size());
  for (unsigned seed = 1; seed <= 5; ++seed) {
    auto x = random_point(e.model(), seed);
    std::vector<double> values(static_cast<std::size_t>(e.pattern().non_zeros())), f(n);
    REQUIRE(e.jacobian(x, values) == solvers::Evaluation::ok);
    std::vector<std::vector<double>> dense(n, std::vector<double>(n, 0.0));
    for (std::size_t c = 0; c < n; ++c)
      for (int k = e.pattern().column_start[c]; k < e.pattern().column_start[c + 1]; ++k)
        dense[at(e.pattern().row[static_cast<std::size_t>(k)])][c] = values[at(k)];
    for (std::size_t c = 0; c < n; ++c)
      for (std::size_t r = 0; r < n; ++r) {
        const double expected = difference(
            [&](double v) {
              auto y = x;
              y[c] = v;
              e.residual(y, f);
              return f[r];
            },
            x[c], 1e-3 * std::abs(x[c]));
        INFO("d " << e.label(static_cast<int>(r)) << " / d " << e.label(static_cast<int>(c)));
        CHECK(dense[r][c] == Approx(expected).margin(2e-8).epsilon(1e-8));
      }
  }
}

TEST_CASE("products with the Jacobian equal the assembled matrix") {
  Equilibrium e(GENERATE(as<Made>{}, tests::rich_model, tests::branch_model)());
  const auto n = static_cast<std::size_t>(e.size());
  const auto x = random_point(e.model(), 7), v = random_point(e.model(), 8);
  std::vector<double> values(static_cast<std::size_t>(e.pattern().non_zeros())), jv(n), jtv(n),
      mv(n, 0.0), mtv(n, 0.0);
  REQUIRE(e.jacobian(x, values) == solvers::Evaluation::ok);
  e.jacobian_times(x, v, jv);
  e.jacobian_transpose_times(x, v, jtv);
  for (std::size_t c = 0; c < n; ++c)
    for (auto k = static_cast<std::size_t>(e.pattern().column_start[c]);
         k < static_cast<std::size_t>(e.pattern().column_start[c + 1]); ++k) {
      const auto r = static_cast<std::size_t>(e.pattern().row[k]);
      mv[r] += values[k] * v[c];
      mtv[c] += values[k] * v[r];
    }
  for (std::size_t i = 0; i < n; ++i) {
    INFO(e.label(static_cast<int>(i)));
    CHECK(jv[i] == Approx(mv[i]).margin(1e-12));
    CHECK(jtv[i] == Approx(mtv[i]).margin(1e-12));
  }
}

TEST_CASE("one reverse walk gives the product with every parameter column") {
  Equilibrium e(tests::rich_model());
  const auto n = static_cast<std::size_t>(e.size());
  for (unsigned seed = 21; seed <= 25; ++seed) {
    const auto x = random_point(e.model(), seed), w = random_point(e.model(), seed + 100);
    std::vector<double> by_x(n), by_parameter(e.parameters().size()), column(n);
    REQUIRE(e.pull_back(x, {.row = w}, by_x, by_parameter) == solvers::Evaluation::ok);
    for (std::size_t k = 0; k < by_parameter.size(); ++k) {
      REQUIRE(e.parameter_column(x, {static_cast<int>(k)}, column) == solvers::Evaluation::ok);
      double product = 0;
      for (std::size_t i = 0; i < n; ++i) product += w[i] * column[i];
      INFO(e.model().parameter_name(static_cast<int>(k)));
      CHECK(by_parameter[k] == Approx(product).epsilon(1e-11).margin(1e-11));
    }
  }
}

TEST_CASE("the reverse walk differentiates quantities and multipliers") {
  Equilibrium e(tests::rich_model());
  const auto n = static_cast<std::size_t>(e.size());
  auto x = random_point(e.model(), 31);
  std::vector<double> quantity(e.model().kernel().leaves.size()),
      multiplier(e.model().blocks().size());
  for (std::size_t i = 0; i < quantity.size(); ++i)
    quantity[i] = std::cos(1.0 + static_cast<double>(i));
  for (std::size_t b = 0; b < multiplier.size(); ++b)
    multiplier[b] = std::sin(1.0 + static_cast<double>(b));
  std::vector<double> by_x(n), p(e.parameters().begin(), e.parameters().end()),
      by_parameter(p.size());
  const auto scalar = [&] {
    const model::Point& point = e.evaluate(x);
    double sum = 0;
    for (int b = 0; b < static_cast<int>(multiplier.size()); ++b) {
      sum += multiplier[at(b)] * point.multiplier[at(b)];
      const model::BlockData& block = e.model().blocks()[at(b)];
      for (int i = block.leaf_begin; i < block.leaf_end; ++i)
        sum += quantity[at(i)] * point.quantity(e.model(), b, i);
    }
    return sum;
  };
  REQUIRE(e.pull_back(x, {.quantity = quantity, .multiplier = multiplier}, by_x, by_parameter) ==
          solvers::Evaluation::ok);
  for (std::size_t i = 0; i < n; ++i) {
    const double here = x[i], expected = difference(
                                  [&](double v) {
                                    x[i] = v;
                                    return scalar();
                                  },
                                  here, 1e-3 * std::abs(here));
    x[i] = here;
    INFO(e.label(static_cast<int>(i)));
    CHECK(by_x[i] == Approx(expected).margin(1e-8).epsilon(1e-8));
  }
  for (std::size_t k = 0; k < p.size(); ++k) {
    const double here = p[k], expected = difference(
                                  [&](double v) {
                                    p[k] = v;
                                    e.set_target(p);
                                    return scalar();
                                  },
                                  here, 1e-3 * std::max(0.1, std::abs(here)));
    p[k] = here;
    e.set_target(p);
    INFO(e.model().parameter_name(static_cast<int>(k)));
    CHECK(by_parameter[k] == Approx(expected).margin(1e-8).epsilon(1e-8));
  }
}

TEST_CASE("parameter columns equal central differences") {
  Equilibrium e(tests::rich_model());
  const auto n = static_cast<std::size_t>(e.size());
  const auto x = random_point(e.model(), 11);
  const std::vector<double> p(e.parameters().begin(), e.parameters().end());
  std::vector<double> column(n), f(n);
  for (std::size_t k = 0; k < p.size(); ++k) {
    e.set_target(p);
    REQUIRE(e.parameter_column(x, {static_cast<int>(k)}, column) == solvers::Evaluation::ok);
    const auto exact = column;
    for (std::size_t r = 0; r < n; ++r) {
      const double expected = difference(
          [&](double v) {
            auto q = p;
            q[k] = v;
            e.set_target(q);
            e.residual(x, f);
            return f[r];
          },
          p[k], 1e-3 * p[k]);
      INFO("d " << e.label(static_cast<int>(r)) << " / d "
                << e.model().parameter_name(static_cast<int>(k)));
      CHECK(exact[r] == Approx(expected).margin(2e-8).epsilon(1e-8));
    }
  }
}

namespace {

/// Wine for cloth, whose way is a parameter over another, or the same as an expression; the second
/// one may follow a price.
std::shared_ptr<const model::Model> traders(bool as_expression, bool follows_price) {
  using namespace model;
  Builder m;
  const auto wine = m.commodity({.name = "wine"}), cloth = m.commodity({.name = "cloth"}),
             labour = m.commodity({.name = "labour"});
  const auto press = m.activity({.name = "press"}), weave = m.activity({.name = "weave"});
  const auto all = m.consumer({.name = "all", .start = 100, .scale = 100});
  const auto sent = m.parameter("sent", 1.2), arriving = m.parameter("arriving", 0.9);
  if (follows_price) m.replace(arriving, Expr(arriving) * Expr(wine));
  m.production(press).output(wine, 60).input(labour, 60);
  m.production(weave).output(cloth, 40).input(labour, 40);
  m.demand(all)
      .inputs("basket", 0.5)
      .netput("basket", wine, 60)
      .netput("basket", cloth, 40)
      .augmented(as_expression ? Coefficient(Expr(sent) / Expr(arriving))
                               : Coefficient(ParameterRatio{sent, arriving}));
  m.endowment(all, labour, 100);
  m.numeraire(labour);
  return m.build();
}

}  // namespace

TEST_CASE("one parameter over another is what the expression is, to the last bit") {
  const bool follows_price = GENERATE(false, true);
  Equilibrium ratio(traders(false, follows_price)), expression(traders(true, follows_price));
  CHECK(ratio.model().tapes().empty() != follows_price);
  const auto x = random_point(ratio.model(), 3), w = random_point(ratio.model(), 4);
  const auto n = x.size();
  const auto everything = [&](Equilibrium& e) {
    std::vector<double> f(n), values(static_cast<std::size_t>(e.pattern().non_zeros())), column(n),
        by_x(n), by_parameter(2);
    e.residual(x, f);
    e.jacobian(x, values);
    f.insert(f.end(), values.begin(), values.end());
    for (int k = 0; k < 2; ++k) {
      e.parameter_column(x, {k}, column);
      f.insert(f.end(), column.begin(), column.end());
    }
    e.pull_back(x, {.row = w}, by_x, by_parameter);
    f.insert(f.end(), by_x.begin(), by_x.end());
    f.insert(f.end(), by_parameter.begin(), by_parameter.end());
    return f;
  };
  CHECK(everything(ratio) == everything(expression));
}

TEST_CASE("the path derivative is the parameter columns' combination") {
  Equilibrium e(tests::rich_model());
  const auto n = static_cast<std::size_t>(e.size());
  const auto x = random_point(e.model(), 13);
  std::vector<double> base(e.parameters().begin(), e.parameters().end()), target = base, dfdt(n),
                                                                          f(n);
  target[0] += 0.05;
  target[1] *= 0.9;
  target[4] += 0.2;
  e.set_base(base);
  e.set_target(target);
  e.move_to(0.4);
  REQUIRE(e.path_derivative(x, dfdt) == solvers::Evaluation::ok);
  for (std::size_t r = 0; r < n; ++r) {
    const double expected = difference(
        [&](double t) {
          e.move_to(t);
          e.residual(x, f);
          return f[r];
        },
        0.4, 1e-2);
    CHECK(dfdt[r] == Approx(expected).margin(1e-8).epsilon(1e-7));
  }
}
