// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/analysis/package.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/shapley.hpp>
#include <yuqian/model/regional/accounts/areas.hpp>
#include <yuqian/model/regional/analysis/sensitivity.hpp>
#include <yuqian/solvers/homotopy.hpp>

#include <algorithm>
#include <bit>
#include <map>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

const data::Set& measures() {
  static const data::Set set(
      "package_measure", {"grp_real", "welfare_metric", "equivalent_variation", "absorption_real"},
      {"实际地区生产总值", "福利的货币度量", "等价变化", "实际最终使用"},
      {"real GRP", "welfare", "equivalent variation", "real absorption"});
  return set;
}

constexpr Indicator::Kind kinds[] = {Indicator::Kind::real_product, Indicator::Kind::welfare,
                                     Indicator::Kind::equivalent_variation,
                                     Indicator::Kind::absorption};

data::Set part_axis(const Scenario& s) {
  std::vector<std::string> labels, zh, en;
  for (const Scenario::Part& p : s.parts) {
    labels.push_back(p.name);
    zh.push_back(p.title.zh);
    en.push_back(p.title.en);
  }
  return data::Set("package_part", labels, zh, en);
}

/// Equilibria of combinations of parts; bit i of a combination stands for part i.
class Combinations {
 public:
  Combinations(const Solution& whole, const std::function<bool()>& interrupted)
      : s_(whole),
        interrupted_(interrupted),
        areas_(whole.model->benchmark->regions),
        equilibrium_(whole.model->model) {
    benchmark_.assign(equilibrium_.parameters().begin(), equilibrium_.parameters().end());
    equilibrium_.set_target(s_.reference_parameters);
    reference_ = std::make_unique<Point>(equilibrium_.evaluate(s_.reference_x));
    found_[0] = {s_.reference_parameters, s_.reference_x,
                 changes(s_.reference_parameters, s_.reference_x)};
    const std::size_t all = (std::size_t{1} << s_.scenario.parts.size()) - 1;
    found_[all] = {s_.parameters, s_.x, changes(s_.parameters, s_.x)};
  }

  /// Levels by measure and area.
  const std::vector<double>& operator()(std::size_t combination) {
    if (const auto found = found_.find(combination); found != found_.end())
      return found->second.values;
    // From the combination without its last part: each solve moves one part only.
    std::size_t start = combination;
    start &= ~std::bit_floor(combination);
    (*this)(start);
    const Solved& from = found_.at(start);
    std::vector<Shock> shocks;
    for (const Shock& shock : s_.scenario.shocks)
      for (std::size_t p = 0; p < s_.scenario.parts.size(); ++p)
        if ((combination >> p & 1) && s_.scenario.parts[p].name == shock.part)
          shocks.push_back(shock);
    Solved next;
    next.parameters = apply_shocks(s_.model->parameters, shocks, benchmark_);
    next.x = from.x;
    equilibrium_.set_base(from.parameters);
    equilibrium_.set_target(next.parameters);
    solvers::HomotopyOptions options;
    options.newton.tolerance = options.newton.gap_tolerance = 1e-11;
    const solvers::SolveReport report = solvers::follow(
        newton_, equilibrium_, next.x, options,
        [&](const solvers::Progress&) { return !(interrupted_ && interrupted_()); });
    if (!report.solved())
      throw ModelError(fmt::format(
          "the package \"{}\" cannot be decomposed: a combination of its parts does not solve: {}",
          s_.scenario.id, report.sentence()));
    ++solves;
    next.values = changes(next.parameters, next.x);
    return found_.emplace(combination, std::move(next)).first->second.values;
  }

  const Areas& areas() const { return areas_; }
  int solves = 0;

 private:
  struct Solved {
    std::vector<double> parameters, x, values;
  };

  std::vector<double> changes(const std::vector<double>& parameters, const std::vector<double>& x) {
    equilibrium_.set_target(parameters);
    const Point& point = equilibrium_.evaluate(x);
    std::vector<double> values;
    for (const Indicator::Kind kind : kinds)
      for (int a = 0; a < areas_.set.size(); ++a) {
        const Indicator indicator{kind, a, -1, {}};
        values.push_back(indicator_value(*s_.model, *reference_, point, indicator));
      }
    return values;
  }

  const Solution& s_;
  std::function<bool()> interrupted_;
  Areas areas_;
  Equilibrium equilibrium_;
  solvers::Newton newton_;
  std::vector<double> benchmark_;
  std::unique_ptr<Point> reference_;
  std::map<std::size_t, Solved> found_;
};

void require_package(const Solution& s, bool shapley) {
  const Scenario& package = s.scenario;
  const auto refuse = [&](const std::string& why, const std::string& remedy) {
    throw data::InputError(
        {{}, fmt::format("scenario \"{}\" {}", package.id, why), package.id, remedy});
  };
  if (package.parts.size() < 2)
    refuse("is no package: it has fewer than two parts",
           "name the parts: part = \"...\" in each [[shock]], or [[part]] blocks");
  if (!package.reference.empty())
    refuse("has a [[reference]], so its parts have no common start",
           "leave the reference out of a package");
  for (const Shock& shock : package.shocks)
    if (shock.part.empty())
      refuse("has a shock that belongs to no part", "give every [[shock]] of a package its part");
  if (shapley && package.parts.size() > at(most_shapley_parts))
    refuse(fmt::format(
               "has {} parts, and Shapley values need an equilibrium for each of 2^n combinations",
               package.parts.size()),
           fmt::format("use --decompose one, or at most {} parts", most_shapley_parts));
}

}  // namespace

double PackageEffects::interaction(int measure, int area) const {
  double sum = total(measure, area);
  for (int p = 0; p < alone.axis(2).size(); ++p) sum -= alone(measure, area, p);
  return sum;
}

PackageEffects package_effects(const Solution& whole, bool with_shapley,
                               const std::function<bool()>& interrupted) {
  require_package(whole, with_shapley);
  Combinations combinations(whole, interrupted);
  const data::Set parts = part_axis(whole.scenario), &areas = combinations.areas().set;
  const int n = parts.size();
  const std::size_t all = (std::size_t{1} << n) - 1;
  PackageEffects found{{"package_total", {measures(), areas}, "1e8 CNY"},
                       {"package_alone", {measures(), areas, parts}, "1e8 CNY"},
                       std::nullopt};
  const auto level = [&](std::size_t combination, int m, int a) {
    return combinations(combination)[at(m * areas.size() + a)];
  };
  if (with_shapley)
    found.shapley.emplace("package_shapley", std::vector<data::Set>{measures(), areas, parts},
                          "1e8 CNY");
  for (int m = 0; m < measures().size(); ++m)
    for (int a = 0; a < areas.size(); ++a) {
      found.total(m, a) = level(all, m, a) - level(0, m, a);
      for (int p = 0; p < n; ++p)
        found.alone(m, a, p) = level(std::size_t{1} << p, m, a) - level(0, m, a);
      if (!found.shapley) continue;
      std::vector<double> worth;
      for (std::size_t c = 0; c <= all; ++c) worth.push_back(level(c, m, a));
      const std::vector<double> values = maths::shapley(worth);
      for (int p = 0; p < n; ++p) (*found.shapley)(m, a, p) = values[at(p)];
    }
  found.solves = combinations.solves;
  return found;
}

}  // namespace yuqian::model
