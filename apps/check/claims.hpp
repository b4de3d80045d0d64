// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <yuqian/apps/results/result_reader.hpp>
#include <yuqian/data/error.hpp>

namespace yuqian::apps {

/// One figure or sign that the text of a shipped scenario states (data/scenarios/claims.csv).
struct Claim {
  std::string scenario;
  std::string regions;                       ///< region set that it is stated for; "any"
  std::string trade;                         ///< estimate of trade; "any"
  std::string indicator;                     ///< a variable of result files
  std::map<std::string, std::string> where;  ///< labels by axis; axes left out are summed over
  std::string over;  ///< the scenario whose same figure it is relative to; empty: the figure itself
  double low, high;  ///< band that the claim means; infinite where it is one-sided
  std::string text;  ///< the claim in words
  data::Position place;
};

/// The shipped table of claims. Throws data::InputError with line and column on a scenario or an
/// indicator that does not exist, and on a band that is empty.
std::vector<Claim> shipped_claims();

/// Holds the claims against a result file: those of its scenarios that are as shipped, under their
/// own closure, at 42 sectors, on the region set and the estimates that the claim is about.
struct ClaimsHeld {
  int held = 0;
  std::vector<model::LocalText> broken;  ///< in words, with the figure
};
ClaimsHeld hold(const std::vector<Claim>&, const ResultReader&);

}  // namespace yuqian::apps
