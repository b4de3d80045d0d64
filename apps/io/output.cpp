// SPDX-License-Identifier: Apache-2.0
#include "apps/io/output.hpp"

#include <cmath>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/data/h5_writer.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/provenance.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/data/units.hpp>

namespace yuqian::apps::io {

std::string unit_name(const Words& w, const std::string& unit) {
  const auto named = [&](const std::string& code) {
    const data::Unit* u = data::find_unit(code);  // accounts bring units of their own
    return code == "1" ? std::string() : u ? w(u->zh, u->en) : code;
  };
  const auto per = unit.find(" per ");
  if (per == std::string::npos) return named(unit);
  return named(unit.substr(0, per)) + w("/", " per ") + named(unit.substr(per + 5));
}

std::string json(const Analysis& a, const interindustry::Measures& measures, const Cases& cases) {
  using Json = nlohmann::ordered_json;
  Json tables = Json::object();
  for (const interindustry::Measure& m : measures) {
    Json axes = Json::object(), values = Json::array();
    for (const data::Set& axis : m.table.axes()) axes[axis.name()] = axis.labels();
    for (const double v : m.table.values()) values.push_back(std::isfinite(v) ? Json(v) : Json());
    tables[m.table.name()] = {{"unit", m.table.unit()},
                              {"zh", m.zh},
                              {"en", m.en},
                              {"source", m.table.source()},
                              {"axes", std::move(axes)},
                              {"values", std::move(values)}};
  }
  const Json out{{"what", a.name},
                 {"equations", a.equations},
                 {"meaning", {{"zh", a.meaning.zh}, {"en", a.meaning.en}}},
                 {"warnings", cases.warnings},
                 {"tables", std::move(tables)}};
  return out.dump();
}

void write_csv(const std::string& folder, const interindustry::Measures& measures) {
  std::filesystem::create_directories(folder);
  for (const interindustry::Measure& m : measures)
    data::write_file((std::filesystem::path(folder) / (m.table.name() + ".csv")).string(),
                     "# unit: " + m.table.unit() + "\n# en: " + m.en + "\n# zh: " + m.zh + "\n" +
                         data::list_csv(m.table));
}

data::LabelledWriter::Header header(const Analysis& a) {
  return {"Yuqian input-output analysis: " + a.title.en, "yuqian-io", "1.0",
          "yuqian " + data::program_version()};
}

void record(data::LabelledWriter& file, const Analysis& a, const interindustry::Measures& measures,
            const Cases& cases) {
  for (const interindustry::Measure& m : measures) file.table(m.table, m.en, m.zh);
  file.text("title_en", a.title.en, "The analysis");
  file.text("title_zh", a.title.zh, "The analysis, in Chinese");
  file.text("meaning_en", a.meaning.en, "What the measures cannot say");
  file.text("meaning_zh", a.meaning.zh, "What the measures cannot say, in Chinese");
  std::string said;
  for (const std::string& w : cases.warnings) said += w + "\n";
  file.text("warnings", said, "What a reader must know of the tables");
}

void write_h5(const std::string& path, const Analysis& a, const interindustry::Measures& measures,
              const Cases& cases) {
  data::H5Writer file(path, header(a), 4);
  record(file, a, measures, cases);
  file.finish();
}

}  // namespace yuqian::apps::io
