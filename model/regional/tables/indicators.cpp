// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/tables/registry.hpp>

namespace yuqian::model {

std::vector<data::Table> indicators(const Solution& solution) {
  const report::Compared both = report::evaluate(solution);
  std::vector<data::Table> out;
#define YUQIAN_ADD(name) report::add_##name(out, both);
  YUQIAN_TABLES(YUQIAN_ADD)
#undef YUQIAN_ADD
  return out;
}

}  // namespace yuqian::model
