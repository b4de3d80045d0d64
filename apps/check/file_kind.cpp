// SPDX-License-Identifier: Apache-2.0
#include "apps/check/file_kind.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/toml.hpp>

namespace yuqian::apps {
namespace {

enum class Format { hdf5, text, csv };

/// A file of this format is of this kind if it has one of these marks: schemas of HDF5 files, keys
/// at the top of TOML files, columns of CSV files.
struct Rule {
  Format format;
  FileKind kind;
  std::vector<std::string_view> marks;
};

/// In this order: the marks of a kind that comes later may stand in one that comes before.
const std::vector<Rule>& rules() {
  static const std::vector<Rule> list{
      {Format::hdf5, FileKind::dataset, {"yuqian-dataset"}},
      {Format::hdf5, FileKind::result, {"yuqian-result"}},
      {Format::hdf5, FileKind::batch, {"yuqian-batch"}},
      {Format::hdf5, FileKind::benchmark, {"yuqian-benchmark"}},
      {Format::hdf5, FileKind::played_game, {"yuqian-game"}},
      {Format::text, FileKind::mapping, {"axis", "target", "identity"}},
      {Format::text, FileKind::evidence, {"flow", "grp", "share", "reliability"}},
      {Format::text, FileKind::game, {"player", "action"}},
      {Format::text, FileKind::model, {"model", "commodities", "sector", "consumer"}},
      {Format::text,
       FileKind::plan,
       {"scenarios", "closures", "benchmark", "sizes", "factor", "calibration"}},
      {Format::text, FileKind::scenario, {"closure", "shock", "reference", "part"}},
      {Format::text,
       FileKind::closure,
       {"capital", "labour", "investment", "government", "exports", "numeraire", "swap"}},
      {Format::csv, FileKind::elasticities, {"esubd", "esubm", "esubva"}}};
  return list;
}

std::vector<std::string> marks_of(const std::string& path, Format format) {
  if (format == Format::hdf5) return {data::H5Reader(path).attribute("/", "schema").value_or("")};
  if (format == Format::text) return data::Toml::read(path).keys();
  const data::Csv file = data::Csv::read(path);
  return file.header();
}

std::string kinds(Format format) {
  std::string list;
  for (const Rule& r : rules())
    if (r.format == format) list += (list.empty() ? "" : ", ") + std::string(word(r.kind));
  return list;
}

}  // namespace

const char* word(FileKind kind) {
  switch (kind) {
    case FileKind::dataset:
      return "dataset";
    case FileKind::result:
      return "result";
    case FileKind::batch:
      return "batch";
    case FileKind::benchmark:
      return "benchmark";
    case FileKind::mapping:
      return "mapping";
    case FileKind::evidence:
      return "evidence";
    case FileKind::model:
      return "model";
    case FileKind::plan:
      return "plan";
    case FileKind::scenario:
      return "scenario";
    case FileKind::closure:
      return "closure";
    case FileKind::elasticities:
      return "elasticities";
    case FileKind::game:
      return "game";
    case FileKind::played_game:
      return "game's result";
  }
  return "";
}

FileKind file_kind(const std::string& path) {
  if (path.ends_with(".json")) return FileKind::model;  // nothing else is written in JSON
  const Format format = path.ends_with(".h5")    ? Format::hdf5
                        : path.ends_with(".csv") ? Format::csv
                                                 : Format::text;
  const std::vector<std::string> marks = marks_of(path, format);
  for (const Rule& r : rules())
    if (r.format == format && std::any_of(marks.begin(), marks.end(), [&](const std::string& mark) {
          return std::find(r.marks.begin(), r.marks.end(), mark) != r.marks.end();
        }))
      return r.kind;
  throw data::InputError({{path},
                          "the file is of no kind that can be checked",
                          path,
                          "it has the marks of none of these: " + kinds(format)});
}

}  // namespace yuqian::apps
