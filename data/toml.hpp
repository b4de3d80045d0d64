// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/set.hpp>

namespace yuqian::data {

/// A read-only cursor on one value of a TOML document. It knows where the value stands, and every
/// table remembers which keys were asked for, so that finish() can refuse the others:
///
///   const Toml file = Toml::read("scenarios/s1.toml");
///   const std::string id = file.get("id").string();
///   for (const Toml& shock : file.items("shock")) ... shock.get("scale").number(Sign::positive)
///   file.finish();   // scenarios/s1.toml:7:1: unknown key "scael"; did you mean "scale"?
///
/// Every error is an InputError with file:line:column. Cheap to copy; a document belongs to one
/// thread at a time, since asking is remembered.
class Toml {
 public:
  static Toml read(const std::string& path);
  static Toml parse(std::string text, const std::string& name);

  bool is_table() const;
  bool is_array() const;
  bool is_string() const;
  bool is_number() const;    ///< integer or floating point
  std::string kind() const;  ///< "a table", "a string", ... for messages

  // Tables ------------------------------------------------------------------------------------
  bool has(std::string_view key) const;
  Toml get(std::string_view key) const;  ///< an error if it is missing
  std::optional<Toml> find(std::string_view key) const;
  /// All keys in the order of the file; marks them all as asked for: tables with free keys.
  std::vector<std::string> keys() const;
  std::string string_or(std::string_view key, std::string otherwise) const;
  double number_or(std::string_view key, double otherwise, Sign sign = Sign::any) const;
  bool boolean_or(std::string_view key, bool otherwise) const;
  /// Entries of the array `key`, none if it is missing.
  std::vector<Toml> items(std::string_view key) const;

  // Arrays ------------------------------------------------------------------------------------
  int size() const;  ///< entries of an array or table
  Toml item(int i) const;
  std::vector<Toml> items() const;
  std::vector<std::string> strings() const;
  std::vector<double> numbers(Sign sign = Sign::any) const;

  // Scalars -----------------------------------------------------------------------------------
  std::string string() const;                  ///< without control characters, save line breaks
  std::string name() const;                    ///< a string that may name something: data/label.hpp
  double number(Sign sign = Sign::any) const;  ///< finite
  double bound() const;                        ///< a number, inf or -inf; not nan
  std::int64_t integer() const;
  bool boolean() const;
  /// A string that is one of these; returns its position.
  int choice(std::span<const std::string> valid, std::string_view what) const;
  /// A string that is a label of the set; returns its position.
  int label(const Set& set) const;

  /// Refuses keys below this value that nobody asked for.
  void finish() const;

  Position where() const;
  const std::string& file() const;
  std::string path() const;  ///< "shock[2].where.from"
  /// An error at this value, to be thrown by the caller.
  InputError error(std::string message, std::string hint = {}, std::string label = {}) const;

 private:
  struct Document;
  Toml(std::shared_ptr<Document> document, const void* node);
  InputError expected(const std::string& what) const;

  std::shared_ptr<Document> document_;
  const void* node_;  // a toml::node; the library's header stays in toml.cpp
};

}  // namespace yuqian::data
