// SPDX-License-Identifier: Apache-2.0
// Batches on a small synthetic nation: the same bits whoever solves a case and when, each case what
// a solve by itself gives, and a journal that survives being cut off.
#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/batch/draws.hpp>
#include <yuqian/model/regional/batch/fit.hpp>
#include <yuqian/model/regional/batch/journal_lines.hpp>
#include <yuqian/model/regional/batch/run.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/catch.hpp"
#include "tests/data/scratch.hpp"
#include "tests/synthetic_mrio.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>

using namespace yuqian;
using namespace yuqian::model;

namespace {

const char* plan_text = R"(
id = "test"
title = { zh = "测试", en = "Test" }
scenarios = ["cut", "fee", "elsewhere"]
closures = ["long_run", "short_run"]
sizes = [0.5, 1]
draws = 12
seed = 7
benchmark.trade = ["central"]
[[factor]]
parameter = "esubm"
range = [0.5, 2.0]
[[factor]]
name = "esubd of agriculture"
parameter = "esubd"
where = { good = "agriculture" }
range = [0.5, 2.0]
distribution = "uniform"
)";

Scenario scenario(const char* id, const char* shocks) {
  return parse_scenario(std::string("id = \"") + id +
                            "\"\ntitle = { zh = \"\", en = \"\" }\nclosure = \"long_run\"\n" +
                            shocks,
                        id);
}

std::shared_ptr<Benchmark> benchmark() {
  const std::vector<std::string> goods{"agriculture", "coal_mining", "electronics"};
  std::vector<calibration::SectorTrait> traits(goods.size());
  for (std::size_t i = 0; i < goods.size(); ++i) {
    traits[i].agriculture = i == 0;
    traits[i].extraction = traits[i].fuel = i == 1;
    traits[i].elasticities.between_provinces = 4 + static_cast<double>(i);
  }
  const data::Mrio mrio = tests::synthetic_mrio(3, goods);
  return std::make_shared<Benchmark>(calibration::calibrate(
      mrio, data::Mapping::identity(mrio.regions), data::Mapping::identity(mrio.sectors), traits,
      calibration::without_margins()));
}

Closure short_run() {
  Closure c;
  c.capital = Closure::Capital::specific;
  return c;
}

BatchInputs inputs() {
  BatchInputs in;
  in.plan = parse_batch_plan(plan_text, "plan.toml");
  in.scenarios = {
      scenario("cut", "[[shock]]\nparameter = \"iceberg\"\nscale = 0.9\n"),
      scenario("fee",
               "[[reference]]\nparameter = \"wedge\"\nset = 0.1\n[[shock]]\nparameter = "
               "\"wedge\"\nset = 0\n"),
      scenario(
          "elsewhere",
          "[[shock]]\nparameter = \"iceberg\"\nwhere = { from = \"Atlantis\" }\nscale = 0.9\n")};
  in.closure_names = {"long_run", "short_run"};
  in.closures = {{}, short_run()};
  in.cases = batch_cases(in.plan, in.plan.trades, {"long_run", "long_run", "long_run"});
  in.benchmark = [](const BenchmarkName&) { return benchmark(); };
  return in;
}

using Results = std::map<std::size_t, BatchResult>;

Results solve(const BatchInputs& in, int jobs, std::vector<std::size_t> positions = {}) {
  if (positions.empty())
    for (std::size_t k = 0; k < in.cases.cases.size(); ++k) positions.push_back(k);
  Results results;
  std::mutex mutex;
  BatchRun run;
  run.jobs = jobs;
  run.positions = std::move(positions);
  run.done = [&](std::size_t k, const BatchResult& r) {
    const std::lock_guard lock(mutex);
    results[k] = r;
  };
  run_batch(in, run);
  return results;
}

bool same_bits(const BatchResult& a, const BatchResult& b) {
  const auto same = [](double x, double y) { return std::memcmp(&x, &y, sizeof x) == 0; };
  return a.status == b.status && a.reason == b.reason && a.iterations == b.iterations &&
         same(a.residual, b.residual) && same(a.gap, b.gap) &&
         (same(a.replication, b.replication) ||
          (std::isnan(a.replication) && std::isnan(b.replication))) &&
         a.values.size() == b.values.size() &&
         (a.values.empty() ||
          std::memcmp(a.values.data(), b.values.data(), a.values.size() * sizeof(double)) == 0);
}

}  // namespace

TEST_CASE("draws fill every stratum once and do not depend on what else is drawn") {
  BatchPlan plan = parse_batch_plan(plan_text, "plan.toml");
  const auto rows = batch_draws(plan);
  REQUIRE(rows.size() == 13);  // the centre and twelve
  CHECK(rows[0] == std::vector<double>{1, 1});
  for (std::size_t f = 0; f < 2; ++f) {
    std::set<int> strata;
    for (std::size_t k = 1; k < rows.size(); ++k) {
      const double u =
          f == 0 ? std::log(rows[k][f] / 0.5) / std::log(4.0) : (rows[k][f] - 0.5) / 1.5;
      CHECK((u > 0 && u < 1));
      strata.insert(static_cast<int>(12 * u));
    }
    CHECK(strata.size() == 12);
  }
  plan.factors.erase(plan.factors.begin());
  const auto alone = batch_draws(plan);
  for (std::size_t k = 0; k < rows.size(); ++k) CHECK(alone[k][0] == rows[k][1]);
  plan.seed = 8;
  CHECK(batch_draws(plan)[1][0] != alone[1][0]);
}

