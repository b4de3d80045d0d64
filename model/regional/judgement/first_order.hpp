// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/accounts/compared.hpp>
#include <yuqian/model/regional/judgement/judgement.hpp>

namespace yuqian::model::report {

/// Passed where the model's gain lies in the first-order band; a warning with the likely reason
/// where it does not; not applicable where the first-order figure says nothing.
Judgement judge_first_order(const Compared&);

}  // namespace yuqian::model::report
