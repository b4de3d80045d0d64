// SPDX-License-Identifier: Apache-2.0
// Figures and balances as linear statements about the cells of a table (eq. 383 to 385).
#include <yuqian/calibration/evidence/cells.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::calibration {
namespace {

std::vector<int> every(int n) {
  std::vector<int> list;
  for (int i = 0; i < n; ++i) list.push_back(i);
  return list;
}

/// Flows from some regions to some others; own supply only of a region by itself.
std::vector<int> flow_cells(const std::vector<int>& from, const std::vector<int>& to,
                            const std::vector<int>& goods, const Cells& c) {
  const bool own = from.size() == 1 && from == to;
  std::vector<int> cells;
  for (const int s : from)
    for (const int r : to)
      if (s != r || own)
        for (const int i : goods) cells.push_back(c.trade(s, r, i));
  return cells;
}

double relative_error(FigureKind kind, const Reliability& r) {
  switch (kind) {
    case FigureKind::exports:
      return r.exports;
    case FigureKind::imports:
      return r.imports;
    case FigureKind::grp:
      return r.value_added;
    default:
      return r.flow;
  }
}

/// The goods or sectors of a sum: together as unsure as if all were wrong by the same share, and
/// giving way in proportion to their size (eq. 383), but for those in `known`. Partners of one good
/// stay independent, since margins already tell what they buy and sell together.
void open_parts(const std::vector<int>& cells, double relative, const std::vector<char>& known,
                LeastSquares& p) {
  double sum = 0;
  for (const int cell : cells) sum += std::abs(p.prior[at(cell)]);
  for (const int cell : cells)
    if (!known[at(cell)])
      p.variance[at(cell)] =
          std::max(p.variance[at(cell)], relative * relative * std::abs(p.prior[at(cell)]) * sum);
}

/// Adds the balances of supply, use and, where costs may move, of costs.
void add_balances(const Cells& c, bool costs, LeastSquares& p) {
  const auto add = [&](Statement s) {
    s.value = s.at(p.prior);
    p.statements.push_back(std::move(s));
  };
  for (int i = 0; i < c.goods(); ++i) {
    for (int s = 0; s < c.regions(); ++s) {
      Statement supply{{c.exports(s, i), c.output(s, i)}, {1, -1}};
      for (int r = 0; r < c.regions(); ++r) supply.cell.push_back(c.trade(s, r, i));
      supply.weight.resize(supply.cell.size(), 1.0);
      add(std::move(supply));
    }
    for (int r = 0; r < c.regions(); ++r) {
      Statement use{{c.imports(r, i)}, {1}};
      for (int s = 0; s < c.regions(); ++s) use.cell.push_back(c.trade(s, r, i));
      use.weight.resize(use.cell.size(), 1.0);
      if (costs) {
        for (int j = 0; j < c.goods(); ++j) use.cell.push_back(c.intermediate(r, i, j));
        for (int f = 0; f < c.users(); ++f) use.cell.push_back(c.final_use(r, i, f));
        use.weight.resize(use.cell.size(), -1.0);
      }
      add(std::move(use));
    }
  }
  if (!costs) return;
  for (int r = 0; r < c.regions(); ++r)
    for (int j = 0; j < c.goods(); ++j) {
      Statement cost{{c.output(r, j)}, {1}};
      for (int i = 0; i < c.goods(); ++i) cost.cell.push_back(c.intermediate(r, i, j));
      for (int v = 0; v < c.items(); ++v) cost.cell.push_back(c.value_added(r, v, j));
      cost.weight.resize(cost.cell.size(), -1.0);
      add(std::move(cost));
    }
}

}  // namespace

std::vector<int> figure_cells(const Figure& f, const Cells& c) {
  std::vector<int> cells;
  switch (f.kind) {
    case FigureKind::flow:
    case FigureKind::share:
      return flow_cells(f.from, f.to, f.good, c);
    case FigureKind::exports:
    case FigureKind::imports:
      for (const int r : f.from)
        for (const int i : f.good)
          cells.push_back(f.kind == FigureKind::exports ? c.exports(r, i) : c.imports(r, i));
      return cells;
    case FigureKind::grp:
      for (const int r : f.from)
        for (const int j : f.good)
          for (int v = 0; v < c.items(); ++v) cells.push_back(c.value_added(r, v, j));
      return cells;
  }
  return cells;
}

