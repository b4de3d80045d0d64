// SPDX-License-Identifier: Apache-2.0
// The parts of the regional model, one a file; each adds its blocks to the builder.
#pragma once

#include <yuqian/model/regional/blocks/regional_model.hpp>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>

namespace yuqian::model::spec {

/// A factor of one region as its owners supply it.
struct FactorSupply {
  CommodityId price;
  double quantity = 0;  ///< at the benchmark, all owners
  std::optional<Expr> scale =
      std::nullopt;        ///< what is supplied relative to the benchmark; none: the benchmark's
  double rural_share = 0;  ///< of labour: part that rural households earn
  bool resource = false;   ///< of capital: a site or a river, whose income is land's
};

/// What the parts share while the model is assembled.
struct Assembly {
  const Benchmark& b;
  const Closure& closure;
  Builder& m;
  RegionalModel& model;
  int regions, sectors;
  /// Families of the parameters that more than one part reads.
  ParameterFamily* iceberg = nullptr;
  const ParameterFamily *esubd = nullptr, *esubm = nullptr,
                        *esubva = nullptr;  ///< by good or sector
  std::vector<std::vector<FactorSupply>> labour = {},
                                         capital = {};  ///< by region: what its owners supply
  double central_income = 0;                            ///< at the benchmark
  std::vector<AuxiliaryId> saving_scale = {};  ///< by region; empty unless investment is fixed
  std::vector<Expr> public_basket =
      {};  ///< by region and good: shift of the government's basket (eq. 72)
  std::vector<Expr> public_earmark = {};  ///< by region: shift of what is productive in it
  std::vector<Expr> public_budget = {};  ///< by region: share of the province's income that buys it
  std::vector<double> equalisation_gap = {};  ///< by region, 10^8 yuan
  std::vector<AuxiliaryId> utilisation =
      {};  ///< by region: capital in use; empty unless output follows demand
  std::vector<Coefficient> output_augmentation = {};  ///< by region and sector, row-major (eq. 70)
  /// Of the regions' factors, and of capital by sector, relative to the benchmark (eq. 402).
  const ParameterFamily *endowment = nullptr, *capital_stock = nullptr;
  std::vector<AuxiliaryId> stock = {};  ///< by region: capital; empty unless it adjusts (eq. 410)
  ParameterFamily* quota = nullptr;
  std::set<std::tuple<int, int, int>> under_quota{};  ///< from, to, good
  ParameterFamily* margin_use = nullptr;              ///< null where the benchmark has no margins
  /// By route and mode shares.
  std::map<std::tuple<int, int, std::array<double, mode_count>>, Expr> margin_uses{};
  ParameterFamily* chain_efficiency = nullptr;
  std::vector<Expr> carbon_price = {};  ///< by region, foreign exchange per Mt; empty unless priced

