// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/domain.hpp>
#include <yuqian/data/table.hpp>
#include <yuqian/model/kernel/unknowns.hpp>

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace yuqian::data {
struct SchemaEntry;
}

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
  data::Domain domain = {};  ///< where a value has a meaning, as its record says
  /// What to say where a shock finds no parameter; empty: the benchmark has no such flow.
  std::string absence = {};

  std::size_t offset(const std::vector<int>& index) const;
  ParameterId at(const std::vector<int>& index) const { return ids[offset(index)]; }
};

/// The record of a family in data/schema/parameters.csv; null where there is none.
const data::SchemaEntry* parameter_record(std::string_view family);

/// All parameters that scenarios may move, by family.
class ParameterSpace {
 public:
  /// The domain is that of the family's record.
  ParameterFamily& add(std::string name, std::vector<data::Set> axes);
  const std::deque<ParameterFamily>& families() const { return families_; }
  /// Throws data::InputError with the nearest name.
  const ParameterFamily& family(std::string_view name) const;

  /// The first parameter that differs between the two and lies out of its domain in `values`, in
  /// words: "saving_rate[Guizhou, rural] at 1.52; it must be from 0 to less than 1".
  std::optional<std::string> out_of_domain(std::span<const double> benchmark,
                                           std::span<const double> values) const;
  /// The same for one value of one parameter.
  std::optional<std::string> out_of_domain(ParameterId, double value) const;

 private:
  std::deque<ParameterFamily>
      families_;  ///< a deque: families stay where they are while others are added
};

}  // namespace yuqian::model
