// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "apps/explain/terms.hpp"
#include "apps/screen/screen.hpp"

namespace yuqian::apps::explain {

/// What is shown of one indicator.
struct Page {
  const Target& target;
  const std::vector<Explanation>& chains;
  std::vector<model::LocalText> failed_checks;  ///< of the solve
  bool all;                                     ///< every term, however many
};

/// Number, chains with their largest terms, and what stands under them: unit, base year, closure,
/// what is official, estimated, assumed.
void print(const Screen&, const Page&);
/// The same with every term and all digits.
std::string json(const Page&);

}  // namespace yuqian::apps::explain
