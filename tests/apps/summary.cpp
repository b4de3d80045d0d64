// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/summary.hpp>

#include <cmath>

#include <yuqian/apps/results/changes.hpp>
#include <yuqian/apps/results/losses.hpp>
#include "apps/screen/effect_ranking.hpp"
#include "tests/data/expect_error.hpp"

using namespace yuqian;
using namespace yuqian::apps;

namespace {

const data::Set state("state", {"reference", "counterfactual"});
const data::Set area("area", {"Chongqing", "Guizhou", "RestOfChina", "ChongqingGuizhou", "China"});
const data::Set household("household", {"rural", "urban"});
const data::Set sector("sector", {"coal", "food", "steel", "cars"});

data::Table filled(const char* name, std::vector<data::Set> axes,
                   const std::vector<double>& values) {
  data::Table t(name, std::move(axes), "1e8 CNY");
  REQUIRE(t.values().size() == values.size());
  std::copy(values.begin(), values.end(), t.values().begin());
  return t;
}

}  // namespace

TEST_CASE("changes: percent and difference between the states, wherever the axis stands") {
  const data::Table inner = filled("x", {household, state}, {100, 110, 0, 5});
  const data::Table percent = change(inner, "x_change", "%", true);
  CHECK(percent.rank() == 1);
  CHECK(percent(0) == Approx(10));
  CHECK(std::isnan(percent(1)));
  const data::Table outer = filled("x", {state, household}, {100, 0, 110, 5});
  CHECK(change(outer, "d", "1e8 CNY", false)(0) == 10);
  CHECK(change(outer, "d", "1e8 CNY", false)(1) == 5);
  CHECK(error_text([&] {
          change(filled("y", {household}, {1, 2}), "d", "1", false);
        }).find("no axis \"state\"") != std::string::npos);
}

TEST_CASE("areas to show: the two, what the scenario names, the aggregates") {
  const auto shown = [](const std::vector<std::string>& labels,
                        const std::vector<std::string>& named) {
    const data::Set set("area", labels);
    std::string text;
    for (const int a : areas_to_show(set, named)) text += set.label(a) + " ";
    return text;
  };
  CHECK(shown(area.labels(), {"Chongqing", "*"}) ==
        "Chongqing Guizhou ChongqingGuizhou RestOfChina China ");
  CHECK(shown({"Beijing", "Chongqing", "Guizhou", "Sichuan", "ChongqingGuizhou", "OtherProvinces",
               "China"},
              {"Sichuan", "RestOfWorld"}) ==
        "Chongqing Guizhou Sichuan ChongqingGuizhou OtherProvinces China ");
  CHECK(shown({"Beijing", "RestOfChina", "China"}, {}) == "Beijing RestOfChina China ");
}

TEST_CASE("losses: groups that lose, then the sectors that fall most, without sums of areas") {
  // Chongqing's rural households lose 3, Guizhou's none; the two together must not be listed.
  const data::Table ev =
      filled("equivalent_variation", {area, household}, {-3, 5, 1, 1, -0.001, -7, -2, 6, -9, -9});
  std::vector<double> output(2 * 5 * 4, 100.0);
  output[20 + 0] = 90;  // Chongqing coal -10
  output[20 + 1] = 99;  // food -1
  output[20 + 2] = 80;  // steel -20
  output[20 + 3] = 95;  // cars -5
  const std::vector<data::Table> tables{ev, filled("sector_output", {state, area, sector}, output)};
  const std::vector<Loss> found = largest_losses(tables, area);
  std::string text;
  for (const Loss& l : found) text += l.area + ":" + l.item + " ";
  CHECK(text == "Chongqing:rural RestOfChina:urban Chongqing:steel Chongqing:coal Chongqing:cars ");
  CHECK(loss_of(tables, found[0]) == -3);
  CHECK(loss_of(tables, found[2]) == -20);
}

TEST_CASE("rates on a value move by points, as the records of parameters have them") {
  for (const char* rate : {"wedge", "foreign_tariff", "capital_tax"}) CHECK(moves_by_points(rate));
  for (const char* other : {"iceberg", "saving_rate", "foreign_saving"})
    CHECK_FALSE(moves_by_points(other));
}

TEST_CASE("summary: a missing table is named") {
  CHECK(error_text([] { summarize({}, {}); }).find("grp_real") != std::string::npos);
}
