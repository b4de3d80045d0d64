// SPDX-License-Identifier: Apache-2.0
// The parts of the regional model, one per file; each adds its blocks to the builder. A part
// receives what it needs from other parts as an argument, so that none can be called too early.
#pragma once

#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/model/regional/blocks/use.hpp>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>

namespace yuqian::model::spec {

/// What every part reads and writes.
struct Assembly {
  const Benchmark& b;
  const Closure& closure;
  Builder& m;
  RegionalModel& model;
  int regions, sectors;

  std::string cell(const char* name, int r, int i) const {
    return std::string(name) + "[" + b.regions.label(r) + "," + b.sectors.label(i) + "]";
  }
  std::string cell(const char* name, int r) const {
    return std::string(name) + "[" + b.regions.label(r) + "]";
  }
};

void declare_unknowns(Assembly&);

// ---- Productivity and elasticities

/// Physical output per unit of the activity by region and sector, one at the benchmark (eq. 70).
class Productivity {
 public:
  explicit Productivity(Assembly&);
  void multiply(int r, int j, const Expr& factor);
  const Coefficient& of(int r, int j) const { return cells_[cell(r, j)]; }
  /// The same of what arrives, `delivered` of a unit sent.
  Coefficient of(int r, int j, const Expr& delivered) const;

 private:
  std::size_t cell(int r, int j) const { return at(r * sectors_ + j); }

  int sectors_;
  std::vector<Coefficient> cells_;
};

/// Of substitution, by good or sector.
struct Elasticities {
  const ParameterFamily &esubd, &esubm, &esubva;
};
Elasticities declare_elasticities(Assembly&);

// ---- Barriers, quotas and margins on the routes of goods

/// Icebergs by origin, destination, good and use, one at the benchmark.
const ParameterFamily& declare_icebergs(Assembly&);
/// The part of icebergs that policy makes.
void declare_policy_barriers(Assembly&, const ParameterFamily& icebergs);

/// The routes that the closure puts under quota (eq. 57, 58).
struct Quotas {
  ParameterFamily* bounds = nullptr;                ///< null where there are none
  std::set<std::tuple<int, int, int>> routes = {};  ///< from, to, good

  bool on(const Route&) const;
};
Quotas declare_quotas(Assembly&);
/// Declares the activity, the price and the rent of a route under quota; its block is the caller's.
QuotaRoute open_quota_route(Assembly&, const Quotas&, const Route&);

/// Services bought with goods on their routes, relative to the benchmark (eq. 51).
class MarginUse {
 public:
  explicit MarginUse(Assembly&);
  /// Puts the services of a route into the nest of its branch. Nothing where the route has none.
  void add(const Assembly&, BlockWriter&, const std::string& nest, const Route&);

 private:
  Expr use(const MarginService&, const Route&);

  const ParameterFamily* use_ = nullptr;  ///< null where the benchmark has no margins
  /// By route and shares of modes.
  std::map<std::tuple<int, int, std::array<double, mode_count>>, Expr> known_;
};
/// The nest that a flow is written into: a branch in fixed proportions, opened here, where services
/// come with it, else the parent.
std::string open_branch(const Assembly&, BlockWriter&, const std::string& parent, const Route&);

// ---- Emissions

/// Of carbon by region, foreign exchange per Mt; empty unless the closure prices it.
using CarbonPrice = std::vector<Expr>;
CarbonPrice declare_emissions(Assembly&);
/// The netput just written emits so many Mt a unit; `price` is its market price.
void charge_emissions(const Assembly&, const CarbonPrice&, BlockWriter&, int r, double mt_per_unit,
                      const Expr& price);
/// What households of a region emit by burning a good, Mt at the benchmark; 0 where caps do not
/// count it.
double capped_emissions(const Assembly&, int r, int good, int household);
/// What the price brings, and who pays whom for abatement.
void close_emissions(Assembly&, const CarbonPrice&);

// ---- Factors

/// A factor of one region as its owners supply it.
struct FactorSupply {
  CommodityId price;
  double quantity = 0;  ///< at the benchmark, all owners
  std::optional<Expr> scale =
      std::nullopt;        ///< what is supplied relative to the benchmark; none: the benchmark's
  double rural_share = 0;  ///< of labour: part that rural households earn
  bool resource = false;   ///< of capital: a site or a river, whose income is land's

