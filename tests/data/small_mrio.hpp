// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/mrio.hpp>

/// Two regions, two goods, balanced by hand (10^8 yuan).
inline yuqian::data::Mrio small_mrio() {
  using namespace yuqian::data;
  const Set regions("region", {"Chongqing", "Guizhou"}, {"重庆", "贵州"});
  const Set sectors("sector", {"coal", "food"}, {"煤炭", "食品"}, {"Coal", "Food"});
  Mrio m = empty_mrio(regions, sectors, "central");
  // Own supply, outflow, export and import of each good.
  m.trade.at({"Chongqing", "Chongqing", "coal"}) = 40;
  m.trade.at({"Guizhou", "Chongqing", "coal"}) = 10;
  m.trade.at({"Guizhou", "Guizhou", "coal"}) = 60;
  m.trade.at({"Chongqing", "Chongqing", "food"}) = 100;
  m.trade.at({"Chongqing", "Guizhou", "food"}) = 20;
  m.trade.at({"Guizhou", "Guizhou", "food"}) = 70;
  m.trade.at({"Guizhou", "Chongqing", "food"}) = 15;
  m.exports.at({"Chongqing", "food"}) = 30;
  m.exports.at({"Guizhou", "food"}) = 5;
  m.imports.at({"Chongqing", "coal"}) = 5;
  m.imports.at({"Guizhou", "food"}) = 2;
  m.output.at({"Chongqing", "coal"}) = 40;
  m.output.at({"Chongqing", "food"}) = 150;
  m.output.at({"Guizhou", "coal"}) = 70;
  m.output.at({"Guizhou", "food"}) = 90;
  // Use: Chongqing coal 55, food 115; Guizhou coal 60, food 92.
  const auto use = [&](const char* r, const char* i, double coal, double food, double rural,
                       double urban, double government, double investment) {
    m.intermediate.at({r, i, "coal"}) = coal;
    m.intermediate.at({r, i, "food"}) = food;
    m.final_use.at({r, i, "rural_household"}) = rural;
    m.final_use.at({r, i, "urban_household"}) = urban;
    m.final_use.at({r, i, "government"}) = government;
    m.final_use.at({r, i, "investment"}) = investment;
  };
  use("Chongqing", "coal", 5, 30, 8, 10, 0, 2);
  use("Chongqing", "food", 6, 40, 15, 40, 10, 4);
  use("Guizhou", "coal", 12, 20, 13, 11, 0, 4);
  use("Guizhou", "food", 9, 30, 20, 25, 5, 3);
  const auto value_added = [&](const char* r, const char* j, double compensation, double tax,
                               double depreciation, double surplus) {
    m.value_added.at({r, "compensation", j}) = compensation;
    m.value_added.at({r, "production_tax", j}) = tax;
    m.value_added.at({r, "depreciation", j}) = depreciation;
    m.value_added.at({r, "surplus", j}) = surplus;
  };
  value_added("Chongqing", "coal", 18, 4, 5, 2);
  value_added("Chongqing", "food", 50, 12, 8, 10);
  value_added("Guizhou", "coal", 25, 9, 7, 8);
  value_added("Guizhou", "food", 24, -2, 6, 12);
  return m;
}