TEST_CASE("grids are crossed with draws") {
  BatchPlan plan = parse_batch_plan(plan_text, "plan.toml");
  plan.factors[0].values = {0.5, 1, 2};
  const auto rows = batch_draws(plan);
  REQUIRE(rows.size() == 1 + 3 * 12);
  CHECK(rows[1][0] == 0.5);
  CHECK(rows[36][0] == 2);
  CHECK(rows[1][1] == rows[13][1]);
}

TEST_CASE("a batch gives the same bits on 1, 2 and 8 threads, whole or in parts") {
  const BatchInputs in = inputs();
  const Results one = solve(in, 1);
  REQUIRE(one.size() == 3 * 2 * 2 * 13);
  for (const int jobs : {2, 8}) {
    const Results more = solve(in, jobs);
    REQUIRE(more.size() == one.size());
    for (const auto& [k, r] : one) CHECK(same_bits(r, more.at(k)));
  }
  std::vector<std::size_t> backwards;
  for (std::size_t k = in.cases.cases.size(); k-- > 0;)
    if (k % 5 == 0) backwards.push_back(k);
  for (const auto& [k, r] : solve(in, 2, backwards)) CHECK(same_bits(r, one.at(k)));
}

TEST_CASE("a case that cannot be made is a row with its reason, all others are solved") {
  const BatchInputs in = inputs();
  for (const auto& [k, r] : solve(in, 2)) {
    const BatchCase& c = in.cases.cases[k];
    INFO(c.id << ": " << r.reason.en);
    if (in.cases.groups[c.group].scenario == "elsewhere") {
      CHECK(r.status == BatchResult::Status::refused);
      CHECK(r.reason.en.find("Atlantis") != std::string::npos);
    } else {
      CHECK(r.status == BatchResult::Status::solved);
      CHECK(r.residual <= 1e-9);
      CHECK(r.gap <= 1e-9);
      if (in.cases.groups[c.group].scenario == "cut") CHECK(r.replication <= 1e-9);
    }
  }
}

TEST_CASE("a case is what a model with those elasticities, built and solved by itself, gives") {
  const BatchInputs in = inputs();
  const Results results = solve(in, 1);
  int compared = 0;
  for (const auto& [k, r] : results) {
    const BatchCase& c = in.cases.cases[k];
    const BatchGroup& g = in.cases.groups[c.group];
    if (g.scenario == "elsewhere" || c.draw % 4 != 1 || in.plan.sizes[c.size] != 1) continue;
    auto b = benchmark();
    for (SectorElasticities& e : b->elasticities) e.between_provinces *= in.cases.draws[c.draw][0];
    b->elasticities[0].domestic_foreign *= in.cases.draws[c.draw][1];
    const auto m = std::make_shared<RegionalModel>(
        build_regional_model(b, g.closure == "long_run" ? Closure{} : short_run()));
    const Solution s = solve_scenario(m, in.scenarios[g.scenario == "cut" ? 0 : 1]);
    REQUIRE(s.solved());
    for (const data::Table& t : indicators(s)) {
      const int areas = Areas(b->regions).set.size();
      for (int a = 0; a < areas; ++a) {
        const auto at = static_cast<std::size_t>(a);
        if (t.name() == "grp_real")
          CHECK(r.values[at] == Approx(100 * (t(1, a) / t(0, a) - 1)).margin(2e-6));
        if (t.name() == "equivalent_variation")
          CHECK(r.values[static_cast<std::size_t>(areas) + at] ==
                Approx(t(a, 0) + t(a, 1)).epsilon(1e-6).margin(1e-5));
      }
    }
    ++compared;
  }
  CHECK(compared == 12);
}

TEST_CASE("half the policy is half the move of every parameter") {
  const BatchInputs in = inputs();
  const Results results = solve(in, 1);
  const auto m = std::make_shared<RegionalModel>(build_regional_model(benchmark(), Closure{}));
  const Solution half =
      solve_scenario(m, scenario("half", "[[shock]]\nparameter = \"iceberg\"\nscale = 0.95\n"));
  for (const auto& [k, r] : results)
    if (in.cases.cases[k].id == "default/42/default/central/long_run/cut/0.5/0")
      for (const data::Table& t : indicators(half))
        if (t.name() == "grp_real")
          for (int a = 0; a < t.axis(1).size(); ++a)
            CHECK(r.values[at(a)] == Approx(100 * (t(1, a) / t(0, a) - 1)).margin(2e-6));
}

