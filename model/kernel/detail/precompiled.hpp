// SPDX-License-Identifier: Apache-2.0
// What most sources from the kernel upwards include, compiled once (cmake/Yuqian.cmake): the
// standard library, fmt, and headers of ours that seldom change, since a change of one compiles
// everything again. A source includes what it uses all the same, and compiles without.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/table.hpp>
#include <yuqian/model/kernel/builder.hpp>
#include <yuqian/model/kernel/equilibrium.hpp>
