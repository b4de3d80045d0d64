// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/run_cases.hpp>

#include <nlohmann/json.hpp>

namespace yuqian::model {

using Json = nlohmann::ordered_json;

namespace {

Json levels(const std::vector<Level>& list) {
  Json table = Json::object();
  for (const Level& l : list) table[l.name] = {{"value", l.value}, {"slack", l.slack}};
  return table;
}

Json to_json(const CaseResult& c) {
  Json out{{"name", c.name},
           {"status", std::string(c.report.word())},
           {"sentence", c.report.sentence()},
           {"sentence_zh", c.report.text().zh},
           {"algorithm", c.report.algorithm},
           {"iterations", c.report.iterations},
           {"residual", c.report.residual},
           {"gap", c.report.gap},
           {"reached", c.report.reached},
           {"kept", c.kept()}};
  if (c.objection)
    out["objection"] = {{"kind", std::string(word(c.objection->kind))},
                        {"name", c.objection->name},
                        {"amount", c.objection->amount},
                        {"zh", c.objection->sentence.zh},
                        {"en", c.objection->sentence.en}};
  for (const Rung& r : c.rungs)
    out["rungs"].push_back({{"name", r.name},
                            {"status", std::string(solvers::word(r.status))},
                            {"iterations", r.iterations},
                            {"residual", r.residual},
                            {"reached", r.reached}});
  for (const solvers::WorstRow& w : c.report.worst)
    out["worst"].push_back({{"equation", w.label}, {"residual", w.residual}, {"level", w.x}});
  out["point"] = Json::object();
  for (const auto& [name, level] : c.point) out["point"][name] = level;
  if (c.report.solved()) {
    out["branch"] = word(c.branch);
    out["numeraire"] = c.numeraire;
    out["walras"] = c.walras;
    out["activities"] = levels(c.activities);
    out["prices"] = levels(c.prices);
    out["incomes"] = levels(c.incomes);
    out["auxiliaries"] = levels(c.auxiliaries);
    if (!c.outputs.empty()) {
      out["outputs"] = Json::object();
      for (const OutputValue& o : c.outputs) out["outputs"][o.name] = o.value;
    }
    for (const BlockFlow& f : c.flows)
      out["netputs"].push_back(
          {{"block", f.block}, {"commodity", f.commodity}, {"quantity", f.quantity}});
  }
  out["compared"] = c.expected;
  out["misses"] = Json::array();
  for (const Miss& m : c.misses)
    out["misses"].push_back({{"what", m.what},
                             {"expected", m.expected},
                             {"found", m.found},
                             {"allowed", m.allowed},
                             {"line", m.where.line},
                             {"sentence", m.sentence()}});
  return out;
}

}  // namespace

std::string to_json(const ModelFileResult& result) {
  Json out{{"file", result.path},
           {"model", result.name},
           {"source", result.source},
           {"kept", result.kept()}};
  out["cases"] = Json::array();
  for (const CaseResult& c : result.cases) out["cases"].push_back(to_json(c));
  return out.dump(2);
}

}  // namespace yuqian::model
