// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/package_file.hpp>

#include <cmath>

namespace yuqian::apps {
namespace {

/// One table of every trade estimate's package; an estimate that was not solved is missing values.
template <class Get>
void write(data::LabelledWriter& file, const Results& results, std::size_t scenario,
           const char* name, const data::VariableText& text, Get&& get) {
  const data::Table* shape = nullptr;
  for (std::size_t t = 0; t < results.trades.size(); ++t)
    if (const auto& p = results.run(scenario, t).package; p && !shape) shape = get(*p);
  if (!shape) return;
  const std::string& id = results.scenarios[scenario].id;
  std::vector<std::string> dims{"trade"};
  for (const data::Set& axis : shape->axes()) {
    const bool own = axis.name() == "package_part";
    const data::Set set = own ? axis.renamed("package_part_" + id) : axis;
    file.scale(set, own ? "part of the package " + id : axis.name());
    dims.push_back(set.name());
  }
  std::vector<double> values;
  for (std::size_t t = 0; t < results.trades.size(); ++t) {
    const auto& p = results.run(scenario, t).package;
    const data::Table* table = p ? get(*p) : nullptr;
    if (table)
      values.insert(values.end(), table->values().begin(), table->values().end());
    else
      values.insert(values.end(), shape->values().size(), std::nan(""));
  }
  file.variable(name + ("_" + id), dims, std::span<const double>(values), text);
}

}  // namespace

void write_packages(data::LabelledWriter& file, const Results& results) {
  for (std::size_t s = 0; s < results.scenarios.size(); ++s) {
    using Effects = model::PackageEffects;
    write(file, results, s, "package_total",
          {"1e8 CNY", "Effect of the whole package", "政策组合的总效应", {}},
          [](const Effects& e) { return &e.total; });
    write(file, results, s, "package_alone",
          {"1e8 CNY",
           "Effect of each part by itself; the rest of the total is interaction",
           "各部分单独实施的效应",
           {}},
          [](const Effects& e) { return &e.alone; });
    write(
        file, results, s, "package_shapley",
        {"1e8 CNY", "Shapley value of each part; they add up to the total", "各部分的沙普利值", {}},
        [](const Effects& e) { return e.shapley ? &*e.shapley : nullptr; });
  }
}

}  // namespace yuqian::apps
