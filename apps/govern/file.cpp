// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/h5_writer.hpp>
#include "apps/govern/game_writer.hpp"

namespace yuqian::apps::govern {

void GameWriter::players() {
  std::vector<std::string> ids, zh, en;
  for (const auto& p : game.file.players) {
    ids.push_back(p.name);
    zh.push_back(p.title.zh);
    en.push_back(p.title.en);
  }
  file.scale(data::Set("player", ids, zh, en), "player");
}

void GameWriter::count(const char* dimension, std::size_t size, const char* long_name) {
  std::vector<std::string> labels;
  for (std::size_t k = 0; k < size; ++k) labels.push_back(std::to_string(k + 1));
  file.scale(data::Set(dimension, labels), long_name);
}

std::vector<double> flat(const std::vector<std::vector<double>>& rows) {
  std::vector<double> list;
  for (const auto& row : rows) list.insert(list.end(), row.begin(), row.end());
  return list;
}

data::LabelledWriter::Header header(const GameResults& r) {
  return {"Yuqian: " + r.file.title.en, "yuqian-game", "1",
          r.provenance.program + " " + r.provenance.version};
}

void record(data::LabelledWriter& to, const GameResults& results) {
  GameWriter writer(to, results);
  std::vector<std::string> trades;
  for (const auto& t : results.trades) trades.push_back(t.trade);
  to.scale(data::Set("trade", trades), "estimate of trade between provinces");
  if (writer.first.forms) write_forms(writer);
  if (writer.first.structures) write_structures(writer);
  if (writer.first.actions) write_actions(writer);
  to.text("game", results.file.source_text, "game file as written");
  to.text("closure", results.closure.id, "closure");
  to.text("provenance", results.provenance.json(), "what was read and done");
}

void write(const std::string& path, const GameResults& results) {
  data::H5Writer file(path, header(results));
  record(file, results);
  file.finish();
}

}  // namespace yuqian::apps::govern
