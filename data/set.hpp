// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yuqian::data {

/// An ordered list of unique labels with a name: one axis of a table. The name is also the name of
/// the dimension in files. Cheap to copy; never changes.
class Set {
 public:
  Set();
  /// Chinese and English long names are optional: empty, or one for every label.
  /// Throws InputError on a repeated label, one that is not a label (data/label.hpp), or a wrong
  /// number of long names.
  Set(std::string name, std::vector<std::string> labels, std::vector<std::string> zh = {},
      std::vector<std::string> en = {});

  const std::string& name() const { return name_; }
  int size() const;
  const std::string& label(int i) const;
  const std::string& zh(int i) const;  ///< Chinese name; the label where none is given
  const std::string& en(int i) const;  ///< English name; the label where none is given
  const std::vector<std::string>& labels() const;
  bool has_zh() const;
  bool has_en() const;

  /// Position of a label; throws InputError that names the nearest valid one.
  int index(std::string_view label) const;
  std::optional<int> find(std::string_view label) const;

  /// The same elements as another dimension: regions as "supplier" and "region_to".
  Set renamed(std::string name) const;

  /// Same labels in the same order; names of the sets and long names do not matter.
  bool same_labels(const Set& other) const;

 private:
  struct Contents;
  std::string name_;
  std::shared_ptr<const Contents> contents_;
};

}  // namespace yuqian::data
