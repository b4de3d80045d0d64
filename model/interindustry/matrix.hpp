// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

namespace yuqian::interindustry {

/// Dense matrices are row-major, as data::Table is; vectors are columns.
using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;

}  // namespace yuqian::interindustry
