// SPDX-License-Identifier: Apache-2.0
// Production Y[r,j] (eq. 10): materials in fixed proportion with a bundle of value added and
// energy; labour, capital and land substitute within value added, electricity and fuels within
// energy. Output is one good for all markets where the world's demand has a slope; in a small
// country it is transformed between the domestic and the foreign market by CET.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/sector_bill.hpp>
#include <yuqian/model/regional/blocks/sector_writer.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <array>
#include <cmath>

namespace yuqian::model::spec {
namespace {

/// Inputs whose own productivity a scenario may move.
const data::Set& productive_inputs() {
  static const data::Set set("input", {"labour", "capital", "land", "energy"},
                             {"劳动", "资本", "土地和资源", "能源"});
  return set;
}

/// Rates of single kinds of taxes on production: what they move by moves the rate of all (eq. 404).
class RatesByKind {
 public:
  explicit RatesByKind(Assembly& a) : a_(a) {
    for (const char* name : {"vat", "excise", "production_subsidy"})
      families_.push_back(&a.model.parameters.add(
          name, {a.b.regions.renamed("region"), a.b.sectors.renamed("sector")}));
  }
  /// The rate of all together, where they alone would make it `all`.
  Expr added_to(const Expr& all, int r, int j) {
    Expr sum = all;
    for (std::size_t k = 0; k < families_.size(); ++k) {
      const double paid = a_.b.taxes.rank() == 3 ? a_.b.taxes(r, j, kinds[k]) : 0.0,
                   rate = std::abs(paid) / a_.b.output(r, j);
      const ParameterId id = families_[k]->ids[families_[k]->offset({r, j})] = a_.m.parameter(rate);
      const Expr moved = Expr(id) - Expr(rate);
      sum = kinds[k] == subsidies ? sum - moved : sum + moved;
    }
    return sum;
  }

 private:
  static constexpr std::array<TaxKind, 3> kinds{value_added_tax, excise, subsidies};
  Assembly& a_;
  std::vector<ParameterFamily*> families_;
};

void write_inputs(SectorWriter& w, const SectorElasticities& e) {
  Assembly& a = w.assembly();
  const Benchmark& b = a.b;
  const int r = w.region(), j = w.sector();
  BlockWriter& y = w.block();
  double energy = 0, fuels = 0;
  const std::vector<SectorInput> inputs = sector_inputs(b, r, j);
  for (const SectorInput& in : inputs) {
    if (in.nest != SectorInput::Nest::materials) energy += in.value;
    if (in.nest == SectorInput::Nest::fuels) fuels += in.value;
  }
  const double value_added = b.labour(r, j) + b.capital(r, j) + b.land(r, j);
  y.inputs("materials", 0.0);
  if (value_added + energy > 0) y.nest("value added-energy", e.value_added_energy, "materials");
  if (value_added > 0) {
    y.nest("value added", w.terms().elasticities.esubva.at({j}), "value added-energy");
    w.labour("value added", b.labour(r, j));
    w.capital("value added", b.capital(r, j));
    w.land("value added", a.model.land_rent(r, j), b.land(r, j));
  }
  if (energy > 0) y.nest("energy", e.electricity_fuels, "value added-energy");
  if (fuels > 0) y.nest("fuels", e.among_fuels, "energy");
  for (const SectorInput& in : inputs)
    w.good(in.nest == SectorInput::Nest::materials     ? "materials"
           : in.nest == SectorInput::Nest::electricity ? "energy"
                                                       : "fuels",
           in);
}

}  // namespace

void add_production(Assembly& a, const ProductionTerms& terms) {
  const Benchmark& b = a.b;
  RegionalModel& m = a.model;
  ParameterFamily& capital_tax =
      m.parameters.add("capital_tax", {b.regions.renamed("region"), b.sectors.renamed("sector")});
  ParameterFamily& production_tax = m.parameters.add(
      "production_tax", {b.regions.renamed("region"), b.sectors.renamed("sector")});
  RatesByKind kinds(a);
  ParameterFamily& productivity = m.parameters.add(
      "input_productivity",
      {b.regions.renamed("region"), b.sectors.renamed("sector"), productive_inputs()});
  ProductionParameters parameters{capital_tax, productivity};
  for (int r = 0; r < a.regions; ++r) {
    const ConsumerId local = m.government[at(r)];
    const double local_share = b.local_production_tax_share[at(r)];
    for (int j = 0; j < a.sectors; ++j) {
      if (!m.output(r, j).valid()) continue;
      const SectorElasticities& e = b.elasticities[at(j)];
      const double tax = b.production_tax(r, j) / b.output(r, j);
      const Expr rate = kinds.added_to(
          Expr(production_tax.ids[production_tax.offset({r, j})] = a.m.parameter(tax)), r, j);
      BlockWriter y = a.m.production(m.output(r, j));

      y.outputs("markets", e.export_transformation);
      const auto taxed = [&] {
        y.price(1 - tax)
            .tax(local, Expr(local_share) * rate, Meaning(Levy::production_tax))
            .tax(m.centre, Expr(1 - local_share) * rate, Meaning(Levy::production_tax));
      };
      const double process = product_emissions(b, a.closure, r, j) / b.output(r, j);
      const bool small_country = a.closure.exports == Closure::Exports::small_country;
      double domestic = small_country ? 0 : b.sold_abroad(r, j);
      for (int s = 0; s < a.regions; ++s) domestic += b.trade(r, s, j);
      if (domestic > 0) {
        y.netput("markets", m.domestic_price(r, j), domestic)
            .augmented(terms.productivity.of(r, j))
            .tagged(Meaning(Netput::domestic_sale, r, j));
        taxed();
        charge_emissions(a, terms.carbon, y, r, process, Expr(m.domestic_price(r, j)));
      }
      if (small_country && b.sold_abroad(r, j) > 0) {
        // A unit sold abroad earns 1/tau units of foreign exchange.
        const ParameterId tau = terms.icebergs.at({r, a.regions, j, export_use});
        y.netput("markets", m.foreign_exchange, b.sold_abroad(r, j))
            .augmented(terms.productivity.of(r, j, Expr(1.0) / Expr(tau)))
            .tagged(Meaning(Netput::foreign_sale, r, j));
        taxed();
        charge_emissions(a, terms.carbon, y, r, process, Expr(m.foreign_exchange) / Expr(tau));
      }

      SectorWriter w(a, terms, parameters, y, r, j);
      if (a.closure.power == Closure::Power::technologies && j == b.power.sector)
        write_power(w);
      else
        write_inputs(w, e);
    }
  }
}

}  // namespace yuqian::model::spec
