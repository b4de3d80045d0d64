// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <yuqian/data/h5.hpp>
#include <yuqian/data/read_log.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::data {

/// Reads the files of H5Writer, and trusts none of them: the file is read once (by way of ReadLog),
/// its seal must hold before HDF5 sees a byte, and nothing may stand in it that H5Writer does not
/// write (data/h5_structure.hpp). Every error is an InputError that names the file: missing, not
/// HDF5, of another schema, changed, incomplete or damaged.
class H5Reader {
 public:
  /// `schema`: what the file must be ("yuqian-dataset"); empty: anything.
  explicit H5Reader(std::string path, std::string_view schema = {});

  bool has(const std::string& name) const;
  /// Names in a group in the order in which they were written; groups end in "/".
  std::vector<std::string> names(const std::string& group = "/") const;
  /// Labels of a dimension, with Chinese and English names where present.
  Set set(const std::string& name) const;
  /// Dimensions of a variable, outermost first.
  std::vector<std::string> dimensions(const std::string& name) const;
  /// A variable of numbers with its axes, unit and source.
  Table table(const std::string& name) const;
  /// The same of a variable that must stand on these dimensions, outermost first; `rest`: further
  /// ones may follow. Users that take cells by position ask for it in this way.
  enum class Rest { none, any };
  Table table(const std::string& name, const std::vector<std::string>& dims,
              Rest rest = Rest::none) const;
  /// The part of a variable where its outermost dimension has this label.
  Table slice(const std::string& name, std::string_view label) const;
  /// A variable of texts of at most one dimension; one of none gives one text.
  std::vector<std::string> texts(const std::string& name) const;
  /// The same of a variable that must stand on this dimension: one text for each label.
  std::vector<std::string> texts(const std::string& name, const std::string& dim) const;
  std::string text(const std::string& name) const;
  /// A text attribute of a variable, or of the file where `name` is "/".
  std::optional<std::string> attribute(const std::string& name, const std::string& key) const;
  /// A number that the file bears as an attribute.
  std::optional<double> number(const std::string& key) const;

  const std::string& path() const { return path_; }

 private:
  h5::Handle open(const std::string& name) const;

  std::string path_;
  std::shared_ptr<const Contents> contents_;  // which the open file reads from
  h5::Handle file_;
  mutable std::map<std::string, Set> sets_;
};

}  // namespace yuqian::data
