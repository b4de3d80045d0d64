// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <nlohmann/json.hpp>

#include "apps/results/summary.hpp"
#include "apps/screen/planner_report.hpp"

namespace yuqian::apps {
namespace {

using Json = nlohmann::ordered_json;

Json figure(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json outcome_json(const Outcome& o) {
  Json checks = Json::object();
  for (const model::StandingCheck& c : o.checks)
    checks[c.name] = {{"value", c.made ? figure(c.value) : Json()},
                      {"tolerance", c.tolerance},
                      {"outcome", word(c.outcome())},
                      {"passed", c.made ? Json(!c.failed()) : Json()}};
  Json objection;
  if (o.objection)
    objection = {{"name", o.objection->name},
                 {"amount", figure(o.objection->amount)},
                 {"zh", o.objection->sentence.zh},
                 {"en", o.objection->sentence.en}};
  Json judgements = Json::object();
  for (const model::Judgement& j : o.judgements) {
    Json reasons = Json::array();
    for (const model::LocalText& text : j.reasons)
      reasons.push_back({{"zh", text.zh}, {"en", text.en}});
    judgements[j.name] = {{"verdict", word(j.verdict)}, {"reasons", reasons}};
  }
  Json worst = Json::array(), rungs = Json::array();
  for (const model::LocalText& row : o.worst) worst.push_back(row.en);
  for (const model::Rung& r : o.rungs)
    rungs.push_back({{"name", r.name},
                     {"status", solvers::word(r.status)},
                     {"iterations", r.iterations},
                     {"residual", figure(r.residual)},
                     {"reached", r.reached}});
  Json out{{"solved", o.solved()},
           {"status", o.word()},
           {"sentence", o.sentence.en},
           {"sentence_zh", o.sentence.zh},
           {"objection", objection},
           {"iterations", o.iterations},
           {"residual", figure(o.residual)},
           {"gap", figure(o.gap)},
           {"seconds", o.seconds},
           {"rungs", rungs},
           {"worst", worst},
           {"checks", checks},
           {"judgements", judgements}};
  if (!o.point.empty()) {
    out["point"] = Json::object();
    for (const auto& [name, level] : o.point) out["point"][name] = figure(level);
  }
  return out;
}

/// Nested by the labels of the axes.
Json table_json(const data::Table& table) {
  Json out = Json::object();
  std::vector<int> index(table.axes().size(), 0);
  for (const double value : table.values()) {
    Json* place = &out;
    for (std::size_t k = 0; k < index.size(); ++k)
      place = &(*place)[table.axis(static_cast<int>(k)).label(index[k])];
    *place = figure(value);
    for (std::size_t k = index.size(); k-- > 0;) {
      if (++index[k] < table.axis(static_cast<int>(k)).size()) break;
      index[k] = 0;
    }
  }
  return out;
}

Json summary_json(const Summary& s) {
  Json areas = Json::object();
  for (int a = 0; a < s.areas.size(); ++a) {
    Json& area = areas[s.areas.label(a)];
    area = {{"zh", s.areas.zh(a)}, {"en", s.areas.en(a)}};
    for (const Summary::Measure& m : s.measures)
      area[m.key] = figure(m.values[static_cast<std::size_t>(a)]);
  }
  Json flows = Json::array(), partners = Json::array();
  for (const Summary::PairFlow& f : s.flows)
    flows.push_back({{"from", f.from},
                     {"to", f.to},
                     {"reference", f.reference},
                     {"counterfactual", f.counterfactual}});
  for (const Summary::PartnerShare& p : s.partners)
    partners.push_back({{"region", p.region},
                        {"partner", p.partner},
                        {"reference", figure(p.reference)},
                        {"counterfactual", figure(p.counterfactual)}});
  Json units = Json::object();
  for (const Summary::Measure& m : s.measures) units[m.key] = m.unit;
  return {{"units", units},
          {"areas", areas},
          {"trade_between_pair", flows},
          {"partner_share_of_intermediates", partners}};
}

}  // namespace

std::string planner_json(const Results& results) {
  Json out{{"program", results.provenance.program},
           {"version", results.provenance.version},
           {"base_year", results.base_year},
           {"regions", results.regions},
           {"sectors", results.sectors},
           {"estimated", "flows between provinces"},
           {"assumed", "size of the policy, elasticities"}};
  if (results.survey.any()) out["evidence"] = survey_json(results.survey);
  out["scenarios"] = Json::array();
  for (std::size_t s = 0; s < results.scenarios.size(); ++s) {
    const model::Scenario& scenario = results.scenarios[s];
    const model::Closure& c = results.closures[s];
    Json closure{{"id", c.id}};
    for (const model::ClosureWord& w : closure_words(c))
      closure[w.key] = w.number ? Json(std::stod(w.word)) : Json(w.word);
    Json block{{"id", scenario.id},
               {"title", {{"zh", scenario.title.zh}, {"en", scenario.title.en}}},
               {"closure", closure}};
    for (std::size_t t = 0; t < results.trades.size(); ++t) {
      const Run& run = results.run(s, t);
      Json& entry = block["trade"][results.trades[t]];
      entry = outcome_json(run.outcome);
      if (!run.tables.empty())
        entry.update(summary_json(summarize(run.tables, named_regions(scenario))));
      for (const char* name : {"welfare_metric_by_user", "welfare_metric_by_source",
                               "equivalent_variation_by_source", "equivalent_variation_by_channel"})
        if (const data::Table* table = run.table(name)) entry[name] = table_json(*table);
      if (run.package) {
        Json& package = entry["package"];
        package = {{"total", table_json(run.package->total)},
                   {"alone", table_json(run.package->alone)}};
        if (run.package->shapley) package["shapley"] = table_json(*run.package->shapley);
      }
    }
    out["scenarios"].push_back(std::move(block));
  }
  return out.dump(2);
}

}  // namespace yuqian::apps
