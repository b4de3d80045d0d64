// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/range_file.hpp>

#include <cmath>

#include <fmt/format.h>

#include <yuqian/data/schema.hpp>

namespace yuqian::apps {
namespace {

constexpr const char* headlines[] = {"grp_real_change", "welfare_metric", "equivalent_variation"};

class Writer {
 public:
  Writer(data::LabelledWriter& file, const Results& results)
      : file_(file), results_(results), ranges_(*results.ranges) {}

  void write() {
    scales();
    quantiles();
    shares();
    if (results_.scenarios.size() > 1) contests();
    if (results_.keep_draws) draws();
    std::vector<std::int32_t> failed;
    for (const model::RangeDraws& d : ranges_.draws) failed.push_back(d.failed());
    file_.variable(
        "range_failed_draws", {"scenario"}, failed,
        {"1", "Draws without a solution, left out of the ranges", "未求得解的抽样次数", {}});
    file_.attribute("range_draws", static_cast<std::int32_t>(ranges_.design().all_draws()));
    file_.attribute("range_benchmarks", static_cast<std::int32_t>(ranges_.design().all_nodes()));
    file_.attribute("range_seed", fmt::format("{}", ranges_.design().seed));
    file_.text("uncertainty_toml", ranges_.drawn->inputs().source_text,
               "The last file of uncertain inputs that was read");
  }

 private:
  void scales() {
    const data::Glossary terms = data::Glossary::shipped();
    std::vector<std::string> keys, names_zh, names_en, units, quantiles;
    for (const RangeMeasure& m : ranges_.measures) {
      keys.push_back(m.key);
      names_zh.push_back(terms.term("figure_" + m.key, "zh"));
      names_en.push_back(terms.term("figure_" + m.key, "en"));
      units.push_back(m.unit);
    }
    for (const double p : range_quantiles) quantiles.push_back(fmt::format("{:g}", p));
    file_.scale(data::Set("range_measure", keys, names_zh, names_en), "figure that has a range");
    file_.variable("range_unit", {"range_measure"}, std::span<const std::string>(units),
                   {"1", "Unit of the figure", "单位", {}});
    file_.scale(data::Set("quantile", quantiles), "probability of a smaller value");
    file_.scale(ranges_.areas.renamed("range_area"), "area, in the order of the screen");
    std::vector<std::string> ids, zh, en;
    for (const uncertainty::Group& g : ranges_.drawn->inputs().groups) {
      ids.push_back(g.id);
      zh.push_back(g.title.zh);
      en.push_back(g.title.en);
    }
    ids.push_back("not_told_apart"), zh.push_back("其他"), en.push_back("not told apart");
    file_.scale(data::Set("uncertainty_group", ids, zh, en), "inputs that are uncertain together");
    file_.scale(data::Set("variance_share", {"first", "total"}, {"一阶", "总效应"},
                          {"alone", "with interactions"}),
                "Sobol's index");
  }

  /// f(draws) appends what it has to say of every scenario, measure and area.
  template <class F>
  void each_figure(F&& f) const {
    for (std::size_t s = 0; s < results_.scenarios.size(); ++s)
      for (std::size_t m = 0; m < ranges_.measures.size(); ++m)
        for (int a = 0; a < ranges_.areas.size(); ++a) f(ranges_.figure(s, static_cast<int>(m), a));
  }

  void quantiles() {
    std::vector<double> values, errors;
    each_figure([&](std::span<const double> draws) {
      for (const double p : range_quantiles) {
        const uncertainty::QuantileEstimate q = uncertainty::quantile(ranges_.design(), draws, p);
        values.push_back(q.value);
        errors.push_back(q.error);
      }
    });
    const std::vector<std::string> dims{"scenario", "range_measure", "range_area", "quantile"};
    file_.variable(
        "range", dims, std::span<const double>(values),
        {"1", "Quantiles over all that is not known; units in range_unit", "分位数", {}});
    file_.variable(
        "range_error", dims, std::span<const double>(errors),
        {"1", "Monte Carlo standard error of the quantiles", "分位数的蒙特卡罗标准误", {}});
  }

  /// Of the headlines: more would cost more than the draws.
  void shares() {
    std::vector<std::string> keys(std::begin(headlines), std::end(headlines));
    file_.scale(data::Set("range_headline", keys), "figure whose variance is told apart");
    std::vector<double> values;
    for (std::size_t s = 0; s < results_.scenarios.size(); ++s)
      for (const char* key : headlines)
        for (int a = 0; a < ranges_.areas.size(); ++a) {
          const auto draws = ranges_.figure(s, ranges_.measure(key), a);
          const std::size_t groups = ranges_.drawn->inputs().groups.size() + 1;
          if (draws.empty()) {
            values.insert(values.end(), 2 * groups, std::nan(""));
            continue;
          }
          const uncertainty::VarianceShares v = ranges_.shares(draws);
          for (std::size_t g = 0; g + 1 < groups; ++g) {
            values.push_back(v.first[g]);
            values.push_back(v.total[g]);
          }
          values.insert(values.end(), 2, v.unexplained);
        }
    file_.variable(
        "range_variance_share",
        {"scenario", "range_headline", "range_area", "uncertainty_group", "variance_share"},
        std::span<const double>(values),
        {"1", "Share of the variance that a group of inputs makes", "方差份额", {}});
  }

  void contests() {
    std::vector<std::string> ids;
    for (const model::Scenario& s : results_.scenarios) ids.push_back(s.id);
    file_.scale(data::Set("scenario_other", ids), "scenario compared with");
    std::vector<double> odds;
    for (std::size_t a = 0; a < ids.size(); ++a)
      for (std::size_t b = 0; b < ids.size(); ++b)
        for (const char* key : headlines)
          for (int k = 0; k < ranges_.areas.size(); ++k)
            odds.push_back(uncertainty::probability_above_zero(
                               ranges_.design(), ranges_.difference(a, b, ranges_.measure(key), k))
                               .value);
    file_.variable("range_probability_better",
                   {"scenario", "scenario_other", "range_headline", "range_area"},
                   std::span<const double>(odds),
                   {"1",
                    "Probability that the figure is larger than in the other scenario",
                    "优于另一情景的概率",
                    {}});
  }

  void draws() {
    std::vector<std::string> numbers;
    for (std::size_t k = 0; k < ranges_.design().all_draws(); ++k)
      numbers.push_back(fmt::format("{}", k));
    file_.scale(data::Set("draw", numbers), "draw of all that is not known");
    std::vector<double> values;
    each_figure([&](std::span<const double> list) {
      if (list.empty())
        values.insert(values.end(), numbers.size(), std::nan(""));
      else
        values.insert(values.end(), list.begin(), list.end());
    });
    file_.variable(
        "range_draw", {"scenario", "range_measure", "range_area", "draw"},
        std::span<const double>(values),
        {"1", "Every draw; not a number where it has no solution", "每次抽样的数值", {}});
  }

  data::LabelledWriter& file_;
  const Results& results_;
  const Ranges& ranges_;
};

}  // namespace

void write_ranges(data::LabelledWriter& file, const Results& results) {
  if (results.ranges) Writer(file, results).write();
}

}  // namespace yuqian::apps
