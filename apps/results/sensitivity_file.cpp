// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/sensitivity_file.hpp>

#include <limits>

#include <yuqian/data/h5_writer.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/parameter_space.hpp>

namespace yuqian::apps {
namespace {

/// One set of labels per axis name in the file: the longest, since the places of icebergs include
/// the rest of the world and those of wedges do not.
const data::Set& widest(const model::Sensitivity& s, const std::string& axis) {
  const data::Set* found = nullptr;
  for (const model::ParameterEffect& e : s.effects)
    for (const data::Set& set : e.value.axes())
      if (set.name() == axis && (!found || set.size() > found->size())) found = &set;
  return *found;
}

/// Values of `table` laid out over the wide axes; cells that it does not have are not a number.
void append(const data::Table& table, const std::vector<data::Set>& wide,
            std::vector<double>& out) {
  std::size_t size = 1;
  for (const data::Set& axis : wide) size *= static_cast<std::size_t>(axis.size());
  const std::size_t begin = out.size();
  out.resize(begin + size, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t k = 0; k < table.values().size(); ++k) {
    std::size_t rest = k, stride = 1, place = 0;
    for (int axis = table.rank() - 1; axis >= 0; --axis) {
      const auto n = static_cast<std::size_t>(table.axis(axis).size());
      place += stride * static_cast<std::size_t>(wide[at(axis)].index(
                            table.axis(axis).label(static_cast<int>(rest % n))));
      stride *= static_cast<std::size_t>(wide[at(axis)].size());
      rest /= n;
    }
    out[begin + place] = table.values()[k];
  }
}

}  // namespace

data::LabelledWriter::Header sensitivity_header(const Sensitivities& found) {
  return {"Yuqian: derivatives of " + found.by_trade.at(0).indicator.text + " in scenario " +
              found.scenario.id,
          "yuqian-sensitivity", "1", found.provenance.program + " " + found.provenance.version};
}

void record_sensitivities(data::LabelledWriter& file, const Sensitivities& found) {
  const std::string of = found.by_trade.at(0).indicator.text;
  file.scale(data::Set("trade", found.trades), "estimate of trade between provinces");
  std::vector<double> values;
  for (const model::Sensitivity& s : found.by_trade) values.push_back(s.value);
  file.variable("indicator", {"trade"}, values, {"1e8 CNY", of + " in the counterfactual", "", {}});
  for (std::size_t f = 0; f < found.by_trade[0].effects.size(); ++f) {
    const model::ParameterEffect& like = found.by_trade[0].effects[f];
    std::vector<data::Set> wide;
    std::vector<std::string> dims{"trade"};
    for (const data::Set& axis : like.value.axes()) {
      wide.push_back(widest(found.by_trade[0], axis.name()));
      file.scale(wide.back());
      dims.push_back(axis.name());
    }
    std::vector<double> value, derivative;
    for (const model::Sensitivity& s : found.by_trade) {
      append(s.effects[f].value, wide, value);
      append(s.effects[f].derivative, wide, derivative);
    }
    const data::SchemaEntry* record = model::parameter_record(like.family);
    const std::string unit = record ? record->unit : "1";
    file.variable(like.family, dims, value,
                  {unit, "Value of the parameter " + like.family, "", {}});
    file.variable("d_" + like.family, dims, derivative,
                  {unit == "1" ? "1e8 CNY" : "1",
                   "Derivative of " + of + " by " + like.family + ", per unit of it",
                   "",
                   {}});
  }
  file.text("scenario_toml", found.scenario.source_text, "The scenario's file as written");
  file.text("provenance", found.provenance.json(), "Inputs, steps and program, as JSON");
  file.attribute("closure", found.closure.id);
  file.attribute("base_year", static_cast<std::int32_t>(found.base_year));
  file.attribute("estimated", "Flows between provinces are estimates");
  file.attribute(
      "meaning",
      "Derivatives at the counterfactual with the reference held, the equilibrium following");
}

void write_sensitivities(const std::string& path, const Sensitivities& found) {
  data::H5Writer file(path, sensitivity_header(found));
  record_sensitivities(file, found);
  file.finish();
}

}  // namespace yuqian::apps
