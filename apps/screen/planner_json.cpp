// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/apps/results/summary.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
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
    for (const Summary::Measure& m : s.measures) area[m.key] = figure(m.values[at(a)]);
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

Json shares_json(const Ranges& ranges, const uncertainty::VarianceShares& s) {
  Json out = Json::object();
  for (std::size_t g = 0; g < s.first.size(); ++g)
    out[ranges.drawn->inputs().groups[g].id] = {{"first", figure(s.first[g])},
                                                {"total", figure(s.total[g])}};
  out["not_told_apart"] = {{"first", figure(s.unexplained)}, {"total", figure(s.unexplained)}};
  return out;
}

Json range_json(const Ranges& ranges, std::span<const double> draws) {
  Json out = Json::object();
  for (const double p : range_quantiles) {
    const uncertainty::QuantileEstimate q = uncertainty::quantile(ranges.design(), draws, p);
    out[fmt::format("{:g}", p)] = {{"value", figure(q.value)}, {"error", figure(q.error)}};
  }
  return out;
}

/// Quantiles of every measure and area; what the two headlines are made of.
Json ranges_json(const Ranges& ranges, std::size_t scenario) {
  Json failures = Json::object();
  for (const auto& [why, count] : ranges.draws[scenario].failures) failures[why] = count;
  Json out{{"draws", ranges.design().all_draws()},
           {"benchmarks", ranges.design().all_nodes()},
           {"seed", ranges.design().seed},
           {"failed", failures}};
  for (std::size_t m = 0; m < ranges.measures.size(); ++m)
    for (int a = 0; a < ranges.areas.size(); ++a) {
      const auto draws = ranges.figure(scenario, static_cast<int>(m), a);
      const std::string& key = ranges.measures[m].key;
      if (draws.empty() || !std::isfinite(uncertainty::quantile(draws, 0.5))) continue;
      Json& place = out["quantiles"][key][ranges.areas.label(a)];
      place = range_json(ranges, draws);
      if (key == "grp_real_change" || key == "welfare_metric" || key == "equivalent_variation")
        out["made_of"][key][ranges.areas.label(a)] = shares_json(ranges, ranges.shares(draws));
    }
  return out;
}

/// Of every pair of scenarios: the difference in equivalent variation, and how sure its sign is.
Json contests_json(const Results& results) {
  Json list = Json::array();
  const Ranges& ranges = *results.ranges;
  const int ev = ranges.measure("equivalent_variation");
  for (std::size_t a = 0; a < results.scenarios.size(); ++a)
    for (std::size_t b = a + 1; b < results.scenarios.size(); ++b) {
      Json entry{{"first", results.scenarios[a].id}, {"second", results.scenarios[b].id}};
      for (int k = 0; k < ranges.areas.size(); ++k) {
        const std::vector<double> d = ranges.difference(a, b, ev, k);
        entry["areas"][ranges.areas.label(k)] = {
            {"difference", range_json(ranges, d)},
            {"probability_first_better",
             figure(uncertainty::probability_above_zero(ranges.design(), d).value)}};
      }
      list.push_back(std::move(entry));
    }
  return list;
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
    if (results.ranges) block["ranges"] = ranges_json(*results.ranges, s);
    out["scenarios"].push_back(std::move(block));
  }
  if (results.ranges && results.scenarios.size() > 1) out["contests"] = contests_json(results);
  return out.dump(2);
}

}  // namespace yuqian::apps
