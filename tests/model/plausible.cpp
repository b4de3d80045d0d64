// SPDX-License-Identifier: Apache-2.0
// Sizes that are hardly meant are told with what is likely meant; usual ones pass in silence.
#include <yuqian/data/schema.hpp>
#include <yuqian/model/regional/judgement/judgement.hpp>

#include "tests/catch.hpp"

using namespace yuqian::model;

namespace {

Scenario moving(const char* family, Shock::Operation operation, double amount) {
  Scenario s;
  Shock shock;
  shock.parameter = family;
  shock.operation = operation;
  shock.amount = amount;
  shock.place = {"mine.toml", 7, 1};
  s.shocks = {shock};
  return s;
}

std::string told(const char* family, Shock::Operation operation, double amount) {
  const auto list = implausible(moving(family, operation, amount), {});
  if (list.empty()) return {};
  CHECK_FALSE(list.front().zh.empty());
  CHECK(list.front().en.find("mine.toml:7") != std::string::npos);
  return list.front().en;
}

bool says(const std::string& text, const char* words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("plausible: a factor written as a percentage, a rate, a cap, a productivity") {
  using enum Shock::Operation;
  CHECK(says(told("iceberg", scale, 90), "is 0.9 meant?"));
  CHECK(says(told("iceberg", scale, 0.1), "is 0.9 meant?"));
  CHECK(says(told("margin_use", scale, 110), "is 1.1 meant?"));
  CHECK(says(told("productivity", scale, 1000), "1000 times"));
  CHECK(says(told("wedge", set, 10), "1000 %"));
  CHECK(says(told("wedge", set, 10), "is 0.1 meant?"));
  CHECK(says(told("foreign_tariff", set, 3.8), "is 0.038 meant?"));
  CHECK(says(told("saving_rate", add, -1), "-100 percentage points"));
  CHECK(says(told("joint_emission_cap", set, 90), "never binds"));
  CHECK(says(told("joint_emission_cap", set, 90), "is 0.9 meant?"));
  CHECK(says(told("emission_cap", set, 0.1), "is 0.9 meant?"));
  CHECK(says(told("quota", set, 1.2), "never binds"));
  CHECK(says(told("linkage_target", set, 110), "110 times"));
  CHECK(says(told("esubm", set, 500), "beyond"));
  CHECK(says(told("public_amenity", set, 10), "beyond"));
}

TEST_CASE("plausible: sizes that studies use") {
  using enum Shock::Operation;
  for (const double cut : {0.5, 0.84, 0.9, 1.0, 1.05, 2.0})
    CHECK(told("iceberg", scale, cut).empty());
  CHECK(told("wedge", set, 0.1).empty());
  CHECK(told("saving_rate", add, -0.02).empty());
  CHECK(told("emission_cap", set, 0.9).empty());
  CHECK(told("joint_cap_member", set, 1).empty());
  CHECK(told("linkage_target", set, 1.1).empty());
  CHECK(told("esubm", scale, 2).empty());
  CHECK(told("policy_barrier", scale, 0.9).empty());
  CHECK(told("scale_elasticity", set, 0.04).empty());
}

TEST_CASE("plausible: every parameter without an end to its domain is told where it is enormous") {
  int told_of = 0;
  const auto records = yuqian::data::shipped_schema("parameters");
  for (const auto& record : records.entries()) {
    const std::string& size = record.more.at("size");
    if (size == "amount" || record.more.at("available") != "yes") continue;
    if (!record.domain.contains(1e6)) continue;
    INFO(record.name);
    if (size.empty()) {
      CHECK(record.name == "emission_compensation");  // yuan by the tonne, which nothing bounds
      continue;
    }
    CHECK_FALSE(told(record.name.c_str(),
                     size == "logarithm" ? Shock::Operation::scale : Shock::Operation::set, 1e6)
                    .empty());
    ++told_of;
  }
  CHECK(told_of > 25);
}

TEST_CASE("plausible: an amount against the product of the region that it is about") {
  Benchmark b;
  b.regions = yuqian::data::Set("region", {"Guizhou"});
  b.sectors = yuqian::data::Set("sector", {"all"});
  const std::vector<yuqian::data::Set> cell{b.regions, b.sectors};
  for (yuqian::data::Table* t : {&b.labour, &b.capital, &b.land, &b.production_tax})
    *t = yuqian::data::Table("value", cell, "1e8 CNY");
  b.labour(0, 0) = 10000;
  Scenario s = moving("transfer_to_household", Shock::Operation::set, 67.7);
  s.shocks.front().where = {{"region", {"Guizhou"}}};
  CHECK(implausible(s, b).empty());
  s.shocks.front().amount = 67.7e4;  // in 10^4 yuan
  REQUIRE(implausible(s, b).size() == 1);
  CHECK(says(implausible(s, b).front().en, "10^8 yuan"));
}
