// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/result_file.hpp>

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <yuqian/apps/results/changes.hpp>
#include <yuqian/apps/results/package_file.hpp>
#include <yuqian/apps/results/range_file.hpp>
#include <yuqian/data/alias.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/find_table.hpp>
#include <yuqian/data/h5_writer.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/regional/batch/cases.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/remarks.hpp>

namespace yuqian::apps {
namespace {

std::map<std::string, std::string> english_names(const char* file) {
  const data::Csv csv = data::Csv::read(data::shipped(file));
  std::map<std::string, std::string> names;
  for (int r = 0; r < csv.rows(); ++r)
    names.emplace(csv.text(r, csv.column("name")), csv.text(r, csv.column("en")));
  return names;
}

/// Names, units and titles of what is written, read once: recording is a part of every solve.
struct ShippedNames {
  data::Schema variables = data::shipped_schema("variables"),
               indicators = data::shipped_schema("indicators");
  std::map<std::string, std::string> dimensions = english_names("schema/dimensions.csv");
  data::Glossary terms = data::Glossary::shipped();
};

const ShippedNames& shipped_names() {
  static const ShippedNames names;
  return names;
}

class ResultWriter {
 public:
  ResultWriter(data::LabelledWriter& file, const Results& results)
      : results_(results),
        variables_(shipped_names().variables),
        indicators_(shipped_names().indicators),
        dimensions_(shipped_names().dimensions),
        file_(file) {}

  void write() {
    write_dimensions();
    write_outcomes();
    for (const Run& run : results_.runs) changes_.push_back(changes(run.tables, indicators_));
    write_tables([](const Run& run, std::size_t) -> const auto& { return run.tables; }, variables_);
    write_tables([&](const Run&, std::size_t k) -> const auto& { return changes_[k]; },
                 indicators_);
    write_texts();
    write_packages(file_, results_);
    write_survey(file_, results_.survey, "trade");
    write_ranges(file_, results_);
  }

 private:
  std::string long_name(const std::string& dimension) const {
    const auto found = dimensions_.find(dimension);
    return found == dimensions_.end() ? dimension : found->second;
  }

  void write_dimensions() {
    std::vector<std::string> ids, zh, en;
    for (const model::Scenario& s : results_.scenarios) {
      ids.push_back(s.id);
      zh.push_back(s.title.zh);
      en.push_back(s.title.en);
    }
    file_.scale(data::Set("scenario", ids, zh, en), "scenario");
    const data::Glossary& terms = shipped_names().terms;
    std::vector<std::string> trade_zh, trade_en;
    for (const std::string& t : results_.trades) {
      trade_zh.push_back(terms.term("variant_" + t, "zh"));
      trade_en.push_back(terms.term("variant_" + t, "en"));
    }
    file_.scale(data::Set("trade", results_.trades, trade_zh, trade_en),
                "estimate of trade between provinces");
  }

  template <class T, class F>
  std::vector<T> by_run(F&& value) const {
    std::vector<T> list;
    for (const Run& run : results_.runs) list.push_back(value(run.outcome));
    return list;
  }

  void write_outcomes() {
    const std::vector<std::string> dims{"scenario", "trade"};
    std::string words;
    std::vector<std::int32_t> flags;
    for (const std::string& word : model::status_words()) {
      words += (flags.empty() ? "" : " ") + word;
      flags.push_back(static_cast<std::int32_t>(flags.size()));
    }
    file_.variable("status", dims, by_run<std::int32_t>([](const Outcome& o) {
                     const bool reference = o.reference_status != solvers::Status::solved;
                     return static_cast<std::int32_t>(
                         model::status_of(reference ? o.reference_status : o.status, o.objection));
                   }),
                   {"1",
                    "How the solve ended; only solved figures may be used",
                    "求解状态",
                    {{"flag_values", flags}, {"flag_meanings", words}}});
    file_.variable("residual", dims, by_run<double>([](const Outcome& o) { return o.residual; }),
                   {"1", "Largest scaled residual", "平衡残差", {}});
    file_.variable("complementarity_gap", dims,
                   by_run<double>([](const Outcome& o) { return o.gap; }),
                   {"1", "Complementarity gap", "互补间隙", {}});
    file_.variable("iterations", dims,
                   by_run<std::int32_t>([](const Outcome& o) { return o.iterations; }),
                   {"1", "Iterations of the counterfactual's solve", "迭代次数", {}});
    const auto reasons = [&](const char* name, std::string solvers::Text::* language,
                             const char* en, const char* zh) {
      const auto list = by_run<std::string>(
          [&](const Outcome& o) { return o.solved() ? "" : o.sentence.*language; });
      file_.variable(name, dims, std::span<const std::string>(list), {"1", en, zh, {}});
    };
    reasons("reason", &solvers::Text::en, "Why there is no solution; empty where solved",
            "未求得解的原因（英文）");
    reasons("reason_zh", &solvers::Text::zh, "Why there is no solution, in Chinese",
            "未求得解的原因");
    write_checks(dims);
    write_judgements(dims);
  }

