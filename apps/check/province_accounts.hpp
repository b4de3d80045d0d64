// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>

#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::apps {

/// Sums of which shares and rates are made, 10^8 yuan; households: rural, urban.
struct TaxesAndSaving {
  double product = 0, production_taxes = 0;
  double income_taxes = 0;  ///< of households and enterprises, fees and other revenue with them
  double local_taxes = 0;   ///< of all of these
  std::array<double, 2> disposable{}, consumption{};

  TaxesAndSaving& operator+=(const TaxesAndSaving&);
};

/// The accounts of one province of a benchmark as statistics name them.
class ProvinceAccounts {
 public:
  ProvinceAccounts(const model::Benchmark& b, int r) : b_(b), r_(r) {}

  /// By the names of data/validation/items.csv, 10^8 yuan or as the row says; not a number for a
  /// name that it does not know and for CO2 where nothing is known of it.
  double operator()(const std::string& item) const;

  TaxesAndSaving taxes_and_saving() const;

 private:
  struct Households {
    std::array<double, 2> disposable{}, tax{};
  };
  Households households() const;
  double enterprise_payments() const;  ///< income tax and fees
  double own_revenue() const;
  double farm_land() const;
  double emissions() const;

  const model::Benchmark& b_;
  int r_;
};

}  // namespace yuqian::apps
