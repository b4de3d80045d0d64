// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/survey.hpp"

#include <map>

#include <fmt/format.h>

#include "apps/screen/grid.hpp"

namespace yuqian::apps {
namespace {

using calibration::Figure;
using calibration::FigureKind;
using calibration::FigureOutcome;

constexpr int line_width = 100;
constexpr std::size_t most_rows = 8;

std::string names(const Words& w, const std::vector<int>& list, const data::Set& set) {
  if (list.size() == static_cast<std::size_t>(set.size()) && list.size() > 1)
    return w("全部", "all");
  if (list.size() > 3) return fmt::format(fmt::runtime(w("{}项", "{} of them")), list.size());
  std::string text;
  for (const int i : list) text += (text.empty() ? "" : w("、", ", ")) + w.name(set, i);
  return text;
}

std::string name(const Words& w, const Survey& s, const Figure& f) {
  const std::string goods = names(w, f.good, s.sectors), from = names(w, f.from, s.regions);
  const std::string colon = w("：", ": ");
  switch (f.kind) {
    case FigureKind::flow:
      return from + " → " + names(w, f.to, s.regions) + colon + goods;
    case FigureKind::share:
      return from + " → " + names(w, f.to, s.regions) + w("所占份额：", ", share: ") + goods;
    case FigureKind::exports:
      return from + w("出口：", ", exports: ") + goods;
    case FigureKind::imports:
      return from + w("进口：", ", imports: ") + goods;
    case FigureKind::grp:
      return from + w("增加值：", ", value added: ") + goods;
  }
  return {};
}

std::string block(const Words& w, const std::string& table) {
  static const std::map<std::string, model::LocalText> words{
      {"trade", {"省际流量", "flow"}},           {"exports", {"出口", "exports"}},
      {"imports", {"进口", "imports"}},          {"output", {"总产出", "output"}},
      {"intermediate", {"中间使用", "use"}},     {"final_use", {"最终使用", "final use"}},
      {"value_added", {"增加值", "value added"}}};
  return w(words.at(table));
}

/// "Chongqing,Shandong,food" in the reader's language; labels of other axes stay.
std::string cell(const Words& w, const Survey& s, const std::string& label) {
  std::string text;
  for (std::size_t begin = 0; begin <= label.size();) {
    const std::size_t end = std::min(label.find(',', begin), label.size());
    const std::string part = label.substr(begin, end - begin);
    if (!text.empty()) text += w("，", ", ");
    if (const auto r = s.regions.find(part))
      text += w.name(s.regions, *r);
    else if (const auto i = s.sectors.find(part))
      text += w.name(s.sectors, *i);
    else
      text += part;
    begin = end + 1;
  }
  return text;
}

/// A figure and its standard error; "exact" where nothing is left to know.
std::string with_error(const Words& w, double value, double sd, int decimals) {
  return number(value, decimals) +
         (sd > 0 ? " ± " + number(sd, decimals) : w("（精确）", " (exact)"));
}

void print_figures(const Screen& screen, const Survey& s, std::size_t t) {
  const Words& w = screen.words;
  Grid grid(w("调查数据（亿元；份额为比率）", "surveyed figures (10^8 yuan; shares as they are)"));
  grid.group("", {w("原估计", "estimate"), w("调查值", "survey"), w("采用值", "result")});
  for (const FigureOutcome& o : s.by_trade[t]->figures) {
    const int decimals = o.figure.kind == FigureKind::share ? 3 : 1;
    grid.row("  " + name(w, s, o.figure), {with_error(w, o.estimate, o.estimate_sd, decimals),
                                           with_error(w, o.figure.value, o.figure.sd(), decimals),
                                           with_error(w, o.result, o.result_sd, decimals)});
  }
  screen.out << '\n';
  grid.print(screen);
}

void print_pairs(const Screen& screen, const Survey& s, std::size_t t) {
  const Words& w = screen.words;
  if (s.by_trade[t]->pairs.empty()) return;
  Grid grid(w("两地全部商品（亿元）", "all goods of the pair (10^8 yuan)"));
  grid.group("", {w("调查前", "before"), w("调查后", "after")});
  for (const calibration::PairFlow& p : s.by_trade[t]->pairs)
    grid.row("  " + w.name(s.regions, p.from) + " → " + w.name(s.regions, p.to),
             {with_error(w, p.before, p.before_sd, 1), with_error(w, p.after, p.after_sd, 1)});
  grid.print(screen);
}

void print_gave_way(const Screen& screen, const Survey& s, std::size_t t) {
  const Words& w = screen.words;
  const calibration::Reconciled& r = *s.by_trade[t];
  Grid grid(w("让出最多的单元（亿元）", "cells that gave way most (10^8 yuan)"));
  grid.group("", {w("之前", "before"), w("之后", "after"), w("变动", "change")});
  for (std::size_t k = 0; k < std::min(most_rows, r.cells.size()); ++k) {
    const calibration::GaveWay& g = r.cells[k];
    grid.row("  " + block(w, g.block) + " " + cell(w, s, g.cell),
             {number(g.before, 1), number(g.after, 1), number(g.after - g.before, 1)});
  }
  grid.print(screen);
  std::string blocks;
  for (const calibration::GaveWay& g : r.blocks)
    blocks += fmt::format("{}{} {}", blocks.empty() ? "" : w("，", ", "), block(w, g.block),
                          number(g.moved, 1));
  screen.out << screen.faint(wrapped(
                    w("变动合计（绝对值，亿元）：", "Moved in all (absolute, 10^8 yuan): ") +
                        blocks +
                        w("。所有行列平衡保持不变。",
                          ". Every balance of rows and columns holds as before."),
                    line_width, "  "))
             << '\n';
}

}  // namespace

void print_survey(const Screen& screen, const Survey& s) {
  if (!s.any()) return;
  const Words& w = screen.words;
  screen.out << '\n'
             << screen.bold(w("调查证据：", "Evidence: ") +
                            w(s.evidence->title_zh, s.evidence->title_en))
             << '\n';
  if (s.evidence->example)
    screen.out << wrapped(
                      screen.alarm(w("示例数据，并非事实。", "An example: these are not facts.")),
                      line_width, "  ")
               << '\n';
  for (std::size_t t = 0; t < s.trades.size(); ++t) {
    screen.out << '\n'
               << screen.bold(w.term("trade_estimate") + w("：", ": ") +
                              w.term("variant_" + s.trades[t]))
               << '\n';
    print_figures(screen, s, t);
    print_pairs(screen, s, t);
    print_gave_way(screen, s, t);
  }
}

std::string survey_note(const Words& w, const Survey& s) {
  if (!s.any()) return {};
  std::string list;
  for (const Figure& f : s.evidence->figures) {
    list += (list.empty() ? "" : w("；", "; ")) + name(w, s, f);
    list += w("（", " (") + f.source + w("）", ")");
  }
  return w("调查值：", "Surveyed: ") +
         (s.evidence->example ? w("示例数据，并非事实。", "An example, not facts. ") : "") + list +
         w("。其余省际流量为估计值。", ". All other flows between provinces are estimates.");
}

bool surveys_pair(const Survey& s, const std::string& one, const std::string& other) {
  if (!s.any()) return false;
  const auto a = s.regions.find(one), b = s.regions.find(other);
  if (!a || !b) return false;
  for (const Figure& f : s.evidence->figures)
    if ((f.from == std::vector{*a} && f.to == std::vector{*b}) ||
        (f.from == std::vector{*b} && f.to == std::vector{*a}))
      return true;
  return false;
}

}  // namespace yuqian::apps
