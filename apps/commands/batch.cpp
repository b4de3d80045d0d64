// SPDX-License-Identifier: Apache-2.0
// `yuqian batch` and `yuqian merge`: a plan's cases solved, kept in a journal, written into one
// file.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/model/regional/batch/journal.hpp>
#include "apps/options/detail/command_line.hpp"
#include "apps/process/interrupt.hpp"
#include "apps/screen/batch_summary.hpp"

namespace yuqian::apps {
namespace {

struct BatchOptions {
  std::string plan, out;
  std::string evidence;  ///< surveyed figures in place of the plan's
  std::string chunk;     ///< "3/16": this part of the cases only; empty: all
  int jobs = 0;          ///< threads; 0: one per core
};

struct MergeOptions {
  std::string plan, out;
  std::string evidence;            ///< as of the chunks
  std::vector<std::string> parts;  ///< journals of the chunks
  bool require_complete = false;
};

/// Part k of N of the work: every N-th case, so that parts take about as long.
struct Part {
  std::size_t k = 1, of = 1;
  bool has(std::size_t position) const { return position % of == k - 1; }
  std::string suffix() const { return of == 1 ? "" : fmt::format(".{}-of-{}", k, of); }
};

Part read_part(const std::string& text) {
  Part part;
  if (text.empty()) return part;
  int k = 0, of = 0, used = 0;
  if (std::sscanf(text.c_str(), "%d/%d%n", &k, &of, &used) != 2 ||
      used != static_cast<int>(text.size()) || k < 1 || of < k)
    throw data::InputError({{},
                            fmt::format("--chunk \"{}\" is not part of a whole", text),
                            text,
                            "write --chunk 3/16, from 1/16 to 16/16"});
  return {static_cast<std::size_t>(k), static_cast<std::size_t>(of)};
}

std::string journal_name(const std::string& out, const Part& part) {
  return out + ".journal" + part.suffix();
}

/// Counts cases as they come and says how fast they do and when the last one will.
class Rate {
 public:
  Rate(const Screen& screen, std::size_t before, std::size_t total)
      : screen_(screen), progress_(screen), before_(before), total_(total) {}

  void one_more() {
    const std::lock_guard lock(mutex_);
    ++done_;
    const double rate = static_cast<double>(done_) / seconds();
    const auto left = static_cast<double>(total_ - before_ - done_) / rate;
    progress_.show(
        fmt::format(fmt::runtime(screen_.words("{}/{}个算例，每秒{:.0f}个，还需{:.0f}秒",
                                               "{} of {} cases, {:.0f} a second, {:.0f} s left")),
                    before_ + done_, total_, rate, left),
        static_cast<double>(before_ + done_) / static_cast<double>(total_));
  }
  void finish() {
    progress_.wipe();
    if (done_ > 0 && !screen_.json)
      screen_.err << fmt::format(
          fmt::runtime(screen_.words("{}个算例用时{:.2f}秒，每秒{:.0f}个\n",
                                     "{} cases in {:.2f} s, {:.0f} a second\n")),
          done_, seconds(), static_cast<double>(done_) / seconds());
  }

 private:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }
  const Screen& screen_;
  Progress progress_;
  std::size_t before_, total_, done_ = 0;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::mutex mutex_;
};

/// Done only where all of so many cases are there and solved, by count.
ExitCode verdict(const BatchResults& results, std::size_t cases) {
  const auto solved = std::count_if(results.begin(), results.end(), [](const auto& r) {
    return r.second.status == model::BatchResult::Status::solved;
  });
  return static_cast<std::size_t>(solved) == cases ? done : no_solution;
}

ExitCode batch(const Screen& screen, const BatchOptions& options) {
  const auto setup = read_batch(options.plan, options.evidence);
  const Part part = read_part(options.chunk);
  const std::string journal_path = journal_name(options.out, part);
  data::require_writable(options.out);
  model::BatchJournal journal(journal_path, setup->frame);
  model::BatchRun run;
  std::size_t mine = 0;
  for (std::size_t k = 0; k < setup->inputs.cases.cases.size(); ++k)
    if (part.has(k)) {
      ++mine;
      if (!journal.done().contains(k)) run.positions.push_back(k);
    }
  if (run.positions.size() < mine && !screen.json)
    screen.err << fmt::format(
        fmt::runtime(screen.words("续算：{}个算例已在 {} 中\n", "going on: {} cases are in {}\n")),
        mine - run.positions.size(), journal_path);

  Rate rate(screen, mine - run.positions.size(), mine);
  const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1u, 256u);
  run.jobs = options.jobs > 0 ? options.jobs : static_cast<int>(cores);
  run.interrupted = interrupt_requested;
  run.done = [&](std::size_t position, const model::BatchResult& r) {
    journal.append(position, r);
    rate.one_more();
  };
  run.chunk_done = [&] { journal.flush_to_disk(); };
  model::run_batch(setup->inputs, run);
  journal.flush_to_disk();
  rate.finish();
  if (interrupt_requested()) {
    screen.error(fmt::format(
        fmt::runtime(screen.words(
            "已中断：{}个算例中的{}个已保存在 {}；再次运行同一命令即可继续。",
            "interrupted: {} cases, {} of them kept in {}; the same command goes on from there.")),
        mine, journal.done().size(), journal_path));
    return interrupted;
  }
  if (part.of > 1) {
    screen.out << journal_path << '\n';
    return verdict(journal.done(), mine);
  }
  write_batch(options.out, *setup, journal.done());
  print_batch(screen, *setup, journal.done());
  std::filesystem::remove(journal_path);
  return verdict(journal.done(), mine);
}

