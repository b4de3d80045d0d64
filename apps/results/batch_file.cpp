// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/batch_file.hpp>

#include <algorithm>

#include <yuqian/data/h5_writer.hpp>
#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::apps {
namespace {

constexpr std::int32_t not_run = -1;

/// Every area that some benchmark of the batch has, in the order of first appearance.
data::Set all_areas(const BatchSetup& setup) {
  std::vector<std::string> labels, zh, en;
  for (const model::BatchGroup& g : setup.inputs.cases.groups) {
    const data::Set areas = batch_areas(setup, g);
    for (int a = 0; a < areas.size(); ++a)
      if (std::find(labels.begin(), labels.end(), areas.label(a)) == labels.end()) {
        labels.push_back(areas.label(a));
        zh.push_back(areas.zh(a));
        en.push_back(areas.en(a));
      }
  }
  return data::Set("area", labels, zh, en);
}

class BatchWriter {
 public:
  BatchWriter(data::LabelledWriter& file, const BatchSetup& setup, const BatchResults& results)
      : setup_(setup),
        plan_(setup.inputs.plan),
        cases_(setup.inputs.cases),
        results_(results),
        file_(file) {}

  void write() {
    std::vector<std::string> ids;
    for (const model::BatchCase& c : cases_.cases) ids.push_back(c.id);
    file_.scale(data::Set("case", ids),
                "case: regions/sectors/elasticities/trade/closure/scenario/size/draw");
    write_table();
    write_outcomes();
    write_indicators();
    write_outputs();
    file_.text("plan_toml", plan_.source_text, "The plan's file as written");
    file_.text("provenance", setup_.provenance.json(), "Inputs, steps and program, as JSON");
    const auto count = [&](auto&& is) {
      return static_cast<std::int32_t>(std::count_if(results_.begin(), results_.end(), is));
    };
    const auto cases = static_cast<std::int32_t>(cases_.cases.size());
    file_.attribute("cases", cases);
    file_.attribute("cases_solved", count([](const auto& r) {
                      return r.second.status == model::BatchResult::Status::solved;
                    }));
    file_.attribute("cases_not_run", cases - count([](const auto&) { return true; }));
    file_.attribute("estimated",
                    "Flows between provinces are estimates; the column trade says which");
    file_.attribute(
        "meaning_of_change",
        "Counterfactual relative to the reference at the same elasticities, never a growth rate");
  }

 private:
  template <class T, class F>
  std::vector<T> by_case(F&& value) const {
    std::vector<T> list;
    for (const model::BatchCase& c : cases_.cases) list.push_back(value(c));
    return list;
  }
  template <class F>
  void text(const char* name, const char* en, const char* zh, F&& value) {
    const auto list = by_case<std::string>(
        [&](const model::BatchCase& c) { return value(cases_.groups[c.group]); });
    file_.variable(name, {"case"}, std::span<const std::string>(list), {"1", en, zh, {}});
  }

  void write_table() {
    text("scenario", "Scenario; \"benchmark\": nothing is shocked", "情景",
         [](const model::BatchGroup& g) { return g.scenario.empty() ? "benchmark" : g.scenario; });
    text("closure", "Closure rule", "闭合规则",
         [](const model::BatchGroup& g) { return g.closure; });
    text("trade", "Estimate of trade between provinces", "贸易估计",
         [](const model::BatchGroup& g) { return g.benchmark.trade; });
    text("regions", "Region mapping", "区域划分",
         [](const model::BatchGroup& g) { return g.benchmark.regions; });
    text("sectors", "Sector mapping", "部门划分",
         [](const model::BatchGroup& g) { return g.benchmark.sectors; });
    text("elasticities", "File of elasticities", "弹性文件",
         [](const model::BatchGroup& g) { return g.benchmark.elasticities; });
    text("evidence", "Surveyed figures that the benchmark was reconciled with; empty: none",
         "调查证据文件", [](const model::BatchGroup& g) { return g.benchmark.evidence; });
    text("dataset", "Dataset; empty: the shipped one", "数据集",
         [](const model::BatchGroup& g) { return g.benchmark.dataset; });
    file_.variable(
        "size", {"case"},
        by_case<double>([&](const model::BatchCase& c) { return plan_.sizes[c.size]; }),
        {"1", "Size of the policy: 0 is the reference, 1 the scenario as written", "政策力度", {}});
    file_.variable("draw", {"case"}, by_case<std::int32_t>([](const model::BatchCase& c) {
                     return static_cast<std::int32_t>(c.draw);
                   }),
                   {"1", "Number of the draw; the same draws meet every scenario", "抽样序号", {}});
    if (plan_.factors.empty()) return;
    std::vector<std::string> names;
    for (const model::BatchFactor& f : plan_.factors) names.push_back(f.name);
    file_.scale(data::Set("factor", names), "what is varied");
    std::vector<double> values;
    for (const model::BatchCase& c : cases_.cases)
      values.insert(values.end(), cases_.draws[c.draw].begin(), cases_.draws[c.draw].end());
    file_.variable("factor_value", {"case", "factor"}, values,
                   {"1", "Factor on the parameters' estimates", "参数倍数", {}});
  }

