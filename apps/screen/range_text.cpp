// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/range_text.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace yuqian::apps {

std::string two_digits(double value) {
  if (!std::isfinite(value)) return "-";
  if (std::abs(value) < 5e-5) return "0";
  const int power = static_cast<int>(std::floor(std::log10(std::abs(value))));
  const double unit = std::pow(10.0, power - 1);
  const double rounded = std::round(value / unit) * unit;
  // Rounding may have reached the next power: 9.96 is 10.
  const int after =
      std::abs(rounded) >= std::pow(10.0, power + 1) * (1 - 1e-12) ? power + 1 : power;
  return fmt::format("{:.{}f}", rounded, std::max(0, 1 - after));
}

std::string range_text(double middle, double low, double high) {
  if (!std::isfinite(low)) return two_digits(middle);
  const std::string text =
      fmt::format("{} [{}, {}]", two_digits(middle), two_digits(low), two_digits(high));
  const bool uncertain =
      low < 0 && high > 0 && !(two_digits(low) == "0" && two_digits(high) == "0");
  return text + (uncertain ? "?" : "");
}

std::string range_text(const uncertainty::Design&, std::span<const double> draws, double central) {
  const double low = uncertainty::quantile(draws, range_ends[0]);
  const double high = uncertainty::quantile(draws, range_ends[2]);
  if (!std::isfinite(central)) central = uncertainty::quantile(draws, range_ends[1]);
  return range_text(central, low, high);
}

std::string made_of(const Ranges& ranges, const uncertainty::VarianceShares& s, const Words& w) {
  std::vector<std::size_t> order(s.first.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return s.first[a] > s.first[b]; });
  const auto percent = [](double share) { return fmt::format("{:.0f} %", 100 * share); };
  std::string text;
  for (const std::size_t g : order) {
    if (s.total[g] < 0.03) continue;
    const uncertainty::Title& title = ranges.drawn->inputs().groups[g].title;
    if (!text.empty()) text += w("，", ", ");
    text += w(title.zh, title.en) + " " + percent(s.first[g]);
    if (s.total[g] - s.first[g] >= 0.05)
      text += w("（含交互作用 ", " (") + percent(s.total[g]) + w("）", " with interactions)");
  }
  if (s.unexplained >= 0.03)
    text += (text.empty() ? "" : w("，", ", ")) + w("其他 ", "not told apart ") +
            percent(s.unexplained);
  return text;
}

int headline_area(const data::Set& areas) {
  for (const char* label : {"ChongqingGuizhou", "China"})
    if (const auto at = areas.find(label)) return *at;
  return 0;
}

std::string range_note(const Ranges& ranges, std::size_t scenario, const Words& w) {
  if (!ranges.tried(scenario))
    return w("情景本身未求得解，未抽样，故无区间。",
             "No range: the scenario itself was not solved, so nothing was drawn about it.");
  const uncertainty::Design& d = ranges.design();
  const int ev = ranges.measure("equivalent_variation"), area = headline_area(ranges.areas);
  const std::span<const double> draws = ranges.figure(scenario, ev, area);
  const double low = uncertainty::quantile(d, draws, range_ends[0]).error;
  const double high = uncertainty::quantile(d, draws, range_ends[2]).error;
  const std::string who = w(ranges.areas.zh(area), ranges.areas.en(area));
  std::string text = w(
      fmt::format("方括号：抽取{}次（{}个基准，种子{}）的90%区间，所有不确定输入见data/uncertainty/"
                  "default.toml；？：正负未定。{}等价变化区间两端的蒙特卡罗标准误：{}和{}。",
                  d.all_draws(), d.all_nodes(), d.seed, who, two_digits(low), two_digits(high)),
      fmt::format("In brackets 90 % of {} draws ({} benchmarks, seed {}) of all that "
                  "data/uncertainty/default.toml says is not known; ?: the sign is not certain. "
                  "Monte Carlo standard error of the two ends of EV, {}: {} and {}.",
                  d.all_draws(), d.all_nodes(), d.seed, who, two_digits(low), two_digits(high)));
  if (const int failed = ranges.draws[scenario].failed(); failed > 0) {
    std::string why;
    for (const auto& [reason, count] : ranges.draws[scenario].failures)
      why += (why.empty() ? "" : "; ") + fmt::format("{} ({})", reason, count);
    text += w(fmt::format("其中{}次没有解，未计入：{}。", failed, why),
              fmt::format(" {} of them have no solution and are left out: {}.", failed, why));
  }
  return text;
}

}  // namespace yuqian::apps
