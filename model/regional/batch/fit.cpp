// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/batch/fit.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/scenario.hpp>

#include <algorithm>
#include <map>
#include <optional>

namespace yuqian::model {
namespace {

/// Models by benchmark and closure, each built when first asked for.
class Models {
 public:
  explicit Models(const BatchInputs& in) : in_(in) {}

  const Scenario* scenario(const BatchGroup& g) const {
    const auto found = std::find(in_.plan.scenarios.begin(), in_.plan.scenarios.end(), g.scenario);
    if (found == in_.plan.scenarios.end()) return nullptr;
    return &in_.scenarios[static_cast<std::size_t>(found - in_.plan.scenarios.begin())];
  }

  const RegionalModel& of(const BatchGroup& g) {
    const Scenario* s = scenario(g);
    auto& model = models_[{g.benchmark, g.closure + (s ? text(s->swaps) : "")}];
    if (model) return *model;
    const auto at = std::find(in_.closure_names.begin(), in_.closure_names.end(), g.closure) -
                    in_.closure_names.begin();
    const Closure& own = in_.closures[static_cast<std::size_t>(at)];
    model = std::make_shared<const RegionalModel>(
        build_regional_model(in_.benchmark(g.benchmark), s ? closure_with_swaps(own, *s) : own));
    return *model;
  }

 private:
  const BatchInputs& in_;
  std::map<std::pair<BenchmarkName, std::string>, std::shared_ptr<const RegionalModel>> models_;
};

/// Tries one group after the other until `fits` throws no more; rethrows the first refusal.
template <class Concerned, class Fits>
void require_one(const BatchInputs& in, Models& models, Concerned&& concerned, Fits&& fits) {
  std::optional<data::InputError> first;
  for (const BatchGroup& g : in.cases.groups) {
    if (!concerned(g)) continue;
    try {
      fits(models.of(g));
      return;
    } catch (const data::InputError& error) {
      if (!first) first = error;
    } catch (const std::runtime_error&) {
      return;  // this benchmark has no model: rows of the result say why
    }
  }
  if (first) throw *first;
}

}  // namespace

void require_fit(const BatchInputs& in) {
  Models models(in);
  for (std::size_t s = 0; s < in.plan.scenarios.size(); ++s)
    require_one(
        in, models, [&](const BatchGroup& g) { return g.scenario == in.plan.scenarios[s]; },
        [&](const RegionalModel& m) {
          const std::vector<double>& benchmark = m.model->parameters();
          apply_shocks(m.parameters, in.scenarios[s].reference, benchmark);
          apply_shocks(m.parameters, in.scenarios[s].shocks, benchmark);
        });
  for (const BatchFactor& f : in.plan.factors)
    require_one(
        in, models, [](const BatchGroup&) { return true; },
        [&](const RegionalModel& m) { touched_parameters(m.parameters, f.target); });
}

}  // namespace yuqian::model
