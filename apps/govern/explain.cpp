// SPDX-License-Identifier: Apache-2.0
#include "apps/govern/explain.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>
#include <yuqian/model/games/coalitions.hpp>
#include <yuqian/model/govern/actions.hpp>
#include "apps/screen/grid.hpp"

namespace yuqian::apps::govern {
namespace {

/// "payoff[nash,Chongqing]"
struct Asked {
  std::string figure;
  std::vector<std::string> labels;
};

struct Answer {
  double value = 0;
  int equation = 0;
  std::vector<std::pair<std::string, double>> terms;
};

constexpr const char* how =
    "write payoff[FORM,PLAYER], worth[COALITION] or nation_gain[ACTION]: payoff[nash,Chongqing]";

[[noreturn]] void refuse(const std::string& text) {
  throw data::InputError({{}, fmt::format("\"{}\" is not a figure of a game", text), text, how});
}

Asked read(const std::string& text) {
  const auto open = text.find('[');
  if (open == std::string::npos || text.back() != ']') refuse(text);
  Asked asked{text.substr(0, open), {}};
  std::string inside = text.substr(open + 1, text.size() - open - 2);
  for (std::size_t comma; (comma = inside.find(',')) != std::string::npos;
       inside.erase(0, comma + 1))
    asked.labels.push_back(inside.substr(0, comma));
  asked.labels.push_back(inside);
  return asked;
}

class Explainer {
 public:
  Explainer(const Words& words, const ExplainOptions& options)
      : words_(words), options_(options), file_(options.result) {}

  Answer answer() {
    const Asked asked = read(options_.indicator);
    trade_ = file_.set("trade").index(options_.trade);
    if (asked.figure == "payoff" && asked.labels.size() == 2)
      return payoff(asked.labels[0], asked.labels[1]);
    if (asked.figure == "worth") return worth(fmt::format("{}", fmt::join(asked.labels, ",")));
    if (asked.figure == "nation_gain" && asked.labels.size() == 1)
      return nation_gain(asked.labels[0]);
    refuse(options_.indicator);
  }

 private:
  void require(const char* variable, const char* what, const char* instead) const {
    if (!file_.has(variable))
      throw data::InputError({{options_.result}, what, options_.indicator, instead});
  }

  Answer payoff(const std::string& form, const std::string& player) {
    require("payoff", "this game has no players", "its actions are in nation_gain[ACTION]");
    const int f = file_.set("form").index(form), p = file_.set("player").index(player);
    const auto of_player = [&](const char* name) {
      return file_.table(name, {"trade", "form", "player"})(trade_, f, p);
    };
    Answer found{of_player("payoff"), 305, {}};
    // A player is a region of the same name, as a rule; its residents by group then stand there.
    if (const auto area = file_.set("area").find(player)) {
      const auto of_area = [&](const char* name) {
        return file_.table(name, {"trade", "form", "area"})(trade_, f, *area);
      };
      found.terms.emplace_back(words_("农村居民", "rural residents"), of_area("gain_rural"));
      found.terms.emplace_back(words_("城镇居民", "urban residents"), of_area("gain_urban"));
    } else {
      found.terms.emplace_back(words_("居民", "residents"), of_player("welfare"));
    }
    double rest = found.value;
    for (const auto& [name, value] : found.terms) rest -= value;
    found.terms.emplace_back(words_("考核的其他部分", "what the assessment adds"), rest);
    return found;
  }

  Answer worth(const std::string& coalition) {
    require("worth", "this game has no coalitions", "ask for payoff[FORM,PLAYER]");
    const data::Set coalitions = file_.set("coalition"), structures = file_.set("structure"),
                    players = file_.set("player");
    const int c = coalitions.index(coalition);
    Answer found{file_.table("worth", {"trade", "coalition"})(trade_, c), 343, {}};
    if (c == 0) return found;  // nobody: labels of coalitions stand in the order of their bits
    const int s = structures.index(
        games::text(games::with_singletons(static_cast<games::Coalition>(c), players.size()),
                    players.labels()));
    const data::Table payoffs = file_.table("structure_payoff", {"trade", "structure", "player"});
    for (int p = 0; p < players.size(); ++p)
      if ((c >> p & 1) != 0)
        found.terms.emplace_back(words_.name(players, p), payoffs(trade_, s, p));
    return found;
  }

  Answer nation_gain(const std::string& action) {
    require("nation_gain", "this game has no actions", "ask for payoff[FORM,PLAYER]");
    const data::Set stakeholders = file_.set("stakeholder");
    const int k = file_.set("action").index(action);
    Answer found{file_.table("nation_gain", {"trade", "action"})(trade_, k), 347, {}};
    const data::Table gain = file_.table("stakeholder_gain", {"trade", "stakeholder", "action"}),
                      kind = file_.table("stakeholder_kind", {"stakeholder"});
    using Kind = yuqian::govern::Stakeholder::Kind;
    for (int s = 0; s < stakeholders.size(); ++s)
      if (const auto is = static_cast<Kind>(kind(s)); is == Kind::residents || is == Kind::payer)
        found.terms.emplace_back(words_.name(stakeholders, s), gain(trade_, s, k));
    return found;
  }

  const Words& words_;
  const ExplainOptions& options_;
  data::H5Reader file_;
  int trade_ = 0;
};

}  // namespace

ExitCode explain(const Screen& screen, const ExplainOptions& options) {
  const Answer found = Explainer(screen.words, options).answer();
  if (screen.json) {
    nlohmann::ordered_json out{{"indicator", options.indicator},
                               {"trade", options.trade},
                               {"equation", found.equation},
                               {"unit", "1e8 CNY"},
                               {"value", found.value}};
    for (const auto& [name, value] : found.terms)
      out["terms"].push_back({{"name", name}, {"value", value}});
    screen.out << out.dump(2) << '\n';
    return done;
  }
  screen.out << screen.bold(options.indicator) << "  " << number(found.value)
             << fmt::format(fmt::runtime(screen.words(" 亿元，式({})", " (10^8 yuan), eq. {}")),
                            found.equation)
             << '\n';
  Grid grid(screen.words("项", "term"));
  grid.group("", {screen.words("亿元", "10^8 yuan")});
  for (const auto& [name, value] : found.terms) grid.row(name, {number(value, 3)});
  grid.print(screen);
  return done;
}

}  // namespace yuqian::apps::govern
