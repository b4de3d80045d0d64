// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yuqian::data {

class InputError;

/// Sentences of errors and help in Chinese, by their English: templates in which `{}` stands for
/// what is filled in (a label, a number, a place), `{0}`, `{1}` where Chinese has another order.
class Catalogue {
 public:
  /// Columns en and zh. Throws InputError on a repeated template and on a translation that leaves
  /// out or invents something filled in.
  static Catalogue read(const std::string& path);
  /// data/text/zh.csv; empty where the shipped data are missing, which must be sayable too.
  static const Catalogue& shipped();

  /// The sentence in Chinese; nothing where no template fits. What is filled in is translated as
  /// well where it is a sentence of its own and does not stand in quotes.
  std::optional<std::string> find(std::string_view english) const;
  /// The same, or the English.
  std::string chinese(std::string_view english) const;
  /// Place, message and hint of an error.
  std::string chinese(const InputError& error) const;

  const std::vector<std::pair<std::string, std::string>>& entries() const { return entries_; }

 private:
  std::vector<std::pair<std::string, std::string>> entries_;  ///< the most definite first
};

}  // namespace yuqian::data
