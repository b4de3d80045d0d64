// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/interindustry/io_table.hpp>
#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// What a change of an account between two tables comes from (eq. 230): with f the amounts per unit
/// of output, M the composition of every final user's purchases and c its amount, e what goes
/// outside,
///   f x = f L (M c + e),  factors in this order: intensity f, technology L, composition M, level
///   c, external e.
const data::Set& sda_factors();

/// Contributions by cell, [cell, factor]; rows add up to the change exactly.
struct Decomposition {
  Matrix polar;  ///< mean of the two polar forms: factors changed one by one in this order, and in
                 ///< the reverse one
  Matrix full;   ///< mean over all orders (eq. 231, Dietzenbacher and Los)
};
/// The tables must have the same cells and users, in prices of one year; otherwise
/// data::InputError.
Decomposition decompose(const IoTable& from, const IoTable& to, const Vector& amounts_from,
                        const Vector& amounts_to);

/// Multiplicative, by region, [region, factor]: ratios whose product is the ratio of the region's
/// amounts, geometric means over all orders (eq. 232). Not-a-number where an amount is not
/// positive.
Matrix decompose_ratio(const IoTable& from, const IoTable& to, const Vector& amounts_from,
                       const Vector& amounts_to);

/// Output and every account that both tables have by name.
Measures structural_decomposition(const IoTable& from, const Accounts& of_from, const IoTable& to,
                                  const Accounts& of_to);

}  // namespace yuqian::interindustry
