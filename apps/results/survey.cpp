// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/survey.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/data/mapping.hpp>

namespace yuqian::apps {
namespace {

using calibration::FigureOutcome;
using Json = nlohmann::ordered_json;

/// Labels of figures, which may be of the same cells.
std::vector<std::string> labels(const Survey& s) {
  std::vector<std::string> list;
  for (const FigureOutcome& f : s.by_trade.front()->figures) {
    list.push_back(f.label);
    if (std::count(list.begin(), list.end(), f.label) > 1)
      list.back() += fmt::format(" (line {})", f.figure.where.line);
  }
  return list;
}

Json moved_json(const std::vector<calibration::GaveWay>& list) {
  Json out = Json::array();
  for (const calibration::GaveWay& g : list) {
    Json entry{{"block", g.block}};
    if (!g.cell.empty()) entry["cell"] = g.cell;
    entry.update(Json{{"before", g.before}, {"after", g.after}, {"moved", g.moved}});
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace

Survey survey_of(const calibration::BenchmarkSource& source,
                 const std::vector<std::string>& trades) {
  Survey s;
  if (!source.evidence()) return s;
  s.evidence = std::make_shared<const calibration::Evidence>(*source.evidence());
  s.regions = source.regions().source();
  s.sectors = source.sectors().source();
  s.trades = trades;
  for (const std::string& trade : trades) s.by_trade.push_back(source.reconciled(trade));
  return s;
}

data::Table surveyed_share(const calibration::BenchmarkSource& source, const std::string& trade) {
  const auto reconciled = source.reconciled(trade);
  data::Table flows = reconciled->mrio.trade, surveyed = flows;
  for (std::size_t k = 0; k < surveyed.values().size(); ++k)
    surveyed.values()[k] *= reconciled->surveyed.values()[k];
  const auto merged = [&](const data::Table& t) {
    return data::aggregate(data::aggregate(t, source.regions()), source.sectors());
  };
  data::Table share = merged(surveyed);
  const data::Table all = merged(flows);
  for (std::size_t k = 0; k < share.values().size(); ++k)
    share.values()[k] = all.values()[k] > 0 ? share.values()[k] / all.values()[k] : 0;
  return share;
}

Json survey_json(const Survey& s) {
  if (!s.any()) return {};
  Json out{{"file", s.evidence->file},
           {"title", {{"zh", s.evidence->title_zh}, {"en", s.evidence->title_en}}},
           {"example", s.evidence->example},
           {"figures", Json::array()}};
  const std::vector<std::string> names = labels(s);
  for (std::size_t k = 0; k < names.size(); ++k) {
    const calibration::Figure& f = s.evidence->figures[k];
    Json entry{
        {"figure", names[k]}, {"kind", calibration::word(f.kind)},
        {"mark", "surveyed"}, {"line", f.where.line},
        {"source", f.source}, {"unit", f.kind == calibration::FigureKind::share ? "1" : "1e8 CNY"},
        {"value", f.value},   {"error", f.error}};
    for (std::size_t t = 0; t < s.trades.size(); ++t) {
      const FigureOutcome& o = s.by_trade[t]->figures[k];
      entry["trade"][s.trades[t]] = {{"estimate", o.estimate},
                                     {"estimate_sd", o.estimate_sd},
                                     {"result", o.result},
                                     {"result_sd", o.result_sd}};
    }
    out["figures"].push_back(std::move(entry));
  }
  for (std::size_t t = 0; t < s.trades.size(); ++t) {
    const calibration::Reconciled& r = *s.by_trade[t];
    Json& entry = out["trade"][s.trades[t]];
    entry = {{"worst_gap", r.worst_gap}, {"pairs", Json::array()}};
    for (const calibration::PairFlow& p : r.pairs)
      entry["pairs"].push_back({{"from", s.regions.label(p.from)},
                                {"to", s.regions.label(p.to)},
                                {"before", p.before},
                                {"before_sd", p.before_sd},
                                {"after", p.after},
                                {"after_sd", p.after_sd}});
    entry["gave_way"] = moved_json(r.cells);
    entry["tables_that_moved"] = moved_json(r.blocks);
  }
  return out;
}

void write_survey(data::LabelledWriter& file, const Survey& s, const std::string& estimates) {
  if (!s.any()) return;
  file.scale(data::Set("surveyed_figure", labels(s)), "surveyed figure");
  std::vector<double> value, error;
  std::vector<std::string> source, unit;
  for (const calibration::Figure& f : s.evidence->figures) {
    value.push_back(f.value);
    error.push_back(f.error);
    source.push_back(f.source);
    unit.push_back(f.kind == calibration::FigureKind::share ? "1" : "1e8 CNY");
  }
  const std::vector<std::string> one{"surveyed_figure"};
  file.variable("survey_value", one, value,
                {"1", "Surveyed figure, in the unit of survey_unit", "调查值", {}});
  file.variable("survey_error", one, error,
                {"1",
                 "Standard deviation of a surveyed figure as a share of it; 0: exact",
                 "调查值的相对标准差",
                 {}});
  file.variable("survey_source", one, std::span<const std::string>(source),
                {"1", "Who surveyed the figure", "调查来源", {}});
  file.variable("survey_unit", one, std::span<const std::string>(unit),
                {"1", "Unit of a surveyed figure", "调查值的单位", {}});
  const auto by_estimate = [&](const char* name, double FigureOutcome::* what, const char* en,
                               const char* zh) {
    std::vector<double> values;
    for (const auto& r : s.by_trade)
      for (const FigureOutcome& f : r->figures) values.push_back(f.*what);
    file.variable(name, {estimates, "surveyed_figure"}, values, {"1", en, zh, {}});
  };
  by_estimate("survey_estimate", &FigureOutcome::estimate, "The figure as estimated before",
              "调查前的估计值");
  by_estimate("survey_estimate_sd", &FigureOutcome::estimate_sd,
              "Standard error of the estimate, its balances known", "估计值的标准误");
  by_estimate("survey_result", &FigureOutcome::result, "The figure in the benchmark", "基准采用值");
  by_estimate("survey_result_sd", &FigureOutcome::result_sd,
              "Standard error of the figure in the benchmark", "采用值的标准误");
  file.attribute("surveyed", fmt::format("{}{} figures of {} are surveyed: surveyed_figure",
                                         s.evidence->example ? "EXAMPLE, not facts: " : "",
                                         value.size(), s.evidence->title_en));
}

}  // namespace yuqian::apps
