// SPDX-License-Identifier: Apache-2.0
#include "apps/check/checker.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include <yuqian/apps/results/batch_file.hpp>
#include <yuqian/apps/results/batch_setup.hpp>
#include <yuqian/data/alias.hpp>
#include <yuqian/data/elasticities.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/io/model_file.hpp>
#include <yuqian/model/io/run_cases.hpp>
#include <yuqian/model/regional/judgement/judgement.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include "apps/check/claims.hpp"
#include "apps/check/file_kind.hpp"
#include "apps/check/result_audit.hpp"
#include "apps/process/interrupt.hpp"
#include "apps/requests/shipped_files.hpp"

namespace yuqian::apps {
namespace {

model::LocalText product(const std::string& path, const std::string& province) {
  const data::Mrio mrio = data::read_mrio(path, data::dataset_variants(path).front());
  const int r = mrio.regions.index(province);
  double grp = 0;
  for (int v = 0; v < mrio.value_added.axis(1).size(); ++v)
    for (int j = 0; j < mrio.sectors.size(); ++j) grp += mrio.value_added(r, v, j);
  const data::Table published = data::read_dataset_table(path, "grp");
  model::LocalText text{fmt::format("{:.1f}亿元", grp), fmt::format("{:.1f} x 10^8 yuan", grp)};
  double gap = INFINITY;
  for (int k = 0; k < published.axis(1).size(); ++k) {
    text.zh += fmt::format("；{}：{:.1f}", published.axis(1).label(k), published(r, k));
    text.en += fmt::format("; {}: {:.1f}", published.axis(1).label(k), published(r, k));
    gap = std::min(gap, std::abs(grp / published(r, k) - 1));
  }
  if (!(gap <= 1e-3))
    throw Fault({fmt::format("{}；相差{:.2g} %", text.zh, 100 * gap),
                 fmt::format("{}; off by {:.2g} %", text.en, 100 * gap)});
  return text;
}

}  // namespace

void Checker::everything() {
  attempt(model::LocalText{"数据定义与术语表", "schemas and glossary"}, [] {
    data::shipped_schema("variables"), data::shipped_schema("parameters"),
        data::shipped_schema("accounts"), data::shipped_schema("indicators");
    const std::size_t terms = data::Glossary::shipped().keys().size();
    return model::LocalText{fmt::format("{}个术语", terms), fmt::format("{} terms", terms)};
  });
  dataset(dataset_path());
  for (const char* kind : {"mappings/regions", "mappings/sectors"})
    for (const ShippedFile& f : shipped_files(kind)) mapping(f.path);
  for (const ShippedFile& f : shipped_files("evidence")) evidence(f.path);
  for (const ShippedFile& f : shipped_files("closures")) replication(f.path);
  for (const ShippedFile& f : shipped_files("scenarios")) scenario(f.path);
  for (const ShippedFile& f : shipped_files("games")) game(f.path);
  attempt(model::LocalText{"情景说明的论断", "claims of scenario texts"}, [] {
    const std::size_t rows = shipped_claims().size();
    return model::LocalText{fmt::format("{}行", rows), fmt::format("{} rows", rows)};
  });
}

void Checker::file(const std::string& path) {
  if (!std::filesystem::exists(path))
    throw data::InputError({{path}, "no such file", path, "check the name"});
  switch (file_kind(path)) {
    case FileKind::dataset:
      return dataset(path);
    case FileKind::result:
      return result(path);
    case FileKind::batch:
      return batch(path);
    case FileKind::benchmark:
      return benchmark(path);
    case FileKind::mapping:
      return mapping(path);
    case FileKind::evidence:
      return evidence(path);
    case FileKind::model:
      return model(path);
    case FileKind::plan:
      return plan(path);
    case FileKind::scenario:
      return scenario(path);
    case FileKind::closure:
      return replication(path);
    case FileKind::elasticities:
      return elasticities(path);
    case FileKind::game:
      return game(path);
    case FileKind::played_game:
      return played_game(path);
  }
}

std::string Checker::dataset_path() const { return calibration::dataset_path(request_.dataset); }

/// Every variant balances, and the provinces' products are those of the tables.
void Checker::dataset(const std::string& path) {
  attempt(path, [&] {
    std::string variants;
    for (const std::string& variant : data::dataset_variants(path)) {
      data::read_mrio(path, variant);  // throws where it does not balance to 1e-9
      variants += " " + variant;
    }
    const data::H5Reader file(path);
    for (const char* name : {"co2", "co2_household", "rail_distance", "employment_2010",
                             "migration_shares_2010", "grp", "reported_outflow", "reported_inflow"})
      if (file.has(name)) data::read_dataset_table(path, name);  // throws what cannot be
    return model::LocalText{"已平衡：" + variants, "balanced:" + variants};
  });
  for (const std::string& province : {data::default_pair().first, data::default_pair().second})
    attempt(
        model::LocalText{data::chinese_name(province) + "的地区生产总值", "product of " + province},
        [&] { return product(path, province); });
}

void Checker::mapping(const std::string& path) {
  attempt(path, [&] {
    const data::H5Reader file(dataset_path());
    const std::string axis = data::Toml::read(path).get("axis").string();
    const data::Mapping map =
        data::Mapping::read(path, file.set(axis == "sector" ? "sector" : "region"));
    return model::LocalText{fmt::format("{}个归并为{}个", map.source().size(), map.target().size()),
                            fmt::format("{} to {}", map.source().size(), map.target().size())};
  });
}

/// The figures fit the table and each other under every estimate of trade.
void Checker::evidence(const std::string& path) {
  attempt(path, [&] {
    calibration::BenchmarkRequest request = request_;
    request.evidence = path;
    const calibration::BenchmarkSource source(request);
    double moved = 0;
    for (const std::string& trade : source.variants({}))
      for (const calibration::GaveWay& block : source.reconciled(trade)->blocks)
        moved = std::max(moved, block.moved);
    const std::size_t figures = source.evidence()->figures.size();
    return model::LocalText{
        fmt::format("{}个数据与各贸易估计均相容；最大调整{:.0f}亿元", figures, moved),
        fmt::format("{} figures fit all estimates of trade; {:.0f} x 10^8 yuan moved at most",
                    figures, moved)};
  });
}

std::shared_ptr<const model::RegionalModel> Checker::build(const model::Closure& closure,
                                                           const std::string& regions) {
  calibration::BenchmarkRequest request = request_;
  if (!regions.empty()) request.regions = regions;
  const calibration::BenchmarkSource source(request);
  return std::make_shared<const model::RegionalModel>(
      model::build_regional_model(source.benchmark(source.variants({}).front()), closure));
}

/// The model under a closure reproduces its benchmark.
void Checker::replication(const std::string& path) {
  attempt(path, [&] {
    const model::Closure closure = model::read_closure(path);
    const model::Solution s =
        model::solve_scenario(build(closure, {}), {}, {}, interrupt_requested);
    throw_if_interrupted();
    const data::Glossary terms = data::Glossary::shipped();
    model::LocalText text;
    for (const model::StandingCheck& c : s.checks) {
      const auto told = [&](const char* language) {
        return terms.term("check_" + c.name, language) + " " +
               (c.made ? fmt::format("{:.1e}", c.value) : terms.term("check_not_made", language));
      };
      text.zh += (text.zh.empty() ? "" : "，") + told("zh");
      text.en += (text.en.empty() ? "" : ", ") + told("en");
    }
    if (!s.solved())
      throw Fault({text.zh + "；" + s.report.text().zh, text.en + "; " + s.report.text().en});
    return text;
  });
}

/// Every label of a scenario is one of its model's.
void Checker::scenario(const std::string& path) {
  attempt(path, [&] {
    const model::Scenario s = model::read_scenario(path);
    const model::Closure closure = model::closure_with_swaps(
        model::read_closure(data::shipped_or_path("closures", s.closure, ".toml")), s);
    auto& regional = models_[s.regions + "/" + s.closure + model::text(closure.swaps)];
    if (!regional) regional = build(closure, s.regions);
    const model::Equilibrium equilibrium(regional->model);
    for (const auto* shocks : {&s.reference, &s.shocks})
      model::apply_shocks(regional->parameters, *shocks, equilibrium.parameters());
    const std::size_t shocks = s.reference.size() + s.shocks.size();
    model::LocalText text{fmt::format("{}：{}项冲击，闭合{}", s.id, shocks, s.closure),
                          fmt::format("{}: {} shocks, closure {}", s.id, shocks, s.closure)};
    for (const model::LocalText& doubt : model::implausible(s, *regional->benchmark)) {
      text.zh += "；提醒：" + doubt.zh;
      text.en += "; warning: " + doubt.en;
    }
    return text;
  });
}

/// Every scenario of a plan fits every benchmark and closure that it is to be solved on, and every
/// factor is one of their parameters.
void Checker::plan(const std::string& path) {
  attempt(path, [&] {
    const std::shared_ptr<BatchSetup> setup = read_batch(path);
    const model::BatchInputs& in = setup->inputs;
    const std::vector<BatchIndicator> known = batch_indicators(in.plan);
    for (const std::string& name : in.plan.indicators)
      if (std::none_of(known.begin(), known.end(),
                       [&](const BatchIndicator& k) { return k.name == name; }))
        throw data::InputError({{path},
                                fmt::format("unknown indicator \"{}\"", name),
                                name,
                                "docs/scenarios.md has those that there are"});
    std::map<std::string, std::shared_ptr<const model::RegionalModel>> models;
    for (const model::BatchGroup& g : in.cases.groups) {
      throw_if_interrupted();
      const model::BenchmarkName& b = g.benchmark;
      const auto s = std::find_if(in.scenarios.begin(), in.scenarios.end(),
                                  [&](const auto& each) { return each.id == g.scenario; });
      model::Closure closure =
          model::read_closure(data::shipped_or_path("closures", g.closure, ".toml"));
      if (s != in.scenarios.end()) closure = model::closure_with_swaps(std::move(closure), *s);
      auto& regional =
          models[fmt::format("{}|{}|{}|{}|{}|{}{}", b.dataset, b.regions, b.sectors, b.elasticities,
                             b.evidence, g.closure, model::text(closure.swaps))];
      if (!regional)
        regional = std::make_shared<const model::RegionalModel>(
            model::build_regional_model(in.benchmark(b), closure));
      for (const model::BatchFactor& f : in.plan.factors)
        model::touched_parameters(regional->parameters, f.target);
      if (s == in.scenarios.end()) continue;
      const model::Equilibrium equilibrium(regional->model);
      for (const auto* shocks : {&s->reference, &s->shocks})
        model::apply_shocks(regional->parameters, *shocks, equilibrium.parameters());
    }
    const std::size_t cases = in.cases.cases.size();
    return model::LocalText{
        fmt::format("{}：{}个算例均适用；建立模型{}个", in.plan.id, cases, models.size()),
        fmt::format("{}: {} cases fit; models built: {}", in.plan.id, cases, models.size())};
  });
}

/// Every case of a model file is solved and keeps its promises.
void Checker::model(const std::string& path) {
  attempt(path, [&] {
    model::RunOptions run;
    run.progress = [&](const std::string&, std::size_t, std::size_t) {
      return !interrupt_requested();
    };
    const model::ModelFileResult result = model::run_cases(model::read_model_file(path), run);
    throw_if_interrupted();
    std::size_t promised = 0;
    for (const model::CaseResult& c : result.cases) {
      if (!c.report.solved())
        throw Fault({c.name + "：" + c.report.text().zh, c.name + ": " + c.report.text().en});
      for (const model::Miss& m : c.misses)
        throw Fault({c.name + "：" + m.text().zh, c.name + ": " + m.text().en});
      promised += c.expected;
    }
    return model::LocalText{fmt::format("{}：求解算例{}个；与预期相符的数值{}个", result.name,
                                        result.cases.size(), promised),
                            fmt::format("{}: cases solved: {}; values as promised: {}", result.name,
                                        result.cases.size(), promised)};
  });
}

/// Every sector of the dataset has its elasticities.
void Checker::elasticities(const std::string& path) {
  attempt(path, [&] {
    const data::Table t =
        data::read_elasticities(path, data::H5Reader(dataset_path()).set("sector"));
    std::vector<std::string> undefined;
    for (int i = 0; i < t.axis(0).size(); ++i)
      if (const std::string& sector = t.axis(0).label(i); !(t.at({sector, "esubm"}) > 1))
        undefined.push_back(sector);
    model::LocalText text{fmt::format("{}个部门", t.axis(0).size()),
                          fmt::format("{} sectors", t.axis(0).size())};
    if (!undefined.empty()) {
      text.zh +=
          fmt::format("；{}个部门的esubm不大于1（首个：{}），其Head-Ries成本与政策壁垒没有定义",
                      undefined.size(), undefined.front());
      text.en += fmt::format(
          "; {} with esubm of 1 or less (first: {}): no Head-Ries cost and no "
          "policy barrier is defined for them",
          undefined.size(), undefined.front());
    }
    return text;
  });
}

void Checker::result(const std::string& path) {
  attempt(path, [&] {
    const ResultReader file(path);
    const ResultAudit audit(file);
    int runs = 0, not_made = 0;
    model::LocalText faults;
    const auto add = [&](const model::LocalText& fault) {
      faults.zh += (faults.zh.empty() ? "" : "；") + fault.zh;
      faults.en += (faults.en.empty() ? "" : "; ") + fault.en;
    };
    for (int s = 0; s < file.scenarios().size(); ++s)
      for (int t = 0; t < file.trades().size(); ++t, ++runs) {
        throw_if_interrupted();
        const std::string &id = file.scenarios().label(s), &trade = file.trades().label(t);
        for (const model::LocalText& fault : audit.faults(s, t))
          add({fmt::format("{}，{}：{}", id, trade, fault.zh),
               fmt::format("{}, {}: {}", id, trade, fault.en)});
        not_made += static_cast<int>(file.checks_not_made(s, t).size());
      }
    const ClaimsHeld claims = hold(shipped_claims(), file);
    for (const model::LocalText& broken : claims.broken) add(broken);
    if (!faults.empty()) throw Fault(faults);
    model::LocalText text{
        fmt::format(
            "{}个结果已求解，所做检验全部通过；加总、变化与等价变化已重新计算；成立的情景说明"
            "论断：{}",
            runs, claims.held),
        fmt::format("{} results solved, all checks passed that were made; sums, changes and "
                    "equivalent variation computed again; claims of scenario texts that hold: {}",
                    runs, claims.held)};
    if (not_made > 0) {
      text.zh += fmt::format("；未做的检验：{}", not_made);
      text.en += fmt::format("; checks not made: {}", not_made);
    }
    return text;
  });
}

/// Every case of a batch was run, and what was solved is numbers.
void Checker::batch(const std::string& path) {
  attempt(path, [&] {
    const data::H5Reader file(path, "yuqian-batch");
    const data::Table status = file.table("status", {"case"});
    const data::Set& cases = status.axis(0);
    int solved = 0, not_run = 0;
    for (int k = 0; k < cases.size(); ++k) {
      solved += status(k) == 0;
      not_run += status(k) < 0;
    }
    for (const char* name :
         {"grp_real_change", "equivalent_variation", "absorption_real_change", "consumption_change",
          "investment_change", "welfare_metric", "home_share"}) {
      if (!file.has(name)) continue;
      const data::Table t = file.table(name, {"case", "area"});
      // An area that a case's regions do not have is missing; all of them cannot be.
      for (int k = 0; k < cases.size(); ++k) {
        bool any = false;
        for (int a = 0; a < t.axis(1).size(); ++a) any = any || std::isfinite(t(k, a));
        if (any != (status(k) == 0))
          throw Fault({fmt::format("{}：“{}”{}", cases.label(k), name,
                                   any ? "未求解，却有数值" : "已求解，却没有数值"),
                       fmt::format("{}: {} of \"{}\"", cases.label(k),
                                   any ? "not solved, and there are figures"
                                       : "solved, and there are no figures",
                                   name)});
      }
    }
    const model::LocalText text{fmt::format("{}个算例中已求解{}个", cases.size(), solved),
                                fmt::format("{} of {} cases solved", solved, cases.size())};
    if (not_run > 0)
      throw Fault({fmt::format("{}，未运行{}个", text.zh, not_run),
                   fmt::format("{}, {} not run", text.en, not_run)});
    return text;
  });
}

/// What a benchmark file holds adds up: the cost of every sector to its output.
void Checker::benchmark(const std::string& path) {
  attempt(path, [&] {
    const data::H5Reader file(path, "yuqian-benchmark");
    const data::Table use =
        file.table("intermediate", {"variant", "region", "sector", "using_sector"});
    const data::Set &regions = use.axis(1), &sectors = use.axis(2);
    // Where surveyed figures were reconciled with each estimate, these depend on it, too.
    const auto by_cell = [&](const char* name) {
      std::vector<std::string> dims{"variant", "region", "sector"};
      if (file.dimensions(name).size() == 2) dims.erase(dims.begin());
      return file.table(name, dims);
    };
    const data::Table output = by_cell("output");
    std::vector<data::Table> paid;
    for (const char* name : {"labour", "capital", "land", "production_tax"})
      paid.push_back(by_cell(name));
    const auto cell = [](const data::Table& t, int v, int r, int j) {
      return t.rank() == 3 ? t(v, r, j) : t(r, j);
    };
    for (int v = 0; v < use.axis(0).size(); ++v)
      for (int r = 0; r < regions.size(); ++r)
        for (int j = 0; j < sectors.size(); ++j) {
          double cost = 0;
          const double made = cell(output, v, r, j);
          for (const data::Table& t : paid) cost += cell(t, v, r, j);
          for (int i = 0; i < sectors.size(); ++i) cost += use(v, r, i, j);
          if (!(std::abs(cost - made) <= 1e-6 * (1 + made)))
            throw Fault({fmt::format("{}，{}，{}：成本合计{:.9g}，产出{:.9g}", use.axis(0).label(v),
                                     regions.label(r), sectors.label(j), cost, made),
                         fmt::format("{}, {}, {}: costs add up to {:.9g}, and output is {:.9g}",
                                     use.axis(0).label(v), regions.label(r), sectors.label(j), cost,
                                     made)});
        }
    return model::LocalText{
        fmt::format("{}个地区、{}个部门、{}种贸易估计：成本合计等于产出", regions.size(),
                    sectors.size(), use.axis(0).size()),
        fmt::format("{} regions, {} sectors, {} estimates of trade: costs add up to output",
                    regions.size(), sectors.size(), use.axis(0).size())};
  });
}

}  // namespace yuqian::apps
