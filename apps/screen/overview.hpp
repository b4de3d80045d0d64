// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/apps/results/results.hpp>
#include "apps/screen/screen.hpp"

namespace yuqian::apps {

/// One table over all scenarios, a row each: real GRP and equivalent variation of the two, the
/// others and the nation, the central estimate of trade with the range of all estimates behind it,
/// and whether every solve and check held. Where closures differ, the rows say which they have, and
/// a line under the table that they are not comparable figure by figure.
void print_overview(const Screen&, const Results&);

}  // namespace yuqian::apps
