// SPDX-License-Identifier: Apache-2.0
#include "tests/robustness/starts.hpp"

#include <yuqian/data/text_file.hpp>
#include <yuqian/model/regional/batch/draws.hpp>

#include <algorithm>
#include <cmath>
#include <regex>
#include <sstream>

#include <fmt/format.h>

namespace yuqian::tests {
namespace {

/// Endowments as expressions, and the parameters that they read.
std::string endowments_shocked(const std::string& text) {
  static const std::regex number(R"(= *([0-9.]+))");
  std::istringstream lines(text);
  std::string line, out, declared;
  int count = 0;
  const auto name = [&](const std::string& quantity) {
    declared += fmt::format("shock_{} = 1\n", count);
    return fmt::format("= \"{} * shock_{}\"", quantity, count++);
  };
  while (std::getline(lines, line)) {
    if (line.starts_with("endowments")) {
      const auto open = line.find('{');
      std::string rest = line.substr(open), moved;
      std::smatch found;
      for (; std::regex_search(rest, found, number); rest = found.suffix())
        moved += std::string(found.prefix()) + name(found[1]);
      line = line.substr(0, open) + moved + rest;
    }
    out += line + '\n';
  }
  const auto parameters = out.find("[parameters]\n");
  if (parameters != std::string::npos)
    out.insert(parameters + std::string("[parameters]\n").size(), declared);
  else
    out.insert(out.find("[commodities]"), "[parameters]\n" + declared + '\n');
  return out;
}

/// exp(u ln range), u uniform on [-1, 1].
double factor(double range, std::uint64_t number, std::string_view what, std::size_t k) {
  return std::pow(range, 2 * model::hashed_uniform(number, what, k) - 1);
}

}  // namespace

const std::vector<StartModel>& start_models() {
  static const std::vector<StartModel> models{
      {"unemployment", {"floor"}}, {"emission_cap", {}},         {"import_quota", {"quota"}},
      {"hosoe_quota", {}},         {"substitution_theorem", {}}, {"kehoe_exchange", {}},
      {"kehoe_production", {}},    {"harris_todaro", {"floor"}}, {"scarf_1960", {}, 1.25},
      {"scarf_hansen_1973", {}},
  };
  return models;
}

model::ModelFile with_shocks(const StartModel& m) {
  const std::string path = YUQIAN_SOURCE_DIR "/tests/oracles/" + m.name + ".toml";
  model::ModelFile file =
      model::read_model_text(endowments_shocked(data::read_text(path)), m.name + ".toml");
  model::Case last = file.cases.back();
  last.start.clear();
  last.expect = {};
  file.cases.assign(1, std::move(last));
  return file;
}

model::Case random_start(const model::ModelFile& file, std::uint64_t number) {
  const model::Model& m = *file.model;
  model::Case c = file.cases.front();
  for (int i = 0; i < m.size(); ++i) {
    const model::Declaration& d = m.unknown(i);
    if (d.lower == d.upper) continue;
    const auto k = static_cast<std::size_t>(i);
    const bool between = std::isfinite(d.lower) && std::isfinite(d.upper);
    const double level =
        between ? d.lower + (d.upper - d.lower) * model::hashed_uniform(number, "start", k)
                : (d.start != 0 ? d.start : d.scale) * factor(10, number, "start", k);
    c.start.emplace_back(i, level);
  }
  return c;
}

model::Case random_shock(const StartModel& s, const model::ModelFile& file, std::uint64_t number) {
  const model::Model& m = *file.model;
  model::Case c = file.cases.front();
  for (std::size_t k = 0; k < c.parameters.size(); ++k) {
    const std::string& name = m.parameter_name(static_cast<int>(k));
    const bool listed = std::find(s.shocked.begin(), s.shocked.end(), name) != s.shocked.end();
    if (listed || name.starts_with("shock_"))
      c.parameters[k] *= factor(s.range, number, "shock", k);
  }
  return c;
}

}  // namespace yuqian::tests
