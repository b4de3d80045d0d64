// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace yuqian::data {

/// The year of the shipped accounts: of texts and published figures that come with the program, and
/// of a dataset that does not say.
inline constexpr int shipped_year = 2017;

}  // namespace yuqian::data
