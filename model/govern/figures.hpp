// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/govern/forms.hpp>

namespace yuqian::govern {

/// Reads what an equilibrium is to every area. One object for each economy; made once.
class FigureReader {
 public:
  explicit FigureReader(const Economy&);
  Figures read(EconomyGame&) const;

 private:
  std::vector<model::LinearIndicator> rural_, urban_, product_;
  std::vector<double> product_at_start_;
  std::vector<Measure> emissions_;
};

}  // namespace yuqian::govern
