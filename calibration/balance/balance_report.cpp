// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/balance_report.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace yuqian::calibration {
namespace {

template <class... A>
std::string line(const char* format, A... values) {
  char text[400];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

/// Treatments step by step in the order of the steps, the largest first.
std::vector<std::pair<std::string, Treatments>> by_step(const Treatments& treatments) {
  std::vector<std::pair<std::string, Treatments>> steps;
  for (const Treatment& t : treatments) {
    auto found =
        std::find_if(steps.begin(), steps.end(), [&](const auto& s) { return s.first == t.step; });
    if (found == steps.end()) found = steps.insert(steps.end(), {t.step, {}});
    found->second.push_back(t);
  }
  for (auto& [step, list] : steps)
    std::stable_sort(list.begin(), list.end(),
                     [](const Treatment& a, const Treatment& b) { return a.amount > b.amount; });
  return steps;
}

double sum_of(const Treatments& list) {
  double sum = 0.0;
  for (const Treatment& t : list) sum += t.amount;
  return sum;
}

double move_of(const CellMove& cell) { return std::abs(cell.balanced - cell.published); }

}  // namespace

void compare_block(BalanceReport& report, const std::string& block, const data::Table& published,
                   const data::Table& balanced) {
  BlockMove move{block, 0.0, 0.0, 0.0};
  for (std::size_t k = 0; k < published.values().size(); ++k) {
    const double before = published.values()[k], after = balanced.values()[k];
    move.published += std::abs(before);
    move.balanced += std::abs(after);
    move.moved += std::abs(after - before);
    auto& cells = report.cells;
    if (cells.size() == 10 && std::abs(after - before) <= move_of(cells.back())) continue;
    const CellMove cell{block, published.cell_label(k), before, after};
    cells.insert(std::upper_bound(
                     cells.begin(), cells.end(), cell,
                     [](const CellMove& a, const CellMove& b) { return move_of(a) > move_of(b); }),
                 cell);
    if (cells.size() > 10) cells.pop_back();
  }
  report.blocks.push_back(move);
}

std::string BalanceReport::text(int largest) const {
  std::string out = "How far each block moved (10^8 yuan)\n";
  out += line("  %-28s %12s %12s %12s %8s\n", "block", "published", "balanced", "moved", "share");
  for (const BlockMove& b : blocks)
    out += line("  %-28s %12.0f %12.0f %12.0f %7.2f%%\n", b.block.c_str(), b.published, b.balanced,
                b.moved, 100.0 * b.share());
  out += "The ten cells that moved most (10^8 yuan)\n";
  for (const CellMove& c : cells)
    out += line("  %-18s %-46s %10.1f -> %10.1f\n", c.block.c_str(), c.cell.c_str(), c.published,
                c.balanced);
  out += "What did not fit, and what was done (10^8 yuan)\n";
  for (const auto& [step, list] : by_step(treatments)) {
    out += line("  %s: %zu cells, %.1f\n", step.c_str(), list.size(), sum_of(list));
    for (std::size_t k = 0; k < list.size() && k < static_cast<std::size_t>(largest); ++k)
      out += line("    %-34s %10.1f  %s\n", list[k].cell.c_str(), list[k].amount,
                  list[k].text.c_str());
  }
  if (!doubts.empty()) out += "What was used as it stands and deserves a look\n";
  for (const Doubt& d : doubts) out += "  " + d.file + ": " + d.text + "\n";
  out += line(
      "The whole system: %d iterations, largest gap %.1e of the largest margin, %.1f s in all\n",
      iterations, worst_gap, seconds);
  return out;
}

std::string BalanceReport::markdown() const {
  std::string out = "| Block | Published | Balanced | Moved | Share |\n|---|---|---|---|---|\n";
  for (const BlockMove& b : blocks)
    out += line("| %s | %.0f | %.0f | %.0f | %.1f %% |\n", b.block.c_str(), b.published, b.balanced,
                b.moved, 100.0 * b.share());
  out += "\n| Block | Cell | Published | Balanced |\n|---|---|---|---|\n";
  for (const CellMove& c : cells)
    out += line("| %s | %s | %.1f | %.1f |\n", c.block.c_str(), c.cell.c_str(), c.published,
                c.balanced);
  out += "\n| Step | Cells | Sum | Largest |\n|---|---|---|---|\n";
  for (const auto& [step, list] : by_step(treatments))
    out += line("| %s | %zu | %.1f | %s, %.1f |\n", step.c_str(), list.size(), sum_of(list),
                list.front().cell.c_str(), list.front().amount);
  return out;
}

}  // namespace yuqian::calibration
