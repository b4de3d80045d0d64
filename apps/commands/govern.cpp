// SPDX-License-Identifier: Apache-2.0
// `yuqian govern`: games among governments over the model's instruments.
#include <chrono>
#include <mutex>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include "apps/govern/play.hpp"
#include "apps/options/detail/command_line.hpp"
#include "apps/process/interrupt.hpp"

namespace yuqian::apps {
namespace {

struct GovernOptions {
  calibration::BenchmarkRequest benchmark;
  bool regions_given = false, sectors_given = false;  ///< otherwise a game may ask for sets
  std::vector<std::string> games;                     ///< ids or files
  std::vector<std::string> trades;                    ///< empty: all
  std::string closure, out;
  int draws = 0;  ///< of elasticities
  int jobs = 0;   ///< threads; 0: one per core
};

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

govern::GameResults play(const Screen& screen, govern::Play& game, const std::string& out) {
  if (!out.empty()) {
    const std::size_t known = game.keep_in(out + ".journal");
    if (known > 0 && !screen.json)
      screen.err << fmt::format(fmt::runtime(screen.words("续算：{}个联盟结构已在 {} 中\n",
                                                          "going on: {} structures are in {}\n")),
                                known, game.journal());
  }
  Remaining remaining(screen);
  try {
    return game.run({[&](const std::string& what, double share) { remaining.show(what, share); },
                     interrupt_requested,
                     {}});
  } catch (const Interrupted&) {
    remaining.wipe();
    if (!game.journal().empty())
      screen.warn(fmt::format(
          fmt::runtime(screen.words("已求解的联盟结构保存在 {}；再次运行同一命令即可继续",
                                    "structures that are solved are kept in {}; the same command "
                                    "goes on from there")),
          game.journal()));
    throw;
  }
}

ExitCode play_games(const Screen& screen, const GovernOptions& options) {
  if (options.games.empty()) throw data::InputError("no GAME to play", "name games: G1");
  if (!options.out.empty() && options.games.size() > 1)
    throw data::InputError("--out holds one game", "name one game, or leave --out out");
  if (!options.out.empty()) data::require_writable(options.out);
  std::vector<govern::GameResults> all;
  bool complete = true;
  for (const std::string& name : options.games) {
    govern::Play game({options.benchmark, options.regions_given, options.sectors_given, name,
                       options.trades, options.closure, options.draws, options.jobs});
    all.push_back(play(screen, game, options.out));
    complete = complete && govern::complete(all.back());
    if (!options.out.empty()) govern::write(options.out, all.back());
    game.remove_journal();
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
  sub->add_option("--jobs", o->jobs, "Threads; results do not depend on it (default: one per core)")
      ->check(CLI::PositiveNumber);
  add_hdf5_out(sub, o->out,
               "Result file to write (HDF5); structures that are solved are kept beside it");
  sub->footer(
      "Examples:\n  yuqian govern G1\n  yuqian govern G1 --trade central --draws 20 --json\n"
      "  yuqian govern G4 --sectors 8 --trade central --out g4.h5\n  yuqian govern G5 --lang zh");
}

}  // namespace options
}  // namespace yuqian::apps
