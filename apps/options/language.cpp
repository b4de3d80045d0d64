// SPDX-License-Identifier: Apache-2.0
#include "apps/options/language.hpp"

#include <cstdlib>
#include <string_view>

namespace yuqian::apps::options {

Language environment_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value && *value)
      return std::string_view(value).starts_with("zh") ? Language::zh : Language::en;
  return Language::en;
}

Language wanted_language(int argc, const char* const* argv) {
  Language language = environment_language();
  for (int k = 1; k < argc; ++k) {
    std::string_view word = argv[k];
    if (word == "--") break;
    if (word == "--lang" && k + 1 < argc)
      word = argv[++k];
    else if (word.starts_with("--lang="))
      word.remove_prefix(7);
    else
      continue;
    if (word == "zh") language = Language::zh;
    if (word == "en") language = Language::en;
  }
  return language;
}

}  // namespace yuqian::apps::options
