// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/file_contests.hpp"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/apps/results/ranges.hpp>
#include "apps/screen/grid.hpp"
#include "apps/screen/page.hpp"
#include "apps/screen/range_text.hpp"

namespace yuqian::apps {
namespace {

constexpr const char* measure = "equivalent_variation";

std::vector<double> difference(const DrawnResult& a, const DrawnResult& b,
                               const std::string& area) {
  const std::vector<double> x = a.figure(measure, area), y = b.figure(measure, area);
  std::vector<double> d;
  for (std::size_t k = 0; k < std::min(x.size(), y.size()); ++k) d.push_back(x[k] - y[k]);
  return d;
}

template <class Visit>
void each_pair(const std::vector<Contestant>& list, Visit&& visit) {
  for (std::size_t a = 0; a < list.size(); ++a)
    for (std::size_t b = a + 1; b < list.size(); ++b)
      visit(list[a], list[b], mismatch(*list[a].drawn, *list[b].drawn));
}

}  // namespace

void print_file_contests(const Screen& screen, const std::vector<Contestant>& list) {
  const Words& w = screen.words;
  screen.out << '\n'
             << screen.bold(
                    w("情景两两比较（相同抽样）", "One scenario against another, draw by draw"))
             << '\n';
  Grid grid(w("等价变化之差（亿元）", "difference of EV, 10^8 yuan"));
  grid.group("", {w("中位数与90%区间", "median and 90 % range"),
                  w("前者较好的概率（%）", "probability that the first is better, %")});
  bool any = false;
  std::vector<std::string> apart;
  each_pair(list, [&](const Contestant& a, const Contestant& b,
                      const std::optional<Mismatch>& why) {
    const std::string pair = a.name + " - " + b.name;
    if (why) {
      apart.push_back(pair + w("：差值的区间无法给出，", ": no range of the difference, since ") +
                      w(why->zh, why->en));
      return;
    }
    const DrawnResult& first = **a.drawn;
    for (int k = 0; k < first.areas.size(); ++k) {
      const std::vector<double> d = difference(first, **b.drawn, first.areas.label(k));
      const double p = uncertainty::probability_above_zero(first.design, d).value;
      if (!std::isfinite(p)) continue;
      any = true;
      grid.row("  " + pair + w("，", ", ") + w.name(first.areas, k),
               {range_text(first.design, d, std::nan("")), fmt::format("{:.0f}", 100 * p)});
    }
  });
  if (any) grid.print(screen);
  for (const std::string& line : apart)
    screen.out << screen.faint(wrapped(line, report::page_width, "  ")) << '\n';
}

nlohmann::ordered_json contests_json(const std::vector<Contestant>& list) {
  using Json = nlohmann::ordered_json;
  Json out = Json::array();
  each_pair(list,
            [&](const Contestant& a, const Contestant& b, const std::optional<Mismatch>& why) {
              Json entry{{"first", a.name}, {"second", b.name}};
              if (why) entry["no_range"] = why->en;
              for (int k = 0; !why && k < (*a.drawn)->areas.size(); ++k) {
                const DrawnResult& first = **a.drawn;
                const std::vector<double> d = difference(first, **b.drawn, first.areas.label(k));
                const double p = uncertainty::probability_above_zero(first.design, d).value;
                if (!std::isfinite(p)) continue;
                Json& area = entry["areas"][first.areas.label(k)];
                for (const double q : range_quantiles)
                  area["difference"][fmt::format("{:g}", q)] = uncertainty::quantile(d, q);
                area["probability_first_better"] = p;
              }
              out.push_back(std::move(entry));
            });
  return out;
}

}  // namespace yuqian::apps
