// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/pair.hpp>

#include <map>
#include <mutex>
#include <vector>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/error.hpp>

namespace yuqian::data {
namespace {

struct Chosen {
  std::mutex mutex;
  std::map<std::vector<std::string>, std::pair<int, int>> pairs;  // by labels of the set
};

Chosen& chosen() {
  static Chosen all;
  return all;
}

}  // namespace

std::optional<std::pair<int, int>> pair_of(const Set& regions) {
  {
    const std::lock_guard lock(chosen().mutex);
    const auto found = chosen().pairs.find(regions.labels());
    if (found != chosen().pairs.end()) return found->second;
  }
  const auto first = regions.find(default_pair().first),
             second = regions.find(default_pair().second);
  return first && second ? std::optional(std::pair(*first, *second)) : std::nullopt;
}

void choose_pair(const Set& regions, std::string_view first, std::string_view second) {
  const std::pair<int, int> pair{regions.index(first), regions.index(second)};
  if (pair.first == pair.second)
    throw InputError({{},
                      "\"" + std::string(first) + "\" and \"" + std::string(second) +
                          "\" are not a pair: they are the same",
                      std::string(first),
                      "name two"});
  const std::lock_guard lock(chosen().mutex);
  chosen().pairs[regions.labels()] = pair;
}

void forget_pair(const Set& regions) {
  const std::lock_guard lock(chosen().mutex);
  chosen().pairs.erase(regions.labels());
}

}  // namespace yuqian::data
