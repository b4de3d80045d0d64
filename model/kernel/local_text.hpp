// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/solvers/text.hpp>

namespace yuqian::model {

using LocalText = solvers::Text;

}  // namespace yuqian::model