  template <class T, class F>
  std::vector<T> by_result(T otherwise, F&& value) const {
    std::vector<T> list;
    for (std::size_t k = 0; k < cases_.cases.size(); ++k) {
      const auto found = results_.find(k);
      list.push_back(found == results_.end() ? otherwise : value(found->second));
    }
    return list;
  }

  void write_outcomes() {
    std::string words = "not_run";
    std::vector<std::int32_t> flags{not_run};
    for (const std::string& word : model::status_words()) {
      flags.push_back(flags.back() + 1);
      words += " " + word;
    }
    using Result = model::BatchResult;
    file_.variable(
        "status", {"case"},
        by_result<std::int32_t>(
            not_run, [](const Result& r) { return static_cast<std::int32_t>(r.status); }),
        {"1",
         "How the case ended; only solved figures may be used",
         "求解状态",
         {{"flag_values", flags}, {"flag_meanings", words}}});
    const auto reasons = [&](const char* name, std::string solvers::Text::* language,
                             const char* en, const char* zh) {
      const auto list =
          by_result<std::string>("", [&](const Result& r) { return r.reason.*language; });
      file_.variable(name, {"case"}, std::span<const std::string>(list), {"1", en, zh, {}});
    };
    reasons("reason", &solvers::Text::en, "Why a case has no solution", "未求解原因（英文）");
    reasons("reason_zh", &solvers::Text::zh, "Why a case has no solution, in Chinese",
            "未求解原因");
    std::string branches;
    std::vector<std::int32_t> branch_flags;
    for (const std::string_view word : model::branch_words) {
      branches += (branch_flags.empty() ? "" : " ") + std::string(word);
      branch_flags.push_back(static_cast<std::int32_t>(branch_flags.size()));
    }
    file_.variable(
        "branch_check", {"case"},
        by_result<std::int32_t>(
            static_cast<std::int32_t>(model::BranchCheck::not_made),
            [](const Result& r) {
              return static_cast<std::int32_t>(
                  r.status == Result::Status::solved ? r.branch : model::BranchCheck::not_made);
            }),
        {"1",
         "Whether a solution was held to be on the benchmark's branch (eq. 124), and how",
         "均衡分支检验",
         {{"flag_values", branch_flags}, {"flag_meanings", branches}}});
    file_.variable("iterations", {"case"},
                   by_result<std::int32_t>(0, [](const Result& r) { return r.iterations; }),
                   {"1", "Newton steps", "迭代次数", {}});
    file_.variable("residual", {"case"},
                   by_result<double>(missing, [](const Result& r) { return r.residual; }),
                   {"1", "Largest scaled residual", "平衡残差", {}});
    file_.variable("complementarity_gap", {"case"},
                   by_result<double>(missing, [](const Result& r) { return r.gap; }),
                   {"1", "Complementarity gap", "互补间隙", {}});
    file_.variable("replication", {"case"},
                   by_result<double>(missing, [](const Result& r) { return r.replication; }),
                   {"1",
                    "Largest residual of the benchmark at the case's elasticities; missing where "
                    "the reference is shocked",
                    "基准复现残差",
                    {}});
  }

