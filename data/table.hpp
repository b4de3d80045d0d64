// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <yuqian/data/set.hpp>

namespace yuqian::data {

/// A dense labelled array of any rank, row-major: the last axis runs fastest. Starts at zero.
class Table {
 public:
  Table() = default;
  Table(std::string name, std::vector<Set> axes, std::string unit, std::string source = {});

  /// One integer per axis.
  template <class... I>
  double& operator()(I... i) {
    return values_[offset({static_cast<std::size_t>(i)...})];
  }
  template <class... I>
  double operator()(I... i) const {
    return values_[offset({static_cast<std::size_t>(i)...})];
  }

  /// One label per axis; throws InputError with the nearest valid label.
  double& at(std::initializer_list<std::string_view> labels);
  double at(std::initializer_list<std::string_view> labels) const;

  const std::string& name() const { return name_; }
  const std::string& unit() const { return unit_; }
  const std::string& source() const { return source_; }
  void set_source(std::string source) { source_ = std::move(source); }
  int rank() const { return static_cast<int>(axes_.size()); }
  const Set& axis(int k) const { return axes_[static_cast<std::size_t>(k)]; }
  const std::vector<Set>& axes() const { return axes_; }
  std::span<double> values() { return values_; }
  std::span<const double> values() const { return values_; }

  double sum() const;

  /// Labels of the cell at an offset into values(): "Chongqing,agriculture,textiles".
  std::string cell_label(std::size_t offset) const;

 private:
  std::size_t offset(std::initializer_list<std::size_t> indices) const {
    assert(indices.size() == axes_.size());
    std::size_t at = 0, k = 0;
    for (const std::size_t i : indices) {
      assert(i < extents_[k]);
      at = at * extents_[k++] + i;
    }
    return at;
  }
  std::size_t offset_of(std::initializer_list<std::string_view> labels) const;

  std::string name_;
  std::vector<Set> axes_;
  std::vector<std::size_t> extents_;
  std::string unit_, source_;
  std::vector<double> values_;
};

}  // namespace yuqian::data
