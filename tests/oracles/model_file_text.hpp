// SPDX-License-Identifier: Apache-2.0
// A model file as text in a test: one that is right with one place spoilt, and what reading says.
#pragma once

#include <string>

#include <yuqian/data/error.hpp>
#include <yuqian/model/io/model_file.hpp>
#include "tests/catch.hpp"

namespace yuqian::tests {

/// The text with the first `from` replaced, which has to stand in it.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  REQUIRE(place != std::string::npos);
  return text.replace(place, from.size(), to);
}

/// The message of the input error that reading gives; "no error" where it gives none.
inline std::string error_of(const std::string& text, const std::string& name = "m.toml") {
  try {
    model::read_model_text(text, name);
  } catch (const data::InputError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace yuqian::tests
