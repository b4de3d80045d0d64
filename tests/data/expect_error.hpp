// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <yuqian/data/error.hpp>
#include "tests/catch.hpp"

/// The text of the InputError that `action` throws; a failure of the test if it throws none.
template <class Action>
std::string error_text(Action&& action) {
  try {
    action();
  } catch (const yuqian::data::InputError& error) {
    return error.what();
  }
  FAIL("no InputError was thrown");
  return {};
}
