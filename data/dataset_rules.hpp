// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <yuqian/data/mrio.hpp>
#include <yuqian/data/table.hpp>

/// What every figure of a dataset must be beside balanced (docs/data.md, section 6).
namespace yuqian::data {

/// Refuses the first cell of the table that is not a finite number, with file, table and cell.
void require_finite(const Mrio& mrio, const std::string& path);

/// Refuses a further table of a dataset whose figures cannot be: emissions or employment below
/// zero, a distance that is not positive off the diagonal or not symmetric, shares that do not add
/// up to one, a product that is not above zero. Missing figures (NaN) stand where docs/data.md says
/// so. Tables of other names are accepted as they are.
void require_sound(const Table& table, const std::string& path);

/// Compensation and operating surplus, shares of value added, against those of the accounts: the
/// sentence that tells if each fits the other's better (by 0.3 log points), nothing otherwise. On
/// farms the income of families counts as compensation. So a table whose farms have more of it than
/// of surplus is not exchanged, whatever the accounts were revised to.
std::optional<std::string> exchanged_incomes(double compensation, double surplus,
                                             double accounts_compensation, double accounts_surplus,
                                             double farm_compensation = 0, double farm_surplus = 0);

/// The same for every region of a dataset; `controls` is its table macro_controls.
void require_incomes_fit(const Mrio& mrio, const Table& controls, const std::string& path);

}  // namespace yuqian::data
