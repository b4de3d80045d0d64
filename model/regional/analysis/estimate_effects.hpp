// SPDX-License-Identifier: Apache-2.0
// What an indicator depends on in the benchmark itself, which no scenario moves: flows of trade
// between regions, which are estimates. From the same transposed solve as the parameters.
#pragma once

#include <yuqian/model/regional/analysis/sensitivity.hpp>

namespace yuqian::model {

/// By every benchmark flow X[from, to, good], own supply on the diagonal, 10^8 yuan for 10^8 yuan
/// (eq. 113). More of one flow is less of others: what the region supplies and the use of the good
/// in every region stay, and the rest moves by the least weighted squares of what is there. A flow
/// moves like a preference for its good, transport with it. `by_parameter`: derivatives by all
/// parameters at `parameters`.
ParameterEffect trade_flow_effect(const RegionalModel&, std::span<const double> parameters,
                                  std::span<const double> by_parameter);

}  // namespace yuqian::model
