// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/balance_report.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <yuqian/calibration/balance/both.hpp>
#include <yuqian/calibration/balance/report_names.hpp>

namespace yuqian::calibration {
namespace {

template <class... A>
void add(model::LocalText& out, fmt::format_string<const A&...> en,
         fmt::format_string<const A&...> zh, const A&... figures) {
  const model::LocalText line = both<A...>(en, zh, figures...);
  out.en += line.en;
  out.zh += line.zh;
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

model::LocalText BalanceReport::text(int largest) const {
  model::LocalText out{"各分块变动（亿元）\n", "How far each block moved (10^8 yuan)\n"};
  for (const BlockMove& b : blocks)
    add(out, "  {0:<18} published {2:>10.0f}, balanced {3:>10.0f}, moved {4:>10.0f}, {5:.2f} %\n",
        "  {1}：公布{2:.0f}，平衡后{3:.0f}，变动{4:.0f}，占{5:.2f}%\n", b.block,
        chinese_block(b.block), b.published, b.balanced, b.moved, 100.0 * b.share());
  add(out, "The ten cells that moved most (10^8 yuan)\n", "变动最大的十个单元（亿元）\n");
  for (const CellMove& c : cells)
    add(out, "  {0:<18} {2:<46} {4:>10.1f} -> {5:.1f}\n", "  {1}，{3}：{4:.1f} -> {5:.1f}\n",
        c.block, chinese_block(c.block), c.cell, chinese_cell(c.cell), c.published, c.balanced);
  add(out, "What did not fit, and what was done (10^8 yuan)\n", "不相符之处及其处理（亿元）\n");
  for (const auto& [step, list] : by_step(treatments)) {
    add(out, "  {0}: {2} cells, {3:.1f}\n", "  {1}：{2}个单元，共{3:.1f}\n", step,
        chinese_step(step), list.size(), sum_of(list));
    for (std::size_t k = 0; k < list.size() && k < static_cast<std::size_t>(largest); ++k)
      add(out, "    {0:<34} {2:>10.1f}  {3}\n", "    {1}：{2:.1f}；{4}\n", list[k].cell,
          chinese_cell(list[k].cell), list[k].amount, list[k].text.en, list[k].text.zh);
  }
  if (!doubts.empty())
    add(out, "What was used as it stands and deserves a look\n", "按原数采用、值得核对之处\n");
  for (const Doubt& d : doubts)
    add(out, "  {0}: {1}\n", "  {0}：{2}\n", d.file, d.text.en, d.text.zh);
  add(out,
      "The whole system: {} iterations, largest gap {:.1e} of the largest margin, {:.1f} s in "
      "all\n",
      "整个系统：迭代{}次，最大缺口为最大合计数的{:.1e}，共用{:.1f}秒\n", iterations, worst_gap,
      seconds);
  return out;
}

std::string BalanceReport::markdown() const {
  std::string out = "| Block | Published | Balanced | Moved | Share |\n|---|---|---|---|---|\n";
  for (const BlockMove& b : blocks)
    out += fmt::format("| {} | {:.0f} | {:.0f} | {:.0f} | {:.1f} % |\n", b.block, b.published,
                       b.balanced, b.moved, 100.0 * b.share());
  out += "\n| Block | Cell | Published | Balanced |\n|---|---|---|---|\n";
  for (const CellMove& c : cells)
    out += fmt::format("| {} | {} | {:.1f} | {:.1f} |\n", c.block, c.cell, c.published, c.balanced);
  out += "\n| Step | Cells | Sum | Largest |\n|---|---|---|---|\n";
  for (const auto& [step, list] : by_step(treatments))
    out += fmt::format("| {} | {} | {:.1f} | {}, {:.1f} |\n", step, list.size(), sum_of(list),
                       list.front().cell, list.front().amount);
  return out;
}

}  // namespace yuqian::calibration
