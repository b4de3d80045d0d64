// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace yuqian::data {

/// Where something was read. Lines and columns count from 1; 0 means unknown. Columns count
/// Unicode characters, not bytes.
struct Position {
  std::string file;
  int line = 0;
  int column = 0;

  /// "file:line:column", leaving out what is unknown.
  std::string text() const;
};

/// Wrong input: data, model or request. what() is one readable sentence,
///   scenarios/s1.toml:12:8: unknown region "Chonqing"; did you mean "Chongqing"?
/// and the parts stay apart for programs.
class InputError : public std::runtime_error {
 public:
  struct Parts {
    Position where;
    std::string message;  ///< what is wrong, with the value
    std::string label;    ///< the label concerned, if any: a set element, a key, a column
    std::string hint;     ///< what to do
  };

  explicit InputError(Parts parts);
  explicit InputError(std::string message, std::string hint = {});

  const Position& where() const { return parts_.where; }
  const std::string& message() const { return parts_.message; }
  const std::string& label() const { return parts_.label; }
  const std::string& hint() const { return parts_.hint; }

  /// The same error with its place filled in, for a caller who knows where the text stood.
  InputError at(const Position& where) const;

 private:
  Parts parts_;
};

}  // namespace yuqian::data
