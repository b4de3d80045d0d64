// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/detail/formula_text.hpp>

#include <yuqian/model/io/detail/formula.hpp>

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace yuqian::model {

void FormulaText::fail(const std::string& message, std::string hint) const {
  throw ExpressionError(message, std::move(hint), i_);
}

void FormulaText::fail_at(std::size_t place, const std::string& message, std::string hint) {
  i_ = place;
  fail(message, std::move(hint));
}

void FormulaText::unexpected() const {
  const std::string_view rest = text_.substr(i_);
  std::string hint;
  if (rest.starts_with("**")) hint = "a power is written with ^";
  if (rest.starts_with("=")) hint = "equality is written ==";
  if (rest.starts_with("[")) hint = "a name that contains brackets stands in quotes";
  std::size_t shown = std::min<std::size_t>(rest.size(), rest.starts_with("**") ? 2 : 8);
  while (shown < rest.size() && (static_cast<unsigned char>(rest[shown]) & 0xC0) == 0x80) ++shown;
  fail(fmt::format("\"{}\" is not expected here", rest.substr(0, shown)), hint);
}

void FormulaText::skip() {
  while (i_ < text_.size() &&
         (text_[i_] == ' ' || text_[i_] == '\t' || text_[i_] == '\n' || text_[i_] == '\r'))
    ++i_;
}

bool FormulaText::take(std::string_view sign) {
  skip();
  if (!text_.substr(i_).starts_with(sign)) return false;
  i_ += sign.size();
  return true;
}

void FormulaText::need(std::string_view sign) {
  if (take(sign)) return;
  if (i_ < text_.size() && text_[i_] == '=') unexpected();
  fail(fmt::format("'{}' is missing", sign));
}

std::string_view FormulaText::peek_word() {
  skip();
  std::size_t end = i_;
  if (end < text_.size() && is_name_start(text_[end]))
    while (end < text_.size() && is_name(text_[end])) ++end;
  return text_.substr(i_, end - i_);
}

bool FormulaText::take_word(std::string_view word) {
  if (peek_word() != word) return false;
  i_ += word.size();
  return true;
}

std::string FormulaText::quoted() {
  const std::size_t end = text_.find('"', i_ + 1);
  if (end == std::string_view::npos) fail("a name in quotes without its end");
  std::string name(text_.substr(i_ + 1, end - i_ - 1));
  i_ = end + 1;
  return name;
}

std::string FormulaText::index_word() {
  skip();
  if (i_ < text_.size() && text_[i_] == '"') return quoted();
  const std::size_t begin = i_;
  while (i_ < text_.size() && is_name(text_[i_])) ++i_;
  if (i_ == begin)
    fail("an index or a label is missing", "a label that is not one word stands in quotes");
  return std::string(text_.substr(begin, i_ - begin));
}

double FormulaText::number() {
  double value = 0;
  const auto [end, error] = std::from_chars(text_.data() + i_, text_.data() + text_.size(), value);
  if (error != std::errc()) fail("this is not a number");
  i_ = static_cast<std::size_t>(end - text_.data());
  return value;
}

}  // namespace yuqian::model
