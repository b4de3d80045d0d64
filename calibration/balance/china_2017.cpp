// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/china_2017.hpp>

#include <array>
#include <sstream>

#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

enum Broad { agriculture, mining, manufacturing, utilities_construction, services };
enum Kind { tradable, rail, local };

struct Sector {
  const char *label, *zh, *en;
  Broad broad;
  Kind kind;
};

constexpr std::array<Sector, 42> sectors{{
    {"agriculture", "农林牧渔产品和服务", "Agriculture, forestry, animal husbandry, fishery",
     agriculture, tradable},
    {"coal", "煤炭采选产品", "Coal mining", mining, rail},
    {"oil_gas", "石油和天然气开采产品", "Oil and gas extraction", mining, rail},
    {"metal_ores", "金属矿采选产品", "Metal ore mining", mining, rail},
    {"nonmetal_ores", "非金属矿和其他矿采选产品", "Non-metal and other mining", mining, rail},
    {"food", "食品和烟草", "Food and tobacco", manufacturing, tradable},
    {"textiles", "纺织品", "Textiles", manufacturing, tradable},
    {"apparel", "纺织服装鞋帽皮革羽绒及其制品", "Apparel, leather, footwear", manufacturing,
     tradable},
    {"wood_furniture", "木材加工品和家具", "Wood products and furniture", manufacturing, tradable},
    {"paper_printing", "造纸印刷和文教体育用品", "Paper, printing, sporting goods", manufacturing,
     tradable},
    {"refining_coking", "石油、炼焦产品和核燃料加工品", "Petroleum refining, coking, nuclear fuel",
     manufacturing, rail},
    {"chemicals", "化学产品", "Chemicals", manufacturing, tradable},
    {"nonmetal_products", "非金属矿物制品", "Non-metallic mineral products", manufacturing, rail},
    {"metals", "金属冶炼和压延加工品", "Metal smelting and pressing", manufacturing, rail},
    {"metal_products", "金属制品", "Metal products", manufacturing, tradable},
    {"general_machinery", "通用设备", "General machinery", manufacturing, tradable},
    {"special_machinery", "专用设备", "Special machinery", manufacturing, tradable},
    {"transport_equipment", "交通运输设备", "Transport equipment", manufacturing, tradable},
    {"electrical_machinery", "电气机械和器材", "Electrical machinery", manufacturing, tradable},
    {"electronics", "通信设备、计算机和其他电子设备", "Electronics and computers", manufacturing,
     tradable},
    {"instruments", "仪器仪表", "Instruments", manufacturing, tradable},
    {"other_manufacturing", "其他制造产品和废品废料", "Other manufacturing and scrap",
     manufacturing, tradable},
    {"repair", "金属制品、机械和设备修理服务", "Repair of metal products, machinery and equipment",
     manufacturing, tradable},
    {"electricity_heat", "电力、热力的生产和供应", "Electricity and heat", utilities_construction,
     tradable},
    {"gas_supply", "燃气生产和供应", "Gas supply", utilities_construction, tradable},
    {"water_supply", "水的生产和供应", "Water supply", utilities_construction, local},
    {"construction", "建筑", "Construction", utilities_construction, local},
    {"trade", "批发和零售", "Wholesale and retail trade", services, tradable},
    {"transport", "交通运输、仓储和邮政", "Transport, storage, post", services, tradable},
    {"hotels_catering", "住宿和餐饮", "Accommodation and catering", services, tradable},
    {"information", "信息传输、软件和信息技术服务", "Information and software", services, tradable},
    {"finance", "金融", "Finance", services, tradable},
    {"real_estate", "房地产", "Real estate", services, local},
    {"business_services", "租赁和商务服务", "Leasing and business services", services, tradable},
    {"research", "研究和试验发展", "Research and experimental development", services, tradable},
    {"technical_services", "综合技术服务", "Integrated technical services", services, tradable},
    {"environment", "水利、环境和公共设施管理",
     "Water conservancy, environment and public facilities", services, local},
    {"resident_services", "居民服务、修理和其他服务", "Resident and other services", services,
     local},
    {"education", "教育", "Education", services, local},
    {"health", "卫生和社会工作", "Health and social work", services, local},
    {"culture", "文化、体育和娱乐", "Culture, sports and entertainment", services, tradable},
    {"public_administration", "公共管理、社会保障和社会组织",
     "Public administration, social security and organisations", services, local},
}};

