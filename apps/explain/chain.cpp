// SPDX-License-Identifier: Apache-2.0
#include "apps/explain/chain.hpp"

#include <array>
#include <sstream>

#include <yuqian/data/shipped.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/question/read_local_text.hpp>

namespace yuqian::apps::explain {
namespace {

const std::array<std::string, 4> rules{"items", "inflow", "outflow", "basket"};
const std::array<std::string, 3> region_words{"area", "each", "sum"};

/// "table/label/label"
Chain::Part read_part(const std::string& text) {
  std::istringstream words(text);
  Chain::Part part;
  std::getline(words, part.table, '/');
  for (std::string label; std::getline(words, label, '/');) part.labels.push_back(label);
  return part;
}

Chain read_chain(const data::Toml& file, const data::Toml& t) {
  Chain chain;
  chain.indicator = t.get("indicator").string();
  chain.equation = t.get("equation").string();
  chain.short_name = t.string_or("short", "");
  chain.from = t.string_or("from", "");
  if (const auto rule = t.find("rule"))
    chain.rule = static_cast<Chain::Rule>(rule->choice(rules, "rule"));
  if (const auto regions = t.find("regions"))
    chain.regions =
        static_cast<Chain::Regions>(regions->choice(region_words, "way to take regions"));
  for (const std::string& part : t.get("parts").strings()) chain.parts.push_back(read_part(part));
  chain.text = model::read_local_text(t);
  chain.basis = model::read_local_text(file.get("basis").get(t.get("basis").string()));
  return chain;
}

}  // namespace

std::vector<Chain> shipped_chains() {
  const data::Toml file = data::Toml::read(data::shipped("schema/explain.toml"));
  std::vector<Chain> chains;
  for (const data::Toml& t : file.items("chain")) chains.push_back(read_chain(file, t));
  file.finish();
  return chains;
}

}  // namespace yuqian::apps::explain
