// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/losses.hpp>

#include <algorithm>

#include <yuqian/data/error.hpp>
#include <yuqian/data/find_table.hpp>
#include <yuqian/model/regional/accounts/pair.hpp>

namespace yuqian::apps {
namespace {

constexpr double shown = 0.005;  // 10^8 yuan: what two decimals show
constexpr std::size_t sectors_shown = 3;

}  // namespace

const data::Table& loss_table(std::span<const data::Table> tables, const Loss& loss) {
  const char* name = loss.is_sector ? "sector_output" : "equivalent_variation";
  if (const data::Table* found = data::find_table(tables, name)) return *found;
  throw data::InputError(
      {{}, std::string("the results have no table \"") + name + "\"", name, "solve again"});
}

double loss_of(std::span<const data::Table> tables, const Loss& loss) {
  const data::Table& t = loss_table(tables, loss);
  if (!loss.is_sector) return t.at({loss.area, loss.item});
  return t.at({"counterfactual", loss.area, loss.item}) - t.at({"reference", loss.area, loss.item});
}

std::vector<Loss> largest_losses(std::span<const data::Table> tables, const data::Set& areas) {
  std::vector<Loss> all;
  const auto take = [&](const std::string& area, bool is_sector, std::size_t at_most) {
    const data::Table& t = loss_table(tables, {area, {}, is_sector});
    std::vector<std::pair<double, Loss>> found;
    for (const std::string& item : t.axis(t.rank() - 1).labels()) {
      const Loss loss{area, item, is_sector};
      if (const double amount = loss_of(tables, loss); amount < -shown)
        found.emplace_back(amount, loss);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t k = 0; k < std::min(at_most, found.size()); ++k)
      all.push_back(found[k].second);
  };
  for (const bool is_sector : {false, true})
    for (const std::string& area : areas.labels())
      if (area != model::pair_label(areas) && area != "China")
        take(area, is_sector, is_sector ? sectors_shown : 100);
  return all;
}

}  // namespace yuqian::apps
