// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/parameter_roles.hpp>

#include <yuqian/data/schema.hpp>
#include <yuqian/model/regional/question/parameter_space.hpp>

#include <sstream>
#include <string>

namespace yuqian::model {

bool has_role(std::string_view family, std::string_view role) {
  const data::SchemaEntry* record = parameter_record(family);
  if (!record) return false;
  std::istringstream roles(record->more.at("roles"));
  for (std::string word; roles >> word;)
    if (word == role) return true;
  return false;
}

}  // namespace yuqian::model