  void multiply(const Expr& factor) { scale = scale ? *scale * factor : factor; }
};
using Supplies = std::vector<std::vector<FactorSupply>>;  ///< by region

/// Factors whose endowment a scenario may move, in the order of EndowedFactor.
const data::Set& endowed_factors();
enum EndowedFactor { labour_endowment, capital_endowment, land_endowment };
/// Of the regions' factors, and of capital by sector, relative to the benchmark (eq. 402).
struct Endowments {
  const ParameterFamily &factor, &capital_stock;
};
Endowments declare_endowments(Assembly&);
/// Multiplies what is supplied of a factor by the region's endowment of it.
void supply(const Endowments&, FactorSupply&, int r, EndowedFactor);
/// The same of the capital that these sectors have at the benchmark, each with its own stock.
void supply_capital(const Assembly&, const Endowments&, FactorSupply&, int r,
                    std::span<const int> sectors);
/// Gives a consumer the share of what is supplied.
void endow(Assembly&, ConsumerId, Endowment, const FactorSupply&, double share);

void add_land(Assembly&);

/// By region: public services as migrants value them and production gains from them (eq. 73);
/// empty where the closure has none.
using PublicIndex = std::vector<AuxiliaryId>;
const PublicIndex& declare_public_index(Assembly&);

Supplies add_labour(Assembly&, const Endowments&, const CarbonPrice&, const PublicIndex&);
/// The labour of a closure with migration.
Supplies add_migration(Assembly&, const CarbonPrice&, const PublicIndex&);
/// Wage of the market that pays most labour income in the region.
CommodityId largest_labour_market(const Supplies& labour, int r);
/// Cost of what households of a region consumed at the benchmark, the price of carbon they pay in
/// it, which is one.
Expr consumer_price(const Assembly&, const CarbonPrice&, int r);
/// Auxiliary unknown: a wage over the consumer price of its region (eq. 60).
AuxiliaryId add_real_wage(Assembly&, const CarbonPrice&, int r, CommodityId wage,
                          const std::string& name);

/// Rates at which the benchmark is read to bear a tax, by region (eq. 416, 417); the second is null
/// without a pool of capital.
struct Borne {
  const ParameterFamily& tariff;
  const ParameterFamily* capital_tax;
};
Borne declare_borne(Assembly&);
/// What abroad gets of the benchmark's value of imports.
Expr paid_abroad(const Borne&, int r);
/// Saving from abroad that duties take the place of.
Expr replaced_by_duty(const Assembly&, const Borne&, int r);
/// Who gets what these taxes take, so that the benchmark's incomes stay; after all incomes.
void return_borne(Assembly&, const Borne&);

struct Capital {
  Supplies supplies;
  std::vector<AuxiliaryId> stock;  ///< by region; empty unless it adjusts (eq. 410)
};
Capital add_capital(Assembly&, const Endowments&, const Borne&);
/// Capital of a sector that investment makes: all of it but the rents of eq. 441.
double reproducible_capital(const Assembly&, int r, int j);
/// Throws data::InputError where the closure wants electricity by source and the benchmark does not
/// fit.
void require_power(const Assembly&);
/// Sites and rivers, which the owners of capital supply.
void add_power_resources(Assembly&, const Endowments&, Supplies& capital);

/// Throws ModelError where the rest of the closure does not fit.
void require_demand_driven(const Closure&);
/// Labour and capital stand idle where output follows demand (eq. 74). Use of capital by region,
/// whose equation is investment's; empty under other closures.
std::vector<AuxiliaryId> add_idle_factors(Assembly&, const CarbonPrice&, Supplies& labour,
                                          Supplies& capital);

// ---- Incomes and what they buy

/// What provinces buy, which shifts between goods and regions (eq. 72).
struct PublicBasket {
  std::vector<Expr> shift = {};    ///< by region and good, row-major
  std::vector<Expr> earmark = {};  ///< by region: shift of what is productive in it
  std::vector<double> gap = {};    ///< by region: productive spending below the nation's, 10^8 yuan
  const ParameterFamily& equalisation;
};
PublicBasket declare_public_basket(Assembly&);
/// What a province's government buys of a good, by whether production gains from it: the productive
/// part first.
struct PublicPurchase {
  double value;  ///< 10^8 yuan at the benchmark, > 0
  Expr shift;    ///< of its share of the basket
  bool productive;
};
std::vector<PublicPurchase> public_purchases_of(const Assembly&, const PublicBasket&, int r,
                                                int good);

/// Provincial governments and the centre.
void add_government(Assembly&, const PublicBasket&);
/// Barrier revenue, transfers to households, public investment or borrowing, and the refund under
/// fixed spending. The share of its income by which a province buys goods.
Expr close_government(Assembly&, const PublicBasket&, int r);
/// What the centre receives at the benchmark, 10^8 yuan.
double central_income(const Benchmark&);

/// Throws ModelError where investment in proportion to the stock has no stock that adjusts.
void require_steady_state(const Closure&);
/// By region: factor on saving rates; empty where they are given.
using SavingScale = std::vector<AuxiliaryId>;
SavingScale add_investment(Assembly&, const Borne&, const Capital&,
                           std::span<const AuxiliaryId> utilisation);
/// Share of a region's saving that its province borrows at the benchmark.
double lent_to_province(const Benchmark&, int r);
/// Cost of what a region invested at the benchmark over its benchmark value.
Expr investment_price(const Assembly&, int r);
/// Rate at which a household's income is saved.
Expr saving_transfer(const SavingScale&, int r, ParameterId rate, ParameterId tax);

void add_enterprises(Assembly&, const Supplies& capital);

/// What households receive from factors, and what they save and burn.
struct HouseholdTerms {
  const Endowments& endowments;
  const Supplies &labour, &capital;
  const SavingScale& saving;
  const CarbonPrice& carbon;
};
/// Closes the government of each region too: the share of its income by which it buys goods.
std::vector<Expr> add_households(Assembly&, const HouseholdTerms&, const PublicBasket&);

/// Grants that equalise spending, and what public services do for production. The grants.
std::vector<Payment> add_public_services(Assembly&, const PublicBasket&, const PublicIndex&,
                                         std::span<const Expr> budgets, Productivity&);
/// Transfers between incomes, which begin with the grants.
void add_transfers(Assembly&, std::vector<Payment> grants);

// ---- Chains between regions (eq. 88, 89)

struct Chains {
  ParameterFamily& efficiency;
  const std::vector<Partner>& partner;  ///< by region; empty where nothing is metered
};
Chains declare_chains(Assembly&, Productivity&);
/// Value of intermediates that runs through the barrier fund of a region in a circle, 10^8 yuan; 0
/// where none is metered.
double metered_flow(const Assembly&, int r);
/// Units of a good of another province that leave for one that does its work: iceberg over
/// efficiency in the chain.
Coefficient delivered(Assembly&, const ParameterFamily& icebergs, const Chains&, const Route&);
/// The intermediate good of another province just written: metered and subsidised where it is the
/// partner's.
void link_partner(const Assembly&, const Chains&, BlockWriter&, const Route&);
/// The intermediate input just written: metered.
void link_intermediates(const Assembly&, const Chains&, BlockWriter&, int r);

// ---- Production, sourcing and trade with the world

/// What producers meet beside prices.
struct ProductionTerms {
  const Elasticities& elasticities;
  const Productivity& productivity;
  const CarbonPrice& carbon;
  const Chains& chains;
  const ParameterFamily& icebergs;
};
void add_production(Assembly&, const ProductionTerms&);

/// What the nation imports of a good, and its price at the border; by good, invalid where none is.
using ImportPrices = std::vector<CommodityId>;
/// What a good of abroad costs (eq. 405).
const ImportPrices& add_imports(Assembly&);

/// What goods meet on their routes.
struct RouteTerms {
  const ParameterFamily& icebergs;
  const Chains& chains;
  const Quotas& quotas;
  const Borne& borne;
  MarginUse& margins;
};
void add_sourcing(Assembly&, const Elasticities&, const RouteTerms&, const ImportPrices&);
void add_world_demand(Assembly&, const Elasticities&, const ParameterFamily& icebergs, MarginUse&);

// ---- Swaps

/// Unknowns that the closure gives and parameters that adjust; after all other parts.
void add_swaps(Assembly&, const CarbonPrice&);
/// Throws data::InputError where the swaps leave an unknown undetermined at the benchmark.
void require_determined(const RegionalModel&);

}  // namespace yuqian::model::spec
