// SPDX-License-Identifier: Apache-2.0
// Output and value added by sector.
#include "model/report/parts.hpp"

namespace yuqian::model::report {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

}  // namespace

void add_sectors(Tables& out, const Compared& p) {
  const data::Set& sectors = p.m.benchmark->sectors;
  data::Table output("sector_output", {states(), p.areas.set, sectors}, "1e8 CNY"),
      value_added("sector_value_added", {states(), p.areas.set, sectors}, "1e8 CNY");
  for (int state = 0; state < 2; ++state)
    for (int a = 0; a < p.areas.set.size(); ++a)
      for (int i = 0; i < sectors.size(); ++i)
        for (const int r : p.areas.members[at(a)]) {
          output(state, a, i) += p.accounts[at(state)].output(r, i);
          value_added(state, a, i) += p.accounts[at(state)].value_added(r, i);
        }
  out.insert(out.end(), {std::move(output), std::move(value_added)});
}

}  // namespace yuqian::model::report
