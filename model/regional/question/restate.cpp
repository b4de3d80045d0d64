// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/restate.hpp>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/shipped_year.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <algorithm>
#include <cctype>
#include <iterator>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

std::string replaced(const std::string& label, const Pair& other) {
  const Pair& one = data::default_pair();
  return label == one.first ? other.first : label == one.second ? other.second : label;
}

/// The same for every whole word of a text: "Chongqing; Guizhou", "PL[Guizhou]", "not:Guizhou".
std::string words_replaced(const std::string& text, const Pair& other) {
  std::string made, word;
  const auto end_word = [&] {
    made += replaced(word, other);
    word.clear();
  };
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '_') {
      word += c;
      continue;
    }
    end_word();
    made += c;
  }
  end_word();
  return made;
}

void restate(Shock& shock, const Pair& other) {
  const Pair& one = data::default_pair();
  for (const char* axis : {"from", "to", "region"}) {
    const auto found = shock.where.find(axis);
    if (found == shock.where.end()) continue;
    for (std::string& label : found->second) {
      for (const std::string& third : {other.first, other.second})
        if (label == third && third != one.first && third != one.second)
          throw data::InputError(
              {shock.place,
               fmt::format("the scenario names \"{}\" beside the pair that it is about", third),
               third, "choose another pair, or write a scenario of your own"});
      label = words_replaced(label, other);
    }
  }
}

/// Whether the shocks name the other pair and nothing of the shipped one: a scenario of one's own
/// that has been written about it.
bool is_about(const Scenario& s, const Pair& other) {
  const Pair& one = data::default_pair();
  bool names_other = false, names_one = false;
  for (const auto* shocks : {&s.reference, &s.shocks})
    for (const Shock& shock : *shocks)
      for (const char* axis : {"from", "to", "region"}) {
        const auto found = shock.where.find(axis);
        if (found == shock.where.end()) continue;
        for (const std::string& label : found->second) {
          const bool shared = label == one.first || label == one.second;
          names_other = names_other || (!shared && (label == other.first || label == other.second));
          names_one = names_one || words_replaced(label, other) != label;
        }
      }
  return names_other && !names_one;
}

bool is_default(const Pair& other) { return other == data::default_pair(); }

/// A Chinese text with the names of the other pair for those of the shipped one, and for their
/// short name together.
std::string names_replaced(const std::string& text, const Pair& other) {
  const Pair& one = data::default_pair();
  const std::string first = data::chinese_name(other.first),
                    second = data::chinese_name(other.second);
  const std::pair<std::string, std::string> names[] = {{"渝黔", first + "、" + second},
                                                       {data::chinese_name(one.first), first},
                                                       {data::chinese_name(one.second), second}};
  std::string made;
  for (std::size_t k = 0; k < text.size();) {
    const auto found = std::find_if(std::begin(names), std::end(names), [&](const auto& name) {
      return text.compare(k, name.first.size(), name.first) == 0;
    });
    made += found == std::end(names) ? std::string(1, text[k]) : found->second;
    k += found == std::end(names) ? 1 : found->first.size();
  }
  return made;
}

/// The title of the question as it is asked; one that names nobody says of whom.
LocalText titled(const LocalText& title, const Pair& other) {
  LocalText made = restated(title, other);
  if (made.zh == title.zh)
    made.zh +=
        "（" + data::chinese_name(other.first) + "、" + data::chinese_name(other.second) + "）";
  if (made.en == title.en) made.en += " (" + other.first + " and " + other.second + ")";
  return made;
}

std::string first_sentence_zh(const std::string& text) {
  const std::string stop = "。";
  const auto end = text.find(stop);
  return end == std::string::npos ? text : text.substr(0, end + stop.size());
}

/// Up to the first full stop after a word, a number or a bracket that a blank follows.
std::string first_sentence_en(const std::string& text) {
  for (std::size_t k = 1; k + 1 < text.size(); ++k) {
    const auto before = static_cast<unsigned char>(text[k - 1]);
    const bool ends = std::islower(before) || std::isdigit(before) || before == ')';
    if (text[k] == '.' && ends && std::isspace(static_cast<unsigned char>(text[k + 1])))
      return text.substr(0, k + 1);
  }
  return text;
}

/// What the policy is, of the other two. A text says so in its first sentence; the rest of it,
/// evidence, figures and artefacts, is of the shipped pair and would be false of any other.
LocalText explained(const Scenario& s, const Pair& other) {
  const Pair& one = data::default_pair();
  const LocalText what =
      restated(LocalText{first_sentence_zh(s.text.zh), first_sentence_en(s.text.en)}, other);
  return {fmt::format("{}幅度沿用{}、{}的情景{}，未按{}、{}调整；其依据和局限见该情景的说明。",
                      what.zh, data::chinese_name(one.first), data::chinese_name(one.second), s.id,
                      data::chinese_name(other.first), data::chinese_name(other.second)),
          fmt::format("{} The size is that of {}, which is about {} and {}, and is not adapted to "
                      "{} and {}; its own text has its evidence and limits.",
                      what.en, s.id, one.first, one.second, other.first, other.second)};
}

}  // namespace

Scenario restated(Scenario s, const Pair& other) {
  if (is_default(other) || is_about(s, other)) return s;
  for (auto* shocks : {&s.reference, &s.shocks})
    for (Shock& shock : *shocks) restate(shock, other);
  for (Swap& swap : s.swaps) {
    swap.exogenous = words_replaced(swap.exogenous, other);
    swap.relative_to = words_replaced(swap.relative_to, other);
    restate(swap.endogenous, other);
  }
  s.title = titled(s.title, other);
  s.text = explained(s, other);
  return s;
}

LocalText restated(const LocalText& text, const Pair& other) {
  return {names_replaced(text.zh, other), words_replaced(text.en, other)};
}

Closure restated(Closure c, const Pair& other) {
  if (is_default(other)) return c;
  c.partners = words_replaced(c.partners, other);
  c.quota = words_replaced(c.quota, other);
  c.numeraire = words_replaced(c.numeraire, other);
  for (Swap& swap : c.swaps) {
    swap.exogenous = words_replaced(swap.exogenous, other);
    swap.relative_to = words_replaced(swap.relative_to, other);
    restate(swap.endogenous, other);
  }
  return c;
}

Scenario asked_of_year(Scenario s, int base_year) {
  if (base_year == data::shipped_year) return s;
  s.title.zh += fmt::format("（{}年账户）", base_year);
  s.title.en += fmt::format(", accounts of {}", base_year);
  s.text.zh =
      fmt::format("基准为{}年；以下说明中未注明年份的数字为{}年。", base_year, data::shipped_year) +
      s.text.zh;
  s.text.en = fmt::format(
                  "The benchmark is of {}; figures without a year in what follows are of "
                  "{}. ",
                  base_year, data::shipped_year) +
              s.text.en;
  return s;
}

}  // namespace yuqian::model
