// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/shipped.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>

namespace yuqian::data {

namespace fs = std::filesystem;

std::vector<std::string> shipped_folders() {
  if (const char* chosen = std::getenv("YUQIAN_DATA"); chosen && *chosen) return {chosen};
  std::vector<std::string> folders;
  std::error_code none;
  const fs::path program = fs::read_symlink("/proc/self/exe", none);
  if (!none) folders.push_back((program.parent_path().parent_path() / "share/yuqian").string());
  for (const char* folder : {YUQIAN_INSTALLED_DATA, YUQIAN_SOURCE_DATA})
    if (std::find(folders.begin(), folders.end(), folder) == folders.end())
      folders.emplace_back(folder);
  return folders;
}

std::string shipped(const std::string& relative) {
  std::string looked;
  for (const std::string& folder : shipped_folders()) {
    const fs::path path = fs::path(folder) / relative;
    std::error_code none;
    if (fs::exists(path, none)) return path.string();
    looked += (looked.empty() ? "" : ", ") + path.string();
  }
  throw InputError({{},
                    "shipped data \"" + relative + "\" not found; looked at " + looked,
                    relative,
                    "set YUQIAN_DATA to the folder that holds it"});
}

std::string shipped_or_path(const std::string& kind, const std::string& name,
                            const std::string& extension) {
  if (name.find('/') != std::string::npos || name.ends_with(extension)) return name;
  const fs::path folder = shipped(kind);
  const fs::path path = folder / (name + extension);
  std::error_code none;
  if (fs::exists(path, none)) return path.string();
  std::vector<std::string> valid;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == extension) valid.push_back(entry.path().stem().string());
  std::sort(valid.begin(), valid.end());
  throw InputError({{},
                    "no \"" + name + "\" in " + folder.string(),
                    name,
                    suggestion(name, valid) + " Or give the path of a file of your own"});
}

}  // namespace yuqian::data
