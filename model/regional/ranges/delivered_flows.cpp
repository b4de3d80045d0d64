// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/ranges/delivered_flows.hpp>

#include <yuqian/model/regional/blocks/use.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <cmath>

namespace yuqian::model {

DeliveredFlows::DeliveredFlows(std::shared_ptr<const RegionalModel> m) : model_(std::move(m)) {
  const Model& model = *model_->model;
  const data::Set &regions = model_->benchmark->regions, &sectors = model_->benchmark->sectors;
  const auto each_leaf = [&](ActivityId activity, bool outputs, auto&& add) {
    if (!activity.valid()) return;
    const int block = model.block_of(activity);
    const BlockData& data = model.blocks()[at(block)];
    const TreeData& tree = model.kernel().trees[at(outputs ? data.outputs : data.inputs)];
    for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) add(block, i, netput(model, i));
  };
  const auto add_arrivals = [&](ActivityId activity, int to, int use) {
    each_leaf(activity, false, [&](int block, int leaf, const Meaning<Netput>& good) {
      if (good.is(Netput::quota_route)) return;  // it arrives by an activity of its own
      const int from = good.is(Netput::import) ? abroad() : good.region;
      flows_.push_back(
          {block, leaf, from, to, use == spec::intermediate_use, good.is(Netput::margin)});
    });
  };
  for (int r = 0; r < regions.size(); ++r)
    for (int i = 0; i < sectors.size(); ++i) {
      add_arrivals(model_->intermediate(r, i), r, spec::intermediate_use);
      add_arrivals(model_->final_use(r, i), r, spec::final_use);
      each_leaf(model_->output(r, i), true, [&](int block, int leaf, const Meaning<Netput>& good) {
        if (good.is(Netput::foreign_sale))
          flows_.push_back({block, leaf, r, abroad(), false, false});
      });
    }
  for (const QuotaRoute& route : model_->quotas) add_arrivals(route.activity, route.to, route.use);
  for (const ActivityId world : model_->world)
    each_leaf(world, false, [&](int block, int leaf, const Meaning<Netput>& good) {
      if (!good.is(Netput::abroad))
        flows_.push_back({block, leaf, good.region, abroad(), false, false});
    });
}

std::vector<double> DeliveredFlows::net_trade(const Point& point) const {
  std::vector<double> net(at(abroad() + 1));
  for (const Flow& f : flows_) {
    if (f.from == f.to) continue;
    const double volume = point.quantity(*model_->model, f.block, f.leaf);
    net[at(f.from)] += volume;
    net[at(f.to)] -= volume;
  }
  net.pop_back();
  return net;
}

DeliveredFlows::Sale DeliveredFlows::sale(const Point& point, int from, int to) const {
  const Model& model = *model_->model;
  Sale sale;
  double sold = 0, intermediates = 0;
  for (const Flow& f : flows_) {
    const bool ours = !f.margin && f.from == from && f.to == to;
    const bool service = f.margin && f.from == to;  // which the buyer's composites sell as margins
    if (!ours && !service) continue;
    const double volume = point.quantity(model, f.block, f.leaf);
    const double value = volume * point.level[at(model.kernel().leaves[at(f.leaf)].price)];
    if (service) intermediates -= value;
    if (!ours) continue;
    sale.volume += volume;
    if (f.intermediate) sold += value;
  }
  for (int i = 0; i < model_->benchmark->sectors.size(); ++i) {
    const ActivityId composite = model_->intermediate(to, i);
    if (!composite.valid()) continue;
    const int block = model.block_of(composite);
    const TreeData& t = model.kernel().trees[at(model.blocks()[at(block)].outputs)];
    intermediates += point.quantity(model, block, t.leaf_begin) *
                     point.level[at(model.offsets()(model_->intermediate_price(to, i)))];
  }
  sale.share = 100 * sold / intermediates;
  return sale;
}

std::vector<DeliveredFlows::Cost> DeliveredFlows::costs(const Point& reference,
                                                        const Accounts& accounts) const {
  const RegionalModel& m = *model_;
  const Benchmark& b = *m.benchmark;
  const ParameterFamily &iceberg = m.parameters.family("iceberg"),
                        &efficiency = m.parameters.family("chain_efficiency");
  std::vector<Cost> list;
  const auto add = [&](int region, double value, ParameterId melts, ParameterId efficient) {
    if (value > 0 && (melts.valid() || efficient.valid()))
      list.push_back({region, value, melts, efficient});
  };
  for (int r = 0; r < abroad(); ++r)
    for (int i = 0; i < b.sectors.size(); ++i) {
      for (int from = 0; from < abroad(); ++from) {
        const ParameterId chain = efficiency.at({from, r, i});
        for (const int u : {spec::intermediate_use, spec::final_use})
          add(r, accounts.trade_value(from, r, i, u), iceberg.at({from, r, i, u}),
              u == spec::intermediate_use ? chain : ParameterId{});
      }
      // Where the world's demand has a slope, cheaper exports are the world's gain to first order.
      if (m.closure->exports == Closure::Exports::small_country)
        add(r, b.sold_abroad(r, i), iceberg.at({r, abroad(), i, spec::export_use}), {});
      const double share = spec::intermediate_share(b, r, i);
      for (const int u : {spec::intermediate_use, spec::final_use})
        add(r, b.imports(r, i) * (u == spec::intermediate_use ? share : 1 - share),
            iceberg.at({abroad(), r, i, u}), {});
    }
  const Model& model = *m.model;
  for (const Flow& f : flows_) {
    if (!f.margin) continue;
    const double price = reference.level[at(model.kernel().leaves[at(f.leaf)].price)];
    const double value = price * reference.quantity(model, f.block, f.leaf);
    if (value > 0) list.push_back({f.to, value, {}, {}, f.leaf, reference.kernel.tau[at(f.leaf)]});
  }
  return list;
}

std::vector<double> DeliveredFlows::savings(const std::vector<Cost>& costs, const Solution& s,
                                            const Point& point) const {
  std::vector<double> saved(at(abroad()));
  const auto fall = [&](ParameterId id) {
    if (!id.valid()) return 0.0;
    const double before = s.reference_parameters[at(id.value)], now = s.parameters[at(id.value)];
    return before == now ? 0.0 : std::log(before / now);
  };
  for (const Cost& c : costs) {
    // An input that does more is as good as one that melts less.
    double cut = fall(c.iceberg) - fall(c.chain_efficiency);
    if (c.leaf >= 0) {
      const double now = point.kernel.tau[at(c.leaf)];
      cut = now == c.per_unit ? 0.0 : std::log(c.per_unit / now);
    }
    if (cut != 0) saved[at(c.region)] += c.value * cut;
  }
  return saved;
}

}  // namespace yuqian::model
