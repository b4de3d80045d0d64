// SPDX-License-Identifier: Apache-2.0
#include "model/closure.hpp"

#include "data/toml.hpp"

#include <array>

namespace yuqian::model {
namespace {

const std::array<std::string, 2> capitals{"specific", "mobile"};
const std::array<std::string, 2> investments{"saving_driven", "fixed"};
const std::array<std::string, 2> exports{"world_demand", "small_country"};
const std::array<std::string, 2> governments{"spends_income", "fixed_spending"};

/// The position of a word among the valid ones, which stand in the order of the enumeration.
template <class Choice>
Choice choice(const data::Toml& file, const char* key, std::span<const std::string> valid,
              Choice otherwise) {
  const auto found = file.find(key);
  return found ? static_cast<Choice>(found->choice(valid, key)) : otherwise;
}

void require_numeraire(const data::Toml& value) {
  const std::string word = value.string();
  if (word == "foreign_exchange" || (word.starts_with("wage:") && word.size() > 5)) return;
  throw value.error("unknown numeraire \"" + word + "\"",
                    "valid are: \"foreign_exchange\", \"wage:<region>\"", word);
}

Closure closure_of(const data::Toml& file) {
  Closure c;
  c.id = file.get("id").string();
  if (c.id.empty())
    throw file.get("id").error("the id is empty", "name the closure as its file is named");
  c.title = read_local_text(file.get("title"));
  if (const auto text = file.find("text")) c.text = read_local_text(*text);
  c.capital = choice(file, "capital", capitals, c.capital);
  c.investment = choice(file, "investment", investments, c.investment);
  c.government = choice(file, "government", governments, c.government);
  c.exports = choice(file, "exports", exports, c.exports);
  if (const auto numeraire = file.find("numeraire")) {
    require_numeraire(*numeraire);
    c.numeraire = numeraire->string();
  }
  if (const auto share = file.find("wedge_rent_to_households")) {
    c.wedge_rent_to_households = share->number(data::Sign::not_negative);
    if (c.wedge_rent_to_households > 1)
      throw share->error("\"wedge_rent_to_households\" is above 1", "write a share from 0 to 1");
  }
  file.finish();
  return c;
}

}  // namespace

LocalText read_local_text(const data::Toml& value) {
  LocalText text{value.get("zh").string(), value.get("en").string()};
  for (std::string* s : {&text.zh, &text.en})
    while (!s->empty() && (s->back() == '\n' || s->back() == ' ')) s->pop_back();
  return text;
}

std::string_view word(Closure::Capital c) { return capitals[static_cast<std::size_t>(c)]; }
std::string_view word(Closure::Investment i) { return investments[static_cast<std::size_t>(i)]; }
std::string_view word(Closure::Government g) { return governments[static_cast<std::size_t>(g)]; }

std::string_view word(Closure::Exports e) { return exports[static_cast<std::size_t>(e)]; }

Closure read_closure(const std::filesystem::path& path) {
  return closure_of(data::Toml::read(path.string()));
}

Closure parse_closure(std::string text, const std::string& name) {
  return closure_of(data::Toml::parse(std::move(text), name));
}

}  // namespace yuqian::model
