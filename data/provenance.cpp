// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/provenance.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include <nlohmann/json.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/sha256.hpp>
#include <yuqian/data/shipped.hpp>

namespace yuqian::data {
namespace {

std::string readable_name(const std::string& path) {
  for (const std::string& folder : shipped_folders())
    if (path.starts_with(folder + "/")) return path.substr(folder.size() + 1);
  return std::filesystem::path(path).filename().string();
}

}  // namespace

std::string program_version() { return YUQIAN_VERSION; }

Provenance::Provenance() : version(program_version()) {}

void Provenance::input(const std::string& path, std::string name) {
  input_bytes(ReadLog::read(path)->bytes, std::move(name));
}

void Provenance::add_inputs(const ReadLog& log) {
  for (const ReadLog::File& file : log.files()) {
    const std::string name = readable_name(file.path);
    const bool known = std::any_of(inputs.begin(), inputs.end(), [&](const Input& i) {
      return i.name == name && i.sha256 == file.sha256;
    });
    if (!known && !name.starts_with("schema/")) inputs.push_back({name, file.sha256, file.bytes});
  }
}

void Provenance::input_bytes(std::string_view bytes, std::string name) {
  inputs.push_back({std::move(name), sha256(bytes), bytes.size()});
}

void Provenance::begin_with(const Provenance& earlier) {
  inputs.insert(inputs.begin(), earlier.inputs.begin(), earlier.inputs.end());
  steps.insert(steps.begin(), earlier.steps.begin(), earlier.steps.end());
}

namespace {

std::string as_json(const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
  });
  return plain ? '"' + text + '"' : nlohmann::json(text).dump();
}

/// A list of objects, each in lines of its own, as nlohmann's dump(1) has them.
template <class Items, class Lines>
std::string listed(const Items& items, Lines&& lines) {
  if (items.empty()) return "[]";
  std::string text = "[";
  for (const auto& item : items) {
    text += text.size() > 1 ? ",\n  {" : "\n  {";
    const char* before = "\n   \"";
    for (const auto& [key, value] : lines(item)) {
      text += before + std::string(key) + "\": " + value;
      before = ",\n   \"";
    }
    text += "\n  }";
  }
  return text + "\n ]";
}

}  // namespace

/// Every solve records this, so that it is put together without a tree of JSON values.
std::string Provenance::json() const {
  using Line = std::pair<const char*, std::string>;
  const auto input = [](const Input& i) {
    return std::array<Line, 3>{{{"name", as_json(i.name)},
                                {"sha256", as_json(i.sha256)},
                                {"bytes", std::to_string(i.bytes)}}};
  };
  const auto step = [](const Step& s) {
    return std::array<Line, 3>{
        {{"name", as_json(s.name)}, {"text", as_json(s.text)}, {"text_zh", as_json(s.zh)}}};
  };
  return "{\n \"program\": " + as_json(program) + ",\n \"version\": " + as_json(version) +
         ",\n \"inputs\": " + listed(inputs, input) + ",\n \"steps\": " + listed(steps, step) +
         "\n}";
}

Provenance Provenance::from_json(const std::string& text) {
  try {
    const auto record = nlohmann::json::parse(text);
    Provenance p;
    record.at("program").get_to(p.program);
    record.at("version").get_to(p.version);
    for (const auto& i : record.at("inputs"))
      p.inputs.push_back({i.at("name"), i.at("sha256"), i.at("bytes")});
    for (const auto& s : record.at("steps"))
      p.steps.push_back({s.at("name"), s.at("text"), s.value("text_zh", "")});
    return p;
  } catch (const nlohmann::json::exception& error) {
    throw InputError(std::string("not a provenance record: ") + error.what(),
                     "take it from a file that this program wrote");
  }
}

}  // namespace yuqian::data
