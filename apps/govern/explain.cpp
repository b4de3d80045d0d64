// SPDX-License-Identifier: Apache-2.0
#include "apps/govern/explain.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>
#include "apps/screen/grid.hpp"

namespace yuqian::apps::govern {
namespace {

struct Asked {
  std::string form, player;
};

Asked read(const std::string& text) {
  const auto open = text.find('['), comma = text.find(','), close = text.find(']');
  if (text.substr(0, open) != "payoff" || open == text.npos || comma == text.npos ||
      close + 1 != text.size() || comma < open)
    throw data::InputError({{},
                            fmt::format("\"{}\" is not a figure of a game", text),
                            text,
                            "write payoff[FORM,PLAYER]: payoff[nash,Chongqing]"});
  return {text.substr(open + 1, comma - open - 1), text.substr(comma + 1, close - comma - 1)};
}

}  // namespace

ExitCode explain(const Screen& screen, const ExplainOptions& options) {
  const Asked asked = read(options.indicator);
  const data::H5Reader file(options.result);
  if (!file.has("payoff"))
    throw data::InputError({{options.result},
                            "this game has no players",
                            options.indicator,
                            "its actions are in stakeholder_gain"});
  const int t = file.set("trade").index(options.trade), f = file.set("form").index(asked.form),
            p = file.set("player").index(asked.player);
  const auto of_player = [&](const char* name) {
    return file.table(name, {"trade", "form", "player"})(t, f, p);
  };
  const double payoff = of_player("payoff"), welfare = of_player("welfare");
  // A player is a region of the same name, as a rule; its residents by group then stand there.
  const auto area = file.set("area").find(asked.player);
  std::vector<std::pair<std::string, double>> terms;
  if (area) {
    const auto of_area = [&](const char* name) {
      return file.table(name, {"trade", "form", "area"})(t, f, *area);
    };
    terms.emplace_back(screen.words("农村居民", "rural residents"), of_area("gain_rural"));
    terms.emplace_back(screen.words("城镇居民", "urban residents"), of_area("gain_urban"));
  } else {
    terms.emplace_back(screen.words("居民", "residents"), welfare);
  }
  double rest = payoff;
  for (const auto& [name, value] : terms) rest -= value;
  terms.emplace_back(screen.words("考核的其他部分", "what the assessment adds"), rest);
  if (screen.json) {
    nlohmann::ordered_json out{{"indicator", options.indicator},
                               {"trade", options.trade},
                               {"equation", 305},
                               {"unit", "1e8 CNY"},
                               {"value", payoff}};
    for (const auto& [name, value] : terms)
      out["terms"].push_back({{"name", name}, {"value", value}});
    screen.out << out.dump(2) << '\n';
    return done;
  }
  screen.out << screen.bold(options.indicator) << "  " << number(payoff)
             << screen.words(" 亿元，式(305)", " (10^8 yuan), eq. 305") << '\n';
  Grid grid(screen.words("项", "term"));
  grid.group("", {screen.words("亿元", "10^8 yuan")});
  for (const auto& [name, value] : terms) grid.row(name, {number(value, 3)});
  grid.print(screen);
  return done;
}

}  // namespace yuqian::apps::govern
