// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/accounts/areas.hpp>

#include <yuqian/data/pair.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>

namespace yuqian::model {

Areas::Areas(const data::Set& regions) {
  std::vector<std::string> labels, zh, en;
  const auto add = [&](std::string label, std::string chinese, std::string english,
                       std::vector<int> list) {
    labels.push_back(std::move(label));
    zh.push_back(std::move(chinese));
    en.push_back(std::move(english));
    members.push_back(std::move(list));
  };
  const auto two = data::pair_of(regions);
  std::vector<int> pair, others, all;
  for (int r = 0; r < regions.size(); ++r) {
    add(regions.label(r), regions.zh(r), regions.en(r), {r});
    const bool partner = two && (r == two->first || r == two->second);
    (partner ? pair : others).push_back(r);
    all.push_back(r);
  }
  if (pair.size() == 2) {
    add(regions.label(two->first) + regions.label(two->second), "两地合计",
        regions.en(two->first) + " and " + regions.en(two->second), pair);
    if (others.size() > 1) add("OtherProvinces", "全国其他", "Other provinces", others);
  }
  add("China", "全国", "China", all);
  set = data::Set("area", labels, zh, en);
}

bool Areas::contains(int area, int region) const {
  const auto& list = members[at(area)];
  return std::find(list.begin(), list.end(), region) != list.end();
}

}  // namespace yuqian::model
