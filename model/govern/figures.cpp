// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/govern/figures.hpp>

namespace yuqian::govern {

using Kind = model::Indicator::Kind;

FigureReader::FigureReader(const Economy& economy) {
  const model::RegionalModel& m = economy.model();
  model::Equilibrium e(m.model);
  e.set_target(m.model->parameters());
  const model::Point& benchmark = e.evaluate(m.model->start());
  const model::Areas areas(m.benchmark->regions);
  PayoffWeights tonnes;
  tonnes.welfare = 0;
  tonnes.emissions = -100;  // 10^8 yuan a Mt: the measure is in Mt
  for (int a = 0; a < areas.set.size(); ++a) {
    rural_.push_back(model::linear_indicator(m, benchmark, {Kind::equivalent_variation, a, 0, ""}));
    urban_.push_back(model::linear_indicator(m, benchmark, {Kind::equivalent_variation, a, 1, ""}));
    product_.push_back(model::linear_indicator(m, benchmark, {Kind::real_product, a, -1, ""}));
    product_at_start_.push_back(product_.back().value(*m.model, benchmark));
    emissions_.emplace_back(m, benchmark, a, tonnes);
  }
}

Figures FigureReader::read(EconomyGame& game) const {
  const model::Model& model = *game.economy().model().model;
  const model::Point& point = game.point();
  Figures f;
  for (std::size_t a = 0; a < rural_.size(); ++a) {
    f.rural.push_back(rural_[a].value(model, point));
    f.urban.push_back(urban_[a].value(model, point));
    f.product.push_back(product_[a].value(model, point) - product_at_start_[a]);
    f.emissions.push_back(emissions_[a].value(model, point));
  }
  return f;
}

}  // namespace yuqian::govern
