// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/io/model_file.hpp>

#include <string>

namespace yuqian::model {

/// Lets every case of the file begin where `path`, JSON as `yuqian model --json` writes it, says
/// that the case of the same name ended, solved or not. Cases that it does not name begin as they
/// would. Throws data::InputError where it is not such a file, names an unknown that the model does
/// not have, or no case of the model.
void start_from_results(ModelFile&, const std::string& path);

}  // namespace yuqian::model
