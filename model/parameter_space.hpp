// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/table.hpp"
#include "model/unknowns.hpp"

#include <deque>
#include <string>
#include <vector>

namespace yuqian::model {

/// A named family of parameters over labelled axes: iceberg[from, to, good, use].
/// Cells that the benchmark leaves empty hold no parameter.
struct ParameterFamily {
  std::string name;
  std::vector<data::Set> axes;
  std::vector<ParameterId> ids;  ///< row-major over the axes; invalid where there is none
  /// Of a family that has no parameters of its own: logarithms of a part that is contained in those
  /// of another family, row-major. A shock moves the logarithm, and the other's parameter by its
  /// change (eq. 56).
  std::vector<double> part = {};
  /// How an amount for several cells together is shared out among them, row-major, >= 0; empty: it
  /// cannot be.
  std::vector<double> weight = {};
  /// What to say where a shock finds no parameter; empty: the benchmark has no such flow.
  std::string absence = {};

  std::size_t offset(const std::vector<int>& index) const;
  ParameterId at(const std::vector<int>& index) const { return ids[offset(index)]; }
};

/// All parameters that scenarios may move, by family.
class ParameterSpace {
 public:
  ParameterFamily& add(std::string name, std::vector<data::Set> axes);
  const std::deque<ParameterFamily>& families() const { return families_; }
  /// Throws data::InputError with the nearest name.
  const ParameterFamily& family(std::string_view name) const;

 private:
  std::deque<ParameterFamily>
      families_;  ///< a deque: families stay where they are while others are added
};

}  // namespace yuqian::model
