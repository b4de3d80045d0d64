// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/results.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <yuqian/data/find_table.hpp>
#include <yuqian/model/regional/batch/cases.hpp>

namespace yuqian::apps {

bool Outcome::solved() const {
  return reference_status == solvers::Status::solved && status == solvers::Status::solved;
}

std::string Outcome::word() const {
  const bool reference = reference_status != solvers::Status::solved;
  return model::status_words()[static_cast<std::size_t>(
      model::status_of(reference ? reference_status : status, objection))];
}

bool Outcome::checks_passed() const {
  return std::none_of(checks.begin(), checks.end(),
                      [](const model::StandingCheck& c) { return c.failed(); });
}

const data::Table* Run::table(std::string_view name) const {
  return data::find_table(tables, name);
}

void record_margins(data::Provenance& record, const std::string& trade,
                    const model::LocalText& report) {
  if (report.en.empty()) return;
  record.step("route_margins", "{0}: {1}", "{0}：{2}", trade, report.en, report.zh);
}

Outcome outcome_of(const model::Solution& s, bool with_point) {
  const solvers::SolveReport& told = s.told();
  Outcome o;
  o.reference_status = s.reference_report.status;
  o.status = s.report.status;
  o.iterations = s.report.iterations;
  o.residual = s.report.residual;
  o.gap = s.report.gap;
  o.seconds = s.report.seconds.total;
  o.sentence = s.objection ? s.objection->sentence : told.text();
  for (const solvers::WorstRow& row : told.worst) o.worst.push_back(row.text());
  o.rungs = s.rungs;
  o.history = told.history;
  if (with_point || !told.solved()) o.point = s.point();
  o.objection = s.objection;
  o.checks = s.checks;
  o.judgements = model::judge(s);
  return o;
}

std::vector<std::string> named_regions(const model::Scenario& scenario) {
  std::vector<std::string> regions;
  for (const auto* list : {&scenario.reference, &scenario.shocks})
    for (const model::Shock& shock : *list)
      for (const char* axis : {"from", "to", "region"})
        if (const auto found = shock.where.find(axis); found != shock.where.end())
          regions.insert(regions.end(), found->second.begin(), found->second.end());
  return regions;
}

}  // namespace yuqian::apps
