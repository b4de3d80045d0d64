// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/batch/cases.hpp>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/model/regional/batch/draws.hpp>

#include <unordered_map>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

/// Asked before anything as large as the list of cases is made.
void require_few(const BatchPlan& plan, std::size_t groups) {
  double cases = static_cast<double>(groups) * static_cast<double>(plan.sizes.size());
  double draws = plan.draws > 0 ? plan.draws : 1;
  for (const BatchFactor& f : plan.factors)
    if (!f.values.empty()) draws *= static_cast<double>(f.values.size());
  cases *= draws + 1;
  if (cases > static_cast<double>(most_cases))
    throw data::InputError({{plan.file},
                            fmt::format("the plan has {:.3g} cases", cases),
                            "",
                            fmt::format("a batch may have {}: divide it", most_cases)});
}

}  // namespace

BatchCases batch_cases(const BatchPlan& plan, const std::vector<std::string>& trades,
                       const std::vector<std::string>& scenario_closure) {
  BatchCases all;
  std::vector<BenchmarkName> benchmarks;
  for (const std::string& dataset : plan.datasets)
    for (const std::string& regions : plan.regions)
      for (const std::string& sectors : plan.sectors)
        for (const std::string& elasticities : plan.elasticities)
          for (const std::string& evidence : plan.evidence)
            for (const std::string& trade : trades)
              benchmarks.push_back({dataset, regions, sectors, elasticities, trade, evidence});
  for (const BenchmarkName& name : benchmarks) {
    if (plan.scenarios.empty())
      for (const std::string& closure : plan.closures) all.groups.push_back({name, closure, ""});
    for (std::size_t s = 0; s < plan.scenarios.size(); ++s)
      for (const std::string& closure :
           plan.closures.empty() ? std::vector{scenario_closure[s]} : plan.closures)
        all.groups.push_back({name, closure, plan.scenarios[s]});
  }
  require_few(plan, all.groups.size());
  all.draws = batch_draws(plan);
  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t g = 0; g < all.groups.size(); ++g) {
    const auto& [benchmark, closure, scenario] = all.groups[g];
    const std::string head = fmt::format(
        "{}{}{}/{}/{}/{}/{}/{}", benchmark.dataset.empty() ? "" : benchmark.dataset + "/",
        benchmark.evidence.empty() ? "" : benchmark.evidence + "/", benchmark.regions,
        benchmark.sectors, benchmark.elasticities, benchmark.trade, closure,
        scenario.empty() ? "benchmark" : scenario);
    for (std::size_t k = 0; k < (scenario.empty() ? 1 : plan.sizes.size()); ++k)
      for (std::size_t d = 0; d < all.draws.size(); ++d)
        all.cases.push_back(
            {fmt::format("{}/{}/{}", head, data::shortest(plan.sizes[k]), d), g, k, d});
    // Names with slashes in them can run into each other.
    const auto [first, is_new] = known.try_emplace(head, g);
    if (!is_new)
      throw data::InputError({{plan.file},
                              fmt::format("two benchmarks, closures or scenarios of the plan make "
                                          "the same case \"{}\"",
                                          head),
                              head,
                              "rename one of the files"});
  }
  return all;
}

const std::vector<std::string>& status_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> list;
    for (int s = 0; s <= static_cast<int>(solvers::Status::interrupted); ++s)
      list.emplace_back(solvers::word(static_cast<solvers::Status>(s)));
    list.emplace_back("refused");
    list.insert(list.end(), objection_words.begin(), objection_words.end());
    return list;
  }();
  return words;
}

BatchResult::Status status_of(solvers::Status status, const std::optional<Objection>& objection) {
  const int first = static_cast<int>(BatchResult::Status::out_of_domain);
  return static_cast<BatchResult::Status>(objection ? first + static_cast<int>(objection->kind)
                                                    : static_cast<int>(status));
}

}  // namespace yuqian::model
