// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/accounts.hpp>
#include <yuqian/calibration/balance/source_reader.hpp>

namespace yuqian::calibration {

/// Exports by place of origin and imports by place of destination as customs recorded them,
/// [region, sector], 10^8 yuan, goods only. Sources: docs/data.md, section 1.
struct Customs {
  data::Table exports, imports;
};

/// From accounts-2017/: million dollars by province and sector, held against the provinces' totals
/// in yuan (0.7 to 1.02 of them: gold and what customs did not classify is missing). Throws
/// InputError on an unknown label, a province that is missing and a sum out of these bounds.
Customs read_customs(SourceReader& reader, const CustomsList& list, const data::Set& regions,
                     const data::Set& sectors, const SectorParts& parts, int year);

/// Gives every province the part of the national exports and imports of a good that customs gives
/// it (docs/data.md, D19). National totals by good stay as the tables have them. What a province
/// loses of exports it sells to other provinces, what it loses of imports it buys from them, and
/// the reverse; use and output stay. Goods whose national customs figure is not half to twice that
/// of the tables stay as they are: services, gas.
Treatments reconcile_foreign_trade(Accounts& accounts, const Customs& customs);

/// Provinces whose trade in services, which customs does not see, exceeds all their exports or
/// imports in the national accounts.
Doubts doubtful_services(const Accounts& accounts, const data::Table& controls,
                         const Customs& customs);

}  // namespace yuqian::calibration
