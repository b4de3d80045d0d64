// SPDX-License-Identifier: Apache-2.0
// What the parts of the regional model stand for, noted by the block that writes them. Whoever
// reads a compiled model selects by it.
#pragma once

#include <yuqian/model/kernel/model.hpp>

#include <bit>

namespace yuqian::model {

/// An activity or a consumer, and with it its block.
enum class Agent : std::int16_t {
  other,
  producer,      ///< {region, sector}
  sourcing,      ///< {region, good}
  quota_route,   ///< {region that it leads to, good}
  importer,      ///< {-, good}
  world_market,  ///< {-, good}
  household,     ///< {region, -, group}
  government,    ///< {region}
  centre,
  rest_of_world
};

/// A netput: what is bought or sold.
enum class Netput : std::int16_t {
  other,
  domestic_sale,  ///< {region, sector} of the producer
  foreign_sale,   ///< the same, straight for foreign exchange
  labour,         ///< {region, sector} that employs it
  capital,
  land,
  intermediate,  ///< {region, good, place in sector_bill()}
  provincial,    ///< a province's own good: {region that makes it, good}
  import,        ///< {-, good}
  quota_route,   ///< a good that comes by a route under quota: {origin, good}
  margin,        ///< {region that supplies it, service of the benchmark, origin of the goods}
  purchase,      ///< of a final user: {region, good, 1 where production gains from it}
  abroad         ///< foreign exchange, or a good of the world market
};

/// A tax on a netput, or what is metered and paid like one.
enum class Levy : std::int16_t {
  other,
  production_tax,
  capital_tax,
  tariff,
  wedge,
  quota_rent,
  export_rebate,
  carbon,  ///< the meter of emissions and their price
  chain    ///< the meter of intermediates and the partner's subsidy
};

/// What an endowment is of.
enum class Endowment : std::int16_t {
  other,
  labour,
  capital,
  land,
  payment,         ///< between two incomes of the nation: what one receives and the other lacks
  world_income,    ///< what the rest of the world spends
  external_saving  ///< of an investment fund
};

/// Why one income passes a share of itself to another.
enum class Transfer : std::int16_t {
  other,
  direct_tax,
  enterprise_tax,
  saving,  ///< of households and enterprises
  barrier_revenue,
  borrowing,  ///< of a province
  grant,      ///< between governments
  benefit,    ///< of a government to households
  public_investment,
  permit_revenue,
  metered  ///< levies that are paid back on the spot
};

/// A kind of the lists above with the positions that it speaks of; -1: none.
template <class Kind>
struct Meaning {
  Kind kind;
  std::int16_t region, item, detail;

  Meaning(Kind what, int r = -1, int i = -1, int more = -1)
      : kind(what),
        region(static_cast<std::int16_t>(r)),
        item(static_cast<std::int16_t>(i)),
        detail(static_cast<std::int16_t>(more)) {}
  explicit Meaning(const Tag& tag) : Meaning(std::bit_cast<Meaning>(tag)) {}
  operator Tag() const { return std::bit_cast<Tag>(*this); }
  bool is(Kind what) const { return kind == what; }
};

inline Meaning<Agent> agent(const Model& m, int unknown) {
  return Meaning<Agent>(m.unknown(unknown).tag);
}
inline Meaning<Netput> netput(const Model& m, int leaf) {
  return Meaning<Netput>(m.leaf_tag(leaf));
}
inline Levy levy(const Model& m, int tax) { return Meaning<Levy>(m.tax_tag(tax)).kind; }
/// Foreign exchange, which somebody pays.
inline bool is_money(Endowment e) {
  return e == Endowment::payment || e == Endowment::world_income || e == Endowment::external_saving;
}
inline Endowment kind(const EndowmentData& e) { return Meaning<Endowment>(e.tag).kind; }
inline Transfer kind(const TransferData& t) { return Meaning<Transfer>(t.tag).kind; }

}  // namespace yuqian::model
