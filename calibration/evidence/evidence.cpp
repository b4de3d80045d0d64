// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/evidence/evidence.hpp>

#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

constexpr double largest_value = 1e8;  // 10^8 yuan: more than a hundred times the nation's product
constexpr double largest_error = 1;  // a figure less certain than that says nothing; 10 is per cent

const std::array<std::string, 4> share_totals{"use", "inflow", "outflow", "output"};

std::vector<int> every(const data::Set& set) {
  std::vector<int> list(static_cast<std::size_t>(set.size()));
  std::iota(list.begin(), list.end(), 0);
  return list;
}

/// A label, a list of labels, or "all".
std::vector<int> labels(const data::Toml& value, const data::Set& set) {
  if (value.is_string() && value.string() == "all") return every(set);
  std::vector<int> list;
  if (value.is_string()) {
    list.push_back(value.label(set));
  } else {
    for (const data::Toml& item : value.items()) {
      list.push_back(item.label(set));
      if (std::count(list.begin(), list.end(), list.back()) > 1)
        throw item.error(fmt::format("\"{}\" stands twice", item.string()), "name each one once",
                         item.string());
    }
    if (list.empty()) throw value.error("an empty list", "name labels, or write \"all\"");
  }
  std::sort(list.begin(), list.end());
  return list;
}

void read_number(const data::Toml& entry, Figure& f) {
  const data::Toml value = entry.get("value"), error = entry.get("error");
  f.value = value.number(data::Sign::not_negative);
  if (f.kind == FigureKind::share && f.value > 1)
    throw value.error(fmt::format("a share of {}", f.value), "give a share between 0 and 1");
  if (f.value > largest_value)
    throw value.error(fmt::format("a figure of {:g} x 10^8 yuan", f.value),
                      "the unit is 10^8 yuan: check it");
  f.error = error.number(data::Sign::not_negative);
  if (f.error > largest_error)
    throw error.error(fmt::format("a relative error of {}", f.error),
                      "give the standard deviation as a share of the figure: 0.1 is ten per cent");
  if (f.value == 0 && f.error > 0)
    throw error.error("a relative error of a figure that is zero says nothing",
                      "write error = 0 if there is no such flow");
  f.source = entry.get("source").string();
  if (f.source.empty())
    throw entry.get("source").error("a figure without a source", "say who surveyed it and when");
}

Figure read_figure(const data::Toml& entry, FigureKind kind, const data::Set& regions,
                   const data::Set& sectors) {
  Figure f;
  f.kind = kind;
  f.where = entry.where();
  const bool between = kind == FigureKind::flow || kind == FigureKind::share;
  f.from = labels(entry.get(between ? "from" : "region"), regions);
  if (between) f.to = labels(entry.get("to"), regions);
  f.good = labels(entry.get(kind == FigureKind::grp ? "sector" : "good"), sectors);
  if (kind == FigureKind::share)
    f.of = static_cast<ShareOf>(entry.get("of").choice(share_totals, "total"));
  if (between && f.from.size() == 1 && f.from == f.to && kind == FigureKind::share &&
      (f.of == ShareOf::inflow || f.of == ShareOf::outflow))
    throw entry.get("of").error("own supply is not part of what crosses a border",
                                "write of = \"use\" or of = \"output\"");
  read_number(entry, f);
  return f;
}

void read_reliability(const data::Toml& table, Reliability& r) {
  const auto number = [&](const char* key, double& value) {
    const auto given = table.find(key);
    if (!given) return;
    value = given->number(data::Sign::positive);
    if (value > largest_error)
      throw given->error(fmt::format("{} is {}", key, value),
                         "give the standard deviation as a share of a cell, such as 0.2");
  };
  number("flow", r.flow);
  number("own", r.own);
  number("exports", r.exports);
  number("imports", r.imports);
  number("output", r.output);
  number("use", r.use);
  number("value_added", r.value_added);
}

/// "Chongqing", "Chongqing+Guizhou", "all", "4 of 31".
std::string names(const std::vector<int>& list, const data::Set& set) {
  if (static_cast<int>(list.size()) == set.size() && list.size() > 1) return "all";
  if (list.size() > 3) return fmt::format("{} of {}", list.size(), set.size());
  std::string text;
  for (const int i : list) text += (text.empty() ? "" : "+") + set.label(i);
  return text;
}

}  // namespace

const std::string& word(FigureKind kind) {
  static const std::array<std::string, 5> words{"flow", "exports", "imports", "grp", "share"};
  return words[static_cast<std::size_t>(kind)];
}

std::string Figure::label(const data::Set& regions, const data::Set& sectors) const {
  const std::string goods = names(good, sectors);
  switch (kind) {
    case FigureKind::flow:
      return fmt::format("{} -> {}: {}", names(from, regions), names(to, regions), goods);
    case FigureKind::share:
      return fmt::format("{} -> {} in {}: {}", names(from, regions), names(to, regions),
                         share_totals[static_cast<std::size_t>(of)], goods);
    default:
      return fmt::format("{} of {}: {}", word(kind), names(from, regions), goods);
  }
}

Evidence read_evidence(const data::Toml& file, const data::Set& regions, const data::Set& sectors) {
  Evidence e;
  e.file = file.file();
  const data::Toml title = file.get("title");
  e.title_zh = title.get("zh").string();
  e.title_en = title.get("en").string();
  e.example = file.boolean_or("example", false);
  if (const auto table = file.find("reliability")) read_reliability(*table, e.reliability);
  for (const FigureKind kind : {FigureKind::flow, FigureKind::exports, FigureKind::imports,
                                FigureKind::grp, FigureKind::share})
    for (const data::Toml& entry : file.items(word(kind)))
      e.figures.push_back(read_figure(entry, kind, regions, sectors));
  file.finish();
  if (e.figures.empty())
    throw file.error("the file has no figure",
                     "add [[flow]] with from, to, good, value, error and source");
  std::stable_sort(e.figures.begin(), e.figures.end(),
                   [](const Figure& a, const Figure& b) { return a.where.line < b.where.line; });
  return e;
}

}  // namespace yuqian::calibration
