// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/chains.hpp>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/toml.hpp>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace yuqian::model {
namespace {

/// Lists of sectors, the most detailed first.
std::vector<std::vector<std::string>> lists(const std::string& path) {
  const data::Toml file = data::Toml::read(path);
  file.get("id").string();
  for (const char* key : {"title", "text"})
    for (const char* language : {"zh", "en"}) file.get(key).get(language).string();
  std::vector<std::vector<std::string>> found{file.get("sectors").strings()};
  for (const data::Toml& list : file.get("merged").items()) found.push_back(list.strings());
  file.finish();
  return found;
}

std::vector<std::string> names() {
  std::vector<std::string> list;
  for (const auto& entry : std::filesystem::directory_iterator(data::shipped("chains")))
    if (entry.path().extension() == ".toml") list.push_back(entry.path().stem().string());
  std::sort(list.begin(), list.end());
  return list;
}

}  // namespace

std::string chain_named(std::string_view word, const data::Set& axis) {
  if (word.starts_with(chain_prefix)) return std::string(word.substr(chain_prefix.size()));
  if (axis.name() != "sector" && axis.name() != "good" && axis.name() != "using_sector") return {};
  const std::vector<std::string> chains = data::labels_known_as(word, "chain");
  return chains.size() == 1 ? chains.front() : std::string();
}

std::vector<int> chain_positions(std::string_view name, const data::Set& axis,
                                 const data::Position& where) {
  const std::vector<std::string> known = names();
  const std::vector<std::string> meant = data::labels_known_as(name, "chain");
  if (meant.size() == 1) name = meant.front();
  if (std::find(known.begin(), known.end(), name) == known.end())
    throw data::InputError(
        {where, fmt::format("no chain is named \"{}\"", name), std::string(name),
         fmt::format("{}; the chains are: {}", data::suggestion(std::string(name), known),
                     fmt::join(known, ", "))});
  const auto all = lists(data::shipped(fmt::format("chains/{}.toml", name)));
  for (const auto& list : all) {
    std::vector<int> positions;
    for (const std::string& label : list)
      if (const auto at = axis.find(label)) positions.push_back(*at);
    if (positions.size() == list.size()) return positions;
  }
  throw data::InputError(
      {where, fmt::format("the chain \"{}\" cannot be told apart in these sectors", name),
       std::string(name),
       fmt::format("it is made of {}; choose a finer set with --sectors",
                   fmt::join(all.front(), ", "))});
}

}  // namespace yuqian::model
