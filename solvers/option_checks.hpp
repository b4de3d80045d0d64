// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/solvers/options.hpp>

/// Options that no solve can mean, such as a tolerance below zero (zero itself asks for as much as
/// there is). Every solve asks before it begins; each of these throws std::invalid_argument with
/// the option, its value and what is allowed.
namespace yuqian::solvers {

void require_valid(const LinearOptions&);
void require_valid(const NewtonOptions&);
void require_valid(const HomotopyOptions&);
void require_valid(const IpoptOptions&);

}  // namespace yuqian::solvers
