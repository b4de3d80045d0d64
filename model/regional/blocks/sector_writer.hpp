// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/benchmark/sector_inputs.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>

namespace yuqian::model::spec {

/// Parameters of production that a scenario moves, by region and sector.
struct ProductionParameters {
  ParameterFamily &capital_tax, &productivity;
};

/// Inputs whose own productivity a scenario may move.
enum ProductiveInput { labour_input, capital_input, land_input, energy_input };

/// Writes the inputs of one sector with all that belongs to them: their own productivity (eq. 403),
/// the wedge on capital, emissions, meters.
class SectorWriter {
 public:
  SectorWriter(Assembly& a, const ProductionTerms& terms, ProductionParameters& parameters,
               BlockWriter& y, int r, int j)
      : a_(a), terms_(terms), parameters_(parameters), y_(y), r_(r), j_(j) {}

  /// Nothing is written where the quantity is zero.
  void labour(const std::string& nest, double quantity);
  void capital(const std::string& nest, double quantity);
  /// Land, a resource or another factor that stays where it is; its income counts as capital's for
  /// the wedge on capital where `taxed_as_capital`.
  void land(const std::string& nest, CommodityId price, double quantity,
            bool taxed_as_capital = false);
  /// Goods are written in the order of sector_bill(), by which readers know them.
  void good(const std::string& nest, const SectorInput&);

  Assembly& assembly() { return a_; }
  const ProductionTerms& terms() const { return terms_; }
  BlockWriter& block() { return y_; }
  int region() const { return r_; }
  int sector() const { return j_; }
  int written() const { return written_; }  ///< netputs so far

 private:
  Expr work_of(ProductiveInput);
  ParameterId wedge();

  Assembly& a_;
  const ProductionTerms& terms_;
  ProductionParameters& parameters_;
  BlockWriter& y_;
  int r_, j_, written_ = 0, goods_ = 0;
};

/// The inputs of the sector that makes electricity, by source of energy (eq. 442 to 446).
void write_power(SectorWriter&);

}  // namespace yuqian::model::spec
