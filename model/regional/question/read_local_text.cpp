// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/read_local_text.hpp>

namespace yuqian::model {

LocalText read_local_text(const data::Toml& value) {
  LocalText text{value.get("zh").string(), value.get("en").string()};
  for (std::string* s : {&text.zh, &text.en})
    while (!s->empty() && (s->back() == '\n' || s->back() == ' ')) s->pop_back();
  return text;
}

}  // namespace yuqian::model
