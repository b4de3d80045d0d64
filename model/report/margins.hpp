// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/report/accounts.hpp"

namespace yuqian::model {

/// What margin-saving change is worth to a region at the reference's flows (eq. 54), 10^8 yuan:
/// margins paid on its arrivals times the logarithm of the saving.
double margin_saved(const Accounts& reference, const Accounts& counterfactual, int region);

}  // namespace yuqian::model
