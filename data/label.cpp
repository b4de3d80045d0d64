// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/label.hpp>

#include <algorithm>
#include <array>
#include <cstdio>

#include <yuqian/data/utf8.hpp>

namespace yuqian::data {
namespace {

/// What stands beside the regions where areas, places and budgets are named.
constexpr std::array<std::string_view, 5> named_by_the_program{"ChongqingGuizhou", "OtherProvinces",
                                                               "China", "Centre", "RestOfWorld"};

bool is_control(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[at + k]); };
  if (length == 1) return byte(0) < 0x20 || byte(0) == 0x7F;
  return length == 2 && byte(0) == 0xC2 && byte(1) < 0xA0;
}

bool is_line(char c) { return c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::optional<std::string> control_character(std::string_view text, bool lines_allowed) {
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] >= ' ' && text[at] < '\x7f') {
      ++at;
      continue;
    }
    const std::size_t length = std::max<std::size_t>(1, utf8_length(text, at));
    if (is_control(text, at, length) && !(lines_allowed && is_line(text[at]))) {
      char code[8];
      std::snprintf(code, sizeof code, "U+%04X", static_cast<unsigned char>(text[at + length - 1]));
      return code;
    }
    at += length;
  }
  return std::nullopt;
}

std::string label_fault(std::string_view label) {
  if (label.empty()) return "is empty";
  if (first_bad_utf8(label)) return "is not UTF-8";
  if (const auto control = control_character(label))
    return "holds the control character " + *control;
  if (label.front() == '=') return "begins with \"=\", which spreadsheets take for a formula";
  return {};
}

std::string free_label_fault(std::string_view label) {
  if (std::string fault = label_fault(label); !fault.empty()) return fault;
  if (label == "*" || label == "all" || label.starts_with("not:"))
    return "is a word that chooses among labels";
  if (std::find(named_by_the_program.begin(), named_by_the_program.end(), label) !=
      named_by_the_program.end())
    return "is the name of an area that the program makes";
  return {};
}

std::string printable(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    if (length > 0 && (text[at] == '\n' || !is_control(text, at, length))) {
      shown += text.substr(at, length);
      at += length;
      continue;
    }
    for (std::size_t k = 0; k < std::max<std::size_t>(1, length); ++k, ++at) {
      char code[8];
      std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned char>(text[at]));
      shown += code;
    }
  }
  return shown;
}

std::string shortened(std::string_view label) {
  constexpr std::size_t most = 80, begin = 60;
  const std::u32string characters = decode_utf8(label);
  if (characters.size() <= most) return std::string(label);
  std::size_t at = 0;
  for (std::size_t k = 0; k < begin; ++k) at += std::max<std::size_t>(1, utf8_length(label, at));
  return std::string(label.substr(0, at)) + "... (" + std::to_string(characters.size()) +
         " characters)";
}

}  // namespace yuqian::data
