// SPDX-License-Identifier: Apache-2.0
#include "apps/explain/page.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <yuqian/data/schema.hpp>
#include <yuqian/data/units.hpp>
#include <yuqian/model/maths/at.hpp>
#include "apps/screen/grid.hpp"

namespace yuqian::apps::explain {
namespace {

constexpr int width = 100;
constexpr std::size_t largest = 5, few = 10;

std::string figure(const Target& t, double value) {
  return number(value, t.table.unit() == "1" ? 6 : 2);
}

/// "Real gross regional product: Guizhou, rural"
std::string title(const Words& w, const Target& t) {
  const data::Schema schema = data::shipped_schema("variables");
  const data::SchemaEntry& entry = schema.at(t.indicator);
  std::string text = w(entry.zh, entry.en) + w("：", ": ");
  bool first = true;
  for (int k = 0; k < t.table.rank(); ++k)
    if (const int i = t.fixed[at(k)]; i >= 0) {
      text += (first ? "" : w("，", ", ")) + w.name(t.table.axis(k), i);
      first = false;
    }
  return text;
}

void print_change(const Screen& s, const Page& page) {
  const Words& w = s.words;
  const Target& t = page.target;
  const Explanation& e = page.chains.front();
  const data::Unit& unit = data::unit(t.table.unit());
  const std::string suffix = unit.code == "1" ? "" : " " + w(unit.zh, unit.en);
  s.out << s.bold(title(w, t)) << '\n'
        << "  " << t.file.scenarios().label(t.scenario) << ' '
        << w.name(t.file.scenarios(), t.scenario) << w("；", "; ") << w.term("trade_estimate")
        << w("：", ": ") << w.name(t.file.trades(), t.trade) << '\n';
  if (t.has_state())
    s.out << "  " << w("基准（参照）", "benchmark (reference)") << ' ' << figure(t, e.reference)
          << w("，反事实", ", counterfactual") << ' ' << figure(t, e.counterfactual)
          << w("，变化", ", change") << ' ' << figure(t, e.change) << suffix
          << (e.reference != 0 ? fmt::format(" ({:+.3f} %)\n", 100 * e.change / e.reference)
                               : "\n");
  else
    s.out << "  " << w("变化", "change") << ' ' << figure(t, e.change) << suffix << '\n';
}

void print_chain(const Screen& s, const Page& page, const Explanation& e) {
  const Words& w = s.words;
  const Target& t = page.target;
  s.out << '\n'
        << wrapped(fmt::format("{} {}{}{}", w("式", "Eq."), e.chain->equation, w("：", ": "),
                               w(e.chain->text)),
                   width)
        << '\n';
  if (!e.missing.empty()) {
    const std::string tables = fmt::format("{}", fmt::join(e.missing, ", "));
    const std::string how = e.chain->from.empty()
                                ? w("请用本版本重新求解", "solve again with this version")
                                : w("求解时加 ", "solve with ") + e.chain->from;
    s.out << "  " << s.faint(w("文件中没有", "not in this file: ") + tables + w("；", "; ") + how)
          << '\n';
    return;
  }
  std::vector<const Term*> terms;
  for (const Term& term : e.terms) terms.push_back(&term);
  std::stable_sort(terms.begin(), terms.end(), [](const Term* a, const Term* b) {
    return std::abs(a->contribution) > std::abs(b->contribution);
  });
  const std::size_t shown = page.all || terms.size() <= few ? terms.size() : largest;
  Grid grid(shown < terms.size() ? fmt::format("{}", w("贡献最大的五项", "the largest five"))
                                 : w("各项", "term"));
  std::vector<std::string> columns{w("对变化的贡献", "contribution"), w("占变化 %", "% of change")};
  if (t.has_state())
    columns.insert(columns.begin(), {w("参照", "reference"), w("反事实", "counterfactual")});
  grid.group("", columns);
  const auto row = [&](const std::string& name, double reference, double counterfactual,
                       double contribution) {
    std::vector<std::string> cells{figure(t, contribution),
                                   number(100 * contribution / e.change, 1)};
    if (t.has_state())
      cells.insert(cells.begin(), {figure(t, reference), figure(t, counterfactual)});
    grid.row("  " + name, std::move(cells));
  };
  double reference = 0, counterfactual = 0, contribution = 0;
  for (std::size_t k = 0; k < terms.size(); ++k) {
    if (k < shown) {
      row(w(terms[k]->name), terms[k]->reference, terms[k]->counterfactual, terms[k]->contribution);
      continue;
    }
    reference += terms[k]->reference, counterfactual += terms[k]->counterfactual,
        contribution += terms[k]->contribution;
  }
  if (shown < terms.size())
    row(w(fmt::format("其余{}项", terms.size() - shown),
          fmt::format("the other {}", terms.size() - shown)),
        reference, counterfactual, contribution);
  row(w("合计", "sum"), e.reference, e.counterfactual, e.sum);
  grid.print(s);
  const std::string remainder = fmt::format("{} {:.1e} ({} {:.1e})", w("  余差", "  remainder"),
                                            e.remainder(), w("容差", "tolerance"), e.tolerance);
  s.out << (e.adds_up() ? s.faint(remainder)
                        : s.alarm(remainder + w("：未通过，各项之和不等于变化",
                                                ": FAILED, the terms do not add up to the change")))
        << '\n';
}

void print_notes(const Screen& s, const Page& page) {
  const Words& w = s.words;
  const Target& t = page.target;
  const data::Unit& unit = data::unit(t.table.unit());
  const int year = t.file.base_year();
  std::vector<std::string> lines;
  if (const std::string remark = w(t.file.remark(t.scenario)); !remark.empty())
    lines.push_back(remark);
  lines.push_back(
      w("单位：", "Unit: ") +
      (unit.code == "1" ? w("指数，基准 = 1", "index, 1 at the benchmark") : w(unit.zh, unit.en)) +
      w(fmt::format("；基准年：{}，{}年生产者价格；相对参照的变化，不涉及时间路径。", year, year),
        fmt::format("; base year {}, producer prices of {}; changes relative to the reference, no "
                    "path in time.",
                    year, year)));
  lines.push_back(w("闭合：", "Closure: ") + t.file.closure_id(t.scenario) + w("。", ". ") +
                  w(t.file.closure_text(t.scenario)));
  for (const Explanation& e : page.chains)
    if (const std::string& basis = w(e.chain->basis);
        std::find(lines.begin(), lines.end(), basis) == lines.end())
      lines.push_back(basis);
  s.out << '\n';
  for (const std::string& line : lines) s.out << s.faint(wrapped(line, width, "  ")) << '\n';
}

}  // namespace

void print(const Screen& screen, const Page& page) {
  print_change(screen, page);
  for (const Explanation& e : page.chains) print_chain(screen, page, e);
  print_notes(screen, page);
}

}  // namespace yuqian::apps::explain
