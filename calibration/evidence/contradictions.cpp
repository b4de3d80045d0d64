// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/evidence/contradictions.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

/// Rounding of figures as people write them; exact figures that differ by less agree.
constexpr double same = 1e-9;

/// Exact figures are compared by the cells that they add up.
struct Exact {
  const Figure* figure;
  std::vector<int> cells;  ///< in order
};

std::vector<Exact> exact_sums(const Evidence& e, const Cells& c) {
  std::vector<Exact> list;
  for (const Figure& f : e.figures)
    if (f.exact() && f.kind != FigureKind::share) {
      list.push_back({&f, figure_cells(f, c)});
      std::sort(list.back().cells.begin(), list.back().cells.end());
    }
  return list;
}

bool is_part(const Exact& part, const Exact& sum) {
  return part.cells.size() < sum.cells.size() &&
         std::includes(sum.cells.begin(), sum.cells.end(), part.cells.begin(), part.cells.end());
}

std::string line(const Figure& f) { return fmt::format("line {}", f.where.line); }

void require_one_figure(const std::vector<Exact>& exact, const data::Mrio& m) {
  for (std::size_t k = 0; k < exact.size(); ++k)
    for (std::size_t j = 0; j < k; ++j) {
      const Figure &now = *exact[k].figure, &then = *exact[j].figure;
      if (exact[k].cells != exact[j].cells ||
          std::abs(now.value - then.value) <= same * std::max(now.value, then.value))
        continue;
      throw data::InputError(
          {now.where,
           fmt::format("two exact figures of {}: {:g} in {} and {:g} here",
                       now.label(m.regions, m.sectors), then.value, line(then), now.value),
           now.label(m.regions, m.sectors), "keep one, or give each its error and both count"});
    }
}

/// Parts that do not overlap, the largest first, against their sum.
void require_room_for_parts(const std::vector<Exact>& exact, const data::Mrio& m) {
  for (const Exact& sum : exact) {
    std::vector<const Exact*> parts;
    for (const Exact& part : exact)
      if (is_part(part, sum)) parts.push_back(&part);
    std::stable_sort(parts.begin(), parts.end(), [](const Exact* a, const Exact* b) {
      return a->cells.size() > b->cells.size();
    });
    std::vector<int> covered;
    double total = 0;
    std::string lines;
    for (const Exact* part : parts) {
      std::vector<int> both, joined;
      std::set_intersection(covered.begin(), covered.end(), part->cells.begin(), part->cells.end(),
                            std::back_inserter(both));
      if (!both.empty()) continue;
      std::set_union(covered.begin(), covered.end(), part->cells.begin(), part->cells.end(),
                     std::back_inserter(joined));
      covered = std::move(joined);
      total += part->figure->value;
      lines += (lines.empty() ? "" : ", ") + line(*part->figure);
    }
    const Figure& f = *sum.figure;
    const bool whole = covered.size() == sum.cells.size();
    const double slack = same * std::max(total, f.value);
    if (total > f.value + slack || (whole && std::abs(total - f.value) > slack))
      throw data::InputError(
          {f.where,
           fmt::format("{} is {:g}, {} its parts, {:g} ({})", f.label(m.regions, m.sectors),
                       f.value, total > f.value ? "below" : "not the sum of", total, lines),
           f.label(m.regions, m.sectors), "correct one of them, or give them errors"});
  }
}

/// The most that balances allow a figure to be where output and use stay as they are; infinite
/// where that depends on what else gives way.
double most(const Figure& f, const Evidence& e, const data::Mrio& m) {
  const auto opens = [&](auto is) {
    return std::any_of(e.figures.begin(), e.figures.end(), [&](const Figure& other) {
      return other.kind == FigureKind::grp || is(other);
    });
  };
  if (opens([](const Figure&) { return false; })) return HUGE_VAL;
  double sum = 0;
  for (const int i : f.good) {
    if (f.kind == FigureKind::exports || f.kind == FigureKind::imports) {
      for (const int r : f.from)
        sum += f.kind == FigureKind::exports ? m.output(r, i) : data::total_use(m, r, i);
      continue;
    }
    // Exports and imports of the good may give way, too, and leave all of output and use.
    const bool foreign = opens([&](const Figure& other) {
      return (other.kind == FigureKind::exports || other.kind == FigureKind::imports) &&
             std::count(other.good.begin(), other.good.end(), i) > 0;
    });
    double made = 0, used = 0;
    for (const int s : f.from) made += m.output(s, i) - (foreign ? 0 : m.exports(s, i));
    for (const int r : f.to) used += data::total_use(m, r, i) - (foreign ? 0 : m.imports(r, i));
    sum += std::max(0.0, std::min(made, used));
  }
  return sum;
}

void require_possible(const Figure& f, const Evidence& e, const Cells& c, const data::Mrio& m) {
  const std::string label = f.label(m.regions, m.sectors);
  const std::vector<double> values = c.values();
  double now = 0;
  const std::vector<int> cells = figure_cells(f, c);
  if (cells.empty())
    throw data::InputError({f.where, fmt::format("{} has no flow", label), label,
                            "own supply is a figure by itself: name one region in from and to"});
  for (const int cell : cells) now += std::abs(values[at(cell)]);
  const bool may_begin = cells.size() == 1 && f.kind == FigureKind::flow;
  if (now == 0 && f.value > 0 && !may_begin)
    throw data::InputError(
        {f.where,
         fmt::format("{}: the table has nothing there, and the figure {:g}", label, f.value), label,
         "a flow that is to begin is named by itself: one region, one region, one good"});
  if (f.kind == FigureKind::share || f.kind == FigureKind::grp) return;
  const double bound = most(f, e, m);
  if (f.value * std::max(0.0, 1 - 2 * f.error) > bound * (1 + same))
    throw data::InputError(
        {f.where,
         fmt::format("{} is {:g}, and the balances allow {:.6g} at most (10^8 yuan), what is {} of "
                     "it",
                     label, f.value, bound,
                     f.kind == FigureKind::flow      ? "made there and used here"
                     : f.kind == FigureKind::exports ? "made"
                                                     : "used"),
         label, "check unit and year, or give a figure of grp that makes room"});
}

}  // namespace

void require_consistent(const Evidence& e, const Cells& c, const data::Mrio& m) {
  for (const Figure& f : e.figures) require_possible(f, e, c, m);
  const std::vector<Exact> exact = exact_sums(e, c);
  require_one_figure(exact, m);
  require_room_for_parts(exact, m);
}

}  // namespace yuqian::calibration
