// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include <yuqian/data/mrio.hpp>

namespace yuqian::calibration {

/// The three estimates of what Chongqing and Guizhou sell each other, all goods together, must be
/// ordered: low <= central <= high in either direction. Throws InputError with the direction, the
/// figures, and the files that they rest on. Tables without the two are accepted.
void require_ordered_estimates(const std::array<data::Mrio, 3>& variants);

}  // namespace yuqian::calibration
