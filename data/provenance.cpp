// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/provenance.hpp>

#include <algorithm>
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

void Provenance::step(std::string name, std::string text) {
  steps.push_back({std::move(name), std::move(text)});
}

void Provenance::begin_with(const Provenance& earlier) {
  inputs.insert(inputs.begin(), earlier.inputs.begin(), earlier.inputs.end());
  steps.insert(steps.begin(), earlier.steps.begin(), earlier.steps.end());
}

std::string Provenance::json() const {
  using Json = nlohmann::ordered_json;
  Json record{{"program", program},
              {"version", version},
              {"inputs", Json::array()},
              {"steps", Json::array()}};
  for (const Input& i : inputs)
    record["inputs"].push_back(Json{{"name", i.name}, {"sha256", i.sha256}, {"bytes", i.bytes}});
  for (const Step& s : steps) record["steps"].push_back(Json{{"name", s.name}, {"text", s.text}});
  return record.dump(1);
}

Provenance Provenance::from_json(const std::string& text) {
  try {
    const auto record = nlohmann::json::parse(text);
    Provenance p;
    record.at("program").get_to(p.program);
    record.at("version").get_to(p.version);
    for (const auto& i : record.at("inputs"))
      p.inputs.push_back({i.at("name"), i.at("sha256"), i.at("bytes")});
    for (const auto& s : record.at("steps")) p.steps.push_back({s.at("name"), s.at("text")});
    return p;
  } catch (const nlohmann::json::exception& error) {
    throw InputError(std::string("not a provenance record: ") + error.what(),
                     "take it from a file that this program wrote");
  }
}

}  // namespace yuqian::data
