// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <yuqian/model/maths/at.hpp>

#include <nlohmann/json.hpp>

#include "apps/explain/page.hpp"

namespace yuqian::apps::explain {
namespace {

using Json = nlohmann::ordered_json;

Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json both(const model::LocalText& text) { return {{"zh", text.zh}, {"en", text.en}}; }

Json chain(const Explanation& e) {
  Json out{{"equation", e.chain->equation},
           {"text", both(e.chain->text)},
           {"basis", both(e.chain->basis)}};
  if (!e.missing.empty()) {
    out["missing"] = e.missing;
    out["from"] = e.chain->from;
    return out;
  }
  out["terms"] = Json::array();
  for (const Term& t : e.terms)
    out["terms"].push_back({{"labels", t.labels},
                            {"name", both(t.name)},
                            {"reference", finite(t.reference)},
                            {"counterfactual", finite(t.counterfactual)},
                            {"contribution", finite(t.contribution)}});
  out["sum"] = finite(e.sum);
  out["remainder"] = finite(e.remainder());
  out["tolerance"] = finite(e.tolerance);
  out["adds_up"] = e.adds_up();
  return out;
}

}  // namespace

std::string json(const Page& page) {
  Json failed = Json::array();
  for (const model::LocalText& check : page.failed_checks) failed.push_back(check.en);
  const Target& t = page.target;
  const Explanation& e = page.chains.front();
  std::vector<std::string> labels;
  for (int k = 0; k < t.table.rank(); ++k)
    if (const int i = t.fixed[at(k)]; i >= 0) labels.push_back(t.table.axis(k).label(i));
  Json out{{"file", t.file.path()},
           {"scenario", t.file.scenarios().label(t.scenario)},
           {"trade", t.file.trades().label(t.trade)},
           {"indicator", t.indicator},
           {"labels", labels},
           {"unit", t.table.unit()},
           {"base_year", t.file.base_year()},
           {"closure", t.file.closure_id(t.scenario)},
           {"remark", both(t.file.remark(t.scenario))},
           {"reference", finite(e.reference)},
           {"counterfactual", finite(e.counterfactual)},
           {"change", finite(e.change)},
           {"failed_checks", failed},
           {"chains", Json::array()}};
  for (const Explanation& one : page.chains) out["chains"].push_back(chain(one));
  return out.dump(2);
}

}  // namespace yuqian::apps::explain
