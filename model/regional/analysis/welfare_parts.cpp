// SPDX-License-Identifier: Apache-2.0
// The parts of a region's welfare change (eq. 91 to 94). Every use, supply, endowment, tax and
// transfer of the compiled model is walked over, so a mechanism that is added to the model is in
// it.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/analysis/welfare_path.hpp>

namespace yuqian::model::report {
namespace {

bool is_abroad(const Meaning<Agent>& a) {
  return a.is(Agent::importer) || a.is(Agent::world_market) || a.is(Agent::rest_of_world);
}
bool is_abroad(const Meaning<Netput>& n) {
  return n.is(Netput::abroad) || n.is(Netput::import) || n.is(Netput::foreign_sale);
}
/// Brings goods from where they are made to where they are bought.
bool delivers(const Meaning<Agent>& a) {
  return a.is(Agent::sourcing) || a.is(Agent::quota_route) || a.is(Agent::world_market);
}

/// dW/ds of every part at every node, by region; the last region is outside.
class Rates {
 public:
  explicit Rates(const Piece& p)
      : p_(p),
        model_(*p.m.model),
        kernel_(model_.kernel()),
        nodes_(p.rule.size()),
        outside_(p.m.benchmark->regions.size()),
        rate_(at(outside_ + 1) * part_count * at(nodes_), 0.0) {
    for (int b = 0; b < static_cast<int>(model_.blocks().size()); ++b) add_block(b);
    for (const EndowmentData& e : model_.endowments()) add_endowment(e);
    for (const TransferData& t : model_.transfers()) {
      const Series paid(
          p_.rule, [&](int k) { return t.rate.value(slots(k)) * p_.at[at(k)].level[at(t.from)]; });
      move(paid, region(t.from), region(t.to));
    }
  }
  double operator()(int region, int part, int k) const {
    return rate_[(at(region) * part_count + at(part)) * at(nodes_) + at(k)];
  }

 private:
  double& rate(int region, int part, int k) {
    return rate_[(at(region) * part_count + at(part)) * at(nodes_) + at(k)];
  }
  int region(int unknown) const {
    const int r = model_.partition()[at(unknown)];
    return r < 0 ? outside_ : r;
  }
  const std::vector<double>& slots(int k) const { return p_.at[at(k)].slots; }

  void move(const Series& money, int from, int to) {
    if (from == to) return;
    for (int k = 0; k < nodes_; ++k) {
      rate(from, transfers, k) -= money.slope(k);
      rate(to, transfers, k) += money.slope(k);
    }
  }

  /// A quantity that crosses from the region of the commodity to a user gains for the seller what
  /// it costs the buyer.
  void cross(int price, int user, bool abroad, double value_change, int k) {
    if (region(price) == region(user)) return;
    const Part part = abroad ? terms_of_trade_abroad : terms_of_trade_provinces;
    rate(region(price), part, k) += value_change;
    rate(region(user), part, k) -= value_change;
  }

  static Part tax_kind(const Meaning<Agent>& payer, const Meaning<Netput>& taxed, int sign) {
    if (payer.is(Agent::producer) && sign > 0) return production_tax;
    if (is_abroad(payer)) return production_tax;  // paid back
    if (delivers(payer)) return is_abroad(taxed) ? tariff : wedge;
    return other_tax;
  }

  /// True where a share, an elasticity or a committed quantity moves: what that does is the rest of
  /// the block's zero-profit condition.
  bool shifted(const BlockData& block) const {
    const auto moves = [&](const Ref& ref) {
      if (ref.slot >= 0)
        for (int k = 1; k < nodes_; ++k)
          if (ref.value(slots(k)) != ref.value(slots(0))) return true;
      return false;
    };
    for (int i = block.leaf_begin; i < block.leaf_end; ++i)
      if (moves(kernel_.leaves[at(i)].preference) || moves(kernel_.leaves[at(i)].subsistence))
        return true;
    for (const int t : {block.inputs, block.outputs})
      if (t >= 0)
        for (int n = kernel_.trees[at(t)].nest_begin; n < kernel_.trees[at(t)].nest_end; ++n)
          if (moves(kernel_.nests[at(n)].elasticity) || moves(kernel_.nests[at(n)].preference))
            return true;
    return false;
  }

