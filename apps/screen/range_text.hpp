// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <yuqian/apps/results/ranges.hpp>
#include "apps/screen/words.hpp"

namespace yuqian::apps {

/// A number with two significant digits and no exponent: "0.24", "1.9", "610".
std::string two_digits(double value);

/// "0.66 [0.24, 1.9]", with "?" behind it where the ends have different signs: it is not certain
/// which way the figure goes.
std::string range_text(double middle, double low, double high);

/// The printed range of draws; the middle is the median where `central` is not a number.
std::string range_text(const uncertainty::Design&, std::span<const double> draws, double central);

/// What the range is made of: "trade of the two 61 %, substitution among origins 22 % (28 % with
/// interactions)"; groups below 3 % are left out.
std::string made_of(const Ranges&, const uncertainty::VarianceShares&, const Words&);

/// How ranges were drawn, how exact their ends are and how many draws failed, by scenario.
std::string range_note(const Ranges&, std::size_t scenario, const Words&);

/// An area that stands for the whole question: the two together, or the nation.
int headline_area(const data::Set& areas);

}  // namespace yuqian::apps
