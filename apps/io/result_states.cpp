// SPDX-License-Identifier: Apache-2.0
// The input-output tables before and after a policy, from the file that holds its result.
#include <algorithm>

#include <fmt/format.h>

#include <yuqian/apps/results/result_reader.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/compared.hpp>
#include <yuqian/model/regional/accounts/state_table.hpp>
#include "apps/io/states.hpp"

namespace yuqian::apps::io {
namespace {

/// Position of the run that is asked for. Throws data::InputError where several could be meant.
struct Chosen {
  int scenario = 0, trade = 0;
};
Chosen chosen(const ResultReader& file, const Options& o) {
  Chosen run;
  const data::Set &scenarios = file.scenarios(), &trades = file.trades();
  if (!o.scenario.empty())
    run.scenario = scenarios.index(o.scenario);
  else if (scenarios.size() > 1)
    throw data::InputError(
        {{o.of},
         "the file holds several scenarios",
         {},
         fmt::format("name one with --scenario: {}", fmt::join(scenarios.labels(), ", "))});
  if (o.trades.size() > 1)
    throw data::InputError("the two states are of one estimate of trade",
                           "name low, central or high");
  // The default gives way where the file has another estimate alone.
  if (trades.size() > 1 || o.trades.front() != "central")
    run.trade = trades.index(o.trades.front());
  return run;
}

/// The part of a table that belongs to one state.
data::Table of_state(const data::Table& whole, int state) {
  const std::vector<data::Set> axes(whole.axes().begin() + 1, whole.axes().end());
  data::Table part(whole.name(), axes, whole.unit(), whole.source());
  const auto size = static_cast<std::ptrdiff_t>(part.values().size());
  std::copy_n(whole.values().begin() + state * size, size, part.values().begin());
  return part;
}

/// The regions' part of a table of areas, which hold them among others.
data::Table of_regions(const data::Table& by_area, const data::Set& regions) {
  const data::Set& sectors = by_area.axis(1);
  data::Table part(by_area.name(), {regions, sectors}, by_area.unit(), by_area.source());
  for (int r = 0; r < regions.size(); ++r) {
    const int area = by_area.axis(0).index(regions.label(r));
    for (int i = 0; i < sectors.size(); ++i) part(r, i) = by_area(area, i);
  }
  return part;
}

}  // namespace

Cases result_cases(const Options& options) {
  const ResultReader file(options.of);
  const auto [s, t] = chosen(file, options);
  if (!file.solved(s, t))
    throw data::InputError({{options.of},
                            fmt::format("{} on the estimate {} is not solved",
                                        file.scenarios().label(s), file.trades().label(t)),
                            file.scenarios().label(s),
                            "yuqian solve says where it fails"});
  if (!file.has("input_purchases"))
    throw data::InputError({{options.of},
                            "the file holds no purchases by user, which its tables are made of",
                            {},
                            "solve the scenario again with this version"});
  std::array<model::StateFlows, 2> flows;
  for (int state = 0; state < 2; ++state) {
    const auto read = [&](const char* name) { return of_state(file.table(name, s, t), state); };
    const data::Table output = read("sector_output_value");
    flows[at(state)] = {read("trade_value"),
                        read("input_purchases"),
                        read("final_purchases"),
                        read("margin_purchases"),
                        output,
                        read("sector_compensation"),
                        of_regions(read("sector_value_added"), output.axis(0))};
  }
  return cases_of_states(flows);
}

}  // namespace yuqian::apps::io