std::vector<int> share_total_cells(const Figure& f, const Cells& c) {
  const std::vector<int> all = every(c.regions());
  std::vector<int> cells;
  const auto add_own = [&](int r) {
    for (const int i : f.good) cells.push_back(c.trade(r, r, i));
  };
  switch (f.of) {
    case ShareOf::inflow:
      return flow_cells(all, f.to, f.good, c);
    case ShareOf::outflow:
      return flow_cells(f.from, all, f.good, c);
    case ShareOf::use:
      cells = flow_cells(all, f.to, f.good, c);
      for (const int r : f.to) {
        if (c.regions() > 1) add_own(r);
        for (const int i : f.good) cells.push_back(c.imports(r, i));
      }
      return cells;
    case ShareOf::output:
      for (const int s : f.from)
        for (const int i : f.good) cells.push_back(c.output(s, i));
      return cells;
  }
  return cells;
}

Statement statement_of(const Figure& f, const Cells& c, const std::vector<double>& values) {
  Statement s;
  s.cell = figure_cells(f, c);
  s.weight.assign(s.cell.size(), 1.0);
  s.value = f.value;
  s.sd = f.sd();
  if (f.kind != FigureKind::share) return s;
  double total = 0;
  for (const int cell : share_total_cells(f, c)) {
    total += values[at(cell)];
    const auto known = std::find(s.cell.begin(), s.cell.end(), cell);
    if (known != s.cell.end()) {
      s.weight[static_cast<std::size_t>(known - s.cell.begin())] -= f.value;
    } else {
      s.cell.push_back(cell);
      s.weight.push_back(-f.value);
    }
  }
  s.value = 0;
  s.sd = f.sd() * total;
  return s;
}

LeastSquares table_problem(const std::vector<Figure>& figures, const Reliability& reliability,
                           const Cells& c) {
  LeastSquares p;
  p.prior = c.values();
  p.variance.assign(p.prior.size(), 0.0);
  const auto open = [&](int cell, double relative) {
    const double sd = relative * p.prior[at(cell)];
    p.variance[at(cell)] = sd * sd;
  };
  bool everything = false;
  std::vector<char> foreign(at(c.goods()), 0);
  for (const Figure& f : figures) {
    everything = everything || f.kind == FigureKind::grp;
    if (f.kind == FigureKind::exports || f.kind == FigureKind::imports)
      for (const int i : f.good) foreign[at(i)] = 1;
  }
  for (int r = 0; r < c.regions(); ++r)
    for (int i = 0; i < c.goods(); ++i) {
      for (int s = 0; s < c.regions(); ++s)
        open(c.trade(s, r, i), s == r ? reliability.own : reliability.flow);
      if (everything || foreign[at(i)]) {
        open(c.exports(r, i), reliability.exports);
        open(c.imports(r, i), reliability.imports);
      }
      if (!everything) continue;
      open(c.output(r, i), reliability.output);
      for (int j = 0; j < c.goods(); ++j) open(c.intermediate(r, i, j), reliability.use);
      for (int f = 0; f < c.users(); ++f) open(c.final_use(r, i, f), reliability.use);
    }
  std::vector<char> known(p.prior.size(), 0);  // figures by themselves
  for (const Figure& f : figures)
    if (const std::vector<int> cells = figure_cells(f, c); cells.size() == 1)
      known[at(cells[0])] = 1;
  for (const Figure& f : figures) {
    const std::vector<int> cells = figure_cells(f, c);
    // A single flow that the estimate does not have: as unsure as what is found.
    if (cells.size() == 1 && p.prior[at(cells[0])] == 0 && f.kind != FigureKind::share)
      p.variance[at(cells[0])] = std::pow(reliability.flow * f.value, 2);
    if (f.good.size() > 1 || f.kind == FigureKind::grp)
      open_parts(cells, relative_error(f.kind, reliability), known, p);
  }
  add_balances(c, everything, p);
  for (const Figure& f : figures)  // what is zero for certain does not approach it
    if (f.exact() && f.value == 0)
      for (const int cell : figure_cells(f, c)) p.prior[at(cell)] = p.variance[at(cell)] = 0;
  return p;
}

}  // namespace yuqian::calibration
