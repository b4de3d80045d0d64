// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/elasticities.hpp>

#include <vector>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/read_table.hpp>

namespace yuqian::data {

const Set& elasticity_set() {
  static const Set set(
      "elasticity",
      {"esubd", "esubm", "esubva", "income", "cet", "kle_kl", "kl_energy", "elec_fuels", "fuels"},
      {"国内外商品替代弹性", "省际商品替代弹性", "增加值替代弹性", "需求收入弹性", "出口转换弹性",
       "资本劳动替代弹性", "资本劳动与能源替代弹性", "电力与燃料替代弹性", "燃料间替代弹性"},
      {"domestic against foreign goods", "between provinces of origin", "among primary factors",
       "income elasticity of demand", "domestic market against exports", "capital against labour",
       "capital and labour against energy", "electricity against fuels", "among fuels"});
  return set;
}

Table read_elasticities(const std::string& path, const Set& sectors) {
  const Csv csv = Csv::read(path);
  csv.expect_columns({"sector", "esubd", "esubm", "esubva", "income", "cet", "kle_kl", "kl_energy",
                      "elec_fuels", "fuels", "source"});
  const int label_column = csv.column("sector"), source_column = csv.column("source");
  const Set& kinds = elasticity_set();
  Table table("elasticities", {sectors.renamed("sector"), kinds}, "1", path);
  std::vector<int> seen(static_cast<std::size_t>(sectors.size()), -1);
  for (int r = 0; r < csv.rows(); ++r) {
    const int i = read_label(csv, r, label_column, sectors);
    int& first = seen[static_cast<std::size_t>(i)];
    if (first >= 0)
      throw InputError({csv.where(r, label_column),
                        "sector \"" + sectors.label(i) + "\" appears twice", sectors.label(i),
                        "it stands already at " + csv.where(first, label_column).text() +
                            ": remove one of them"});
    first = r;
    if (csv.text(r, source_column).empty())
      throw InputError({csv.where(r, source_column),
                        "sector \"" + sectors.label(i) + "\" has no source", sectors.label(i),
                        "say where the figures come from"});
    for (int k = 0; k < kinds.size(); ++k)
      table(i, k) = csv.number(r, csv.column(kinds.label(k)), Sign::not_negative);
  }
  for (int i = 0; i < sectors.size(); ++i)
    if (seen[static_cast<std::size_t>(i)] < 0)
      throw InputError({{path},
                        "sector \"" + sectors.label(i) + "\" is missing",
                        sectors.label(i),
                        "every sector must be there once"});
  return table;
}

}  // namespace yuqian::data
