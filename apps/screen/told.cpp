// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/told.hpp"

#include <yuqian/data/catalogue.hpp>
#include <yuqian/data/error.hpp>

namespace yuqian::apps {

std::string told(const Words& words, const std::exception& error) {
  if (!words.chinese()) return error.what();
  if (const auto* input = dynamic_cast<const data::InputError*>(&error))
    return data::Catalogue::shipped().chinese(*input);
  return told(words, std::string(error.what()));
}

std::string told(const Words& words, const std::string& sentence) {
  return words.chinese() ? data::Catalogue::shipped().chinese(sentence) : sentence;
}

}  // namespace yuqian::apps
