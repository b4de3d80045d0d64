// SPDX-License-Identifier: Apache-2.0
// Sizes of shocks that are hardly meant. The bounds are far beyond what any study of these
// questions assumes; a size within them may still be wrong.
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include <yuqian/data/schema.hpp>
#include <yuqian/model/regional/judgement/judgement.hpp>
#include <yuqian/model/regional/question/parameter_space.hpp>

namespace yuqian::model {
namespace {

constexpr double large_factor = 2, large_rate = 1, large_points = 0.2, harsh_cap = 0.5,
                 large_elasticity = 30, large_response = 1, large_share = 0.2;

std::string statement(const Shock& s) {
  constexpr std::array<const char*, 4> words{"scale", "set", "add", "share"};
  return fmt::format("{} {} = {:g}", s.parameter, words[static_cast<std::size_t>(s.operation)],
                     s.amount);
}

/// What the shock makes of a value that is `benchmark` where nobody moves it.
double outcome(const Shock& s, double benchmark) {
  return s.operation == Shock::Operation::scale ? benchmark * s.amount
         : s.operation == Shock::Operation::set ? s.amount
                                                : benchmark + s.amount;
}

/// A factor that was written as a percentage, or as the change instead of what is left.
std::optional<LocalText> of_factor(const Shock& s) {
  const double f = outcome(s, 1);
  if (f <= large_factor && f >= 1 / large_factor) return {};
  const double meant = f > large_factor ? f / 100 : 1 - f;
  const bool known = meant > 1 / large_factor && meant < large_factor;
  return LocalText{
      fmt::format("{}：为基准的{:g}倍。这是倍数：0.90为下降10%，1.05为上升5%{}", statement(s), f,
                  known ? fmt::format("；是否应为{:g}？", meant) : "。"),
      fmt::format("{}: {:g} times the benchmark's. This is a factor: 0.90 is 10 % less, 1.05 is "
                  "5 % more{}",
                  statement(s), f, known ? fmt::format("; is {:g} meant?", meant) : ".")};
}

std::optional<LocalText> of_rate(const Shock& s, double bound, const char* unit_zh,
                                 const char* unit_en) {
  if (s.operation == Shock::Operation::scale) return of_factor(s);
  if (std::abs(s.amount) <= bound) return {};
  return LocalText{fmt::format("{}：{:g}{}。这是比率：0.10为10%；是否应为{:g}？", statement(s),
                               100 * s.amount, unit_zh, s.amount / 100),
                   fmt::format("{}: {:g} {}. This is a share: 0.10 is 10 %; is {:g} meant?",
                               statement(s), 100 * s.amount, unit_en, s.amount / 100)};
}

std::optional<LocalText> of_cap(const Shock& s) {
  constexpr double none = 10;  // the benchmark's value of a cap that is none
  const double cap = outcome(s, none);
  if (cap >= harsh_cap && cap < 1) return {};
  if (cap >= 1)
    return LocalText{
        fmt::format("{}：上限为基准的{:g}倍，不起约束作用。0.90为比基准少10%{}", statement(s), cap,
                    cap > 1 && cap < 100 ? fmt::format("；是否应为{:g}？", cap / 100) : "。"),
        fmt::format("{}: a cap at {:g} times the benchmark's never binds. 0.90 is a tenth less{}",
                    statement(s), cap,
                    cap > 1 && cap < 100 ? fmt::format("; is {:g} meant?", cap / 100) : ".")};
  return LocalText{fmt::format("{}：上限仅为基准的{:g}%，减少10%应写0.90；是否应为{:g}？",
                               statement(s), 100 * cap, 1 - cap),
                   fmt::format("{}: a cap at {:g} % of the benchmark's. A tenth less is 0.90; is "
                               "{:g} meant?",
                               statement(s), 100 * cap, 1 - cap)};
}

std::optional<LocalText> of_target(const Shock& s) {
  const double target = outcome(s, 0);
  if (target > 1 && target <= large_factor) return {};
  return LocalText{fmt::format("{}：目标为基准的{:g}倍；提高10%应写1.10。", statement(s), target),
                   fmt::format("{}: a target of {:g} times the benchmark's; a tenth more is 1.10.",
                               statement(s), target)};
}

std::optional<LocalText> of_elasticity(const Shock& s, double bound) {
  const bool scaled = s.operation == Shock::Operation::scale;
  if (scaled ? s.amount <= 10 && s.amount >= 0.1 : std::abs(s.amount) <= bound) return {};
  return LocalText{
      scaled ? fmt::format("{}：弹性变为基准的{:g}倍，超出实证研究的范围。", statement(s), s.amount)
             : fmt::format("{}：弹性超出实证研究的范围（绝对值不超过{:g}）。", statement(s), bound),
      scaled ? fmt::format("{}: {:g} times the estimate is beyond what studies find.", statement(s),
                           s.amount)
             : fmt::format("{}: beyond what studies find, which is at most {:g} in size.",
                           statement(s), bound)};
}

double product(const Benchmark& b, int r) {
  double sum = 0;
  for (int j = 0; j < b.sectors.size(); ++j)
    sum += b.labour(r, j) + b.capital(r, j) + b.land(r, j) + b.production_tax(r, j);
  return sum;
}

/// An amount against the product of the smallest region that it is about.
std::optional<LocalText> of_amount(const Shock& s, const Benchmark& b) {
  if (s.operation == Shock::Operation::scale) return of_factor(s);
  int smallest = -1;
  for (const char* axis : {"region", "from", "to"})
    if (const auto named = s.where.find(axis); named != s.where.end())
      for (const std::string& label : named->second)
        if (const auto r = b.regions.find(label);
            r && (smallest < 0 || product(b, *r) < product(b, smallest)))
          smallest = *r;
  if (smallest < 0) return {};
  const double share = std::abs(s.amount) / product(b, smallest);
  if (share <= large_share) return {};
  return LocalText{fmt::format("{}：相当于{}地区生产总值的{:.3g}%。单位为亿元；是否误写为"
                               "更小的单位？",
                               statement(s), b.regions.zh(smallest), 100 * share),
                   fmt::format("{}: {:.3g} % of the product of {}. The unit is 10^8 yuan; is it "
                               "written in a smaller one?",
                               statement(s), 100 * share, b.regions.en(smallest))};
}

/// What the family's record says that a value of it is, in its column "size".
std::optional<LocalText> of(const Shock& s, const Benchmark& b) {
  const data::SchemaEntry* record = parameter_record(s.parameter);
  if (!record) return {};
  const std::string& size = record->more.at("size");
  const bool set = s.operation == Shock::Operation::set,
             scaled = s.operation == Shock::Operation::scale;
  if (size == "factor") return of_factor(s);
  if (size == "logarithm") return scaled ? of_factor(s) : std::nullopt;
  if (size == "rate") return of_rate(s, large_rate, "%", "%");
  if (size == "points") return of_rate(s, set ? 1 : large_points, "个百分点", "percentage points");
  if (size == "cap") return of_cap(s);
  if (size == "target") return of_target(s);
  if (size == "elasticity") return of_elasticity(s, large_elasticity);
  if (size == "response") return of_elasticity(s, large_response);
  if (size == "amount") return of_amount(s, b);
  return {};
}

}  // namespace

std::vector<LocalText> implausible(const Scenario& s, const Benchmark& b) {
  std::vector<LocalText> list;
  for (const auto* shocks : {&s.reference, &s.shocks})
    for (const Shock& shock : *shocks)
      if (std::optional<LocalText> text = of(shock, b)) {
        if (shock.place.line > 0) {
          text->zh += fmt::format("（{}）", shock.place.text());
          text->en += fmt::format(" ({})", shock.place.text());
        }
        list.push_back(std::move(*text));
      }
  return list;
}

}  // namespace yuqian::model
