// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/batch_setup.hpp>

#include <algorithm>

#include <yuqian/apps/results/calibration_measures.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/sha256.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/regional/accounts/areas.hpp>
#include <yuqian/model/regional/batch/fit.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::apps {
namespace {

void read_policies(BatchSetup& setup, std::vector<std::string>& scenario_closure) {
  model::BatchInputs& in = setup.inputs;
  for (const std::string& name : in.plan.scenarios) {
    in.scenarios.push_back(model::read_scenario(data::shipped_or_path("scenarios", name, ".toml")));
    scenario_closure.push_back(in.scenarios.back().closure);
  }
  for (const std::string& name : in.plan.closures.empty() ? scenario_closure : in.plan.closures) {
    if (std::find(in.closure_names.begin(), in.closure_names.end(), name) != in.closure_names.end())
      continue;
    in.closures.push_back(model::read_closure(data::shipped_or_path("closures", name, ".toml")));
    in.closure_names.push_back(name);
  }
}

std::vector<std::string> read_sources(BatchSetup& setup) {
  const model::BatchPlan& plan = setup.inputs.plan;
  std::vector<std::string> trades;
  for (const std::string& dataset : plan.datasets)
    for (const std::string& regions : plan.regions)
      for (const std::string& sectors : plan.sectors)
        for (const std::string& elasticities : plan.elasticities)
          for (const std::string& evidence : plan.evidence) {
            auto source =
                std::make_shared<const calibration::BenchmarkSource>(calibration::BenchmarkRequest{
                    dataset, regions, sectors, elasticities, evidence, {}});
            trades = source->variants(trades.empty()
                                          ? plan.trades
                                          : trades);  // the first dataset's, and all must have them
            setup.provenance.begin_with(source->provenance());
            setup.sources[{dataset, regions, sectors, elasticities, "", evidence}] =
                std::move(source);
          }
  return trades;
}

/// Reads what the plan names. `read`: what was read for the plan and is in no log.
std::shared_ptr<BatchSetup> set_up(model::BatchPlan plan, const std::string& path,
                                   const data::Provenance& read, const data::ReadLog& log) {
  auto setup = std::make_shared<BatchSetup>();
  setup->inputs.plan = std::move(plan);
  std::vector<std::string> scenario_closure;
  try {
    read_policies(*setup, scenario_closure);
    const std::vector<std::string> trades = read_sources(*setup);
    setup->inputs.cases = model::batch_cases(setup->inputs.plan, trades, scenario_closure);
  } catch (const data::InputError& error) {
    throw error.where().file.empty() ? error.at({path}) : error;
  }
  const BatchSetup* s = setup.get();
  setup->inputs.benchmark = [s](const model::BenchmarkName& name) {
    return batch_source(*s, name).benchmark(name.trade);
  };
  setup->inputs.measures = [s](const model::BenchmarkName& name, const model::Benchmark& b) {
    return calibration_measures(batch_source(*s, name), name.trade, b, s->inputs.plan.indicators);
  };
  model::require_fit(setup->inputs);  // reads what shocks name, too: chains
  setup->provenance.inputs.insert(setup->provenance.inputs.end(), read.inputs.begin(),
                                  read.inputs.end());
  setup->provenance.add_inputs(log);
  std::vector<std::size_t> areas;
  for (const model::BatchGroup& g : setup->inputs.cases.groups)
    areas.push_back(static_cast<std::size_t>(batch_areas(*setup, g).size()));
  setup->frame = model::journal_frame(data::sha256(setup->provenance.json()), setup->inputs.plan,
                                      setup->inputs.cases, areas);
  return setup;
}

}  // namespace

std::shared_ptr<BatchSetup> read_batch(const std::string& plan, const std::string& evidence) {
  const data::ReadLog log;
  const std::string path = data::shipped_or_path("plans", plan, ".toml");
  model::BatchPlan read = model::read_batch_plan(path);
  if (!evidence.empty()) read.evidence = {evidence};
  return set_up(std::move(read), path, {}, log);
}

std::shared_ptr<BatchSetup> parse_batch(const std::string& text, const std::string& name) {
  const data::ReadLog log;
  data::Provenance read;
  read.input_bytes(text, name);
  return set_up(model::parse_batch_plan(text, name), name, read, log);
}

const calibration::BenchmarkSource& batch_source(const BatchSetup& setup,
                                                 model::BenchmarkName name) {
  name.trade.clear();
  return *setup.sources.at(name);
}

data::Set batch_areas(const BatchSetup& setup, const model::BatchGroup& g) {
  return model::Areas(batch_source(setup, g.benchmark).regions().target()).set;
}

}  // namespace yuqian::apps