ExitCode merge(const Screen& screen, const MergeOptions& options) {
  const auto setup = read_batch(options.plan, options.evidence);
  data::require_writable(options.out);
  BatchResults all;
  for (const std::string& path : options.parts) model::read_batch_journal(path, setup->frame, all);
  std::size_t missing = 0;
  for (std::size_t k = 0; k < setup->inputs.cases.cases.size(); ++k) missing += !all.contains(k);
  if (missing > 0 && options.require_complete) {
    std::string first;
    for (std::size_t k = 0; k < setup->inputs.cases.cases.size() && first.empty(); ++k)
      if (!all.contains(k)) first = setup->inputs.cases.cases[k].id;
    throw data::InputError({{},
                            fmt::format("{} of {} cases are in no part; the first: {}", missing,
                                        setup->inputs.cases.cases.size(), first),
                            first,
                            "run the chunks that are missing, or leave out --require-complete"});
  }
  if (missing > 0)
    screen.warn(fmt::format(
        fmt::runtime(screen.words("{}个算例中有{}个不在任何部分之中，标为未运行",
                                  "of {} cases {} are in no part, and are marked not_run")),
        setup->inputs.cases.cases.size(), missing));
  write_batch(options.out, *setup, all);
  print_batch(screen, *setup, all);
  return verdict(all, setup->inputs.cases.cases.size());
}

}  // namespace

namespace options {

void declare_batch(CommandLine& line) {
  const auto o = std::make_shared<BatchOptions>();
  CLI::App* sub = line.command(
      "batch", "Solve a plan: scenarios, closures, benchmarks, sizes, draws of elasticities", o,
      batch);
  sub->add_option("PLAN", o->plan, "Shipped plan or plan file (TOML, docs/scenarios.md)")
      ->required();
  add_hdf5_out(sub, o->out, "Result file to write (HDF5); FILE.journal keeps what is done")
      ->required();
  sub->add_option("--evidence", o->evidence,
                  "Surveyed figures for all benchmarks, in place of the plan's (docs/evidence.md)");
  sub->add_option("--jobs", o->jobs, "Threads, at most 256 (default: one per core)")
      ->check(CLI::Range(1, 256));
  sub->add_option("--chunk", o->chunk,
                  "k/N: part k of N of the cases, kept in FILE.journal.k-of-N for `yuqian merge`");
  sub->footer(
      "Examples:\n  yuqian batch elasticities --out out/elasticities.h5\n"
      "  yuqian batch my-plan.toml --jobs 8 --chunk 3/16 --out parts/mine.h5");
}

void declare_merge(CommandLine& line) {
  const auto o = std::make_shared<MergeOptions>();
  CLI::App* sub =
      line.command("merge", "Put the chunks of a batch together into one result file", o, merge);
  sub->add_option("PLAN", o->plan, "The plan that the chunks were solved from")->required();
  sub->add_option("PART", o->parts, "Journals that `yuqian batch --chunk` left")->required();
  add_hdf5_out(sub, o->out, "Result file to write (HDF5)")->required();
  sub->add_option("--evidence", o->evidence, "The evidence that the chunks were solved with");
  sub->add_flag("--require-complete", o->require_complete,
                "Fail, and say what is missing, unless every case is there");
  sub->footer(
      "Example:\n  yuqian merge my-plan.toml parts/mine.h5.journal.* --out mine.h5 "
      "--require-complete");
}

}  // namespace options
}  // namespace yuqian::apps
