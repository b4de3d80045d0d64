// SPDX-License-Identifier: Apache-2.0
#include "apps/explain/term_list.hpp"

#include <algorithm>
#include <cmath>

#include <yuqian/data/schema.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::apps::explain {
namespace {

model::LocalText long_name(const std::string& variable) {
  const data::Schema schema = data::shipped_schema("variables");
  const data::SchemaEntry& entry = schema.at(variable);
  return {entry.zh, entry.en};
}

}  // namespace

void each_cell(const data::Table& table, const std::function<void(const Cell&, double)>& visit) {
  Cell cell(at(table.rank()), 0);
  for (const double value : table.values()) {
    visit(cell, value);
    for (int k = table.rank() - 1; k >= 0 && ++cell[at(k)] == table.axis(k).size(); --k)
      cell[at(k)] = 0;
  }
}

void TermList::add(const data::Table& table, const Cell& cell, const std::vector<int>& named,
                   int state, double value) {
  if (!std::isfinite(value) || value == 0) return;
  std::vector<std::string> labels;
  for (const int axis : named) labels.push_back(table.axis(axis).label(cell[at(axis)]));
  const auto [found, is_new] = position_.try_emplace(labels, list_.size());
  if (is_new) {
    Term term;
    term.labels = labels;
    if (named.empty()) term.labels = {table.name()}, term.name = long_name(table.name());
    for (const int axis : named) {
      const data::Set& set = table.axis(axis);
      const int i = cell[at(axis)];
      std::string english = set.en(i);
      if (!set.has_en()) std::replace(english.begin(), english.end(), '_', ' ');
      term.name.zh += (term.name.zh.empty() ? "" : "，") + set.zh(i);
      term.name.en += (term.name.en.empty() ? "" : ", ") + english;
    }
    if (state >= 0) term.reference = term.counterfactual = 0;
    list_.push_back(std::move(term));
  }
  Term& term = list_[found->second];
  term.contribution += state == 0 ? -value : value;
  if (state >= 0) (state == 0 ? term.reference : term.counterfactual) += value;
}

}  // namespace yuqian::apps::explain
