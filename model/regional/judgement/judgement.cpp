// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/judgement/judgement.hpp>

#include <yuqian/model/regional/judgement/binding.hpp>
#include <yuqian/model/regional/judgement/first_order.hpp>

namespace yuqian::model {

const char* word(Verdict v) {
  switch (v) {
    case Verdict::passed:
      return "passed";
    case Verdict::warning:
      return "warning";
    case Verdict::not_applicable:
      return "not_applicable";
  }
  return "";
}

std::vector<Judgement> judge(const Solution& s) {
  Judgement plausible{"plausible", Verdict::passed, implausible(s.scenario, *s.model->benchmark)};
  const bool solved = s.reference_report.solved() && s.report.solved();
  if (solved)
    for (LocalText& text : not_binding(s)) plausible.reasons.push_back(std::move(text));
  if (!plausible.reasons.empty()) plausible.verdict = Verdict::warning;
  std::vector<Judgement> list{std::move(plausible)};
  if (solved) list.push_back(report::judge_first_order(report::evaluate(s)));
  return list;
}

}  // namespace yuqian::model