  void add_block(int b) {
    const BlockData& block = model_.blocks()[at(b)];
    const int r = region(block.level);
    const Meaning<Agent> whose = agent(model_, block.level);
    std::vector<double> balance(at(nodes_), 0.0), spent(at(nodes_), 0.0);
    for (const int t : {block.inputs, block.outputs}) {
      if (t < 0) continue;
      const TreeData& tree = kernel_.trees[at(t)];
      for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) {
        const LeafSeries leaf(p_, b, i);
        const Leaf& l = kernel_.leaves[at(i)];
        const Meaning<Netput> what = netput(model_, i);
        const Part tax = tax_kind(whose, what, tree.sign);
        const Part skill = delivers(whose) || is_abroad(what) ? barriers : productivity;
        // What is paid back on exports is the seller's: the world buys at the price without it.
        const bool rebated = is_abroad(whose) && !is_abroad(what);
        const int payer = rebated ? region(l.price) : r;
        for (int k = 0; k < nodes_; ++k) {
          rate(payer, tax, k) += leaf.tax[k] * leaf.price[k] * leaf.quantity.slope(k);
          if (rebated)
            rate(payer, terms_of_trade_abroad, k) +=
                leaf.quantity[k] *
                (leaf.tax[k] * leaf.price.slope(k) + leaf.price[k] * leaf.tax.slope(k));
          rate(r, skill, k) += leaf.technology(k, tree.sign);
          cross(l.price, block.level, is_abroad(whose) || is_abroad(what),
                -tree.sign * leaf.quantity[k] * leaf.price.slope(k), k);
          balance[at(k)] +=
              tree.sign * leaf.price_effect(k, tree.sign) + leaf.technology(k, tree.sign);
        }
        for (int x = l.tax_begin; x < l.tax_end; ++x) {
          const Tax& one = kernel_.taxes[at(x)];
          const Series revenue(p_.rule, [&](int k) {
            return one.rate.value(slots(k)) * leaf.price[k] * leaf.quantity[k];
          });
          move(revenue, payer, region(one.consumer));
        }
      }
    }
    if (!shifted(block)) return;
    if (block.kind == BlockKind::demand) {
      const Series spending(p_.rule, [&](int k) {
        const Point& point = p_.at[at(k)];
        return point.keep[at(b)] * point.level[at(block.level)];
      });
      const Series utility(p_.rule, [&](int k) { return p_.at[at(k)].multiplier[at(b)]; });
      const int root = kernel_.trees[at(block.inputs)].nest_begin;
      for (int k = 0; k < nodes_; ++k)
        balance[at(k)] += spending.slope(k) - p_.at[at(k)].kernel.cost[at(root)] * utility.slope(k);
    }
    for (int k = 0; k < nodes_; ++k) rate(r, preferences, k) -= balance[at(k)];
  }

  void add_endowment(const EndowmentData& e) {
    const Series quantity(p_.rule, [&](int k) { return e.quantity.value(slots(k)); });
    const Series price(p_.rule, [&](int k) { return p_.at[at(k)].level[at(e.price)]; });
    // Foreign exchange that investors hold is saving from abroad; to others it is paid by somebody.
    const bool money = is_money(kind(e));
    const Part part = !money                                  ? endowments
                      : kind(e) == Endowment::external_saving ? external_saving
                                                              : transfers;
    for (int k = 0; k < nodes_; ++k) {
      rate(region(e.consumer), part, k) += price[k] * quantity.slope(k);
      cross(e.price, e.consumer, money, -quantity[k] * price.slope(k), k);
    }
  }

  const Piece& p_;
  const Model& model_;
  const KernelData& kernel_;
  int nodes_, outside_;  ///< the last region: the centre, the world
  std::vector<double> rate_;
};

/// Money that a consumer's utility is worth as it grows: c du, and the weight lambda = c(ref) / c.
struct Gain {
  int region;
  bool household;
  Series utility;
  int block;
};

/// Sums over consumers of one area: what they spend, what their growing utility costs, and that
/// at reference prices.
struct Weighted {
  double spending = 0, weighted = 0, gain = 0, fair = 0;
  void add(double spent, double lambda, double dw) {
    add({spent, spent * lambda, dw, lambda * dw});
  }
  void add(const Weighted& w) {
    spending += w.spending, weighted += w.weighted, gain += w.gain, fair += w.fair;
  }
  double lambda() const { return spending > 0 ? weighted / spending : 1; }
};

}  // namespace

void add_parts(const Piece& p, const Areas& areas, AreaParts& sums, AreaParts& all) {
  const Rates rates(p);
  const Model& model = *p.m.model;
  std::vector<Gain> gains;
  for (int b = 0; b < static_cast<int>(model.blocks().size()); ++b) {
    const BlockData& block = model.blocks()[at(b)];
    if (block.kind != BlockKind::demand) continue;
    gains.push_back({model.partition()[at(block.level)], household_of(model, block.level) >= 0,
                     Series(p.rule, [&](int k) { return p.at[at(k)].multiplier[at(b)]; }), b});
  }
  const auto cost = [&](const Gain& g, int k) {
    return p.at[at(k)]
        .kernel.cost[at(model.kernel().trees[at(model.blocks()[at(g.block)].inputs)].nest_begin)];
  };
  for (int a = 0; a < areas.set.size(); ++a)
    for (int k = 0; k < p.rule.size(); ++k) {
      Weighted households, others;
      for (const Gain& g : gains) {
        if (!areas.contains(a, g.region)) continue;
        const double dw = cost(g, k) * g.utility.slope(k);
        const double lambda = p.reference_cost[at(g.block)] / cost(g, k);
        const double spending = p.at[at(k)].keep[at(g.block)] *
                                p.at[at(k)].level[at(model.blocks()[at(g.block)].level)];
        (g.household ? households : others).add(spending, lambda, dw);
      }
      Weighted residents = households;
      residents.add(others);
      const double h = p.rule.weight[at(k)], lambda = households.lambda(),
                   mean = residents.lambda();
      for (const int r : areas.members[at(a)])
        for (int part = 0; part < public_and_investment; ++part) {
          sums[at(a)][at(part)] += h * lambda * rates(r, part, k);
          all[at(a)][at(part)] += h * mean * rates(r, part, k);
        }
      sums[at(a)][public_and_investment] -= h * lambda * others.gain;
      sums[at(a)][price_levels] += h * (households.fair - lambda * households.gain);
      all[at(a)][price_levels] += h * (residents.fair - mean * residents.gain);
    }
}

}  // namespace yuqian::model::report
