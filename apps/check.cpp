// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "apps/commands.hpp"
#include "apps/interrupt.hpp"
#include "apps/result_reader.hpp"
#include "apps/shipped_files.hpp"
#include "data/error.hpp"
#include "data/schema.hpp"
#include "data/shipped.hpp"
#include "data/store.hpp"
#include "data/toml.hpp"
#include "model/govern/actions.hpp"
#include "model/solution.hpp"

namespace yuqian::apps {
namespace {

/// One thing that was looked at.
struct Finding {
  std::string what, detail;
  bool passed = true;
};

class Checker {
 public:
  Checker(const Screen& screen, const BenchmarkRequest& request)
      : progress_(screen), request_(request) {}

  void everything() {
    attempt("schemas and glossary", [] {
      data::shipped_schema("variables"), data::shipped_schema("parameters"),
          data::shipped_schema("accounts"), data::shipped_schema("indicators");
      return fmt::format("{} terms", data::Glossary::shipped().keys().size());
    });
    dataset(request_.dataset.empty() ? shipped_dataset() : request_.dataset);
    for (const char* kind : {"mappings/regions", "mappings/sectors"})
      for (const ShippedFile& f : shipped_files(kind)) mapping(f.path);
    for (const ShippedFile& f : shipped_files("closures")) replication(f.path);
    for (const ShippedFile& f : shipped_files("scenarios")) scenario(f.path);
    for (const ShippedFile& f : shipped_files("games")) game(f.path);
  }

  void file(const std::string& path) {
    if (!std::filesystem::exists(path))
      throw data::InputError({{path}, "no such file", path, "check the name"});
    if (path.ends_with(".h5")) {
      const auto schema = data::H5Reader(path).attribute("/", "schema");
      schema == "yuqian-result" ? result(path)
      : schema == "yuqian-game" ? played(path)
                                : dataset(path);
      return;
    }
    const data::Toml file = data::Toml::read(path);
    if (file.has("axis"))
      mapping(path);
    else if (file.has("player") || file.has("action"))
      game(path);
    else if (file.has("closure") || file.has("shock") || file.has("reference"))
      scenario(path);
    else
      replication(path);
  }

  const std::vector<Finding>& findings() const { return findings_; }
  bool passed() const {
    return std::all_of(findings_.begin(), findings_.end(),
                       [](const Finding& f) { return f.passed; });
  }

 private:
  template <class Action>
  void attempt(const std::string& what, Action&& action) {
    throw_if_interrupted();
    progress_.show(what);
    try {
      findings_.push_back({what, action(), true});
    } catch (const std::runtime_error& error) {
      findings_.push_back({what, error.what(), false});
    }
  }

  /// Every variant balances, and the provinces' products are those of the tables.
  void dataset(const std::string& path) {
    attempt(path, [&] {
      std::string text = "balanced:";
      for (const std::string& variant : data::dataset_variants(path)) {
        data::read_mrio(path, variant);  // throws where it does not balance to 1e-9
        text += " " + variant;
      }
      const data::H5Reader file(path);
      for (const char* name :
           {"co2", "co2_household", "rail_distance", "employment_2010", "migration_shares_2010",
            "grp", "reported_outflow", "reported_inflow"})
        if (file.has(name)) data::read_dataset_table(path, name);  // throws what cannot be
      return text;
    });
    for (const char* province : {"Chongqing", "Guizhou"})
      attempt(fmt::format("product of {}", province), [&] { return product(path, province); });
  }

  static std::string product(const std::string& path, const char* province) {
    const data::Mrio mrio = data::read_mrio(path, data::dataset_variants(path).front());
    const int r = mrio.regions.index(province);
    double grp = 0;
    for (int v = 0; v < mrio.value_added.axis(1).size(); ++v)
      for (int j = 0; j < mrio.sectors.size(); ++j) grp += mrio.value_added(r, v, j);
    const data::Table published = data::read_dataset_table(path, "grp");
    std::string text = fmt::format("{:.1f} x 10^8 yuan", grp);
    double gap = INFINITY;
    for (int k = 0; k < published.axis(1).size(); ++k) {
      text += fmt::format("; {}: {:.1f}", published.axis(1).label(k), published(r, k));
      gap = std::min(gap, std::abs(grp / published(r, k) - 1));
    }
    if (gap > 1e-3) throw std::runtime_error(text + fmt::format("; off by {:.2g} %", 100 * gap));
    return text;
  }

  void mapping(const std::string& path) {
    attempt(path, [&] {
      const data::H5Reader file(request_.dataset.empty() ? shipped_dataset() : request_.dataset);
      const std::string axis = data::Toml::read(path).get("axis").string();
      const data::Mapping map =
          data::Mapping::read(path, file.set(axis == "sector" ? "sector" : "region"));
      return fmt::format("{} to {}", map.source().size(), map.target().size());
    });
  }

