// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/diagnose.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>
#include <type_traits>

#include <yuqian/solvers/complementarity.hpp>
#include <yuqian/solvers/linear/linear_solver.hpp>
#include <yuqian/solvers/sparse.hpp>

namespace yuqian::solvers {
namespace {

constexpr double singular_below = 1e-10;  // of the largest row sum

double normalise(std::vector<double>& v) {
  double sum = 0;
  for (const double e : v) sum += e * e;
  const double size = std::sqrt(sum);
  for (double& e : v) e /= size;
  return size;
}

std::vector<Weighted> heaviest(const std::vector<double>& v) {
  std::vector<Weighted> list;
  double top = 0;
  for (const double e : v) top = std::max(top, std::abs(e));
  for (std::size_t i = 0; i < v.size(); ++i)
    if (std::abs(v[i]) > 1e-3 * top) list.push_back({static_cast<Index>(i), v[i] / top});
  std::sort(list.begin(), list.end(), [](const Weighted& a, const Weighted& b) {
    return std::abs(a.weight) != std::abs(b.weight) ? std::abs(a.weight) > std::abs(b.weight)
                                                    : a.index < b.index;
  });
  return list;
}

/// Inverse iteration on H H': converges to the singular vectors of the smallest singular value.
/// H is perturbed on the diagonal so that it can be factorised even if singular.
void null_vectors(const Pattern& p, In values, double size, In phi, Diagnosis& d) {
  const auto n = static_cast<std::size_t>(p.size());
  std::mt19937 random(20170101);
  std::uniform_real_distribution<double> unit(0.5, 1.5);
  std::vector<double> shifted(values.begin(), values.end());
  for (Index j = 0; j < p.size(); ++j)
    for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k)
      if (p.row[k] == j) shifted[k] += 1e-13 * size * unit(random);
  const auto solver = n <= 60 ? make_dense_lu() : make_eigen_lu();
  solver->analyze(p, {});
  if (solver->factorize(shifted) != LinearStatus::ok) return;
  std::vector<double> left(n), right(n), product(n);
  for (double& e : left) e = unit(random);
  normalise(left);
  for (int k = 0; k < 6; ++k) {
    if (solver->solve(left, right) != LinearStatus::ok) return;
    normalise(right);
    if (solver->solve_transpose(right, left) != LinearStatus::ok) return;
    normalise(left);
  }
  multiply_transpose(p, values, left, product);
  d.smallest = normalise(product) / size;
  if (!(d.smallest < singular_below)) return;
  d.redundant = heaviest(left);
  d.undetermined = heaviest(right);
  const double top = std::abs(left[d.redundant.front().index]);
  for (std::size_t i = 0; i < n; ++i) d.contradiction += left[i] / top * phi[i];
}

template <class List, class Name>
Text names(const List& list, Name name, std::size_t most = 6) {
  std::string text;
  for (std::size_t k = 0; k < std::min(list.size(), most); ++k)
    text += (k ? ", " : "") + name(list[k]);
  if (list.size() <= most) return {text, text};
  return {fmt::format("{}等{}个", text, list.size()),
          fmt::format("{} and {} more", text, list.size() - most)};
}

/// Both languages of one pattern pair; each argument is a number or a Text.
template <class... Arguments>
Text both(fmt::string_view zh, fmt::string_view en, const Arguments&... arguments) {
  const auto chinese = [](const auto& a) -> decltype(auto) {
    if constexpr (std::is_same_v<std::decay_t<decltype(a)>, Text>)
      return (a.zh);
    else
      return (a);
  };
  const auto english = [](const auto& a) -> decltype(auto) {
    if constexpr (std::is_same_v<std::decay_t<decltype(a)>, Text>)
      return (a.en);
    else
      return (a);
  };
  return {fmt::format(fmt::runtime(zh), chinese(arguments)...),
          fmt::format(fmt::runtime(en), english(arguments)...)};
}

}  // namespace

