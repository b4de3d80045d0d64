// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace yuqian::apps {

/// What a file that `yuqian check` is given can be. To add one: a line in file_kind.cpp, a label
/// here, and what is checked of it in checker.cpp.
enum class FileKind {
  dataset,
  result,
  batch,
  benchmark,
  mapping,
  evidence,
  model,
  plan,
  scenario,
  closure,
  elasticities,
  game,
  played_game
};

/// Told by what the file holds: the schema of an HDF5 file, the keys of a TOML or JSON file, the
/// columns of a CSV file. Throws data::InputError with all kinds that there are where it is none,
/// and what the readers throw where it cannot be read at all.
FileKind file_kind(const std::string& path);

/// The kind in words, for findings: "scenario".
const char* word(FileKind kind);

}  // namespace yuqian::apps
