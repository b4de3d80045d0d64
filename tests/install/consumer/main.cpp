// SPDX-License-Identifier: Apache-2.0
// Uses one thing of every layer of the installed package.
#include <cstdio>

#include "data/set.hpp"
#include "solvers/mcp.hpp"

int main() {
  const yuqian::data::Set regions("region", {"Chongqing", "Guizhou"});
  if (regions.index("Guizhou") != 1) return 1;

  const yuqian::solvers::Pattern diagonal{{0, 1, 2}, {0, 1}};
  if (diagonal.size() != 2 || diagonal.non_zeros() != 2) return 2;

  std::puts("all four layers");
  return 0;
}
