// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/words.hpp"

#include <yuqian/data/schema.hpp>

namespace yuqian::apps {

std::string Words::term(std::string_view key) const {
  static const data::Glossary glossary = data::Glossary::shipped();
  return glossary.term(key, chinese() ? "zh" : "en");
}

}  // namespace yuqian::apps
