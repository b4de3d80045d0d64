// SPDX-License-Identifier: Apache-2.0
// What must hold in every model, at the solution or anywhere, over every oracle and case.
#include <yuqian/model/maths/at.hpp>
#include "tests/catch.hpp"
#include "tests/oracles/oracle_files.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

using namespace yuqian;
using namespace yuqian::tests;
using model::Role;
using solvers::Evaluation;

namespace {

/// Largest |x - mid(l, x - F, u)| over the rows, the numeraire's left out.
double natural_residual(model::Equilibrium& problem, const std::vector<double>& x, int skip) {
  std::vector<double> f(x.size());
  REQUIRE(problem.residual(x, f) == Evaluation::ok);
  double worst = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (static_cast<int>(i) != skip)
      worst = std::max(
          worst, std::abs(x[i] - std::clamp(x[i] - f[i], problem.lower()[i], problem.upper()[i])));
  return worst;
}

Eigen::MatrixXd dense_jacobian(model::Equilibrium& problem, const std::vector<double>& x) {
  const solvers::Pattern& pattern = problem.pattern();
  std::vector<double> values(at(pattern.non_zeros()));
  REQUIRE(problem.jacobian(x, values) == Evaluation::ok);
  Eigen::MatrixXd dense = Eigen::MatrixXd::Zero(problem.size(), problem.size());
  for (int c = 0; c < pattern.size(); ++c)
    for (int k = pattern.column_start[at(c)]; k < pattern.column_start[at(c) + 1]; ++k)
      dense(pattern.row[at(k)], c) = values[at(k)];
  return dense;
}

/// dF/dx by Richardson's extrapolation of central differences: error of order h^4.
Eigen::VectorXd differences(model::Equilibrium& problem, std::vector<double> x, int column) {
  const double x0 = x[at(column)], h = 1e-4 * std::max(1e-2, std::abs(x0));
  const auto f = [&](double step) {
    Eigen::VectorXd out(problem.size());
    x[at(column)] = x0 + step;
    REQUIRE(problem.residual(x, {out.data(), x.size()}) == Evaluation::ok);
    return out;
  };
  return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
}

}  // namespace

TEST_CASE("a case called benchmark starts at its solution") {
  int count = 0;
  for (const Solved& s : solved_oracles()) {
    if (s.item->name != "benchmark") continue;
    ++count;
    INFO(s.label);
    auto problem = problem_of(s);
    CHECK(natural_residual(*problem, s.item->model->start(), -1) < 1e-9);
    CHECK(s.result.report.iterations <= 1);
  }
  CHECK(count >= 8);
}

TEST_CASE("doubling all prices and incomes changes nothing real") {
  for (const Solved& s : solved_oracles()) {
    INFO(s.label);
    const model::Model& m = *s.item->model;
    auto problem = problem_of(s);
    std::vector<double> x = s.result.x;
    for (int i = 0; i < m.size(); ++i)
      if (m.role(i) == Role::commodity || m.role(i) == Role::consumer) x[at(i)] *= 2;
    CHECK(natural_residual(*problem, x, m.numeraire()) < 1e-8);
  }
}

TEST_CASE("Walras' law holds at any point") {
  // p'(excess supply) + y'(losses) + sum of (incomes - receipts) = income that nobody spends.
  for (const Solved& s : solved_oracles())
    for (unsigned pattern : {1u, 2u}) {
      INFO(s.label);
      const model::Model& m = *s.item->model;
      auto problem = problem_of(s);
      const std::vector<double> x = point_near(s, pattern);
      std::vector<double> f(x.size());
      problem->slacks(x, f);
      const model::Point& point = problem->evaluate(x);
      double sum = 0, volume = 0;
      for (int i = 0; i < m.offsets().auxiliary; ++i) {
        const double weight = m.role(i) == Role::consumer ? 1 : point.level[at(i)];
        sum += weight * f[at(i)];
        if (m.role(i) == Role::consumer) volume += std::abs(point.level[at(i)]);
      }
      for (int h = m.offsets().consumer; h < m.offsets().auxiliary; ++h) {
        const auto& blocks = m.blocks();
        if (std::any_of(blocks.begin(), blocks.end(), [&](const auto& b) { return b.level == h; }))
          continue;
        double kept = 1;
        for (const model::TransferData& t : m.transfers())
          if (t.from == h) kept -= t.rate.value(point.slots);
        sum -= kept * point.level[at(h)];
      }
      CHECK(std::abs(sum) < 1e-11 * volume);
    }
}

