// SPDX-License-Identifier: Apache-2.0
// What `yuqian check` looks at in a game and in the result of one.
#include <fmt/format.h>

#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/govern/actions.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include "apps/check/checker.hpp"

namespace yuqian::apps {

/// Players, instruments and actions of a game fit its model; nothing is solved.
void Checker::game(const std::string& path) {
  attempt(path, [&] {
    const yuqian::govern::GameFile g = yuqian::govern::read_game(path);
    const auto closure = [](const std::string& id) {
      return model::read_closure(data::shipped_or_path("closures", id, ".toml"));
    };
    const model::Closure own = closure(g.closure);
    yuqian::govern::read_actions(
        g, own,
        [](const std::string& id) {
          return model::read_scenario(data::shipped_or_path("scenarios", id, ".toml"));
        },
        closure);
    auto& regional = models_[g.regions + "/" + g.closure];
    if (!regional) regional = build(own, g.regions);
    const yuqian::govern::Economy economy(regional, g);
    return model::LocalText{
        fmt::format("{}：{}个参与方，{}种政策工具，{}种行动，闭合{}", g.id, g.players.size(),
                    economy.instruments().size(), g.actions.size(), g.closure),
        fmt::format("{}: {} players, {} instruments, {} actions, closure {}", g.id,
                    g.players.size(), economy.instruments().size(), g.actions.size(), g.closure)};
  });
}

/// A game's result can be read whole: its digest holds, and its dimensions are there.
void Checker::played_game(const std::string& path) {
  attempt(path, [&] {
    const data::H5Reader file(path, "yuqian-game");
    model::LocalText text{"博弈结果：", "a game's result:"};
    for (const auto& [dimension, zh] :
         {std::pair{"form", "种形式"}, {"structure", "种联盟结构"}, {"action", "种行动"}})
      if (file.has(dimension)) {
        text.zh += fmt::format(" {}{}", file.set(dimension).size(), zh);
        text.en += fmt::format(" {} {}s", file.set(dimension).size(), dimension);
      }
    return text;
  });
}

}  // namespace yuqian::apps
