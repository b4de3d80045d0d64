// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/partners.hpp>

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/word_list.hpp>

namespace yuqian::model {
namespace {

bool contains(const std::vector<std::string>& set, const std::string& label) {
  return std::find(set.begin(), set.end(), label) != set.end();
}

}  // namespace

PartnerSets parse_partners(std::string_view words) {
  const std::vector<std::string> two = word_list(words, ';');
  if (two.size() != 2)
    throw std::invalid_argument(fmt::format("\"{}\" is not two sets of regions", words));
  PartnerSets p{{word_list(two[0], ','), word_list(two[1], ',')}};
  if (contains(p.sets[0], "*"))
    throw std::invalid_argument("\"*\" stands for what the first set leaves: write it second");
  if (contains(p.sets[1], "*") && p.sets[1].size() > 1)
    throw std::invalid_argument("\"*\" stands alone in its set");
  for (const std::string& label : p.sets[0])
    if (contains(p.sets[1], label))
      throw std::invalid_argument("\"" + label + "\" is in both sets");
  return p;
}

std::vector<std::vector<int>> partners(const PartnerSets& named, const data::Set& regions) {
  PartnerSets p = named;
  for (std::vector<std::string>& set : p.sets)
    for (std::string& word : set)
      if (const auto r = data::find_named(regions, word)) word = regions.label(*r);
  std::array<std::vector<int>, 2> members;
  for (int k = 0; k < 2; ++k) {
    const std::vector<std::string>& set = p.sets[at(k)];
    const bool others = contains(set, "*");
    for (const std::string& label : set)
      if (!others && !regions.find(label))
        throw data::InputError(
            {{},
             fmt::format("the closure's partners need \"{}\" as a region of its own", label),
             label,
             data::suggestion(label, regions.labels()) + "; choose --regions that have it"});
    for (int r = 0; r < regions.size(); ++r)
      if (others ? !contains(p.sets[0], regions.label(r)) : contains(set, regions.label(r)))
        members[at(k)].push_back(r);
  }
  if (members[1].empty())
    throw data::InputError(
        {{}, "the closure's first set of partners is the whole nation", "*", "name fewer regions"});
  std::vector<std::vector<int>> list(static_cast<std::size_t>(regions.size()));
  for (int k = 0; k < 2; ++k)
    for (const int r : members[at(k)]) list[at(r)] = members[at(1 - k)];
  return list;
}

}  // namespace yuqian::model
