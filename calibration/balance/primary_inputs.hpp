// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/accounts.hpp>

namespace yuqian::calibration {

/// Removes negative compensation, depreciation and surplus within the value added of a sector,
/// which stays as it is (docs/data.md, D5): a loss is first borne by depreciation, up to nine
/// tenths of it, so that gross surplus is kept; what is left becomes a production subsidy.
/// Afterwards the three are >= 0; net taxes on production may be negative.
Treatments remove_losses(Accounts& accounts);

/// Empties the sectors with an output below `threshold`: their inputs, value added and exports
/// become zero, and imports or other provinces supply what is used there (D6).
Treatments drop_tiny_sectors(Accounts& accounts, double threshold);

}  // namespace yuqian::calibration
