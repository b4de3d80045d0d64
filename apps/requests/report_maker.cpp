// SPDX-License-Identifier: Apache-2.0
#include "apps/requests/report_maker.hpp"

#include <unistd.h>

#include <cstdlib>
#include <system_error>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include "apps/process/interrupt.hpp"
#include "apps/requests/child_process.hpp"

namespace yuqian::apps {

namespace fs = std::filesystem;

namespace {

std::string python() {
  if (const char* chosen = std::getenv("YUQIAN_PYTHON"); chosen && *chosen) return chosen;
  std::error_code none;
  return fs::exists("/usr/bin/python3", none) ? "/usr/bin/python3" : "python3";
}

}  // namespace

ScratchFolder::ScratchFolder() {
  std::string name = (fs::temp_directory_path() / "yuqian-XXXXXX").string();
  if (!::mkdtemp(name.data()))
    throw data::OutputError("no temporary folder can be made in " +
                            fs::temp_directory_path().string());
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code none;
  fs::remove_all(path_, none);
}

fs::path own_program() { return fs::read_symlink("/proc/self/exe"); }

std::vector<std::string> report_maker(const Words& words) {
  std::vector<fs::path> places;
  if (const char* chosen = std::getenv("YUQIAN_REPORT"); chosen && *chosen)
    places = {chosen};
  else
    places = {own_program().parent_path().parent_path() / "share/yuqian/report",
              YUQIAN_INSTALLED_REPORT, YUQIAN_SOURCE_REPORT};
  std::error_code none;
  for (const fs::path& place : places)
    if (fs::exists(place / "__main__.py", none)) return {python(), place.string()};
  throw data::InputError(
      words(fmt::format("找不到编制报告的文件夹，查找过{}", places.front().string()),
            fmt::format("the folder that makes reports is not there; looked at {}",
                        places.front().string())),
      words("请用YUQIAN_REPORT指明", "set YUQIAN_REPORT to it"));
}

int run_report_maker(const std::vector<std::string>& command, const Words& words) {
  const int code = run_program(command);
  throw_if_interrupted();
  if (code == -1 || code == 127)
    throw data::InputError(
        words(fmt::format("编制报告需要Python 3，而{}无法运行", command.front()),
              fmt::format("a report needs Python 3, and {} does not run", command.front())),
        words("请安装Debian软件包python3，或用YUQIAN_PYTHON指明",
              "install the Debian package python3, or set YUQIAN_PYTHON"));
  return code;
}

}  // namespace yuqian::apps
