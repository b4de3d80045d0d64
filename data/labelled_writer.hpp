// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::data {

using AttributeValue =
    std::variant<std::string, double, std::int32_t, std::vector<double>, std::vector<std::int32_t>>;
using Attributes = std::vector<std::pair<std::string, AttributeValue>>;

/// What every variable says about itself.
struct VariableText {
  std::string units;      ///< "1" for pure numbers
  std::string long_name;  ///< English
  std::string zh;         ///< Chinese, attribute long_name_zh; left out if empty
  Attributes more;        ///< further attributes: flag_meanings, sign, source, ...

  bool operator==(const VariableText&) const = default;
};

/// Labelled numbers and texts on named dimensions, as xarray and netCDF know them: every variable
/// stands on scales, every scale has string labels. What is recorded goes to a file (H5Writer) or
/// stays in memory (MemoryWriter); names, checks and attributes are the same. Throws InputError on
/// a wrong request.
class LabelledWriter {
 public:
  /// Attributes that every collection of variables bears.
  struct Header {
    std::string title, schema, schema_version, history;
  };
  virtual ~LabelledWriter() = default;

  /// A dimension with its labels; Chinese and English names follow as <name>_zh and <name>_en.
  /// The same set may be given again; another one under the same name is refused.
  void scale(const Set& set, const std::string& long_name = {});

  /// A variable on scales that exist, values row-major. Not-a-number means "missing".
  void variable(const std::string& name, const std::vector<std::string>& dims,
                std::span<const double> values, const VariableText& text);
  void variable(const std::string& name, const std::vector<std::string>& dims,
                std::span<const std::int32_t> values, const VariableText& text);
  void variable(const std::string& name, const std::vector<std::string>& dims,
                std::span<const std::string> values, const VariableText& text);
  /// A table with its axes as scales, its unit and its source.
  void table(const Table& table, const std::string& long_name, const std::string& zh = {});
  /// A text without dimensions: a scenario, a provenance record.
  void text(const std::string& name, const std::string& value, const std::string& long_name);
  /// A further attribute of the whole.
  virtual void attribute(const std::string& name, const AttributeValue& value) = 0;

 protected:
  using Values = std::variant<std::span<const double>, std::span<const std::int32_t>,
                              std::span<const std::string>>;

  /// Takes a variable that has passed every check.
  virtual void put(const std::string& name, const std::vector<std::string>& dims,
                   const std::vector<std::uint64_t>& shape, const Values& values,
                   const VariableText& text) = 0;
  /// Takes a new scale; its names in other languages follow as variables.
  virtual void put_scale(const Set& set, const std::string& long_name) = 0;
  /// What errors name as their place; empty: nothing.
  virtual std::string place() const { return {}; }

  [[noreturn]] void refuse(const std::string& message, const std::string& hint) const;
  static Attributes attributes_of(const Header&);
  static Attributes attributes_of(const VariableText&, const Values&);

  /// Auxiliary labels by name, for readers that know CF: the attribute "coordinates".
  const std::string& coordinates() const { return coordinates_; }

 private:
  void checked(const std::string& name, const std::vector<std::string>& dims, const Values& values,
               const VariableText& text);

  std::map<std::string, Set> scales_;
  std::string coordinates_;
};

}  // namespace yuqian::data
