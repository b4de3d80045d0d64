// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/govern/measure.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/sector_bill.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::govern {
namespace {

/// 10^8 yuan for a Mt at one yuan a tonne; for 10^4 jobs at one yuan a job.
constexpr double per_megatonne = 1e-2, per_ten_thousand = 1e-4;

double basket_cost(const std::vector<double>& level, const auto& basket) {
  double sum = 0;
  for (const auto& t : basket) sum += t.weight * level[at(t.unknown)];
  return sum;
}

}  // namespace

Measure::Measure(const model::RegionalModel& m, const model::Point& benchmark, int area,
                 const PayoffWeights& w) {
  const model::Areas areas(m.benchmark->regions);
  if (w.welfare != 0)
    add_indicator(
        model::linear_indicator(m, benchmark, {model::Indicator::Kind::welfare, area, -1, ""}),
        w.welfare);
  for (int r = 0; r < m.benchmark->regions.size(); ++r) {
    const bool own = areas.contains(area, r);
    if (own && w.revenue != 0) add_revenue(m, benchmark, r, w.revenue);
    if (own && w.employment != 0) add_employment(m, benchmark, r, w.employment);
    const double price = (own ? w.emissions : 0) + w.all_emissions;
    if (price != 0) add_emissions(m, r, -price * per_megatonne);
  }
  constant_ = -value(*m.model, benchmark);
}

void Measure::add_indicator(const model::LinearIndicator& indicator, double weight) {
  for (model::LinearIndicator::Term t : indicator.terms) {
    t.weight *= weight;
    linear_.terms.push_back(t);
  }
  linear_.constant += weight * indicator.constant;
}

void Measure::add_emissions(const model::RegionalModel& m, int r, double weight) {
  const model::Benchmark& b = *m.benchmark;
  if (!b.has_emissions()) return;
  const model::Model& model = *m.model;
  // Of a good that is bought, or of all that is made where `good` is -1.
  const auto add = [&](int block, int tree, int good, double per_unit) {
    if (tree < 0 || per_unit == 0) return;
    const model::TreeData& t = model.kernel().trees[at(tree)];
    for (int i = t.leaf_begin; i < t.leaf_end; ++i) {
      const auto what = model::netput(model, i);
      const bool bought = what.is(model::Netput::intermediate) || what.is(model::Netput::purchase);
      if (good < 0 || (bought && what.item == good))
        linear_.terms.push_back({block, i, weight * per_unit});
    }
  };
  for (int j = 0; j < b.sectors.size(); ++j) {
    if (!m.output(r, j).valid()) continue;
    const int block = model.block_of(m.output(r, j));
    const model::BlockData& data = model.blocks()[at(block)];
    if (m.closure->power == model::Closure::Power::technologies && j == b.power.sector) {
      add_bill(m, r, j, weight);
    } else {
      for (int i = 0; i < b.sectors.size(); ++i)
        if (b.fuel_emissions(r, i, j) > 0)
          add(block, data.inputs, i, b.fuel_emissions(r, i, j) / b.intermediate(r, i, j));
    }
    if (const double product = model::product_emissions(b, *m.closure, r, j); product > 0)
      add(block, data.outputs, -1, product / b.output(r, j));
  }
  for (int h = 0; h < 2; ++h) {
    const int block = model.block_of((h == 0 ? m.rural : m.urban)[at(r)]);
    if (block < 0) continue;
    const data::Table& bought = h == 0 ? b.rural : b.urban;
    for (int i = 0; i < b.sectors.size(); ++i)
      if (b.household_emissions(r, i, h) > 0)
        add(block, model.blocks()[at(block)].inputs, i,
            b.household_emissions(r, i, h) / bought(r, i));
  }
}

void Measure::add_bill(const model::RegionalModel& m, int r, int j, double weight) {
  const model::Model& model = *m.model;
  const std::vector<model::SectorInput> bill = model::sector_bill(*m.benchmark, *m.closure, r, j);
  const int block = model.block_of(m.output(r, j));
  const model::TreeData& inputs = model.kernel().trees[at(model.blocks()[at(block)].inputs)];
  for (int i = inputs.leaf_begin; i < inputs.leaf_end; ++i) {
    const auto what = model::netput(model, i);
    if (!what.is(model::Netput::intermediate)) continue;
    const model::SectorInput& in = bill[at(what.detail)];
    if (in.emissions > 0) linear_.terms.push_back({block, i, weight * in.emissions / in.value});
  }
}

void Measure::add_revenue(const model::RegionalModel& m, const model::Point&, int r,
                          double weight) {
  Budget budget{m.model->offsets()(m.government[at(r)]), weight, {}};
  double spending = 0;
  for (int i = 0; i < m.benchmark->sectors.size(); ++i) spending += m.benchmark->government(r, i);
  for (int i = 0; i < m.benchmark->sectors.size(); ++i)
    if (m.benchmark->government(r, i) > 0)
      budget.basket.push_back(
          {m.model->offsets()(m.final_price(r, i)), m.benchmark->government(r, i) / spending});
  budgets_.push_back(std::move(budget));
}

void Measure::add_employment(const model::RegionalModel& m, const model::Point& benchmark, int r,
                             double weight) {
  if (m.unemployment.empty() || !m.benchmark->factor_markets.knows_workers())
    throw model::ModelError(
        "jobs are a payoff only where they can change and are counted: choose a closure with "
        "labour = wage_curve, or leave out \"employment\"");
  double jobs = 0;
  for (const int kind : {model::farm_labour, model::nonfarm_labour})
    jobs += m.benchmark->factor_markets.employed(r, kind);
  const int u = m.model->offsets()(m.unemployment[at(r)]);
  levels_.push_back({u, -weight * per_ten_thousand * jobs / (1 - benchmark.level[at(u)])});
}

double Measure::value(const model::Model& model, const model::Point& point) const {
  double sum = constant_ + linear_.value(model, point) + basket_cost(point.level, levels_);
  for (const Budget& b : budgets_)
    sum += b.weight * point.level[at(b.income)] / basket_cost(point.level, b.basket);
  return sum;
}

void Measure::add_seeds(const model::Model& model, const model::Point& point, double weight,
                        std::span<double> quantity, std::span<double> multiplier,
                        std::span<double> unknown) const {
  for (const model::LinearIndicator::Term& t : linear_.terms)
    (t.leaf < 0 ? multiplier[at(t.block)] : quantity[at(t.leaf)]) += weight * t.weight;
  const auto by_level = [&](int i, double slope) {
    unknown[at(i)] += weight * slope * model.unknown(i).scale;
  };
  for (const LevelTerm& t : levels_) by_level(t.unknown, t.weight);
  for (const Budget& b : budgets_) {
    const double cost = basket_cost(point.level, b.basket), income = point.level[at(b.income)];
    by_level(b.income, b.weight / cost);
    for (const LevelTerm& t : b.basket)
      by_level(t.unknown, -b.weight * income / (cost * cost) * t.weight);
  }
}

}  // namespace yuqian::govern