TEST_CASE("the slope of unit cost is the netput, and slopes are symmetric and semidefinite") {
  for (const Solved& s : solved_oracles()) {
    INFO(s.label);
    const model::Model& m = *s.item->model;
    const model::KernelData& kernel = m.kernel();
    auto problem = problem_of(s);
    const std::vector<double> x = point_near(s, 3);
    const model::Point point = problem->evaluate(x);
    for (const model::TreeData& tree : kernel.trees) {
      const int n = tree.leaf_end - tree.leaf_begin;
      Eigen::MatrixXd slope(n, n);
      std::vector<double> d_netput(kernel.leaves.size()), scratch(kernel.nests.size()),
          dp(x.size());
      model::KernelState state = point.kernel;
      std::vector<double> price = point.level, log_price = point.log_level;
      const auto cost = [&](int leaf, double step) {
        // One leaf's own price moves: through its factor, so that leaves of one commodity stay
        // apart.
        model::KernelState moved = point.kernel;
        const double ratio = 1 + step / price[at(kernel.leaves[at(leaf)].price)];
        moved.factor[at(leaf)] *= ratio;
        moved.log_factor[at(leaf)] += std::log(ratio);
        model::evaluate_tree(kernel, tree, price.data(), log_price.data(), moved);
        return moved.cost[at(tree.nest_begin)];
      };
      for (int j = 0; j < n; ++j) {
        const int leaf = tree.leaf_begin + j;
        const double p = price[at(kernel.leaves[at(leaf)].price)], h = 1e-4 * p;
        const double shephard =
            (8 * (cost(leaf, h) - cost(leaf, -h)) - (cost(leaf, 2 * h) - cost(leaf, -2 * h))) /
            (12 * h);
        const double user_netput = state.phi[at(leaf)] * state.netput[at(leaf)];
        CHECK(std::abs(shephard - user_netput) < 1e-9 * (1 + std::abs(user_netput)));
      }
      // Symmetry by commodity: phi_i dD_i/dp_j summed over leaves of the same commodity.
      std::vector<int> goods;
      for (int i = tree.leaf_begin; i < tree.leaf_end; ++i)
        if (std::find(goods.begin(), goods.end(), kernel.leaves[at(i)].price) == goods.end())
          goods.push_back(kernel.leaves[at(i)].price);
      Eigen::MatrixXd by_good =
          Eigen::MatrixXd::Zero(static_cast<int>(goods.size()), static_cast<int>(goods.size()));
      for (std::size_t j = 0; j < goods.size(); ++j) {
        std::fill(dp.begin(), dp.end(), 0.0);
        dp[at(goods[j])] = 1;
        model::slope_times(kernel, tree, state, price.data(), dp.data(), d_netput, scratch);
        for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) {
          const auto row =
              std::find(goods.begin(), goods.end(), kernel.leaves[at(i)].price) - goods.begin();
          by_good(row, static_cast<Eigen::Index>(j)) +=
              tree.sign * state.phi[at(i)] * d_netput[at(i)];
        }
      }
      // Rounding is that of the terms that cancel, netput over price, and not of their sum: the
      // slope of a lone input is zero.
      double size = 0;
      for (int i = tree.leaf_begin; i < tree.leaf_end; ++i)
        size += state.netput[at(i)] / price[at(kernel.leaves[at(i)].price)];
      CHECK((by_good - by_good.transpose()).norm() < 1e-13 * size);
      CHECK(Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(by_good).eigenvalues().minCoeff() >
            -1e-13 * size);
    }
  }
}

TEST_CASE("the Jacobian is the derivative, and its products are its own") {
  for (const Solved& s : solved_oracles()) {
    INFO(s.label);
    auto problem = problem_of(s);
    const std::vector<double> x = point_near(s, 4);
    const Eigen::MatrixXd jacobian = dense_jacobian(*problem, x);
    for (int c = 0; c < problem->size(); ++c) {
      INFO("column " << problem->label(c));
      const Eigen::VectorXd numeric = differences(*problem, x, c);
      CHECK((jacobian.col(c) - numeric).norm() < 1e-7 * (1 + jacobian.col(c).norm()));
    }
    const Eigen::VectorXd v = Eigen::VectorXd::LinSpaced(problem->size(), -1, 1.5);
    Eigen::VectorXd product(problem->size());
    const solvers::In in{v.data(), x.size()};
    const solvers::Out out{product.data(), x.size()};
    REQUIRE(problem->jacobian_times(x, in, out) == Evaluation::ok);
    CHECK((product - jacobian * v).norm() < 1e-12 * (1 + jacobian.norm()));
    REQUIRE(problem->jacobian_transpose_times(x, in, out) == Evaluation::ok);
    CHECK((product - jacobian.transpose() * v).norm() < 1e-12 * (1 + jacobian.norm()));
  }
}