TEST_CASE(
    "a journal that was cut off anywhere goes on with what is whole, and refuses another run") {
  const ::Scratch folder;
  const std::string path = folder.file("journal");
  BatchResult good;
  good.status = BatchResult::Status::solved;
  good.iterations = 3;
  good.residual = 1.0 / 3;
  good.values = {0.1, std::nan(""), -1e-300};
  BatchResult bad;
  bad.reason = {"两\n行", "two\nlines\tand a tab"};
  const JournalFrame frame{"print", std::vector<std::size_t>(10, 3)};
  {
    BatchJournal journal(path, frame);
    journal.append(4, good);
    journal.append(2, bad);
  }
  const std::string whole = [&] {
    std::ifstream in(path);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  {
    const BatchJournal journal(path, frame);
    REQUIRE(journal.done().size() == 2);
    CHECK(same_bits(journal.done().at(4), good));
    CHECK(journal.done().at(4).residual == good.residual);
    CHECK(journal.done().at(4).values[2] == good.values[2]);
    CHECK(std::isnan(journal.done().at(4).values[1]));
    CHECK(journal.done().at(2).reason == solvers::Text{"两 行", "two lines and a tab"});
  }
  CHECK_THROWS_WITH(BatchJournal(path, {"another", frame.values}),
                    ContainsSubstring("another run"));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    std::ofstream(path, std::ios::trunc) << whole.substr(0, length);
    std::size_t kept = 0;
    {
      BatchJournal journal(path, frame);
      kept = journal.done().size();
      journal.append(9, good);
    }
    CHECK(BatchJournal(path, frame).done().size() == kept + 1);
  }
}

TEST_CASE("a journal's lines are held against the plan") {
  const ::Scratch folder;
  const std::string path = folder.file("journal");
  const JournalFrame frame{"print", {3, 2}};
  BatchResult good;
  good.status = BatchResult::Status::solved;
  good.residual = 1e-12;
  good.values = {1, 2, 3};
  const auto refused = [&](std::size_t position, const BatchResult& r, const char* wanted) {
    std::ofstream(path, std::ios::trunc)
        << journal_header("print") << journal_line(0, good) << journal_line(position, r);
    std::map<std::size_t, BatchResult> done;
    INFO(wanted);
    CHECK_THROWS_WITH(BatchJournal(path, frame),
                      ContainsSubstring(path + ":3: ") && ContainsSubstring(wanted));
    CHECK_THROWS_WITH(read_batch_journal(path, frame, done), ContainsSubstring(wanted));
  };
  refused(2, good, "case 2 where the plan has 2");
  refused(std::size_t(-1), good, "where the plan has 2");
  refused(1, good, "3 values where the case has 2");
  BatchResult other = good;
  other.values[1] = 7;
  refused(0, other, "a second result for case 0");
  other = good;
  other.status = BatchResult::Status::refused;
  refused(0, other, "3 values where the case has 0");
  other.status = BatchResult::Status::interrupted;
  refused(0, other, "an interrupted case");
  other.status = static_cast<BatchResult::Status>(77);
  refused(0, other, "cannot be read");
  other = good;
  other.residual = std::nan("");
  refused(0, other, "without a residual");
  // A damaged line is solved again, and does not take the sound ones behind it with it.
  const std::string second = journal_line(1, [&] {
    BatchResult r = good;
    r.values.pop_back();
    return r;
  }());
  std::string first = journal_line(0, good);
  first[5] ^= 1;
  std::ofstream(path, std::ios::trunc) << journal_header("print") << first << second;
  CHECK(BatchJournal(path, frame).done().size() == 1);
  CHECK(BatchJournal(path, frame).done().contains(1));
  // Not what a link, a FIFO or a directory stands for.
  const std::string link = folder.file("link");
  std::filesystem::create_symlink(path, link);
  CHECK_THROWS_WITH(BatchJournal(link, frame), ContainsSubstring("is a link"));
}

TEST_CASE("plans that are wrong are refused with their place and a remedy") {
  const std::string head = "id = \"x\"\ntitle = { zh = \"\", en = \"\" }\n";
  for (const auto& [text, wanted] : std::vector<std::pair<std::string, std::string>>{
           {head, "names no scenario"},
           {head + "scenarios = [\"a\", \"a\"]\n", "plan.toml:3:"},
           {head + "scenarios = [\"a\"]\nsceds = 1\n", "unknown key \"sceds\""},
           {head + "scenarios = [\"a\"]\ndraws = 3\n", "without a factor that has a range"},
           {head + "scenarios = [\"a\"]\n[[factor]]\nparameter = \"esubm\"\n", "has none of"},
           {head + "scenarios = [\"a\"]\n[[factor]]\nparameter = \"esubm\"\nrange = [2, 1]\n",
            "plan.toml:6:"},
           {head + "scenarios = [\"a\"]\n[[factor]]\nparameter = \"esubm\"\nrange = [1, 2]\n",
            "how many draws"},
           {head + "scenarios = [\"a\"]\nsizes = [1, 1]\n", "size stands twice"},
           {head + "scenarios = [\"a\"]\nmethod = \"sobol\"\n", "latin_hypercube"}}) {
    INFO(text);
    CHECK_THROWS_WITH(parse_batch_plan(text, "plan.toml"), ContainsSubstring(wanted));
  }
}
