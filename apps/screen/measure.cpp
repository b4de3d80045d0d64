// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/measure.hpp"

#include <yuqian/data/units.hpp>

namespace yuqian::apps {

std::string measure_name(const Words& words, const std::string& key) {
  return words.term("figure_" + key);
}

std::string measure_heading(const Words& words, const std::string& key, const std::string& unit) {
  return measure_name(words, key) +
         (words.chinese() ? "（" + data::unit(unit).zh + "）" : ", " + data::unit(unit).en);
}

}  // namespace yuqian::apps
