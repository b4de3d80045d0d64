// SPDX-License-Identifier: Apache-2.0
// Catch2 version 2 and 3 behind one include.
#pragma once
#if YUQIAN_CATCH_MAJOR >= 3
#include <catch2/catch_all.hpp>
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
#define YUQIAN_SKIP(text) SKIP(text)
#else
#include <catch2/catch.hpp>
inline auto ContainsSubstring(const std::string& text) { return Catch::Matchers::Contains(text); }
// Version 2 cannot skip: it says so and ends the case.
#define YUQIAN_SKIP(text)      \
  do {                         \
    WARN("skipped: " << text); \
    return;                    \
  } while (false)
#endif
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
