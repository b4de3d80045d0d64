// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/local_text.hpp>
#include <yuqian/model/regional/question/swap.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace yuqian::model {

/// What adjusts and what stays: data, not code. Every result bears its closure.
struct Closure {
  /// By sector; across sectors of a region; across regions too; across sectors, the stock of a
  /// region moving until its return over the price of investment is what it was (eq. 410).
  enum class Capital { specific, mobile, interregional, adjusting };
  /// Across sectors of a region, total given; by sector; across regions and kinds of work; total
  /// by the real wage; with unemployment.
  enum class Labour { mobile, sector_specific, migration, elastic, wage_curve };
  /// fixed: real, saving rates adjust; steady_state: the same, in proportion to the stock
  enum class Investment { saving_driven, fixed, steady_state };
  /// Saving of other provinces, beyond the nation's from abroad: the benchmark's amount in foreign
  /// exchange, or a pool in which real investment moves alike everywhere (eq. 412).
  enum class Interprovincial { fixed, pooled };
  /// What the world pays: an Armington demand for every good, or fixed foreign prices (small
  /// country, with output transformed between the markets by CET).
  enum class Exports { world_demand, small_country };
  /// fixed_spending: real, a transfer with households adjusts
  enum class Government { spends_income, fixed_spending };
  /// productive: output rises with real productive public spending (eq. 73)
  enum class PublicCapital { unproductive, productive };
  /// demand_driven: labour and capital idle, saving rates given, investment fixed (eq. 74)
  enum class Output { supply_driven, demand_driven };
  /// Who receives the rent of quotas: the government of the destination or of the origin, or urban
  /// households of the destination.
  enum class QuotaOwner { destination, origin, households };
  /// What is given abroad: saving, the exchange rate adjusting; or the real exchange rate (foreign
  /// exchange over the price of consumption), saving from abroad adjusting.
  enum class External { saving_fixed, exchange_rate_fixed };
  /// counted: reported only; priced: caps with a price of carbon (eq. 82 to 85)
  enum class Emissions { counted, priced };
  /// Whose emissions the caps count and the price is paid on; of no meaning where emissions are
  /// counted only.
  enum class EmissionScope { sectors, all };  ///< all: households' own too
  enum class Spillover {
    none,
    partner_exposure
  };  ///< productivity follows the partner's share (eq. 89)
  enum class Returns {
    constant,
    external_scale
  };  ///< to the output of a sector in its region (eq. 89)
  enum class Linkage { none, target };  ///< target: a subsidy reaches the partner's share (eq. 88)
  /// How electricity is made: by one production function, or by source of energy (eq. 440 to 446).
  enum class Power { aggregate, technologies };
  std::string id;
  LocalText title, text;
  Capital capital = Capital::mobile;
  Labour labour = Labour::mobile;
  Investment investment = Investment::saving_driven;
  Government government = Government::spends_income;
  Exports exports = Exports::world_demand;
  PublicCapital public_capital = PublicCapital::unproductive;
  Output output = Output::supply_driven;
  Emissions emissions = Emissions::counted;
  EmissionScope emission_scope = EmissionScope::sectors;
  Spillover spillover = Spillover::none;
  Returns returns = Returns::constant;
  Linkage linkage = Linkage::none;
  Power power = Power::aggregate;
  std::string partners = "Chongqing; Guizhou";  ///< whose intermediates spillover and linkage are
                                                ///< about, see partners.hpp
  std::string numeraire = "foreign_exchange";   ///< or "wage:<region>"
  External external = External::saving_fixed;
  Interprovincial interprovincial = Interprovincial::fixed;
  std::vector<Swap> swaps;              ///< unknowns that are given, and the parameters that adjust
  double wedge_rent_to_households = 0;  ///< share of wedge revenue; the rest is local government's
  std::string quota = "none";  ///< routes that may be put under a quota, see quota_rule.hpp
  QuotaOwner quota_owner = QuotaOwner::destination;
};

/// Whether people in work can become more or fewer: their number, or only where they work. none: by
/// construction.
enum class EmploymentChange { none, between_places, in_total };
EmploymentChange employment_change(const Closure&);

/// Whether output has increasing returns or something spills over on it: then the economy may have
/// several equilibria, and the one found may not be that to which the benchmark leads (eq. 124).
bool may_branch(const Closure&);

/// One key of a closure file and its word, "capital" and "mobile".
struct ClosureWord {
  std::string key, word;
  LocalText name;       ///< of the key
  bool number = false;  ///< the word is a number
};
/// All keys of a closure, defaults included; two closures are the same rule where these agree.
std::vector<ClosureWord> closure_words(const Closure&);

/// Reads a closure file (TOML). Throws data::InputError with file:line:column.
Closure read_closure(const std::filesystem::path&);
/// The same from memory; `name` stands for the file in errors.
Closure parse_closure(std::string text, const std::string& name);

}  // namespace yuqian::model
