// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace yuqian::data {

/// Folders where shipped data may stand, in the order in which they are searched: the environment
/// variable YUQIAN_DATA alone if it is set; else share/yuqian beside the running program's folder,
/// the data of the Python package that this code is part of, the folder of the installation, and
/// the source tree that the program was built from.
std::vector<std::string> shipped_folders();

/// Path of a shipped file or folder, given as "china-2017/china-2017.h5". Throws InputError that
/// lists where it was looked for.
std::string shipped(const std::string& relative);

/// What a user named: a path if it has a slash or the extension, else a shipped file of that kind:
/// shipped_or_path("mappings/regions", "default", ".toml"). A file may also be named by its title,
/// Chinese or English, by the beginning of one title alone, or by an alias (schema/aliases.csv). An
/// unknown name is an InputError with the nearest and the valid names, a title of several files one
/// that lists them.
std::string shipped_or_path(const std::string& kind, const std::string& name,
                            const std::string& extension);

}  // namespace yuqian::data