/// Every border once, named from the northern or western province of the list.
constexpr const char* borders = R"(
Beijing Tianjin Hebei
Tianjin Hebei
Hebei Shanxi InnerMongolia Liaoning Shandong Henan
Shanxi InnerMongolia Henan Shaanxi
InnerMongolia Liaoning Jilin Heilongjiang Shaanxi Gansu Ningxia
Liaoning Jilin
Jilin Heilongjiang
Shanghai Jiangsu Zhejiang
Jiangsu Zhejiang Anhui Shandong
Zhejiang Anhui Fujian Jiangxi
Anhui Jiangxi Shandong Henan Hubei
Fujian Jiangxi Guangdong
Jiangxi Hubei Hunan Guangdong
Shandong Henan
Henan Hubei Shaanxi
Hubei Hunan Chongqing Shaanxi
Hunan Guangdong Guangxi Chongqing Guizhou
Guangdong Guangxi Hainan
Guangxi Guizhou Yunnan
Chongqing Sichuan Guizhou Shaanxi
Sichuan Guizhou Yunnan Tibet Shaanxi Gansu Qinghai
Guizhou Yunnan
Yunnan Tibet
Tibet Qinghai Xinjiang
Shaanxi Gansu Ningxia
Gansu Qinghai Ningxia Xinjiang
Qinghai Xinjiang
)";

std::vector<bool> of_kind(Kind kind) {
  std::vector<bool> flags;
  for (const Sector& s : sectors) flags.push_back(s.kind == kind);
  return flags;
}

}  // namespace

const data::Set& sectors_2017() {
  static const data::Set set = [] {
    std::vector<std::string> labels, zh, en;
    for (const Sector& s : sectors) {
      labels.emplace_back(s.label);
      zh.emplace_back(s.zh);
      en.emplace_back(s.en);
    }
    return data::Set("sector", labels, zh, en);
  }();
  return set;
}

const data::Set& broad_sectors() {
  static const data::Set set(
      "broad_sector",
      {"agriculture", "mining", "manufacturing", "utilities_construction", "services"},
      {"农业", "采矿业", "制造业", "公用事业和建筑业", "服务业"},
      {"Agriculture", "Mining", "Manufacturing", "Utilities and construction", "Services"});
  return set;
}

const std::vector<int>& broad_sector_of() {
  static const std::vector<int> map = [] {
    std::vector<int> m;
    for (const Sector& s : sectors) m.push_back(s.broad);
    return m;
  }();
  return map;
}

const std::vector<bool>& is_local() {
  static const std::vector<bool> flags = of_kind(local);
  return flags;
}

const std::vector<bool>& moves_by_rail() {
  static const std::vector<bool> flags = of_kind(rail);
  return flags;
}

const std::vector<std::string>& production_groups() {
  static const std::vector<std::string> groups{"prod_va_agr", "prod_va_ind", "prod_va_con",
                                               "prod_va_whr", "prod_va_trp", "prod_va_acc",
                                               "prod_va_fin", "prod_va_rst", "prod_va_oth"};
  return groups;
}

int production_group_of(int sector) {
  const Sector& s = sectors[at(sector)];
  const std::string label = s.label;
  if (s.broad == agriculture) return 0;
  if (label == "construction") return 2;
  if (s.broad != services) return 1;
  const std::array own_group{"trade", "transport", "hotels_catering", "finance", "real_estate"};
  for (std::size_t k = 0; k < own_group.size(); ++k)
    if (label == own_group[k]) return 3 + static_cast<int>(k);
  return 8;
}

bool missing_outside_the_tables(const std::string& province) { return province == "Tibet"; }

data::Table contiguity(const data::Set& regions) {
  data::Table table("contiguity", {regions.renamed("supplier"), regions.renamed("region_to")}, "1",
                    "Land borders of the provinces");
  std::vector<bool> known(static_cast<std::size_t>(regions.size()), false);
  std::istringstream lines(borders);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string first, other;
    words >> first;
    const auto a = regions.find(first);
    while (words >> other) {
      const auto b = regions.find(other);
      if (a) known[at(*a)] = true;
      if (b) known[at(*b)] = true;
      if (a && b) table(*a, *b) = table(*b, *a) = 1.0;
    }
  }
  for (int r = 0; r < regions.size(); ++r)
    if (!known[at(r)])
      throw data::InputError("no land borders known for province \"" + regions.label(r) + "\"",
                             "name the provinces as in provinces.csv");
  return table;
}

}  // namespace yuqian::calibration
