// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/requests/shipped_files.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <tuple>

#include <yuqian/data/shipped.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/question/read_local_text.hpp>

namespace yuqian::apps {
namespace {

/// "S2" before "S10", "17" before "42".
std::tuple<std::size_t, std::string, std::string> order(const std::string& id) {
  const auto digit = [](unsigned char c) { return std::isdigit(c); };
  const auto begin = std::find_if(id.begin(), id.end(), digit);
  const auto end = std::find_if_not(begin, id.end(), digit);
  std::string number(begin, end);  // of any length: compared as digits
  number.erase(0, number.find_first_not_of('0'));
  return {number.size(), number, id};
}

}  // namespace

std::vector<ShippedFile> shipped_files(const std::string& kind) {
  std::vector<ShippedFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(data::shipped(kind))) {
    if (entry.path().extension() != ".toml") continue;
    const data::Toml file = data::Toml::read(entry.path().string());
    files.push_back({entry.path().stem().string(), entry.path().string(),
                     model::read_local_text(file.get("title"))});
  }
  std::sort(files.begin(), files.end(),
            [](const ShippedFile& a, const ShippedFile& b) { return order(a.id) < order(b.id); });
  return files;
}

}  // namespace yuqian::apps
