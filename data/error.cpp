// SPDX-License-Identifier: Apache-2.0
#include "data/error.hpp"

#include <utility>

namespace yuqian::data {
namespace {

std::string readable(const InputError::Parts& parts) {
  std::string text = parts.where.text();
  if (!text.empty()) text += ": ";
  text += parts.message;
  if (!parts.hint.empty()) text += "; " + parts.hint;
  return text;
}

}  // namespace

std::string Position::text() const {
  std::string text = file;
  if (line > 0) text += (text.empty() ? "line " : ":") + std::to_string(line);
  if (line > 0 && column > 0) text += ":" + std::to_string(column);
  return text;
}

InputError::InputError(Parts parts)
    : std::runtime_error(readable(parts)), parts_(std::move(parts)) {}

InputError::InputError(std::string message, std::string hint)
    : InputError(Parts{{}, std::move(message), {}, std::move(hint)}) {}

InputError InputError::at(const Position& where) const {
  Parts parts = parts_;
  parts.where = where;
  return InputError(std::move(parts));
}

}  // namespace yuqian::data
