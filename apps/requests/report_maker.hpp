// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "apps/screen/words.hpp"

namespace yuqian::apps {

/// A folder for what a command needs for a moment; removed with all that is in it. Throws
/// data::OutputError where none can be made.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// This program, as it was called.
std::filesystem::path own_program();

/// The Python program and the folder that makes documents (decision 0025): YUQIAN_PYTHON or
/// Debian's; YUQIAN_REPORT, installed beside the program, or in the source tree. Throws
/// data::InputError where the folder is not there.
std::vector<std::string> report_maker(const Words& words);

/// Runs the maker and returns its exit code. Throws data::InputError where Python does not run.
int run_report_maker(const std::vector<std::string>& command, const Words& words);

}  // namespace yuqian::apps
