// SPDX-License-Identifier: Apache-2.0
#include "data/provenance.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "data/error.hpp"
#include "data/sha256.hpp"
#include "data/text_file.hpp"

namespace yuqian::data {

std::string program_version() { return YUQIAN_VERSION; }

Provenance::Provenance() : version(program_version()) {}

void Provenance::input(const std::string& path, std::string name) {
  input_bytes(read_file(path), std::move(name));
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
