// SPDX-License-Identifier: Apache-2.0
// Measures whose leading axes are the same stand in one grid: an axis after region and sector, or a
// region that is compared with, gives the columns.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <yuqian/data/pair.hpp>

#include "apps/io/output.hpp"
#include "apps/screen/grid.hpp"

namespace yuqian::apps::io {
namespace {

using interindustry::Measure;
using interindustry::Measures;

/// Axes that give rows; the last axis gives the columns unless it is one of these pairs.
bool only_rows(const data::Table& t) {
  const std::string& last = t.axis(t.rank() - 1).name();
  return t.rank() == 1 || (last == "sector" && t.axis(t.rank() - 2).name() != "supplier");
}
int row_axes(const data::Table& t) { return only_rows(t) ? t.rank() : t.rank() - 1; }

bool same_rows(const data::Table& a, const data::Table& b) {
  if (row_axes(a) != row_axes(b)) return false;
  for (int k = 0; k < row_axes(a); ++k)
    if (a.axis(k).name() != b.axis(k).name() || !a.axis(k).same_labels(b.axis(k))) return false;
  return true;
}

std::size_t columns(const data::Table& t) {
  return only_rows(t) ? 1 : static_cast<std::size_t>(t.axis(t.rank() - 1).size());
}

/// Decimals that keep three digits of the typical size of a column.
int decimals(const data::Table& t) {
  double largest = 0;
  for (const double v : t.values())
    if (std::isfinite(v)) largest = std::max(largest, std::abs(v));
  return largest >= 1000 ? 0 : largest >= 100 ? 1 : largest >= 1 ? 3 : 5;
}

/// Rows to show: of the regions wanted, those with the largest first figure. Both states of a cell
/// and its change stand together; the reference says which cells.
class Rows {
 public:
  Rows(const data::Table& t, const Options& o, const Words& w) : table_(t), words_(w) {
    std::size_t count = 1;
    for (int k = 0; k < row_axes(t); ++k) count *= static_cast<std::size_t>(t.axis(k).size());
    const std::size_t states = row_axes(t) > 0 && t.axis(0).name() == "state"
                                   ? static_cast<std::size_t>(t.axis(0).size())
                                   : 1;
    const std::size_t of_state = count / states;
    for (std::size_t row = 0; row < of_state; ++row)
      if (wanted(row, o) && has_figure(row)) list_.push_back(row);
    found_ = list_.size();
    const bool cells = row_axes(t) >= 2 && t.axis(row_axes(t) - 1).name() == "sector";
    if (cells && o.top > 0 && list_.size() > static_cast<std::size_t>(o.top)) {
      const auto size = [&](std::size_t row) {
        const double v = t.values()[row * columns(t)];
        return std::isfinite(v) ? v : -HUGE_VAL;
      };
      std::stable_sort(list_.begin(), list_.end(),
                       [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
      list_.resize(static_cast<std::size_t>(o.top));
    }
    shown_ = list_.size();
    std::vector<std::size_t> all;
    for (const std::size_t row : list_)
      for (std::size_t state = 0; state < states; ++state) all.push_back(state * of_state + row);
    list_ = std::move(all);
  }
  const std::vector<std::size_t>& list() const { return list_; }
  std::size_t found() const { return found_; }
  std::size_t shown() const { return shown_; }

  std::string label(std::size_t row) const {
    std::string text;
    for (int k = row_axes(table_) - 1; k >= 0; --k) {
      const auto extent = static_cast<std::size_t>(table_.axis(k).size());
      text = words_.name(table_.axis(k), static_cast<int>(row % extent)) +
             (text.empty() ? "" : words_("　", "  ") + text);
      row /= extent;
    }
    return "  " + text;
  }

 private:
  /// A measure of cells may be asked of some of them only.
  bool has_figure(std::size_t row) const {
    const auto first = table_.values().begin() + static_cast<std::ptrdiff_t>(row * columns(table_));
    return row_axes(table_) == 0 ||
           std::any_of(first, first + static_cast<std::ptrdiff_t>(columns(table_)),
                       [](double v) { return std::isfinite(v); });
  }

  /// Region axes hold the regions asked for, or the two provinces of a table that has more than ten
  /// and them.
  bool wanted(std::size_t row, const Options& o) const {
    for (int k = row_axes(table_) - 1; k >= 0; --k) {
      const data::Set& axis = table_.axis(k);
      const auto extent = static_cast<std::size_t>(axis.size());
      const std::string& label = axis.label(static_cast<int>(row % extent));
      row /= extent;
      if (axis.name() != "region" && axis.name() != "supplier") continue;
      std::vector<std::string> shown = o.regions;
      if (const auto pair = data::pair_of(axis); pair && shown.empty() && axis.size() > 2)
        shown = {axis.label(pair->first), axis.label(pair->second)};
      if (table_.rank() <= 2 && o.regions.empty() && axis.size() <= 10) shown.clear();
      if (!shown.empty() && std::find(shown.begin(), shown.end(), label) == shown.end())
        return false;
    }
    return true;
  }

  const data::Table& table_;
  const Words& words_;
  std::vector<std::size_t> list_;
  std::size_t found_ = 0, shown_ = 0;
};

constexpr std::size_t most_columns = 8;

/// Measures first..last of one grid.
void print_grid(const Screen& s, const Measures& all, std::size_t first, std::size_t last,
                const Options& o) {
  const Words& w = s.words;
  const data::Table& lead = all[first].table;
  const Rows rows(lead, o, w);
  if (rows.list().empty()) return;
  Grid grid;
  const bool single = last == first + 1;
  std::vector<std::string> heads;
  for (std::size_t m = first; m < last; ++m) {
    const data::Table& t = all[m].table;
    const std::string unit = unit_name(w, t.unit());
    const std::string title =
        w(all[m].zh, all[m].en) + (unit.empty() ? "" : w("（", ", ") + unit + w("）", ""));
    if (only_rows(t)) {
      grid.group("", {title});
    } else {
      std::vector<std::string> names;
      for (int k = 0; k < t.axis(t.rank() - 1).size(); ++k)
        names.push_back(w.name(t.axis(t.rank() - 1), k));
      grid.group(single ? "" : title, names);
    }
    if (single && !only_rows(t)) s.out << '\n' << s.bold(title);
  }
  s.out << '\n';
  for (const std::size_t row : rows.list()) {
    std::vector<std::string> cells;
    for (std::size_t m = first; m < last; ++m) {
      const data::Table& t = all[m].table;
      for (std::size_t k = 0; k < columns(t); ++k)
        cells.push_back(number(t.values()[row * columns(t) + k], decimals(t)));
    }
    grid.row(rows.label(row), std::move(cells));
  }
  grid.print(s);
  if (rows.shown() < rows.found())
    s.out << s.faint(w(fmt::format("  共{}行，列出最大的{}行（--top 0 列出全部）", rows.found(),
                                   rows.shown()),
                       fmt::format("  the largest {} of {} rows (--top 0 shows all)", rows.shown(),
                                   rows.found())))
          << '\n';
}

/// "107 to 109, 210" in the screen's language.
std::string numbers(std::string text, const Words& w) {
  const auto replace = [&](std::string_view from, const std::string& to) {
    for (std::size_t k = 0; (k = text.find(from, k)) != std::string::npos; k += to.size())
      text.replace(k, from.size(), to);
  };
  replace(" to ", w("至", " to "));
  replace(", ", w("、", ", "));
  return text;
}

/// The measures that a screen has room for; files hold all.
bool for_screen(const data::Table& t) {
  return row_axes(t) <= 3 && columns(t) <= 12 && t.rank() <= 4;
}

}  // namespace

void print(const Screen& s, const Analysis& a, const Measures& measures, const Cases& cases,
           const Options& o) {
  const Words& w = s.words;
  for (const std::string& text : cases.warnings) s.warn(text);
  s.out << s.bold(w(a.title)) << '\n';
  Measures shown;
  for (const Measure& m : measures)
    if (for_screen(m.table)) shown.push_back(m);
  for (std::size_t first = 0; first < shown.size();) {
    std::size_t last = first + 1, width = columns(shown[first].table);
    while (last < shown.size() && same_rows(shown[first].table, shown[last].table) &&
           width + columns(shown[last].table) <= most_columns)
      width += columns(shown[last++].table);
    print_grid(s, shown, first, last, o);
    first = last;
  }
  s.out << '\n' << s.faint(wrapped(w(a.meaning), 100, "  ")) << '\n';
  s.out << s.faint(w("  公式：docs/equations.md 式", "  Formulas: docs/equations.md, eq. ") +
                   numbers(a.equations, w))
        << '\n';
  if (shown.size() < measures.size())
    s.out << s.faint(w(
                 fmt::format("  另有{}张表见 --json、--csv、--out", measures.size() - shown.size()),
                 fmt::format("  {} more tables with --json, --csv or --out",
                             measures.size() - shown.size())))
          << '\n';
}

}  // namespace yuqian::apps::io
