// SPDX-License-Identifier: Apache-2.0
// What `yuqian govern` found, and how it is shown and written.
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/labelled_writer.hpp>
#include <yuqian/data/provenance.hpp>
#include <yuqian/model/govern/run.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include "apps/screen/screen.hpp"

namespace yuqian::apps::govern {

struct GameResults {
  yuqian::govern::GameFile file;
  model::Closure closure;
  std::string regions, sectors;
  int base_year = 0, draws = 0;
  std::vector<yuqian::govern::TradeRun> trades;
  data::Provenance provenance;
  double seconds = 0;
};

/// Tables by form, coalition and action, in the screen's language.
void print(const Screen&, const GameResults&);
/// The same as one JSON value, schema "yuqian-game" 1.
std::string json(const std::vector<GameResults>&);
data::LabelledWriter::Header header(const GameResults&);
/// Tables on the dimensions trade, form, player, instrument, area, coalition, structure, action,
/// stakeholder, package, draw; as many as the game has.
void record(data::LabelledWriter&, const GameResults&);
/// The same as one HDF5 file.
void write(const std::string& path, const GameResults&);

/// Nothing that was asked for is missing: forms with a solution, structures, packages.
bool complete(const GameResults&);

}  // namespace yuqian::apps::govern