TEST_CASE("the column of every parameter is the derivative by it") {
  for (const Solved& s : solved_oracles()) {
    INFO(s.label);
    auto problem = problem_of(s);
    const std::vector<double> x = point_near(s, 5);
    for (std::size_t k = 0; k < s.result.parameters.size(); ++k) {
      INFO("parameter " << s.item->model->parameter_name(static_cast<int>(k)));
      Eigen::VectorXd column(problem->size());
      problem->set_target(s.result.parameters);
      REQUIRE(problem->parameter_column(x, model::ParameterId{static_cast<int>(k)},
                                        {column.data(), x.size()}) == Evaluation::ok);
      std::vector<double> values = s.result.parameters;
      const double value = values[k], h = 1e-4 * std::max(0.1, std::abs(value));
      if (value < 2 * h && value >= 0) continue;  // rates of zero at the edge of their domain
      const auto f = [&](double step) {
        values[k] = value + step;
        problem->set_target(values);
        Eigen::VectorXd out(problem->size());
        REQUIRE(problem->residual(x, {out.data(), x.size()}) == Evaluation::ok);
        return out;
      };
      const Eigen::VectorXd numeric = (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
      CHECK((column - numeric).norm() < 1e-7 * (1 + column.norm()));
    }
  }
}

TEST_CASE("real results do not depend on the numeraire") {
  for (const Solved& s : solved_oracles()) {
    const model::Model& m = *s.item->model;
    int tried = 0;
    for (std::size_t g = 0; g < s.result.prices.size() && tried < 2; ++g) {
      const std::string& good = s.result.prices[g].name;
      const double price = s.result.prices[g].value;
      if (good == m.name(m.numeraire()) || price < 1e-6) continue;
      ++tried;
      INFO(s.label << ", numeraire " << good);
      const model::ModelFile file = model::read_model_file(s.file->path, {.numeraire = good});
      model::Case c = alone(s);
      c.model = file.cases[static_cast<std::size_t>(s.item - s.file->cases.data())].model;
      // From near the solution, so that of several equilibria the same one is found.
      const double unit = price / file.model->unknown(*file.model->find_unknown(good)).start;
      const std::vector<double> near = point_near(s, 6);
      c.start.clear();
      for (int i = 0; i < m.size(); ++i) {
        const bool money = m.role(i) == Role::commodity || m.role(i) == Role::consumer;
        c.start.emplace_back(i, near[at(i)] * m.unknown(i).scale / (money ? unit : 1));
      }
      c.expect.numeraire =
          m.offsets().commodity +
          static_cast<int>(
              std::find_if(s.result.prices.begin(), s.result.prices.end(),
                           [&](const auto& l) { return l.name == s.result.numeraire; }) -
              s.result.prices.begin());
      const model::CaseResult other = model::run_case(file, c);
      INFO(other.report.sentence());
      REQUIRE(other.report.solved());
      CHECK(other.kept());
      for (std::size_t i = 0; i < other.prices.size(); ++i)
        CHECK(other.prices[i].value == Approx(s.result.prices[i].value).epsilon(1e-7).margin(1e-8));
      for (std::size_t i = 0; i < other.activities.size(); ++i)
        CHECK(other.activities[i].value ==
              Approx(s.result.activities[i].value).epsilon(1e-7).margin(1e-7));
    }
    CHECK(tried >= 1);
  }
}

TEST_CASE("Newton and Ipopt agree where the solution is interior") {
  int compared = 0;
  for (const Solved& s : solved_oracles()) {
    INFO(s.label);
    const model::Model& m = *s.item->model;
    bool interior = true;
    for (int i = 0; i < m.size(); ++i)
      if (i != m.numeraire())
        interior = interior && s.result.x[at(i)] > m.lower()[at(i)] + 1e-6 &&
                   s.result.x[at(i)] < m.upper()[at(i)] - 1e-6;
    if (!interior) continue;
    model::RunOptions options;
    options.solver = model::RunOptions::Solver::ipopt;
    const model::CaseResult other = model::run_case(*s.file, alone(s), options);
    INFO(other.report.sentence());
    REQUIRE(other.report.solved());
    for (std::size_t i = 0; i < other.x.size(); ++i)
      CHECK(other.x[i] == Approx(s.result.x[i]).epsilon(1e-8).margin(1e-8));
    ++compared;
  }
  CHECK(compared >= 50);
}
