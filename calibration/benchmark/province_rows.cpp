// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/province_rows.hpp>

#include <yuqian/data/read_table.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {

std::vector<int> province_of_rows(const data::Csv& csv, int column, const data::Set& provinces) {
  std::vector<int> list;
  std::vector<bool> seen(static_cast<std::size_t>(provinces.size()));
  for (int row = 0; row < csv.rows(); ++row) {
    const int p = list.emplace_back(data::read_label(csv, row, column, provinces));
    if (seen[at(p)])
      throw data::InputError({csv.where(row, column),
                              "\"" + csv.text(row, column) + "\" stands there twice",
                              csv.text(row, column), "keep one of the two rows"});
    seen[at(p)] = true;
  }
  for (int p = 0; p < provinces.size(); ++p)
    if (!seen[at(p)])
      throw data::InputError({{csv.name(), 0, 0},
                              "no row for \"" + provinces.label(p) + "\"",
                              provinces.label(p),
                              "give every province once"});
  return list;
}

}  // namespace yuqian::calibration
