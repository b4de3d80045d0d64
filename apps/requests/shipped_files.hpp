// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/model/kernel/local_text.hpp>

namespace yuqian::apps {

/// A shipped TOML file of some kind with its title.
struct ShippedFile {
  std::string id, path;
  model::LocalText title;
};

/// All files of a kind ("scenarios", "closures", "mappings/regions"), in the order of their
/// numbers.
std::vector<ShippedFile> shipped_files(const std::string& kind);

}  // namespace yuqian::apps
