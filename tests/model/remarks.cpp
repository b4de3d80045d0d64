// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/remarks.hpp>

#include <yuqian/data/schema.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/parameter_roles.hpp>
#include "tests/catch.hpp"

#include <algorithm>
#include <set>
#include <sstream>

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

TEST_CASE("remarks: roles are those that remarks ask for, and every role has some") {
  const std::set<std::string> asked{"demand", "routes", "regions", "cap"};
  std::set<std::string> given;
  const yuqian::data::Schema records = yuqian::data::shipped_schema("parameters");
  for (const yuqian::data::SchemaEntry& record : records.entries()) {
    std::istringstream words(record.more.at("roles"));
    for (std::string word; words >> word;) given.insert(word);
  }
  CHECK(given == asked);
  CHECK(has_role("wedge", "routes"));
  CHECK_FALSE(has_role("wedge", "demand"));
}

TEST_CASE("remarks: what merged provinces and sectors take away") {
  const Closure plain;
  Closure priced;
  priced.emissions = Closure::Emissions::priced;
  const Merged none, some{29, 0}, sectors{0, 42};
  Scenario pair = moving("iceberg"), national = moving("iceberg");
  pair.shocks.front().where = {{"from", {"Chongqing"}}, {"to", {"Guizhou"}}};
  CHECK(says(remarks(national, plain, some), "merges 29"));
  CHECK(remarks(national, plain, none).empty());
  CHECK(remarks(pair, plain, some).empty());
  CHECK(says(remarks(moving("emission_cap"), priced, some), "merges 29"));
  CHECK(says(remarks(moving("emission_cap"), priced, sectors), "--sectors 42"));
  CHECK_FALSE(says(remarks(moving("iceberg"), priced, sectors), "--sectors 42"));
  CHECK_FALSE(says(remarks(moving("emission_cap"), plain, sectors), "--sectors 42"));
}
