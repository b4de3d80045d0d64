// SPDX-License-Identifier: Apache-2.0
// Catch2 version 2 and 3 behind one include.
#pragma once
#if YUQIAN_CATCH_MAJOR >= 3
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
