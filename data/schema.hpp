// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/domain.hpp>
#include <yuqian/data/error.hpp>

namespace yuqian::data {

/// What is known of one variable, parameter, account or indicator.
struct SchemaEntry {
  std::string name;
  std::string unit;               ///< a code of units()
  std::vector<std::string> dims;  ///< names of dimensions, outermost first
  Sign sign = Sign::any;
  Domain domain;        ///< of a value; where the file has no columns for it, by the sign
  std::string zh, en;   ///< long names
  std::string text;     ///< meaning; may be empty
  std::string text_zh;  ///< the same in Chinese; empty too where the file has no column for it
  std::map<std::string, std::string> more;  ///< further columns of the file by name
  Position where;
};

/// A table of names with units, dimensions and both languages: one source for checks, attributes of
/// files, screens and documents. Columns name, unit, dims, zh, en, text, text_zh or none, any
/// others, and sign or lower, upper (numbers, -inf, inf) and open (lower, upper, both or empty):
/// the domain.
class Schema {
 public:
  /// `dimensions`: valid names for dims. Throws InputError on repeated names, unknown units,
  /// dimensions and signs, and missing translations.
  static Schema read(const std::string& path, const std::vector<std::string>& dimensions);

  const std::vector<SchemaEntry>& entries() const { return entries_; }
  /// Throws InputError with the nearest name.
  const SchemaEntry& at(std::string_view name) const;
  const SchemaEntry* find(std::string_view name) const;

 private:
  std::string file_;
  std::vector<SchemaEntry> entries_;
};

/// A schema that is shipped: "variables", "parameters", "accounts" or "indicators".
Schema shipped_schema(const std::string& name);

/// Terms in both languages, by key.
class Glossary {
 public:
  static Glossary read(const std::string& path);
  static Glossary shipped();

  /// `language` is "zh" or "en". Throws InputError on an unknown key or language.
  const std::string& term(std::string_view key, std::string_view language) const;
  std::vector<std::string> keys() const;

 private:
  struct Term {
    std::string zh, en, group;
  };
  std::string file_;
  std::map<std::string, Term, std::less<>> terms_;
};

}  // namespace yuqian::data
