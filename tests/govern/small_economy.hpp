// SPDX-License-Identifier: Apache-2.0
// Games on small benchmarks: what tests of the bridge share.
#pragma once

#include <yuqian/model/govern/economy.hpp>
#include "tests/china_benchmark.hpp"

namespace yuqian::tests {

inline govern::GameFile game_text(const std::string& body, const std::string& closure = "welfare") {
  return govern::parse_game(
      "id = \"T\"\ntitle = { zh = \"试\", en = \"test\" }\nclosure = \"" + closure + "\"\n" + body,
      "test.toml");
}

/// A wedge of each of the two on the other's goods.
inline std::string two_wedges(const std::string& parameter = "wedge",
                              const std::string& range = "[0.0, 0.5]",
                              const std::string& more = "") {
  std::string text;
  for (const auto& [own, other] : {std::pair{"Chongqing", "Guizhou"}, {"Guizhou", "Chongqing"}})
    text += std::string("[[player]]\nname = \"") + own + "\"\n" + more +
            "[[player.instrument]]\nparameter = \"" + parameter + "\"\nwhere = { from = \"" +
            other + "\", to = \"" + own + "\" }\nrange = " + range + "\n";
  return text;
}

inline std::shared_ptr<const model::RegionalModel> small_model(const std::string& closure_id,
                                                               const std::string& sectors = "3") {
  return china_model(china_benchmark("central", "default", sectors), closure(closure_id));
}

inline std::shared_ptr<const govern::Economy> economy(std::shared_ptr<const model::RegionalModel> m,
                                                      const govern::GameFile& g) {
  return std::make_shared<govern::Economy>(std::move(m), g);
}

}  // namespace yuqian::tests
