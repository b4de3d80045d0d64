// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>
#include <yuqian/model/regional/blocks/meaning.hpp>
#include <yuqian/model/regional/question/parameter_space.hpp>

namespace yuqian::model {

struct Closure;

/// Identifiers over regions and sectors; invalid where the benchmark cell is empty.
template <class T>
class Grid {
 public:
  Grid() = default;
  Grid(int rows, int columns) : columns_(columns), ids_(static_cast<std::size_t>(rows * columns)) {}
  T& operator()(int r, int i) { return ids_[at(r * columns_ + i)]; }
  const T& operator()(int r, int i) const { return ids_[at(r * columns_ + i)]; }

 private:
  int columns_ = 0;
  std::vector<T> ids_;
};

/// An amount of foreign exchange that passes from one income to another: scale times a parameter.
struct Payment {
  ConsumerId from, to;
  ParameterId amount;
  Transfer kind;
  double scale = 1;
};

/// A parameter that adjusts to an unknown (eq. 98, 99): p + weight x, or p (1 + weight x).
struct ParameterShift {
  ParameterId parameter;
  AuxiliaryId by;
  double weight = 1;
  bool in_proportion = false;
};

/// Unknowns of migration by [region, kind]; invalid in other closures. Relative to the benchmark.
struct MigrationUnknowns {
  Grid<AuxiliaryId> real_wage;  ///< at the destination
  Grid<AuxiliaryId> labour;     ///< at the destination; invalid where nobody is known to work
  Grid<AuxiliaryId> choice;     ///< normaliser of the choice at the origin
  Grid<AuxiliaryId> stayer;     ///< real income of those who stay, land rent in it; farm only
};

/// A route under quota: what arrives of a good in one region from another for one use, relative to
/// the benchmark, is the level of an activity; the rent is an ad valorem rate on the seller's
/// value.
struct QuotaRoute {
  int from, to, good, use;
  ActivityId activity;
  CommodityId price;  ///< of the good delivered
  AuxiliaryId rent;
  ConsumerId owner;  ///< of the rent
};

/// What a province pays another for every Mt that it emits less than at the benchmark (eq. 86).
struct AbatementPayment {
  int from, to;      ///< regions
  ParameterId rate;  ///< 10^8 yuan of foreign exchange per Mt
  double reference;  ///< Mt at the benchmark
};

/// Where a way to make electricity stands in the block of its sector (eq. 443).
struct PlantLeaf {
  int region, technology;
  int leaf;           ///< the first of its nest, counted from the first of the sector's inputs
  double generation;  ///< 10^8 kWh at the benchmark
};

/// What binds a region to its partners, where the closure has it (eq. 88, 89); else invalid.
struct Partner {
  std::vector<int> regions;  ///< the partners; empty: a third
  ConsumerId from_partner,
      intermediates;    ///< meters: intermediates bought from them, and in all, 10^8 yuan
  AuxiliaryId subsidy;  ///< ad valorem, on the former
};

/// The regional general equilibrium model on one benchmark under one closure (docs/equations.md).
/// Every price and activity is one at the benchmark; incomes are in 10^8 yuan.
struct RegionalModel {
  std::shared_ptr<const Benchmark> benchmark;
  std::shared_ptr<const Closure> closure;
  std::shared_ptr<const Model> model;
  ParameterSpace parameters;

  Grid<ActivityId> output;                            ///< Y[r,j]
  Grid<ActivityId> intermediate, final_use;           ///< sourcing AI[r,i], AF[r,i]
  Grid<CommodityId> domestic_price;                   ///< PD[r,i], of the province's own good
  Grid<CommodityId> intermediate_price, final_price;  ///< PI[r,i], PF[r,i], of the composites
  Grid<CommodityId>
      wage;  ///< PL[r,j] of the labour that sector j hires; one commodity per labour market
  Grid<CommodityId> rent;       ///< PK[r,j]; one commodity per region where capital is mobile
  Grid<CommodityId> land_rent;  ///< PN[r,j], land and resources
  std::vector<AuxiliaryId> real_wage,
      unemployment;  ///< by region; only where labour supply responds
  MigrationUnknowns migration;
  std::vector<CommodityId> regional_rent;  ///< PK[r]; invalid where capital is specific
  /// Only where electricity is made by source of energy: rents of what stays where it is, by region
  /// and technology; invalid where a technology has none.
  Grid<CommodityId> power_rent;
  std::vector<PlantLeaf> plants;
  CommodityId capital_pool;  ///< only where capital moves between regions
  ActivityId capital_allocation;
  CommodityId foreign_exchange;  ///< PFX
  // What the nation imports of a good, and its price at the border; by good, invalid where none is.
  std::vector<ActivityId> import;
  std::vector<CommodityId> import_price;
  std::vector<ConsumerId> rural, urban, government, investment, barrier_fund;
  std::vector<ConsumerId> enterprise;  ///< by region; invalid where enterprises keep nothing
  ConsumerId centre;
  std::vector<ParameterShift> shifts;  ///< of swaps; mostly none
  std::vector<Payment> payments;       ///< zero at the benchmark (eq. 71, 72)
  std::vector<AuxiliaryId>
      public_index;  ///< by region, with productive public spending only (eq. 73)
  // Only where exports meet a world demand: one composite per good, bought by the rest of the
  // world.
  std::vector<ActivityId> world;
  std::vector<CommodityId> world_price;
  ConsumerId rest_of_world;
  std::vector<QuotaRoute> quotas;  ///< as the closure asks; mostly none
  // Only where emissions are priced, by region: Mt metered, permit revenue, price of the own cap
  // (10^8 yuan of foreign exchange per Mt); the price of the joint cap.
  std::vector<ConsumerId> meter, permits;
  std::vector<AuxiliaryId> shadow;
  AuxiliaryId joint_shadow;
  std::vector<AbatementPayment> abatement_payments;
  std::vector<Partner>
      partner;  ///< by region; empty unless the closure meters intermediates from partners
};

/// Throws ModelError or data::InputError when the benchmark or the closure does not fit.
RegionalModel build_regional_model(std::shared_ptr<const Benchmark>, const Closure&);

}  // namespace yuqian::model
