// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <yuqian/calibration/balance/source_list.hpp>
#include <yuqian/data/csv.hpp>

namespace yuqian::calibration {

/// Opens the files of one folder and remembers which were read.
class SourceReader {
 public:
  /// Throws data::InputError where the folder cannot be the one that the list describes.
  SourceReader(std::filesystem::path folder, const SourceList& list);

  /// A file below the folder. A header that begins with an empty cell, as statistical packages
  /// write row names, gets `first_column` there.
  data::Csv csv(const std::string& file, const std::string& first_column = {});

  const std::filesystem::path& folder() const { return folder_; }
  const std::vector<std::filesystem::path>& files() const { return files_; }

 private:
  std::filesystem::path folder_;
  std::vector<std::filesystem::path> files_;
};

}  // namespace yuqian::calibration
