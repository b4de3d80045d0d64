// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/closure.hpp>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/question/partners.hpp>
#include <yuqian/model/regional/question/quota_rule.hpp>
#include <yuqian/model/regional/question/read_local_text.hpp>

#include <array>
#include <stdexcept>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

const std::array<std::string, 4> capitals{"specific", "mobile", "interregional", "adjusting"};
const std::array<std::string, 5> labours{"mobile", "sector_specific", "migration", "elastic",
                                         "wage_curve"};
const std::array<std::string, 3> investments{"saving_driven", "fixed", "steady_state"};
const std::array<std::string, 2> interprovincials{"fixed", "pooled"};
const std::array<std::string, 2> public_capitals{"unproductive", "productive"};
const std::array<std::string, 2> outputs{"supply_driven", "demand_driven"};
const std::array<std::string, 2> exports{"world_demand", "small_country"};
const std::array<std::string, 2> externals{"saving_fixed", "exchange_rate_fixed"};
const std::array<std::string, 2> governments{"spends_income", "fixed_spending"};
const std::array<std::string, 2> emissions{"counted", "priced"};
const std::array<std::string, 2> emission_scopes{"sectors", "all"};
const std::array<std::string, 2> spillovers{"none", "partner_exposure"};
const std::array<std::string, 2> returns{"constant", "external_scale"};
const std::array<std::string, 2> linkages{"none", "target"};
const std::array<std::string, 2> powers{"aggregate", "technologies"};

const std::array<std::string, 3> quota_owners{"destination", "origin", "households"};

/// Every key of a closure file but its id and texts, once: reading, result files, notes and
/// `yuqian compare` follow this list. A new key takes its member, its words above, and a line here.
template <class C, class Visitor>
void each_key(C& c, Visitor&& v) {
  v("capital", LocalText{"资本", "Capital"}, c.capital, capitals);
  v("labour", LocalText{"劳动力", "Labour"}, c.labour, labours);
  v("investment", LocalText{"投资", "Investment"}, c.investment, investments);
  v("government", LocalText{"政府", "Government"}, c.government, governments);
  v("exports", LocalText{"出口", "Exports"}, c.exports, exports);
  v("public_capital", LocalText{"公共资本", "Public capital"}, c.public_capital, public_capitals);
  v("output", LocalText{"产出", "Output"}, c.output, outputs);
  v("external", LocalText{"对外", "External account"}, c.external, externals);
  v("interprovincial_saving", LocalText{"省际储蓄", "Saving of other provinces"}, c.interprovincial,
    interprovincials);
  v("numeraire", LocalText{"计价物", "Numeraire"}, c.numeraire);
  v("wedge_rent_to_households",
    LocalText{"楔子收入归居民比重", "Share of wedge revenue that goes to households"},
    c.wedge_rent_to_households);
  v("quota", LocalText{"可设配额的流向", "Routes that may be under quota"}, c.quota);
  v("quota_owner", LocalText{"配额租金归属", "Owner of quota rents"}, c.quota_owner, quota_owners);
  v("swap", LocalText{"内外生互换", "Swaps: what is given, and what adjusts"}, c.swaps);
  v("emissions", LocalText{"碳排放", "Emissions"}, c.emissions, emissions);
  v("emission_scope", LocalText{"碳上限范围", "What caps on emissions cover"}, c.emission_scope,
    emission_scopes);
  v("spillover", LocalText{"知识溢出", "Spillover"}, c.spillover, spillovers);
  v("returns", LocalText{"规模报酬", "Returns to scale"}, c.returns, returns);
  v("linkage", LocalText{"产业关联", "Linkage"}, c.linkage, linkages);
  v("power", LocalText{"电力", "Power"}, c.power, powers);
  v("partners", LocalText{"关联伙伴", "Partners of spillover and linkage"}, c.partners);
}

void require_numeraire(const data::Toml& value) {
  const std::string word = value.string();
  if (word == "foreign_exchange" || (word.starts_with("wage:") && word.size() > 5)) return;
  throw value.error("unknown numeraire \"" + word + "\"",
                    "valid are: \"foreign_exchange\", \"wage:<region>\"", word);
}

