// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/accounts/production.hpp>

#include <yuqian/model/regional/accounts/block_reader.hpp>

namespace yuqian::model {

double ProductionAccount::intermediates(int r, int j) const {
  double sum = 0;
  for (int i = 0; i < purchases.axis(1).size(); ++i) sum += purchases(r, i, j);
  return sum;
}

ProductionAccount production_account(const RegionalModel& m, const Point& point) {
  const data::Set &regions = m.benchmark->regions, &sectors = m.benchmark->sectors;
  ProductionAccount a{
      {"output_value", {regions, sectors}, "10^8 yuan"},
      {"purchases", {regions, sectors, sectors.renamed("using_sector")}, "10^8 yuan"}};
  const Model& model = *m.model;
  for (int r = 0; r < regions.size(); ++r)
    for (int j = 0; j < sectors.size(); ++j) {
      if (!m.output(r, j).valid()) continue;
      const report::BlockReader y(model, point, model.block_of(m.output(r, j)));
      y.each(y.data().outputs, [&](const auto&, double quantity, double price, int) {
        a.output(r, j) += quantity * price;
      });
      y.each(y.data().inputs, [&](const auto& bought, double quantity, double price, int) {
        if (bought.is(Netput::intermediate)) a.purchases(r, bought.item, j) += quantity * price;
      });
    }
  return a;
}

}  // namespace yuqian::model
