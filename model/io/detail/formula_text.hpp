// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace yuqian::model {

inline bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_name(char c) { return is_name_start(c) || is_digit(c); }

/// The text of an expression and a place in it: signs, words, numbers. Errors are ExpressionErrors
/// at the place.
class FormulaText {
 protected:
  explicit FormulaText(std::string_view text) : text_(text) {}

  [[noreturn]] void fail(const std::string& message, std::string hint = {}) const;
  [[noreturn]] void fail_at(std::size_t place, const std::string& message, std::string hint = {});
  /// What stands here is not expected; with the way out for what other languages write.
  [[noreturn]] void unexpected() const;

  void skip();
  bool take(std::string_view sign);
  void need(std::string_view sign);
  /// The word that stands here, without taking it.
  std::string_view peek_word();
  bool take_word(std::string_view word);
  double number();
  /// A name in quotes, which begin here.
  std::string quoted();
  /// An index or a label: a word, digits, or anything in quotes.
  std::string index_word();

  std::string_view text_;
  std::size_t i_ = 0;
};

}  // namespace yuqian::model
