// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/source_reader.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/text_file.hpp>

namespace yuqian::calibration {

SourceReader::SourceReader(std::filesystem::path folder, const SourceList& list)
    : folder_(std::move(folder)) {
  if (!std::filesystem::is_directory(folder_ / list.tables))
    throw data::InputError("\"" + folder_.string() + "\" has no folder " + list.tables + " in it",
                           "name the folder that holds what " + list.path + " lists");
}

data::Csv SourceReader::csv(const std::string& file, const std::string& first_column) {
  const std::filesystem::path path = folder_ / file;
  std::string text = data::read_text(path.string());
  if (!first_column.empty() && !text.empty() && text.front() == ',') text.insert(0, first_column);
  files_.push_back(path);
  return data::Csv::parse(std::move(text), path.string());
}

}  // namespace yuqian::calibration
