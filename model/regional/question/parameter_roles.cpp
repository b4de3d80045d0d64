// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/parameter_roles.hpp>

#include <algorithm>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/data/shipped.hpp>

namespace yuqian::model {

const std::vector<std::pair<std::string, std::string>>& parameter_roles() {
  static const auto list = [] {
    const data::Csv file = data::Csv::read(data::shipped("schema/parameter_roles.csv"));
    file.expect_columns({"role", "parameter"});
    const data::Schema records = data::shipped_schema("parameters");
    std::vector<std::pair<std::string, std::string>> rows;
    for (int r = 0; r < file.rows(); ++r)
      rows.emplace_back(file.text(r, 0), records.at(file.text(r, 1)).name);
    return rows;
  }();
  return list;
}

bool has_role(std::string_view family, std::string_view role) {
  const auto& list = parameter_roles();
  return std::any_of(list.begin(), list.end(),
                     [&](const auto& row) { return row.first == role && row.second == family; });
}

}  // namespace yuqian::model
