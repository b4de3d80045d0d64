// SPDX-License-Identifier: Apache-2.0
// `yuqian govern`: games among governments over the model's instruments.
#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/sha256.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/regional/batch/journal.hpp>
#include "apps/govern/results.hpp"
#include "apps/interrupt.hpp"
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps {
namespace {

struct GovernOptions {
  BenchmarkRequest benchmark;
  bool regions_given = false, sectors_given = false;  ///< otherwise a game may ask for sets
  std::vector<std::string> games;                     ///< ids or files
  std::vector<std::string> trades;                    ///< empty: all
  std::string closure, out;
  int draws = 0;  ///< of elasticities
  int jobs = 0;   ///< threads; 0: one a core
};

using yuqian::govern::StructureOutcome;

/// A line with what is done, how far it is, and how long it will take at this pace.
class Remaining {
 public:
  explicit Remaining(const Screen& screen) : screen_(screen), progress_(screen) {}
  void show(const std::string& what, double share) {
    const std::lock_guard lock(mutex_);
    const double spent =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    progress_.show(share > 0.02 ? fmt::format(fmt::runtime(screen_.words("{}，还需约{:.0f}秒",
                                                                         "{}, some {:.0f} s left")),
                                              what, spent * (1 - share) / share)
                                : what,
                   share);
  }
  void wipe() { progress_.wipe(); }

 private:
  const Screen& screen_;
  Progress progress_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// Structures that are solved stay in a journal beside the result file, so that a run that was
/// stopped goes on. It is the journal of batches with one equilibrium a case.
class StructureJournal {
 public:
  StructureJournal(const std::string& path, const std::string& fingerprint, std::size_t instruments,
                   std::size_t each, std::size_t trades)
      : journal_(path, {fingerprint, std::vector(each * trades, model::JournalFrame::any)}),
        each_(each) {
    for (const auto& [position, r] : journal_.done()) {
      StructureOutcome o;
      o.found = r.status == model::BatchResult::Status::solved;
      o.why = r.reason.en;
      if (o.found && r.values.size() > instruments + 1) {
        o.b.assign(r.values.begin(), r.values.begin() + static_cast<long>(instruments));
        o.measures.assign(r.values.begin() + static_cast<long>(instruments), r.values.end() - 1);
        o.gain = r.values.back();
      }
      known_[position] = std::move(o);
    }
  }
  std::size_t size() const { return known_.size(); }
  const StructureOutcome* find(std::size_t trade, std::size_t position) const {
    const auto found = known_.find(trade * each_ + position);
    return found == known_.end() ? nullptr : &found->second;
  }
  void add(std::size_t trade, std::size_t position, const StructureOutcome& o) {
    model::BatchResult r;
    r.status =
        o.found ? model::BatchResult::Status::solved : model::BatchResult::Status::path_ended;
    r.reason = {o.why, o.why};
    r.values = o.b;
    r.values.insert(r.values.end(), o.measures.begin(), o.measures.end());
    r.values.push_back(o.gain);
    journal_.append(trade * each_ + position, r);
  }

 private:
  model::BatchJournal journal_;
  std::size_t each_;
  std::map<std::size_t, StructureOutcome> known_;
};

class Play {
 public:
  Play(const Screen& screen, const GovernOptions& options, const std::string& name)
      : screen_(screen), options_(options) {
    const std::string path = data::shipped_or_path("games", name, ".toml");
    r_.file = yuqian::govern::read_game(path);
    r_.closure = model::read_closure(data::shipped_or_path(
        "closures", options.closure.empty() ? r_.file.closure : options.closure, ".toml"));
    request_ = options.benchmark;
    if (!options.regions_given) request_.regions = r_.file.regions;
    if (!options.sectors_given && !r_.file.sectors.empty()) request_.sectors = r_.file.sectors;
    r_.regions = request_.regions;
    r_.sectors = request_.sectors;
    r_.draws = options.draws;
    actions_ = yuqian::govern::read_actions(
        r_.file, r_.closure,
        [](const std::string& id) {
          return model::read_scenario(data::shipped_or_path("scenarios", id, ".toml"));
        },
        [](const std::string& id) {
          return model::read_closure(data::shipped_or_path("closures", id, ".toml"));
        });
    source_ = std::make_unique<Source>(request_);
    trades_ = source_->variants(options.trades);
    r_.provenance = source_->provenance();
    r_.provenance.input(path, "games/" + r_.file.id);
  }

  govern::GameResults run() {
    const auto begin = std::chrono::steady_clock::now();
    Remaining remaining(screen_);
    yuqian::govern::RunOptions run;
    run.jobs = options_.jobs > 0
                   ? options_.jobs
                   : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    run.draws = options_.draws;
    run.forms.search.interrupted = interrupt_requested;
    run.progress = [&](const std::string& what, double share) { remaining.show(what, share); };
    open_journal(run);
    try {
      r_.trades = yuqian::govern::run_game(
          r_.file, r_.closure, actions_, trades_,
          [this](const std::string& trade, const model::Closure& c) { return model(trade, c); },
          run);
    } catch (const yuqian::games::Interrupted&) {
      remaining.wipe();
      if (journal_)
        screen_.warn(fmt::format(fmt::runtime(screen_.words(
                                     "已求解的联盟结构保存在 {}；再次运行同一命令即可继续",
                                     "structures that are solved are kept in {}; the same command "
                                     "goes on from there")),
                                 journal_path_));
      throw Interrupted{};
    }
    remaining.wipe();
    r_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    r_.provenance.step("govern", fmt::format("game {}, closure {}, {} draws of elasticities",
                                             r_.file.id, r_.closure.id, options_.draws));
    return std::move(r_);
  }

  void remove_journal() {
    if (!journal_) return;
    journal_.reset();
    std::filesystem::remove(journal_path_);
  }

 private:
  std::shared_ptr<const model::RegionalModel> model(const std::string& trade,
                                                    const model::Closure& closure) {
    throw_if_interrupted();
    auto& benchmark = benchmarks_[trade];
    if (!benchmark) benchmark = source_->benchmark(trade);
    r_.base_year = benchmark->base_year;
    return std::make_shared<const model::RegionalModel>(
        model::build_regional_model(benchmark, closure));
  }

  void open_journal(yuqian::govern::RunOptions& run) {
    if (options_.out.empty() || !r_.file.structures || r_.file.players.size() < 2) return;
    std::size_t instruments = 0;
    for (const auto& p : r_.file.players) instruments += p.instruments.size();
    if (r_.file.transfers) instruments += 3 * (r_.file.players.size() - 1);
    journal_path_ = options_.out + ".journal";
    std::string words;
    for (const model::ClosureWord& w : model::closure_words(r_.closure)) words += w.key + w.word;
    for (const std::string& t : trades_) words += t;
    const std::size_t each =
        yuqian::govern::structure_count(static_cast<int>(r_.file.players.size()));
    journal_ = std::make_unique<StructureJournal>(
        journal_path_, data::sha256(r_.file.source_text + words + r_.provenance.json()),
        instruments, each, trades_.size());
    if (journal_->size() > 0 && !screen_.json)
      screen_.err << fmt::format(fmt::runtime(screen_.words("续算：{}个联盟结构已在 {} 中\n",
                                                            "going on: {} structures are in {}\n")),
                                 journal_->size(), journal_path_);
    run.known = [this](std::size_t t, std::size_t k) { return journal_->find(t, k); };
    run.done = [this](std::size_t t, std::size_t k, const StructureOutcome& o) {
      journal_->add(t, k, o);
    };
  }

  const Screen& screen_;
  const GovernOptions& options_;

  govern::GameResults r_;
  BenchmarkRequest request_;
  yuqian::govern::ActionScenarios actions_;
  std::unique_ptr<Source> source_;
  std::vector<std::string> trades_;
  std::map<std::string, std::shared_ptr<const model::Benchmark>> benchmarks_;
  std::unique_ptr<StructureJournal> journal_;
  std::string journal_path_;
};

ExitCode play_games(const Screen& screen, const GovernOptions& options) {
  if (options.games.empty()) throw data::InputError("no GAME to play", "name games: G1");
  if (!options.out.empty() && options.games.size() > 1)
    throw data::InputError("--out holds one game", "name one game, or leave --out out");
  if (!options.out.empty()) data::require_writable(options.out);
  std::vector<govern::GameResults> all;
  bool complete = true;
  for (const std::string& name : options.games) {
    Play play(screen, options, name);
    all.push_back(play.run());
    complete = complete && govern::complete(all.back());
    if (!options.out.empty()) govern::write(options.out, all.back());
    play.remove_journal();
    if (!screen.json) govern::print(screen, all.back());
  }
  if (screen.json) screen.out << govern::json(all) << '\n';
  if (!screen.json && !options.out.empty())
    screen.out << '\n' << screen.words("结果文件：", "Result file: ") << options.out << '\n';
  return complete ? done : no_solution;
}

}  // namespace

namespace options {

void declare_govern(CommandLine& line) {
  const auto o = std::make_shared<GovernOptions>();
  CLI::App* sub = line.command(
      "govern", "Play games among governments: Nash, agreements, a centre, coalitions, projects", o,
      play_games);
  sub->add_option("GAME", o->games, "Shipped games (yuqian info lists them) or game files");
  add_benchmark(sub, o->benchmark);
  note_regions(sub, o->regions_given);
  sub->get_option("--sectors")->each([o](const std::string&) { o->sectors_given = true; });
  add_trade(sub, o->trades);
  sub->add_option("--closure", o->closure, "Closure instead of the game's own: a name or a file");
  sub->add_option("--draws", o->draws,
                  "Draws of elasticities of substitution, half to double, for the ranking of forms "
                  "(default: 0)")
      ->check(CLI::NonNegativeNumber);
  sub->add_option("--jobs", o->jobs, "Threads; results do not depend on it (default: one a core)")
      ->check(CLI::PositiveNumber);
  add_hdf5_out(sub, o->out,
               "Result file to write (HDF5); structures that are solved are kept beside it");
  sub->footer(
      "Examples:\n  yuqian govern G1\n  yuqian govern G1 --trade central --draws 20 --json\n"
      "  yuqian govern G4 --sectors 8 --trade central --out g4.h5\n  yuqian govern G5 --lang zh");
}

}  // namespace options
}  // namespace yuqian::apps
