// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/toml.hpp>
#include <yuqian/model/kernel/local_text.hpp>

namespace yuqian::model {

/// A table { zh = ..., en = ... }; both must be there. Line breaks at the end are dropped.
LocalText read_local_text(const data::Toml& value);

}  // namespace yuqian::model
