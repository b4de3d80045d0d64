// SPDX-License-Identifier: Apache-2.0
#include "python/bindings/question.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <filesystem>

#include <yuqian/data/read_apart.hpp>
#include <yuqian/data/shipped.hpp>
#include "apps/requests/scenario_list.hpp"
#include "apps/requests/shipped_files.hpp"

namespace py = pybind11;

namespace yuqian::python {
namespace {

Question read(const std::string& name) {
  const data::ReadApart apart;
  const data::ReadLog log;
  Question q{model::read_scenario(data::shipped_or_path("scenarios", name, ".toml")), {}};
  q.read.add_inputs(log);
  return q;
}

Question parse(const std::string& text, const std::string& name) {
  const data::ReadApart apart;
  const data::ReadLog log;
  Question q{model::parse_scenario(text, name), {}};
  q.read.input_bytes(text, name);
  q.read.add_inputs(log);  // parts of packages
  return q;
}

std::string shown(const Question& q) {
  return "<yuqian.Scenario " + q.scenario.id + ": " + q.scenario.title.en + " (closure " +
         q.scenario.closure + ")>";
}

std::vector<std::pair<std::string, std::string>> shipped(const std::string& kind) {
  std::vector<std::pair<std::string, std::string>> list;
  for (const apps::ShippedFile& file : apps::shipped_files(kind))
    list.emplace_back(file.id, file.title.en);
  return list;
}

}  // namespace

std::vector<model::Scenario> scenarios_of(const std::vector<Question>& questions) {
  std::vector<model::Scenario> list;
  for (const Question& q : questions) list.push_back(q.scenario);
  apps::require_distinct(list);
  return list;
}

void add_inputs(data::Provenance& record, const std::vector<Question>& questions) {
  for (const Question& q : questions)
    for (const data::Provenance::Input& input : q.read.inputs)
      if (std::none_of(record.inputs.begin(), record.inputs.end(), [&](const auto& known) {
            return known.name == input.name && known.sha256 == input.sha256;
          }))
        record.inputs.push_back(input);
}

void declare_questions(py::module_& m) {
  py::class_<Question>(m, "Scenario", "A policy question: see yuqian.scenario.")
      .def_property_readonly("id", [](const Question& q) { return q.scenario.id; })
      .def_property_readonly(
          "title", [](const Question& q) { return q.scenario.title.en; }, "English title")
      .def_property_readonly(
          "title_zh", [](const Question& q) { return q.scenario.title.zh; }, "Chinese title")
      .def_property_readonly(
          "text", [](const Question& q) { return q.scenario.text.en; }, "What is assumed")
      .def_property_readonly(
          "text_zh", [](const Question& q) { return q.scenario.text.zh; }, "The same in Chinese")
      .def_property_readonly("closure", [](const Question& q) { return q.scenario.closure; })
      .def_property_readonly(
          "regions", [](const Question& q) { return q.scenario.regions; },
          "Region mapping that it needs; empty: any")
      .def_property_readonly(
          "toml", [](const Question& q) { return q.scenario.source_text; }, "The text as read")
      .def("__repr__", &shown);
  m.def("read_scenario", &read, py::arg("name"));
  m.def("parse_scenario", &parse, py::arg("text"), py::arg("name"));
  m.def("common_regions", [](const std::vector<Question>& questions) {
    return apps::common_regions(scenarios_of(questions));
  });
  m.def("shipped", &shipped, py::arg("kind"));
  m.def("data_folder",
        [] { return std::filesystem::path(data::shipped("scenarios")).parent_path().string(); });
}

}  // namespace yuqian::python
