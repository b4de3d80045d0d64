// SPDX-License-Identifier: Apache-2.0
#include "model/remarks.hpp"

#include "tests/catch.hpp"

using namespace yuqian::model;

namespace {

bool says(const std::vector<LocalText>& list, const char* words) {
  for (const LocalText& text : list)
    if (text.en.find(words) != std::string::npos && !text.zh.empty()) return true;
  return false;
}

Scenario moving(const char* family) {
  Scenario s;
  Shock shock;
  shock.parameter = family;
  s.shocks = {shock};
  return s;
}

}  // namespace

TEST_CASE("remarks: what is so by construction, and what costs nothing") {
  Closure supply, demand, fixed;
  fixed.investment = demand.investment = Closure::Investment::fixed;
  demand.output = Closure::Output::demand_driven;
  CHECK(remarks(moving("iceberg"), supply).empty());
  CHECK(says(remarks(moving("productivity"), supply), "not a policy result"));
  CHECK(says(remarks(moving("saving_rate"), supply), "by construction"));
  CHECK_FALSE(says(remarks(moving("saving_rate"), supply), "undone"));
  CHECK(says(remarks(moving("saving_rate"), fixed), "undone"));
  CHECK(remarks(moving("saving_rate"), demand).empty());
}
