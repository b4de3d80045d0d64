// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/report_names.hpp>

#include <map>
#include <sstream>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/data/alias.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/data/schema.hpp>

namespace yuqian::calibration {
namespace {

using Names = std::map<std::string, std::string>;

const Names& steps() {
  static const Names names{{"exchange_households", "城乡居民消费两列互换"},
                           {"scale_inventories", "存货按国民核算缩放"},
                           {"negative_investment", "负的资本形成置零"},
                           {"drop_tiny_sectors", "舍去微小部门"},
                           {"repair_imputed", "修正推算的增加值构成"},
                           {"remove_losses", "消除亏损"},
                           {"customs_exports", "出口按海关货源地归属"},
                           {"customs_imports", "进口按海关目的地归属"},
                           {"net_transit", "剔除过境"},
                           {"relocate_exports", "出口改归生产地"},
                           {"relocate_imports", "进口改归使用地"},
                           {"relocate_exports_after", "出口改归生产地（平衡之后）"},
                           {"relocate_imports_after", "进口改归使用地（平衡之后）"},
                           {"cut_cross_hauling", "削减对流"}};
  return names;
}

std::string name_in(const Names& names, const std::string& word) {
  const auto found = names.find(word);
  return found == names.end() ? word : found->second;
}

}  // namespace

std::string chinese_block(const std::string& block) {
  static const data::Schema variables = data::shipped_schema("variables");
  if (const data::SchemaEntry* known = variables.find(block)) return known->zh;
  return name_in({{"net_flow", "省外净流出"}, {"error_column", "误差列"}}, block);
}

std::string chinese_step(const std::string& step) { return name_in(steps(), step); }

std::string chinese_cell(const std::string& cell) {
  std::string names;
  std::istringstream labels(cell);
  for (std::string label; std::getline(labels, label, ',');) {
    if (!names.empty()) names += "，";
    std::string name = data::chinese_name(label);
    for (const data::Set* set : {&sectors_2017(), &data::final_use_set(), &data::value_added_set()})
      if (const auto k = set->find(label)) name = set->zh(*k);
    names += name;
  }
  return names;
}

}  // namespace yuqian::calibration
