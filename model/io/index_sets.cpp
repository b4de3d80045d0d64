// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/detail/index_sets.hpp>

#include <fmt/format.h>

namespace yuqian::model {

bool Labels::add(const std::string& label) {
  if (!position.try_emplace(label, size()).second) return false;
  names.push_back(label);
  return true;
}

int Labels::find(std::string_view label) const {
  const auto found = position.find(std::string(label));
  return found == position.end() ? -1 : found->second;
}

void IndexSets::add(std::string name, std::shared_ptr<const Labels> labels) {
  sets_.push_back({std::move(name), std::move(labels)});
}

int IndexSets::find(std::string_view name) const {
  for (int s = 0; s < count(); ++s)
    if (this->name(s) == name) return s;
  return -1;
}

std::vector<std::string> IndexSets::names() const {
  std::vector<std::string> out;
  for (const Set& set : sets_) out.push_back(set.name);
  return out;
}

const std::vector<int>* IndexSets::places_in(int set, int other) const {
  const auto [entry, added] = places_.try_emplace({set, other});
  std::vector<int>& places = entry->second;
  if (added) {
    for (const std::string& label : labels(set).names) {
      const int place = labels(other).find(label);
      if (place < 0) {
        places.clear();
        break;
      }
      places.push_back(place);
    }
  }
  return places.empty() ? nullptr : &places;
}

double IndexSets::tuples(std::span<const int> sets) const {
  double product = 1;
  for (const int s : sets) product *= labels(s).size();
  return product;
}

std::string IndexSets::place(std::span<const int> sets, const Env& env) const {
  std::string out;
  for (const int s : sets)
    if (const int at = env[static_cast<std::size_t>(s)]; at >= 0)
      out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", name(s),
                         labels(s).names[static_cast<std::size_t>(at)]);
  return out;
}

void Budget::take(double entries) {
  if (entries > at_once)
    throw TooLarge(
        fmt::format("{:.3g} entries at once; a model file may expand into {:.0f} at "
                    "once and {:.0f} in all",
                    entries, at_once, in_all));
  taken_ += entries;
  if (taken_ > in_all)
    throw TooLarge(fmt::format(
        "the file expands into more than {:.0f} entries: elements, netputs and terms of sums",
        in_all));
}

}  // namespace yuqian::model
