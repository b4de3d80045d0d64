// SPDX-License-Identifier: Apache-2.0
#include "apps/batch_setup.hpp"

#include <algorithm>

#include "data/sha256.hpp"
#include "data/shipped.hpp"
#include "data/text_file.hpp"

namespace yuqian::apps {
namespace {

void read_policies(BatchSetup& setup, std::vector<std::string>& scenario_closure,
                   std::string& texts) {
  model::BatchInputs& in = setup.inputs;
  for (const std::string& name : in.plan.scenarios) {
    in.scenarios.push_back(model::read_scenario(data::shipped_or_path("scenarios", name, ".toml")));
    scenario_closure.push_back(in.scenarios.back().closure);
    texts += in.scenarios.back().source_text;
  }
  for (const std::string& name : in.plan.closures.empty() ? scenario_closure : in.plan.closures) {
    if (std::find(in.closure_names.begin(), in.closure_names.end(), name) != in.closure_names.end())
      continue;
    const std::string path = data::shipped_or_path("closures", name, ".toml");
    in.closures.push_back(model::read_closure(path));
    in.closure_names.push_back(name);
    setup.provenance.input(path, "closures/" + name);
  }
}

std::vector<std::string> read_sources(BatchSetup& setup) {
  const model::BatchPlan& plan = setup.inputs.plan;
  std::vector<std::string> trades;
  for (const std::string& dataset : plan.datasets)
    for (const std::string& regions : plan.regions)
      for (const std::string& sectors : plan.sectors)
        for (const std::string& elasticities : plan.elasticities) {
          auto source = std::make_shared<const Source>(
              BenchmarkRequest{dataset, regions, sectors, elasticities});
          trades = source->variants(trades.empty()
                                        ? plan.trades
                                        : trades);  // the first dataset's, and all must have them
          setup.provenance.begin_with(source->provenance());
          setup.sources[{dataset, regions, sectors, elasticities, ""}] = std::move(source);
        }
  return trades;
}

}  // namespace

std::shared_ptr<BatchSetup> read_batch(const std::string& plan) {
  auto setup = std::make_shared<BatchSetup>();
  setup->inputs.plan = model::read_batch_plan(data::shipped_or_path("plans", plan, ".toml"));
  std::vector<std::string> scenario_closure;
  std::string texts = setup->inputs.plan.source_text;
  read_policies(*setup, scenario_closure, texts);
  const std::vector<std::string> trades = read_sources(*setup);
  setup->fingerprint = data::sha256(texts + setup->provenance.json());
  setup->inputs.cases = model::batch_cases(setup->inputs.plan, trades, scenario_closure);
  const BatchSetup* s = setup.get();
  setup->inputs.benchmark = [s](const model::BenchmarkName& name) {
    return s->sources.at({name.dataset, name.regions, name.sectors, name.elasticities, ""})
        ->benchmark(name.trade);
  };
  return setup;
}

}  // namespace yuqian::apps
