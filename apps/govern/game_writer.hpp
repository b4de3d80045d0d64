// SPDX-License-Identifier: Apache-2.0
// One game as variables on labelled dimensions; each part of it is written in a file of its own.
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "apps/govern/results.hpp"

namespace yuqian::apps::govern {

constexpr double no_figure = std::numeric_limits<double>::quiet_NaN();
constexpr const char* money = "1e8 CNY";

/// The game and the file that it goes to. Every variable stands on `trade` first.
class GameWriter {
 public:
  using TradeRun = yuqian::govern::TradeRun;

  GameWriter(data::LabelledWriter& to, const GameResults& results)
      : file(to), game(results), first(results.trades.at(0)) {}

  /// Values of all estimates one after another; each list brought to `size` entries.
  template <class F>
  void variable(const std::string& name, std::vector<std::string> dims, std::size_t size,
                const data::VariableText& text, F&& values) {
    std::vector<double> all;
    for (const TradeRun& t : game.trades) {
      std::vector<double> list = values(t);
      list.resize(size, no_figure);
      all.insert(all.end(), list.begin(), list.end());
    }
    dims.insert(dims.begin(), "trade");
    file.variable(name, dims, all, text);
  }

  /// The dimensions that several parts share.
  void players();
  /// 1, 2, ... as labels.
  void count(const char* dimension, std::size_t size, const char* long_name);

  data::LabelledWriter& file;
  const GameResults& game;
  const TradeRun& first;
};

/// Rows one after another.
std::vector<double> flat(const std::vector<std::vector<double>>& rows);

/// Forms of governance, best answers, thresholds, draws (eq. 300 to 335).
void write_forms(GameWriter&);
/// Coalition structures and networks, worth, Shapley values, core (eq. 340 to 346).
void write_structures(GameWriter&);
/// Who gains by which action, packages, frontier, what pulls what, draws (eq. 347, 348).
void write_actions(GameWriter&);

}  // namespace yuqian::apps::govern
