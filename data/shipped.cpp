// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/shipped.hpp>

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/data/toml.hpp>

namespace yuqian::data {

namespace fs = std::filesystem;

namespace {

/// The folder of the shared library that this code is part of, as in an extension of Python; empty
/// in a program.
fs::path package_folder() {
  Dl_info code{};
  if (!::dladdr(reinterpret_cast<void*>(&shipped_folders), &code) || !code.dli_fname) return {};
  const fs::path file = code.dli_fname;
  return file.extension() == ".so" ? file.parent_path() : fs::path();
}

}  // namespace

std::vector<std::string> shipped_folders() {
  if (const char* chosen = std::getenv("YUQIAN_DATA"); chosen && *chosen) return {chosen};
  std::vector<std::string> folders;
  std::error_code none;
  const fs::path program = fs::read_symlink("/proc/self/exe", none);
  if (!none) folders.push_back((program.parent_path().parent_path() / "share/yuqian").string());
  static const fs::path package = package_folder();
  if (!package.empty())
    for (const char* from_there : {"data", "../../../../share/yuqian"})
      folders.push_back((package / from_there).lexically_normal().string());
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

namespace {

/// A file by its title. Titles choose among files and carry no figure: they are not noted as read.
class Titles {
 public:
  Titles(const fs::path& folder, std::vector<std::string> names, const std::string& extension)
      : names_(std::move(names)) {
    for (const std::string& name : names_) {
      const std::string path = (folder / (name + extension)).string();
      dev_t device = 0;
      ino_t inode = 0;
      const Toml file = Toml::parse(read_from_disk(path, &device, &inode), path);
      std::vector<std::string>& titles = titles_.emplace_back();
      if (const auto title = file.find("title"))
        for (const char* language : {"zh", "en"})
          if (const auto text = title->find(language)) titles.push_back(text->string());
    }
  }

  /// Names of the files whose title is the text, or else begins with it.
  std::vector<std::string> matches(const std::string& text) const {
    std::vector<std::string> whole, begin;
    for (std::size_t k = 0; k < names_.size(); ++k)
      for (const std::string& title : titles_[k]) {
        if (title == text) whole.push_back(names_[k]);
        if (title.starts_with(text) && (begin.empty() || begin.back() != names_[k]))
          begin.push_back(names_[k]);
      }
    return whole.empty() ? begin : whole;
  }

 private:
  std::vector<std::string> names_;
  std::vector<std::vector<std::string>> titles_;
};

}  // namespace

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
  const std::string alias_kind = kind.ends_with('s') ? kind.substr(0, kind.size() - 1) : kind;
  for (const std::string& label : labels_known_as(name, alias_kind))
    if (std::binary_search(valid.begin(), valid.end(), label))
      return (folder / (label + extension)).string();
  if (extension == ".toml" && !name.empty()) {
    const std::vector<std::string> titled = Titles(folder, valid, extension).matches(name);
    if (titled.size() == 1) return (folder / (titled.front() + extension)).string();
    if (titled.size() > 1) {
      std::string list;
      for (const std::string& t : titled) list += (list.empty() ? "" : ", ") + t;
      throw InputError({{},
                        "\"" + name + "\" begins the titles of several files in " + folder.string(),
                        name,
                        "name one of: " + list});
    }
  }
  throw InputError({{},
                    "no \"" + name + "\" in " + folder.string(),
                    name,
                    suggestion(name, valid) + " Or give the path of a file of your own"});
}

}  // namespace yuqian::data