  void write_indicators() {
    const data::Set areas = all_areas(setup_);
    file_.scale(areas, "area");
    for (const BatchIndicator& indicator : batch_indicators(plan_)) {
      std::vector<double> values;
      for (std::size_t k = 0; k < cases_.cases.size(); ++k) {
        const data::Set own = batch_areas(setup_, cases_.groups[cases_.cases[k].group]);
        const auto found = results_.find(k);
        const std::size_t begin = indicator.offset * static_cast<std::size_t>(own.size());
        for (int a = 0; a < areas.size(); ++a) {
          const auto at = own.find(areas.label(a));
          const bool there = at && found != results_.end() && !found->second.values.empty();
          values.push_back(there ? found->second.values[begin + static_cast<std::size_t>(*at)]
                                 : missing);
        }
      }
      file_.variable(indicator.variable, {"case", "area"}, values,
                     {indicator.unit, indicator.en, indicator.zh, {}});
    }
  }

  /// Single figures of result files, behind the indicators of every case.
  void write_outputs() {
    if (plan_.outputs.empty()) return;
    std::vector<std::string> names;
    for (const model::BatchOutput& o : plan_.outputs) names.push_back(o.text);
    file_.scale(data::Set("output", names), "figure of a result file");
    std::vector<double> values;
    for (std::size_t k = 0; k < cases_.cases.size(); ++k)
      for (std::size_t j = 0; j < names.size(); ++j) {
        const auto found = results_.find(k);
        const bool there = found != results_.end() && !found->second.values.empty();
        values.push_back(
            there ? found->second.values[found->second.values.size() - names.size() + j] : missing);
      }
    file_.variable("output_value", {"case", "output"}, values,
                   {"1",
                    "The figure, or its change where its state is left out, in the variable's unit",
                    "所选指标",
                    {}});
  }

  const BatchSetup& setup_;
  const model::BatchPlan& plan_;
  const model::BatchCases& cases_;
  const BatchResults& results_;
  data::LabelledWriter& file_;
};

}  // namespace

std::vector<BatchIndicator> batch_indicators(const model::BatchPlan& plan) {
  static const std::vector<BatchIndicator> known{
      {"ev", "equivalent_variation", "1e8 CNY", "等价变化（城乡居民合计）",
       "Equivalent variation of all households", 0},
      {"grp_real", "grp_real_change", "%", "实际地区生产总值变化", "Change of real GRP", 0},
      {"absorption_real", "absorption_real_change", "%", "实际最终使用变化",
       "Change of real absorption", 0},
      {"consumption_real", "consumption_change", "%", "实际居民消费变化",
       "Change of real consumption", 0},
      {"investment_real", "investment_change", "%", "实际资本形成变化",
       "Change of real capital formation", 0},
      {"welfare", "welfare_metric", "1e8 CNY", "福利的货币度量（消费、公共服务与投资）",
       "Money metric of welfare: consumption, public goods and investment", 0},
      {"grp", "grp", "1e8 CNY", "地区生产总值", "Gross regional product of the benchmark", 0},
      {"grp_gap", "grp_gap_to_accounts", "%", "地区生产总值与修订后核算数之差",
       "Gross regional product against the revised accounts", 0},
      {"home_share", "home_share", "%", "本地产品占使用的比重", "Share of own goods in use", 0},
      {"partner_share", "partner_share", "%", "伙伴产品占使用的比重",
       "Share of the partner's goods in use", 0},
      {"outflow", "outflow", "1e8 CNY", "流出其他地区", "Sold to other regions", 0},
      {"inflow", "inflow", "1e8 CNY", "自其他地区流入", "Bought from other regions", 0},
      {"evidence_moved", "evidence_moved", "1e8 CNY", "因调查数据而变动（绝对值合计）",
       "Moved by surveyed figures, sum of absolute changes", 0},
      {"margins", "margins", "1e8 CNY", "随货支付的流通加价", "Margins paid with goods that arrive",
       0}};
  std::vector<BatchIndicator> list;
  for (const std::string& name : plan.indicators)
    for (const BatchIndicator& k : known)
      if (k.name == name) {
        list.push_back(k);
        list.back().offset = list.size() - 1;
      }
  return list;
}

data::LabelledWriter::Header batch_header(const BatchSetup& setup) {
  return {"Yuqian batch: " + setup.inputs.plan.title.en, "yuqian-batch", "1",
          setup.provenance.program + " " + setup.provenance.version};
}

void record_batch(data::LabelledWriter& to, const BatchSetup& setup, const BatchResults& results) {
  BatchWriter(to, setup, results).write();
}

void write_batch(const std::string& path, const BatchSetup& setup, const BatchResults& results) {
  data::H5Writer file(path, batch_header(setup));
  record_batch(file, setup, results);
  file.finish();
}

}  // namespace yuqian::apps
