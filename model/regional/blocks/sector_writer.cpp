// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/blocks/sector_writer.hpp>

namespace yuqian::model::spec {

/// Physical units of an input that do the work of one (eq. 403).
Expr SectorWriter::work_of(ProductiveInput input) {
  ParameterFamily& f = parameters_.productivity;
  ParameterId& id = f.ids[f.offset({r_, j_, input})];
  if (!id.valid()) id = a_.m.parameter(1.0);
  return Expr(1.0) / Expr(id);
}

/// On what the owner gets, beyond the benchmark's taxes; revenue to the province (eq. 67).
ParameterId SectorWriter::wedge() {
  ParameterFamily& f = parameters_.capital_tax;
  ParameterId& id = f.ids[f.offset({r_, j_})];
  if (!id.valid()) id = a_.m.parameter(0.0);
  return id;
}

void SectorWriter::labour(const std::string& nest, double quantity) {
  if (!(quantity > 0)) return;
  ++written_;
  y_.netput(nest, a_.model.wage(r_, j_), quantity)
      .augmented(work_of(labour_input))
      .tagged(Meaning(Netput::labour, r_, j_));
}

void SectorWriter::capital(const std::string& nest, double quantity) {
  if (!(quantity > 0)) return;
  ++written_;
  const ParameterId tax = wedge();
  y_.netput(nest, a_.model.rent(r_, j_), quantity)
      .augmented(work_of(capital_input))
      .tax(a_.model.government[at(r_)], tax, Meaning(Levy::capital_tax))
      .tagged(Meaning(Netput::capital, r_, j_));
}

void SectorWriter::land(const std::string& nest, CommodityId price, double quantity,
                        bool taxed_as_capital) {
  if (!(quantity > 0)) return;
  ++written_;
  y_.netput(nest, price, quantity)
      .augmented(work_of(land_input))
      .tagged(Meaning(Netput::land, r_, j_));
  if (taxed_as_capital) y_.tax(a_.model.government[at(r_)], wedge(), Meaning(Levy::capital_tax));
}

void SectorWriter::good(const std::string& nest, const SectorInput& in) {
  ++written_;
  const CommodityId price = a_.model.intermediate_price(r_, in.good);
  y_.netput(nest, price, in.value).tagged(Meaning(Netput::intermediate, r_, in.good, goods_++));
  if (in.nest != SectorInput::Nest::materials) y_.augmented(work_of(energy_input));
  charge_emissions(a_, terms_.carbon, y_, r_, in.emissions / in.value, Expr(price));
  link_intermediates(a_, terms_.chains, y_, r_);
}

}  // namespace yuqian::model::spec