  /// What is to be read with the figures; a run that was not solved lacks those that need it.
  void write_judgements(std::vector<std::string> dims) {
    std::vector<std::string> names;
    for (const Run& run : results_.runs)
      for (const model::Judgement& j : run.outcome.judgements)
        if (std::find(names.begin(), names.end(), j.name) == names.end()) names.push_back(j.name);
    if (names.empty()) return;
    file_.scale(data::Set("judgement", names), long_name("judgement"));
    dims.emplace_back("judgement");
    std::vector<std::int32_t> flags, verdicts;
    std::string words;
    using model::Verdict;
    for (const Verdict v : {Verdict::passed, Verdict::warning, Verdict::not_applicable}) {
      words += (flags.empty() ? "" : " ") + std::string(word(v));
      flags.push_back(static_cast<std::int32_t>(v));
    }
    std::vector<std::string> zh, en;
    for (const Run& run : results_.runs)
      for (const std::string& name : names) {
        verdicts.push_back(static_cast<std::int32_t>(Verdict::not_applicable));
        zh.emplace_back(), en.emplace_back();
        for (const model::Judgement& j : run.outcome.judgements) {
          if (j.name != name) continue;
          verdicts.back() = static_cast<std::int32_t>(j.verdict);
          for (const model::LocalText& reason : j.reasons) {
            zh.back() += reason.zh;
            en.back() += (en.back().empty() ? "" : " ") + reason.en;
          }
        }
      }
    file_.variable("judgement_verdict", dims, verdicts,
                   {"1",
                    "What is to be read with the figures; no failure",
                    "评判",
                    {{"flag_values", flags}, {"flag_meanings", words}}});
    file_.variable("judgement_text_zh", dims, std::span<const std::string>(zh),
                   {"1", "Reasons of a judgement, in Chinese", "评判理由", {}});
    file_.variable("judgement_text_en", dims, std::span<const std::string>(en),
                   {"1", "Reasons of a judgement", "评判理由（英文）", {}});
  }

  void write_checks(std::vector<std::string> dims) {
    std::vector<std::string> names;
    for (const Run& run : results_.runs)
      for (const model::StandingCheck& c : run.outcome.checks)
        if (std::find(names.begin(), names.end(), c.name) == names.end()) names.push_back(c.name);
    if (names.empty()) return;
    file_.scale(data::Set("check", names), "standing check");
    using Check = model::StandingCheck;
    std::vector<double> values, tolerances(names.size(), missing);
    std::vector<std::int32_t> outcomes;
    for (const Run& run : results_.runs)
      for (std::size_t k = 0; k < names.size(); ++k) {
        double value = missing;
        Check::Outcome outcome =
            run.outcome.solved() ? Check::Outcome::not_applicable : Check::Outcome::not_made;
        for (const Check& c : run.outcome.checks)
          if (c.name == names[k]) {
            if (c.made) value = c.value;
            tolerances[k] = c.tolerance;
            outcome = c.outcome();
          }
        values.push_back(value);
        outcomes.push_back(static_cast<std::int32_t>(outcome));
      }
    std::vector<std::int32_t> flags;
    std::string words;
    for (const std::string_view word : model::check_words) {
      words += (flags.empty() ? "" : " ") + std::string(word);
      flags.push_back(static_cast<std::int32_t>(flags.size()));
    }
    dims.emplace_back("check");
    variable("check_value", dims, values, variables_.at("check_value"));
    variable("check_tolerance", {"check"}, tolerances, variables_.at("check_tolerance"));
    file_.variable("check_outcome", dims, outcomes,
                   {"1",
                    "How a standing check ended; one that was not made says nothing",
                    "检验结果",
                    {{"flag_values", flags}, {"flag_meanings", words}}});
  }

