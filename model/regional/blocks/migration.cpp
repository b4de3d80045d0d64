// SPDX-License-Identifier: Apache-2.0
// Migration (eq. 62 to 65): two labour markets per region, farm and non-farm, and workers who
// choose among all of them by Frechet tastes. An origin is a place and kind of registration, a
// destination a place and kind of work. A mover brings what workers at the destination earn on
// average: pay belongs to the place. Movers lose their part of the land's rent to those who stay
// (Tombe and Zhu 2019).
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/rural_pay.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::model::spec {
namespace {

constexpr int kinds = 2;

class Migration {
 public:
  Migration(Assembly& a, const CarbonPrice& carbon, const PublicIndex& public_index)
      : a_(a),
        carbon_(carbon),
        public_index_(public_index),
        labour_(at(a.regions)),
        flows_(a.b.factor_markets.workers),
        m_(a.model.migration),
        places_(a.regions * kinds) {
    m_.real_wage = m_.choice = m_.labour = m_.stayer = Grid<AuxiliaryId>(a.regions, kinds);
  }

  Supplies add() {
    declare_parameters();
    for (int r = 0; r < a_.regions; ++r) {
      labour_[at(r)] = markets(r);
      for (int k = 0; k < kinds; ++k)
        m_.real_wage(r, k) = add_real_wage(a_, carbon_, r, wage(r, k), name("REALWAGE", r, k));
    }
    for (int o = 0; o < places_; ++o) declare_origin(o / kinds, o % kinds);
    for (int o = 0; o < places_; ++o) state_choice(o);
    for (int d = 0; d < places_; ++d) add_arrivals(d / kinds, d % kinds);
    return std::move(labour_);
  }

 private:
  double flow(int o, int d) const { return flows_(o / kinds, o % kinds, d / kinds, d % kinds); }
  CommodityId wage(int r, int k) const { return labour_[at(r)][at(k)].price; }
  std::string name(const char* what, int r, int k) const {
    return std::string(what) + "[" + a_.b.regions.label(r) + "," + labour_kinds().label(k) + "]";
  }

  void declare_parameters() {
    ParameterSpace& space = a_.model.parameters;
    const data::Set region = a_.b.regions.renamed("region");
    const std::vector<data::Set> pair{a_.b.regions.renamed("from"), a_.b.regions.renamed("to"),
                                      labour_kinds().renamed("registered"),
                                      labour_kinds().renamed("work")};
    cost_ = &space.add("migration_cost", pair);
    hukou_ = &space.add("hukou_wedge", pair);
    amenity_ = &space.add("amenity", {region});
    public_amenity_ = &space.add("public_amenity", {region});
    elasticity_ = &space.add("migration_elasticity", {region});
    population_ = &space.add("population", {region, labour_kinds().renamed("registered")});
    for (int r = 0; r < a_.regions; ++r) {
      const auto at = static_cast<std::size_t>(r);
      amenity_->ids[at] = a_.m.parameter(1.0);
      if (knows_public_services(r)) public_amenity_->ids[at] = a_.m.parameter(0.0);
      elasticity_->ids[at] = a_.m.parameter(a_.b.factor_markets.migration);
      for (int k = 0; k < kinds; ++k)
        if (chooses(r, k)) population_->ids[population_->offset({r, k})] = a_.m.parameter(1.0);
    }
    for (int o = 0; o < places_; ++o)
      for (int d = 0; d < places_; ++d)
        if (o != d && flow(o, d) > 0) {
          const std::size_t at = cost_->offset({o / kinds, d / kinds, o % kinds, d % kinds});
          cost_->ids[at] = a_.m.parameter(1.0);
          hukou_->ids[at] = a_.m.parameter(0.0);
        }
  }

  /// The two labour markets.
  std::vector<FactorSupply> markets(int r) {
    std::vector<FactorSupply> list;
    for (int k = 0; k < kinds; ++k) {
      FactorSupply market{a_.m.commodity({.name = name("PL", r, k), .region = r})};
      for (int j = 0; j < a_.sectors; ++j)
        if (a_.b.factor_markets.farm[at(j)] == (k == farm_labour) && a_.b.labour(r, j) > 0)
          a_.model.wage(r, j) = market.price;
      market.quantity = pay(a_.b, r, k);
      market.rural_share = rural_pay_share(a_.b, r, k);
      list.push_back(market);
    }
    return list;
  }

  bool chooses(int r, int k) const { return a_.b.factor_markets.registered(r, k) > 0; }

  double farm_land(int r) const {
    double land = 0;
    for (int j = 0; j < a_.sectors; ++j)
      if (a_.b.factor_markets.farm[at(j)]) land += a_.b.land(r, j);
    return land;
  }

  void declare_origin(int r, int k) {
    if (!chooses(r, k)) return;
    m_.choice(r, k) =
        a_.m.auxiliary({.name = name("CHOICE", r, k), .start = 1, .lower = 1e-9, .region = r});
    if (k == farm_labour && farm_land(r) > 0 && flow(r * kinds + k, r * kinds + k) > 0)
      m_.stayer(r, k) =
          a_.m.auxiliary({.name = name("STAYER", r, k), .start = 1, .lower = 1e-9, .region = r});
  }

  bool knows_public_services(int r) const {
    return !public_index_.empty() && public_index_[at(r)].valid();
  }

  /// Registered workers relative to the benchmark.
  Expr population(int o) const { return Expr(population_->at({o / kinds, o % kinds})); }

  /// What living in a region adds to its real wage: the stated amenity, and public services by
  /// their elasticity (eq. 62).
  Expr amenity(int r) const {
    const Expr stated(amenity_->at({r}));
    if (!knows_public_services(r)) return stated;
    return stated * pow(Expr(public_index_[at(r)]), Expr(public_amenity_->at({r})));
  }

  /// What destination d is worth to a worker of origin o, relative to the benchmark, to the power
  /// kappa.
  Expr attraction(int o, int d) const {
    const int from = o / kinds, k = o % kinds, to = d / kinds, work = d % kinds;
    const Expr kappa(elasticity_->at({from}));
    const AuxiliaryId stayer = m_.stayer(from, k);
    Expr value = amenity(to) * Expr(o == d && stayer.valid() ? stayer : m_.real_wage(to, work));
    if (o != d)
      value = value * (Expr(1.0) - Expr(hukou_->at({from, to, k, work}))) /
              Expr(cost_->at({from, to, k, work}));
    return pow(value, kappa);
  }

  /// Normaliser of the choice (eq. 62), and the income of stayers, who share the land's rent (eq.
  /// 64).
  void state_choice(int o) {
    const int r = o / kinds, k = o % kinds;
    if (!chooses(r, k)) return;
    const double registered = a_.b.factor_markets.registered(r, k);
    Expr sum(0.0);
    for (int d = 0; d < places_; ++d)
      if (flow(o, d) > 0) sum = sum + Expr(flow(o, d) / registered) * attraction(o, d);
    a_.m.equation(m_.choice(r, k), Expr(m_.choice(r, k)) - sum);
    const AuxiliaryId stayer = m_.stayer(r, k);
    if (!stayer.valid()) return;
    const double land = farm_land(r);
    const double pay =
        labour_[at(r)][at(k)].quantity * flow(o, o) / a_.b.factor_markets.employed(r, k);
    Expr rent(0.0);
    for (int j = 0; j < a_.sectors; ++j)
      if (a_.b.factor_markets.farm[at(j)] && a_.b.land(r, j) > 0)
        rent = rent + Expr(a_.b.land(r, j) / land) * Expr(a_.model.land_rent(r, j));
    const double part = land / (land + pay);
    const Expr per_stayer = rent / Expr(wage(r, k)) * Expr(m_.choice(r, k)) /
                            (attraction(o, o) * Expr(population_->at({r, k})));
    a_.m.equation(stayer, Expr(stayer) - Expr(m_.real_wage(r, k)) *
                                             (Expr(1 - part) + Expr(part) * per_stayer));
  }

  /// Labour of a market relative to the benchmark: its workers, from all origins (eq. 63).
  void add_arrivals(int r, int k) {
    const double employed = a_.b.factor_markets.employed(r, k);
    if (!(employed > 0)) return;  // a place that the source lacks: nobody moves
    const int d = r * kinds + k;
    const AuxiliaryId labour = m_.labour(r, k) =
        a_.m.auxiliary({.name = name("LABOUR", r, k), .start = 1, .lower = 1e-9, .region = r});
    Expr sum(0.0);
    for (int o = 0; o < places_; ++o)
      if (flow(o, d) > 0)
        sum = sum + Expr(flow(o, d) / employed) * population(o) * attraction(o, d) /
                        Expr(m_.choice(o / kinds, o % kinds));
    a_.m.equation(labour, Expr(labour) - sum);
    labour_[at(r)][at(k)].scale = Expr(labour);
  }

  Assembly& a_;
  const CarbonPrice& carbon_;
  const PublicIndex& public_index_;
  Supplies labour_;
  const data::Table& flows_;
  MigrationUnknowns& m_;
  int places_;
  ParameterFamily *cost_ = nullptr, *hukou_ = nullptr, *amenity_ = nullptr,
                  *public_amenity_ = nullptr, *elasticity_ = nullptr, *population_ = nullptr;
};

}  // namespace

Supplies add_migration(Assembly& a, const CarbonPrice& carbon, const PublicIndex& public_index) {
  if (!a.b.factor_markets.knows_workers() || a.b.factor_markets.farm.empty())
    throw ModelError(
        "closure \"" + a.closure.id +
        "\" lets workers migrate, but the dataset does not say who works where; choose a closure "
        "with "
        "labour = \"mobile\", or a dataset with migration_shares_2010 and employment_2010");
  return Migration(a, carbon, public_index).add();
}

}  // namespace yuqian::model::spec
