// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace yuqian::apps {

/// Levels of unknowns by name, by scenario and trade estimate: where solves begin.
using StartPoints =
    std::map<std::pair<std::string, std::string>, std::vector<std::pair<std::string, double>>>;

/// The points of a file that `yuqian solve --json` wrote: of solves that failed, and of all with
/// --verbose. Throws data::InputError where it is not such a file or holds no point.
StartPoints read_start_points(const std::string& path);

}  // namespace yuqian::apps