Text Diagnosis::text(const Mcp& problem) const {
  const auto label = [&](Index i) { return problem.label(i); };
  const auto weighted = [&](const Weighted& w) {
    return fmt::format("{} ({:+.2g})", problem.label(w.index), w.weight);
  };
  Text t;
  if (!empty_rows.empty())
    t += both("{}的方程不含任何未知数。", "No unknown enters the equation of {}.",
              names(empty_rows, label));
  if (!empty_columns.empty())
    t += both("没有方程含有未知数{}。", "No equation contains the unknown {}.",
              names(empty_columns, label));
  if (!structure.over_rows.empty() && structure.over_rows.size() > empty_rows.size())
    t += both("{}个方程只含{}个未知数：{}的方程；未知数{}。",
              "{} equations contain only {} unknowns: equations of {}; unknowns {}.",
              structure.over_rows.size(), structure.over_columns.size(),
              names(structure.over_rows, label), names(structure.over_columns, label));
  if (!structure.under_columns.empty() && structure.under_columns.size() > empty_columns.size())
    t += both("{}个未知数只出现在{}个方程中：未知数{}；{}的方程。",
              "{} unknowns occur only in {} equations: unknowns {}; equations of {}.",
              structure.under_columns.size(), structure.under_rows.size(),
              names(structure.under_columns, label), names(structure.under_rows, label));
  if (!redundant.empty() && std::abs(contradiction) <= 1e-6)
    t += both(
        "有一个方程是多余的：按组合{}，它可由其余方程推出。未知数{}可以一起变动而不改变任何"
        "方程：请像固定计价物那样固定其中之一，或去掉一个方程。",
        "One equation is redundant: it follows from the others in the combination {}. The "
        "unknowns {} can move together without changing anything: fix one of them, as a "
        "numeraire is fixed, or drop an equation.",
        names(redundant, weighted), names(undetermined, weighted));
  else if (!redundant.empty())
    t += both("在此点附近，{}的方程相互矛盾：无论未知数如何变动，其组合都是{:.3g}。",
              "Near this point the equations of {} contradict each other: their combination is "
              "{:.3g} whatever the unknowns do.",
              names(redundant, weighted), contradiction);
  return t;
}

Diagnosis diagnose(Mcp& problem, In x, Index numeric_below) {
  const auto n = static_cast<std::size_t>(problem.size());
  std::vector<double> f(n), phi(n), a(n), b(n), jacobian(problem.pattern().row.size());
  if (problem.residual(x, f) != Evaluation::ok || problem.jacobian(x, jacobian) != Evaluation::ok)
    throw std::runtime_error("diagnose: the equations cannot be evaluated at this point");
  const auto lower = problem.lower(), upper = problem.upper();
  merit(x, f, lower, upper, phi);
  for (std::size_t i = 0; i < n; ++i) {
    const RowSlope s = row_slope(x[i], f[i], lower[i], upper[i]);
    a[i] = s.x;
    b[i] = s.f;
  }
  NewtonMatrix matrix;
  matrix.analyze(problem.pattern());
  matrix.assemble(a, b, jacobian);

  const Pattern& p = matrix.pattern();
  std::vector<double> row_sum(n, 0.0), values(matrix.values().begin(), matrix.values().end());
  for (std::size_t k = 0; k < values.size(); ++k) row_sum[p.row[k]] += std::abs(values[k]);
  for (std::size_t k = 0; k < values.size(); ++k)  // entries that are zero but for rounding
    if (std::abs(values[k]) <= 1e-14 * row_sum[p.row[k]]) values[k] = 0;

  Diagnosis d;
  double size = 0;
  for (std::size_t i = 0; i < n; ++i) {
    size = std::max(size, row_sum[i]);
    if (row_sum[i] == 0) d.empty_rows.push_back(static_cast<Index>(i));
  }
  for (Index j = 0; j < p.size(); ++j)
    if (std::all_of(values.begin() + p.column_start[j], values.begin() + p.column_start[j + 1],
                    [](double v) { return v == 0; }))
      d.empty_columns.push_back(j);
  d.structure = structure(p, values);
  if (d.structure.rank == p.size() && p.size() < numeric_below && size > 0 && std::isfinite(size))
    null_vectors(p, values, size, phi, d);
  return d;
}

}  // namespace yuqian::solvers