  void variable(const std::string& name, const std::vector<std::string>& dims,
                std::span<const double> values, const data::SchemaEntry& entry) {
    data::VariableText text{entry.unit, entry.en, entry.zh, {}};
    if (!entry.text.empty()) text.more.emplace_back("comment", entry.text);
    if (!entry.text_zh.empty()) text.more.emplace_back("comment_zh", entry.text_zh);
    file_.variable(name, dims, values, text);
  }

  /// Stacks the tables of one name over all runs; runs without solution are missing values.
  template <class Tables>
  void write_tables(Tables&& tables_of, const data::Schema& schema) {
    std::vector<std::string> written;
    for (std::size_t run = 0; run < results_.runs.size(); ++run)
      for (const data::Table& shape : tables_of(results_.runs[run], run)) {
        if (shape.name().starts_with("check_"))
          continue;  // written with the outcomes, solved or not
        if (std::find(written.begin(), written.end(), shape.name()) != written.end()) continue;
        written.push_back(shape.name());
        stack(shape, tables_of, schema);
      }
  }

  /// One table of all runs; a run whose closure does not have it is missing values.
  template <class Tables>
  void stack(const data::Table& shape, Tables&& tables_of, const data::Schema& schema) {
    std::vector<std::string> dims{"scenario", "trade"};
    for (const data::Set& axis : shape.axes()) {
      file_.scale(axis, long_name(axis.name()));
      if (axis.name() == "region") write_codes(axis);
      dims.push_back(axis.name());
    }
    std::vector<double> stacked;
    for (std::size_t k = 0; k < results_.runs.size(); ++k) {
      const data::Table* found = data::find_table(tables_of(results_.runs[k], k), shape.name());
      if (!found) {
        stacked.insert(stacked.end(), shape.values().size(), missing);
        continue;
      }
      require_same_shape(shape, *found);
      stacked.insert(stacked.end(), found->values().begin(), found->values().end());
    }
    variable(shape.name(), dims, stacked, schema.at(shape.name()));
  }

  /// Codes by which maps and other tables know the regions; once, beside their names.
  void write_codes(const data::Set& regions) {
    if (std::exchange(coded_, true)) return;
    std::vector<std::string> codes;
    for (const std::string& label : regions.labels()) codes.push_back(data::gb_code(label));
    file_.variable("region_gb", {"region"}, std::span<const std::string>(codes),
                   {"1", "Code of GB/T 2260; empty: several provinces", "行政区划代码", {}});
  }

  static void require_same_shape(const data::Table& a, const data::Table& b) {
    bool same = a.name() == b.name() && a.rank() == b.rank();
    for (int k = 0; same && k < a.rank(); ++k) same = a.axis(k).same_labels(b.axis(k));
    if (!same)
      throw data::InputError({{},
                              "table \"" + b.name() + "\" differs in shape between scenarios",
                              b.name(),
                              "solve them into files of their own"});
  }

