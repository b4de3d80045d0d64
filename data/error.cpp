// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/error.hpp>

#include <utility>

#include <yuqian/data/label.hpp>

namespace yuqian::data {
namespace {

std::string readable(const InputError::Parts& parts) {
  std::string text = parts.where.text();
  if (!text.empty()) text += ": ";
  text += parts.message;
  if (!parts.hint.empty()) text += "; " + parts.hint;
  // A label of a megabyte, or one that moves the cursor, hides what is said about it.
  if (const std::string brief = shortened(parts.label); brief != parts.label)
    for (std::size_t at = text.find(parts.label); at != text.npos;
         at = text.find(parts.label, at + brief.size()))
      text.replace(at, parts.label.size(), brief);
  return printable(text);
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
