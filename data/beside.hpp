// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace yuqian::data {

/// A name that stands in a file, for data::shipped_or_path(): a relative path (with a slash, or
/// with the extension) is taken from the folder of that file where something is there, so that a
/// folder of files can be moved; every other name stays as it is.
std::string beside(const std::string& file, const std::string& name, const std::string& extension);

}  // namespace yuqian::data