  void write_texts() {
    std::vector<std::string> closure, zh, en, toml, named, note_zh, note_en, remark_zh, remark_en;
    for (const model::Closure& c : results_.closures) {
      closure.push_back(c.id);
      zh.push_back(c.text.zh);
      en.push_back(c.text.en);
    }
    for (std::size_t k = 0; k < results_.scenarios.size(); ++k) {
      const model::Scenario& s = results_.scenarios[k];
      remark_zh.emplace_back(), remark_en.emplace_back();
      for (const model::LocalText& remark :
           model::remarks(s, results_.closures[k], results_.merged)) {
        remark_zh.back() += remark.zh;
        remark_en.back() += (remark_en.back().empty() ? "" : " ") + remark.en;
      }
      toml.push_back(s.source_text);
      named.push_back(fmt::format("{}", fmt::join(named_regions(s), "\n")));
      note_zh.push_back(s.text.zh);
      note_en.push_back(s.text.en);
    }
    const std::vector<std::string> dims{"scenario"};
    const auto text = [&](const char* name, const std::vector<std::string>& values,
                          const char* en_name, const char* zh_name) {
      file_.variable(name, dims, std::span<const std::string>(values), {"1", en_name, zh_name, {}});
    };
    text("closure", closure, "Closure rule by id", "闭合规则");
    text("closure_text_zh", zh, "What adjusts and what stays, in Chinese", "闭合规则说明");
    text("closure_text_en", en, "What adjusts and what stays", "闭合规则说明（英文）");
    write_closure_words(dims);
    text("scenario_text_zh", note_zh, "What the scenario assumes, in Chinese", "情景说明");
    text("scenario_text_en", note_en, "What the scenario assumes", "情景说明（英文）");
    text("scenario_remark_zh", remark_zh, "What is so by construction, in Chinese",
         "由设定决定、并非发现的结果");
    text("scenario_remark_en", remark_en,
         "What is so by construction or costs nothing, and is not a finding", "同上（英文）");
    text("named_regions", named, "Regions that the shocks name, one per line", "冲击所指的地区");
    text("scenario_toml", toml, "The scenario's file as written", "情景文件原文");
    file_.text("provenance", results_.provenance.json(), "Inputs, steps and program, as JSON");
    file_.attribute("base_year", static_cast<std::int32_t>(results_.base_year));
    file_.attribute("prices", fmt::format("producer prices of {}", results_.base_year));
    file_.attribute("region_mapping", results_.regions);
    file_.attribute("sector_mapping", results_.sectors);
    file_.attribute(
        "estimated",
        "Flows between provinces are estimates; the dimension trade holds a low, a central "
        "and a high one. The size of a policy is this program's assumption.");
    file_.attribute("meaning_of_change",
                    "Counterfactual relative to the reference, never a growth rate");
  }

  /// One variable a key of the closures; their defaults are written too.
  void write_closure_words(const std::vector<std::string>& dims) {
    std::vector<std::vector<model::ClosureWord>> by_scenario;
    for (const model::Closure& c : results_.closures) by_scenario.push_back(closure_words(c));
    for (std::size_t k = 0; k < by_scenario.front().size(); ++k) {
      const model::ClosureWord& key = by_scenario.front()[k];
      std::vector<std::string> words;
      std::vector<double> numbers;
      for (const auto& list : by_scenario) {
        words.push_back(list[k].word);
        if (key.number) numbers.push_back(std::stod(list[k].word));
      }
      const data::VariableText notes{"1", key.name.en, key.name.zh, {}};
      if (key.number)
        file_.variable("closure_" + key.key, dims, numbers, notes);
      else
        file_.variable("closure_" + key.key, dims, std::span<const std::string>(words), notes);
    }
  }

  const Results& results_;
  const data::Schema &variables_, &indicators_;
  const std::map<std::string, std::string>& dimensions_;
  data::LabelledWriter& file_;
  bool coded_ = false;
  std::vector<std::vector<data::Table>> changes_;  ///< by run
};

}  // namespace

data::LabelledWriter::Header result_header(const Results& results) {
  std::string title = "Yuqian: ";
  for (const model::Scenario& s : results.scenarios)
    title += (&s == &results.scenarios[0] ? "" : "; ") + s.title.en;
  return {title, result_schema, result_schema_version,
          results.provenance.program + " " + results.provenance.version};
}

void record_results(data::LabelledWriter& to, const Results& results) {
  ResultWriter(to, results).write();
}

void write_results(const std::string& path, const Results& results) {
  data::H5Writer file(path, result_header(results));
  record_results(file, results);
  file.finish();
}

}  // namespace yuqian::apps
