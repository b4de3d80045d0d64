// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/evidence/reconcile.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include <yuqian/calibration/evidence/contradictions.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

constexpr std::size_t most_cells = 20;  // that gave way, in the report

/// Figures in an order that depends on what they say alone, so that sums run the same way.
std::vector<Figure> in_order(std::vector<Figure> figures) {
  const auto key = [](const Figure& f) {
    return std::tie(f.kind, f.of, f.from, f.to, f.good, f.value, f.error, f.source);
  };
  std::stable_sort(figures.begin(), figures.end(),
                   [&](const Figure& a, const Figure& b) { return key(a) < key(b); });
  return figures;
}

[[noreturn]] void throw_excluded(const Adjustment& adjusted, const std::vector<Figure>& figures,
                                 std::size_t balances, const data::Mrio& m) {
  std::vector<std::size_t> order(figures.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // What a multiplier would do to the figure, in its own size.
  const auto pull = [&](std::size_t k) {
    return std::abs(adjusted.multipliers()[balances + k]) * std::max(figures[k].value, 1e-6);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return pull(a) > pull(b); });
  std::string lines;
  for (std::size_t k = 0; k < std::min<std::size_t>(order.size(), 5); ++k)
    lines +=
        fmt::format("{}{} (line {})", k ? ", " : "", figures[order[k]].label(m.regions, m.sectors),
                    figures[order[k]].where.line);
  const Figure& worst = figures[order.front()];
  throw data::InputError({worst.where, "no table that balances has these figures: " + lines,
                          worst.label(m.regions, m.sectors),
                          "correct one, or give errors to those that are not certain"});
}

/// A share's standard error follows from that of numerator less share times total (eq. 384).
double standard_error(const Figure& f, double share, const Cells& c, const Adjustment& a) {
  if (f.kind != FigureKind::share) return a.standard_error(statement_of(f, c, a.cells()));
  Figure linear = f;
  linear.value = share;
  double total = 0;
  for (const int cell : share_total_cells(f, c)) total += a.cells()[at(cell)];
  return a.standard_error(statement_of(linear, c, a.cells())) / total;
}

double figure_value(const Figure& f, const Cells& c, const std::vector<double>& x) {
  double sum = 0, total = 0;
  for (const int cell : figure_cells(f, c)) sum += x[at(cell)];
  if (f.kind != FigureKind::share) return sum;
  for (const int cell : share_total_cells(f, c)) total += x[at(cell)];
  return sum / total;
}

std::vector<PairFlow> pair_flows(const std::vector<Figure>& figures, const Cells& c,
                                 const Adjustment& before, const Adjustment& after) {
  std::set<std::pair<int, int>> named;
  for (const Figure& f : figures)
    if (f.from.size() == 1 && f.to.size() == 1 && f.from != f.to) {
      named.emplace(f.from[0], f.to[0]);
      named.emplace(f.to[0], f.from[0]);
    }
  std::vector<PairFlow> list;
  for (const auto& [s, r] : named) {
    Statement all;
    for (int i = 0; i < c.goods(); ++i) all.cell.push_back(c.trade(s, r, i));
    all.weight.assign(all.cell.size(), 1.0);
    list.push_back({s, r, all.at(before.cells()), before.standard_error(all), all.at(after.cells()),
                    after.standard_error(all)});
  }
  return list;
}

/// What moved, but for what figures name.
void say_what_moved(const std::vector<Figure>& figures, const Cells& c,
                    const std::vector<double>& before, const std::vector<double>& after,
                    Reconciled& out) {
  std::vector<char> named(before.size(), 0);
  for (const Figure& f : figures)
    if (f.one_cell() && f.kind != FigureKind::share)
      for (const int cell : figure_cells(f, c)) named[at(cell)] = 1;
  std::vector<GaveWay> blocks(Cells::blocks().size());
  out.moved_by_region.assign(at(c.regions()), 0.0);
  for (int k = 0; k < c.size(); ++k) {
    GaveWay& block = blocks[at(c.block(k))];
    block.block = Cells::blocks()[at(c.block(k))];
    const double moved = std::abs(after[at(k)] - before[at(k)]);
    block.before += before[at(k)];
    block.after += after[at(k)];
    block.moved += moved;
    out.moved_by_region[at(c.region(k))] += moved;
    if (moved > 0 && !named[at(k)])
      out.cells.push_back({block.block, c.label(k), before[at(k)], after[at(k)], moved});
  }
  for (GaveWay& block : blocks)
    if (block.moved > 0) out.blocks.push_back(std::move(block));
  std::stable_sort(out.cells.begin(), out.cells.end(),
                   [](const GaveWay& a, const GaveWay& b) { return a.moved > b.moved; });
  if (out.cells.size() > most_cells) out.cells.resize(most_cells);
}

}  // namespace

Reconciled reconcile(const data::Mrio& mrio, const Evidence& evidence) {
  const Cells cells(mrio);
  require_consistent(evidence, cells, mrio);
  const std::vector<Figure> figures = in_order(evidence.figures);
  LeastSquares problem = table_problem(figures, evidence.reliability, cells);
  const std::size_t balances = problem.statements.size();
  const Adjustment before(problem);  // the table itself: its balances, and no figure
  for (const Figure& f : figures)
    problem.statements.push_back(statement_of(f, cells, problem.prior));
  const Adjustment after(std::move(problem));
  if (!after.reached()) throw_excluded(after, figures, balances, mrio);

  std::vector<double> x = after.cells();
  for (const Figure& f : figures)  // to the last digit, not to rounding
    if (const auto own = figure_cells(f, cells);
        f.exact() && f.kind != FigureKind::share && own.size() == 1)
      x[at(own[0])] = f.value;
  Reconciled out;
  out.mrio = cells.with(x);
  out.iterations = after.iterations();
  out.worst_gap = after.worst_gap();
  for (const Figure& f : evidence.figures) {
    FigureOutcome o{f, f.label(mrio.regions, mrio.sectors)};
    o.estimate = figure_value(f, cells, before.cells());
    o.estimate_sd = standard_error(f, o.estimate, cells, before);
    o.result = figure_value(f, cells, x);
    o.result_sd = standard_error(f, o.result, cells, after);
    out.figures.push_back(std::move(o));
  }
  out.pairs = pair_flows(figures, cells, before, after);
  say_what_moved(figures, cells, before.cells(), x, out);
  out.surveyed = data::Table("surveyed", mrio.trade.axes(), "1");
  for (const Figure& f : figures)
    if (f.kind == FigureKind::flow && f.one_cell()) out.surveyed(f.from[0], f.to[0], f.good[0]) = 1;
  return out;
}

}  // namespace yuqian::calibration
