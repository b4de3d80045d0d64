// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/units.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>

namespace yuqian::data {

const std::vector<Unit>& units() {
  static const std::vector<Unit> all{
      {"1", "无量纲", "pure number", "ratio", 1.0},
      {"%", "%", "%", "ratio", 0.01},
      {"percentage point", "百分点", "percentage points", "share", 0.01},
      {"CNY", "元", "yuan", "money", 1.0},
      {"1e4 CNY", "万元", "10^4 yuan", "money", 1e4},
      {"1e8 CNY", "亿元", "10^8 yuan", "money", 1e8},
      {"CNY/person", "元/人", "yuan per person", "money per person", 1.0},
      {"person", "人", "persons", "people", 1.0},
      {"1e4 person", "万人", "10^4 persons", "people", 1e4},
      {"t", "吨", "tonnes", "mass", 1.0},
      {"1e4 t", "万吨", "10^4 tonnes", "mass", 1e4},
      {"Mt", "百万吨", "million tonnes", "mass", 1e6},
      {"CNY/t", "元/吨", "yuan per tonne", "money per mass", 1.0},
      {"t/1e4 CNY", "吨/万元", "tonnes per 10^4 yuan", "mass per money", 1.0},
      {"1e4 tce", "万吨标煤", "10^4 tonnes of coal equivalent", "energy", 1e4},
      {"1e8 kWh", "亿千瓦时", "10^8 kWh", "electricity", 1e8},
      {"km", "公里", "km", "length", 1.0},
  };
  return all;
}

const Unit* find_unit(std::string_view code) {
  for (const Unit& u : units())
    if (u.code == code) return &u;
  return nullptr;
}

const Unit& unit(std::string_view code) {
  if (const Unit* known = find_unit(code)) return *known;
  std::vector<std::string> codes;
  for (const Unit& u : units()) codes.push_back(u.code);
  throw InputError({{},
                    "unknown unit \"" + std::string(code) + "\"",
                    std::string(code),
                    suggestion(code, codes)});
}

double conversion(std::string_view from, std::string_view to) {
  const Unit &a = unit(from), &b = unit(to);
  if (a.measure != b.measure)
    throw InputError({{},
                      "\"" + a.code + "\" (" + a.measure + ") does not convert to \"" + b.code +
                          "\" (" + b.measure + ")",
                      a.code,
                      "use units of the same measure"});
  return a.factor / b.factor;
}

}  // namespace yuqian::data
