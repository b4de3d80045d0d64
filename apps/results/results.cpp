// SPDX-License-Identifier: Apache-2.0
#include "apps/results/results.hpp"

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
  return std::all_of(checks.begin(), checks.end(),
                     [](const model::StandingCheck& c) { return c.passed(); });
}

const data::Table* Run::table(std::string_view name) const {
  return data::find_table(tables, name);
}

Outcome outcome_of(const model::Solution& s) {
  const solvers::SolveReport& told = s.reference_report.solved() ? s.report : s.reference_report;
  Outcome o;
  o.reference_status = s.reference_report.status;
  o.status = s.report.status;
  o.iterations = s.report.iterations;
  o.residual = s.report.residual;
  o.gap = s.report.gap;
  o.seconds = s.report.seconds.total;
  o.sentence = told.sentence();
  for (const solvers::WorstRow& row : told.worst)
    o.worst.push_back(
        fmt::format("{}: residual {:.3g} at level {:.6g}", row.label, row.residual, row.x));
  o.objection = s.objection;
  o.checks = s.checks;
  o.judgements = model::judge(s);
  return o;
}

}  // namespace yuqian::apps