  std::shared_ptr<const model::RegionalModel> build(const model::Closure& closure,
                                                    const std::string& regions) {
    BenchmarkRequest request = request_;
    if (!regions.empty()) request.regions = regions;
    const Source source(request);
    return std::make_shared<const model::RegionalModel>(
        model::build_regional_model(source.benchmark(source.variants({}).front()), closure));
  }

  /// The model under a closure reproduces its benchmark.
  void replication(const std::string& path) {
    attempt(path, [&] {
      const model::Closure closure = model::read_closure(path);
      const model::Solution s =
          model::solve_scenario(build(closure, {}), {}, {}, interrupt_requested);
      throw_if_interrupted();
      std::string text;
      for (const model::StandingCheck& c : s.checks)
        text += fmt::format("{}{} {:.1e}", text.empty() ? "" : ", ", c.name, c.value);
      if (!s.solved()) throw std::runtime_error(text + "; " + s.report.sentence());
      return text;
    });
  }

  /// Every label of a scenario is one of its model's.
  void scenario(const std::string& path) {
    attempt(path, [&] {
      const model::Scenario s = model::read_scenario(path);
      const model::Closure closure = model::closure_with_swaps(
          model::read_closure(data::shipped_or_path("closures", s.closure, ".toml")), s);
      auto& regional = models_[s.regions + "/" + s.closure + model::text(closure.swaps)];
      if (!regional) regional = build(closure, s.regions);
      const model::Equilibrium equilibrium(regional->model);
      for (const auto* shocks : {&s.reference, &s.shocks})
        model::apply_shocks(regional->parameters, *shocks, equilibrium.parameters());
      return fmt::format("{}: {} shocks, closure {}", s.id, s.reference.size() + s.shocks.size(),
                         s.closure);
    });
  }

  /// Players, instruments and actions of a game fit its model; nothing is solved.
  void game(const std::string& path) {
    attempt(path, [&] {
      const yuqian::govern::GameFile g = yuqian::govern::read_game(path);
      const auto closure = [](const std::string& id) {
        return model::read_closure(data::shipped_or_path("closures", id, ".toml"));
      };
      const model::Closure own = closure(g.closure);
      yuqian::govern::read_actions(
          g, own,
          [](const std::string& id) {
            return model::read_scenario(data::shipped_or_path("scenarios", id, ".toml"));
          },
          closure);
      auto& regional = models_[g.regions + "/" + g.closure];
      if (!regional) regional = build(own, g.regions);
      const yuqian::govern::Economy economy(regional, g);
      return fmt::format("{}: {} players, {} instruments, {} actions, closure {}", g.id,
                         g.players.size(), economy.instruments().size(), g.actions.size(),
                         g.closure);
    });
  }

  /// Every form of a game's result has figures or is known not to exist.
  void played(const std::string& path) {
    attempt(path, [&] {
      const data::H5Reader file(path);
      std::string text = "a game's result:";
      for (const char* dimension : {"form", "structure", "action"})
        if (file.has(dimension))
          text += fmt::format(" {} {}s", file.set(dimension).size(), dimension);
      return text;
    });
  }

  void result(const std::string& path) {
    attempt(path, [&] {
      const ResultReader file(path);
      int runs = 0;
      for (int s = 0; s < file.scenarios().size(); ++s)
        for (int t = 0; t < file.trades().size(); ++t, ++runs) {
          const std::string name = file.scenarios().label(s) + ", " + file.trades().label(t);
          if (!file.solved(s, t)) throw std::runtime_error(name + ": not solved");
          if (const auto failed = file.failed_checks(s, t); !failed.empty())
            throw std::runtime_error(fmt::format("{}: {}", name, fmt::join(failed, ", ")));
        }
      return fmt::format("{} results solved, all checks passed", runs);
    });
  }

  Progress progress_;
  BenchmarkRequest request_;
  std::vector<Finding> findings_;
  std::map<std::string, std::shared_ptr<const model::RegionalModel>> models_;
};

}  // namespace

ExitCode check(const Screen& screen, const CheckOptions& options) {
  std::vector<Finding> findings;
  bool passed = true;
  {
    Checker checker(screen, options.benchmark);
    if (options.files.empty()) checker.everything();
    for (const std::string& path : options.files) checker.file(path);
    findings = checker.findings();
    passed = checker.passed();
  }
  if (screen.json) {
    nlohmann::ordered_json out{{"passed", passed}, {"checks", nlohmann::ordered_json::array()}};
    for (const Finding& f : findings)
      out["checks"].push_back({{"what", f.what}, {"detail", f.detail}, {"passed", f.passed}});
    screen.out << out.dump(2) << '\n';
    return passed ? done : check_failed;
  }
  for (const Finding& f : findings)
    screen.out << (f.passed ? screen.words.term("passed")
                            : screen.alarm(screen.words.term("failed")))
               << "  " << f.what << "\n        " << screen.faint(f.detail) << '\n';
  return passed ? done : check_failed;
}

}  // namespace yuqian::apps