void require_quotas(const data::Toml& value) {
  try {
    parse_quotas(value.string());
  } catch (const std::invalid_argument& e) {
    throw value.error(
        std::string("the quotas cannot be read: ") + e.what(),
        "write \"none\", or as in \"Chongqing>Guizhou; Guizhou>Chongqing: coal, metals\"");
  }
}

void require_partners(const data::Toml& value) {
  try {
    parse_partners(value.string());
  } catch (const std::invalid_argument& e) {
    throw value.error(std::string("the partners cannot be read: ") + e.what(),
                      "write two sets of regions, as in \"Chongqing; Guizhou\", \"Chongqing, "
                      "Guizhou; Sichuan\" or \"Guizhou; *\"");
  }
}

/// Fills a closure from its file, key by key; a key left out keeps its default.
struct KeyReader {
  const data::Toml& file;

  template <class Choice>
  void operator()(const char* key, const LocalText&, Choice& value,
                  std::span<const std::string> valid) const {
    if (const auto found = file.find(key)) value = static_cast<Choice>(found->choice(valid, key));
  }
  void operator()(const char* key, const LocalText&, std::string& words) const {
    const auto found = file.find(key);
    if (!found) return;
    const std::string_view name = key;
    name == "quota"      ? require_quotas(*found)
    : name == "partners" ? require_partners(*found)
                         : require_numeraire(*found);
    words = found->string();
  }
  void operator()(const char* key, const LocalText&, double& share) const {
    const auto found = file.find(key);
    if (!found) return;
    share = found->number(data::Sign::not_negative);
    if (share > 1)
      throw found->error("\"" + std::string(key) + "\" is above 1", "write a share from 0 to 1");
  }
  void operator()(const char*, const LocalText&, std::vector<Swap>& swaps) const {
    swaps = read_swaps(file);
  }
};

/// Lists a closure, key by key.
struct KeyLister {
  std::vector<ClosureWord>& list;

  template <class Choice>
  void operator()(const char* key, const LocalText& name, Choice value,
                  std::span<const std::string> words) const {
    list.push_back({key, words[static_cast<std::size_t>(value)], name, false});
  }
  void operator()(const char* key, const LocalText& name, const std::string& value) const {
    list.push_back({key, value, name, false});
  }
  void operator()(const char* key, const LocalText& name, double value) const {
    list.push_back({key, fmt::format("{:g}", value), name, true});
  }
  void operator()(const char* key, const LocalText& name, const std::vector<Swap>& swaps) const {
    list.push_back({key, text(swaps), name, false});
  }
};

/// "Chongqing; Guizhou", the shipped pair.
std::string default_partners() {
  const auto& [first, second] = data::default_pair();
  return first + "; " + second;
}

Closure closure_of(const data::Toml& file) {
  Closure c;
  c.partners = default_partners();
  c.id = file.get("id").string();
  if (c.id.empty())
    throw file.get("id").error("the id is empty", "name the closure as its file is named");
  file.get("id").name();
  c.title = read_local_text(file.get("title"));
  if (const auto text = file.find("text")) c.text = read_local_text(*text);
  each_key(c, KeyReader{file});
  file.finish();
  return c;
}

}  // namespace

bool may_branch(const Closure& c) {
  return c.returns != Closure::Returns::constant || c.spillover != Closure::Spillover::none ||
         c.public_capital != Closure::PublicCapital::unproductive;
}

EmploymentChange employment_change(const Closure& c) {
  using Labour = Closure::Labour;
  if (c.labour == Labour::elastic || c.labour == Labour::wage_curve ||
      c.output == Closure::Output::demand_driven)
    return EmploymentChange::in_total;
  return c.labour == Labour::migration ? EmploymentChange::between_places : EmploymentChange::none;
}

std::vector<ClosureWord> closure_words(const Closure& c) {
  std::vector<ClosureWord> list;
  each_key(c, KeyLister{list});
  return list;
}

Closure read_closure(const std::filesystem::path& path) {
  return closure_of(data::Toml::read(path.string()));
}

Closure parse_closure(std::string text, const std::string& name) {
  return closure_of(data::Toml::parse(std::move(text), name));
}

}  // namespace yuqian::model
