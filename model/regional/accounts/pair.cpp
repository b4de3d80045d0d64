// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/accounts/pair.hpp>

namespace yuqian::model {

std::optional<PairArea> pair_area(const data::Set& areas) {
  for (int together = 0; together < areas.size(); ++together)
    for (int first = 0; first < areas.size(); ++first) {
      const std::string &whole = areas.label(together), &one = areas.label(first);
      if (one.size() >= whole.size() || !whole.starts_with(one)) continue;
      if (const auto second = areas.find(whole.substr(one.size())))
        return PairArea{first, *second, together};
    }
  return std::nullopt;
}

std::string pair_label(const data::Set& areas) {
  const auto pair = pair_area(areas);
  return pair ? areas.label(pair->together) : std::string();
}

}  // namespace yuqian::model
