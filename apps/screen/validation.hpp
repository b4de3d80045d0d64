// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/validation/validation.hpp>
#include "apps/screen/screen.hpp"

namespace yuqian::apps {

/// Errors and coverage of the trade estimator on a table whose flows are known, as JSON where the
/// screen wants it.
void print_validation(const Screen&, const std::string& path, const calibration::KnownTable&,
                      const calibration::Validation&);

}  // namespace yuqian::apps