  std::string cell(const char* name, int r, int i) const {
    return std::string(name) + "[" + b.regions.label(r) + "," + b.sectors.label(i) + "]";
  }
  std::string cell(const char* name, int r) const {
    return std::string(name) + "[" + b.regions.label(r) + "]";
  }
};

/// Uses that a barrier may act on: intermediate, final, export.
const data::Set& uses();
enum Use { intermediate_use, final_use, export_use };

/// A good on its way from a place to another for one use: a region, or abroad, which is the place
/// behind the regions.
struct Route {
  int from, to, good;
  Use use;
  double share;  ///< of the use in the flow
};

double total_use(const Benchmark&, int r, int i);  ///< intermediate, final and for margins
double intermediate_share(const Benchmark&, int r,
                          int i);  ///< of total use; margins are intermediate

void declare_unknowns(Assembly&);
void declare_icebergs(Assembly&);      ///< before production, whose exports bear them
void declare_productivity(Assembly&);  ///< before production and whatever multiplies it
/// Multiplies the productivity of a cell by a factor that is one at the benchmark; before
/// production.
void multiply_output(Assembly&, int r, int j, const Expr& factor);
/// Physical output per unit of the activity; the second: what of it arrives, `delivered` of a unit
/// sent.
Coefficient output_augmentation(const Assembly&, int r, int j);
Coefficient output_augmentation(const Assembly&, int r, int j, const Expr& delivered);
void declare_elasticities(Assembly&);
/// Factors whose endowment a scenario may move, in the order of EndowedFactor.
const data::Set& endowed_factors();
enum EndowedFactor { labour_endowment, capital_endowment, land_endowment };
void declare_endowments(Assembly&);  ///< before labour, capital and households
/// Multiplies what is supplied of a factor by the region's endowment of it.
void supply(Assembly&, FactorSupply&, int r, EndowedFactor);
/// The same of the capital that these sectors have at the benchmark, each with its own stock.
void supply_capital(Assembly&, FactorSupply&, int r, std::span<const int> sectors);
void add_labour(Assembly&);
void add_migration(Assembly&);  ///< the labour of a closure with migration
void add_capital(Assembly&);
/// Throws data::InputError where the closure wants electricity by source and the benchmark does not
/// fit.
void require_power(const Assembly&);
/// Capital of a sector that investment makes: all of it but the rents of eq. 441.
double reproducible_capital(const Assembly&, int r, int j);
void add_power_resources(Assembly&);  ///< after capital, with whose owners they are
void add_land(Assembly&);
/// Cost of what households of a region consumed at the benchmark, the price of carbon they pay in
/// it, which is one.
Expr consumer_price(const Assembly&, int r);
/// Auxiliary unknown: a wage over the consumer price of its region (eq. 60).
AuxiliaryId add_real_wage(Assembly&, int r, CommodityId wage, const std::string& name);
void declare_policy_barriers(Assembly&);  ///< after icebergs, of which they are a part
void declare_quotas(Assembly&);           ///< before sourcing
bool under_quota(const Assembly&, const Route&);
/// Declares the activity, the price and the rent of a way under quota; its block is the caller's.
QuotaWay open_way(Assembly&, const Route&);
void declare_margin_use(Assembly&);  ///< before sourcing
/// The nest that a flow is written into: a branch in fixed proportions, opened here, where services
/// come with it, else the parent.
std::string open_branch(const Assembly&, BlockWriter&, const std::string& parent, const Route&);
/// Puts the services of a route into the nest of its branch. Nothing where the route has none.
void add_margin(Assembly&, BlockWriter&, const std::string& nest, const Route&);
void declare_emissions(
    Assembly&);  ///< before labour, households and production, which the price of carbon meets
/// The netput just written emits so many Mt a unit; `price` is its market price.
void charge_emissions(Assembly&, BlockWriter&, int r, double mt_per_unit, const Expr& price);
/// What households of a region emit by burning a good, Mt at the benchmark; 0 where caps do not
/// count it.
double capped_emissions(const Assembly&, int r, int good, int household);
void close_emissions(Assembly&);  ///< what the price brings, and who pays whom for abatement
/// Value of intermediates that runs through the barrier fund of a region in a circle, 10^8 yuan; 0
/// where none is metered.
double metered_flow(const Assembly&, int r);
void declare_chains(Assembly&);  ///< after productivity, before production and sourcing
/// Units of a good of another province that leave for one that does its work: iceberg over
/// efficiency in the chain.
Coefficient delivered(Assembly&, const Route&);
/// The intermediate good of another province just written: metered and subsidised where it is the
/// partner's.
void link_partner(const Assembly&, BlockWriter&, const Route&);
void link_intermediates(Assembly&, BlockWriter&,
                        int r);  ///< the intermediate input just written: metered
void add_production(Assembly&);
void add_imports(Assembly&);  ///< what a good of abroad costs, before sourcing (eq. 405)
void add_sourcing(Assembly&);
void add_world_demand(Assembly&);
void add_enterprises(Assembly&);  ///< after governments and investment, which it pays
void add_households(Assembly&);
/// Provincial governments and the centre; what a province saves or borrows needs investment.
void add_government(Assembly&);
/// What needs the households and investment: barrier revenue, transfers to households, public
/// investment or borrowing, and the refund under fixed spending.
void close_government(Assembly&, int r);
void declare_public_index(Assembly&);   ///< before labour, whose migrants value public services
void declare_public_basket(Assembly&);  ///< before government
/// What a province's government buys of a good, by whether production gains from it: the productive
/// part first.
struct PublicPurchase {
  double value;  ///< 10^8 yuan at the benchmark, > 0
  Expr shift;    ///< of its share of the basket
  bool productive;
};
std::vector<PublicPurchase> public_purchases_of(const Assembly&, int r, int good);
void add_public_services(Assembly&);  ///< after households, before production and transfers
void require_demand_driven(
    const Closure&);               ///< throws ModelError where the rest of the closure does not fit
void add_idle_factors(Assembly&);  ///< after labour and capital, before who owns them
void add_transfers(Assembly&);     ///< after the incomes and all payments
void add_investment(Assembly&);
/// Share of a region's saving that its province borrows at the benchmark.
double lent_to_province(const Benchmark&, int r);
/// Cost of what a region invested at the benchmark over its benchmark value.
Expr investment_price(const Assembly&, int r);
/// Throws ModelError where investment in proportion to the stock has no stock that adjusts.
void require_steady_state(const Closure&);
/// Wage of the market that pays most labour income in the region.
CommodityId largest_labour_market(const Assembly&, int r);
/// Gives a consumer the share of what is supplied.
void endow(Assembly&, ConsumerId, Endowment, const FactorSupply&, double share);
/// Rate at which a household's income is saved.
Expr saving_transfer(const Assembly&, int r, ParameterId rate, ParameterId tax);

/// Unknowns that the closure gives and parameters that adjust; after all other parts.
void add_swaps(Assembly&);
/// Throws data::InputError where the swaps leave an unknown undetermined at the benchmark.
void require_determined(const RegionalModel&);

}  // namespace yuqian::model::spec
