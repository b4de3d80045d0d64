// SPDX-License-Identifier: Apache-2.0
#include "apps/io/case.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include <yuqian/apps/results/result_file.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/model/interindustry/account_file.hpp>
#include <yuqian/model/interindustry/extraction.hpp>
#include <yuqian/model/interindustry/table_file.hpp>
#include <yuqian/model/interindustry/table_pymrio.hpp>
#include <yuqian/model/regional/question/chains.hpp>
#include "apps/io/states.hpp"

namespace yuqian::apps::io {
namespace {

namespace ii = interindustry;

void add_accounts(Case& c, const Options& options, const ii::AccountDetail& detail) {
  const std::vector<std::string> wanted = options.accounts;
  for (const std::string& name : wanted) {
    const std::string path = data::shipped_or_path("satellites", name, ".csv");
    c.accounts.push_back(ii::read_account(path, c.table, detail));
  }
}

Cases benchmark_cases(const Options& options) {
  const calibration::BenchmarkSource source(options.benchmark);
  Cases cases;
  cases.axis = "trade";
  const ii::AccountDetail detail{&source.regions(), &source.sectors()};
  const data::H5Reader file(source.path());
  for (const std::string& variant : source.variants(options.trades)) {
    auto c = std::make_unique<Case>();
    c->label = variant;
    c->table = ii::interregional(
        data::aggregate(source.mrio(variant), source.regions(), source.sectors()));
    c->accounts = ii::income_accounts(c->table);
    if (file.has("co2")) {
      const data::Table co2 = data::read_dataset_table(source.path(), "co2"),
                        home = data::read_dataset_table(source.path(), "co2_household");
      c->accounts.push_back(ii::account_of(co2, home, "二氧化碳排放", "CO2", c->table, detail));
    }
    add_accounts(*c, options, detail);
    if (options.benchmark.dataset.empty() && options.accounts.empty())
      c->accounts.push_back(
          ii::read_account(data::shipped("satellites/employment.csv"), c->table, detail));
    cases.list.push_back(std::move(c));
  }
  return cases;
}

/// Both languages of one fault each.
/// `of_benchmark`: that provinces lack some sectors is known there.
void tell_faults(Cases& cases, const Words& w, bool of_benchmark) {
  const Case& c = *cases.list.front();
  const ii::TableFaults faults = ii::find_faults(c.table);
  const auto tell = [&](const std::vector<std::string>& list, const char* zh, const char* en) {
    if (!list.empty())
      cases.warnings.push_back(w(fmt::format("{}：{}", zh, fmt::join(list, "；")),
                                 fmt::format("{}: {}", en, fmt::join(list, "; "))));
  };
  std::vector<std::string> gaps;
  for (const data::Violation& v : faults.identities) gaps.push_back(v.text());
  tell(gaps, "表不平衡，测度按所给产出计算", "the table does not balance; measures use its output");
  if (!of_benchmark)
    tell(faults.empty, "没有产出的部门，不计入平均", "cells without output, left out of means");
  tell(faults.negative, "负流量，按原值计算", "negative flows, taken as they stand");
  tell(faults.loss, "投入超过产出的部门", "cells whose inputs exceed their output");
  for (const ii::Account& a : c.accounts)
    if (!a.missing.empty())
      cases.warnings.push_back(
          w(fmt::format("{}缺少{}的数字，按零计", a.zh, fmt::join(a.missing, "、")),
            fmt::format("{} has no figures for {}: counted as zero", a.en,
                        fmt::join(a.missing, ", "))));
}

bool is_result(const std::string& path) {
  return path.ends_with(".h5") &&
         data::H5Reader(path).attribute("/", "schema").value_or("") == result_schema;
}

/// A policy's tables know nothing of accounts that the benchmark alone has.
void require_states_possible(const Options& o) {
  if (!o.accounts.empty())
    throw data::InputError(
        "accounts beside value added belong to the benchmark, and no file says "
        "what they are after a policy",
        "leave out --account, or --scenario");
  if (o.equilibrium)
    throw data::InputError("the tables before and after a policy are the equilibrium's own",
                           "leave out --equilibrium, or --scenario");
}

/// More accounts than anyone reads at once.
constexpr std::size_t many_accounts = 20;

void take_pymrio(Case& c, const std::string& folder, const Options& options) {
  ii::PymrioFolder read = ii::read_pymrio(folder);
  c.table = std::move(read.table);
  c.accounts = ii::income_accounts(c.table);
  std::vector<std::string> names;
  for (const ii::Account& a : read.accounts) names.push_back(a.name);
  if (options.accounts.empty() && names.size() > many_accounts)
    throw data::InputError({{folder},
                            fmt::format("the folder holds {} accounts", names.size()),
                            {},
                            fmt::format("choose with --account: {}, ...",
                                        fmt::join(names.begin(), names.begin() + 3, ", "))});
  for (ii::Account& a : read.accounts)
    if (options.accounts.empty() || std::find(options.accounts.begin(), options.accounts.end(),
                                              a.name) != options.accounts.end())
      c.accounts.push_back(std::move(a));
  Options others = options;  // what the folder does not have is a file
  std::erase_if(others.accounts, [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  });
  add_accounts(c, others, {});
}

}  // namespace

const ii::Leontief& Case::leontief() const {
  if (!leontief_) leontief_ = std::make_shared<ii::Leontief>(table);
  return *leontief_;
}

std::unique_ptr<Case> read_own_table(const std::string& path, const Options& options) {
  auto c = std::make_unique<Case>();
  c->label = path;
  if (std::filesystem::is_directory(path)) {
    take_pymrio(*c, path, options);
    return c;
  }
  c->table = path.ends_with(".csv") ? ii::read_io_csv(path) : ii::read_io_h5(path);
  c->accounts = ii::income_accounts(c->table);
  add_accounts(*c, options, {});
  return c;
}

Cases read_cases(const Options& options, const Words& words) {
  Cases cases;
  const bool of_result = !options.of.empty() && is_result(options.of);
  if (of_result || !options.scenario.empty()) require_states_possible(options);
  if (of_result) {
    cases = result_cases(options);
  } else if (!options.of.empty()) {
    if (!options.scenario.empty())
      throw data::InputError("--of and --scenario each name the tables",
                             "give one of them: a file, or a scenario to solve");
    if (options.equilibrium)
      throw data::InputError("a table alone has no equilibrium model",
                             "leave out --equilibrium, or --of");
    cases.list.push_back(read_own_table(options.of, options));
  } else {
    cases = options.scenario.empty() ? benchmark_cases(options) : state_cases(options);
  }
  tell_faults(cases, words, options.of.empty() || of_result);
  return cases;
}

std::vector<int> chain_sectors(const std::string& chain, const ii::IoTable& t) {
  return model::chain_positions(chain, t.sectors, {"--chain", 0, 0});
}

std::vector<int> chosen_sectors(const Options& options, const ii::IoTable& t) {
  std::vector<int> found;
  for (const std::string& chain : options.chains)
    for (const int i : chain_sectors(chain, t)) found.push_back(i);
  for (const std::string& label : options.sectors) found.push_back(t.sectors.index(label));
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<int> shortage_cells(const ii::IoTable& t, const Options& o) {
  const std::vector<int> sectors = chosen_sectors(o, t);
  if (o.regions.empty() || sectors.empty())
    throw data::InputError(
        "whose supply is cut?",
        "name it: yuqian io shortage --region Guizhou --sector coal --share 0.1");
  std::vector<int> cells;
  for (const std::string& region : o.regions)
    for (const int cell : ii::cells_of(t, t.regions.index(region), sectors)) cells.push_back(cell);
  return cells;
}

}  // namespace yuqian::apps::io
