// SPDX-License-Identifier: Apache-2.0
// What the input-output table of each state is made of, beside trade and value added: purchases by
// user, output and compensation, nominal (eq. 107, 200).
#include <yuqian/model/regional/accounts/state_table.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <algorithm>

namespace yuqian::model::report {

void add_purchases(Tables& out, const Compared& p) {
  const data::Set &regions = p.m.benchmark->regions, &sectors = p.m.benchmark->sectors;
  const std::vector<data::Set> cell{states(), regions, sectors};
  const auto by = [&](const data::Set& user) {
    std::vector<data::Set> axes = cell;
    axes.push_back(user);
    return axes;
  };
  data::Table inputs("input_purchases", by(sectors.renamed("using_sector")), "1e8 CNY"),
      final_use("final_purchases", by(data::final_use_set()), "1e8 CNY"),
      margins("margin_purchases", cell, "1e8 CNY"), output("sector_output_value", cell, "1e8 CNY"),
      compensation("sector_compensation", cell, "1e8 CNY");
  for (std::size_t state = 0; state < 2; ++state) {
    const StateFlows flows = state_flows(p.m, p.point[state], p.accounts[state]);
    const auto enter = [&](data::Table& into, const data::Table& from) {
      std::copy(from.values().begin(), from.values().end(),
                into.values().begin() + static_cast<std::ptrdiff_t>(state * from.values().size()));
    };
    enter(inputs, flows.input_purchases);
    enter(final_use, flows.final_purchases);
    enter(margins, flows.margin_purchases);
    enter(output, flows.output_value);
    enter(compensation, flows.compensation);
  }
  out.insert(out.end(), {std::move(inputs), std::move(final_use), std::move(margins),
                         std::move(output), std::move(compensation)});
}

}  // namespace yuqian::model::report
