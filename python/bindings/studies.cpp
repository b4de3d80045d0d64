// SPDX-License-Identifier: Apache-2.0
#include "python/bindings/studies.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include <yuqian/apps/results/batch_file.hpp>
#include <yuqian/apps/results/batch_setup.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>
#include "apps/govern/play.hpp"
#include "apps/io/output.hpp"
#include "python/bindings/benchmark.hpp"
#include "python/bindings/labelled.hpp"
#include "python/bindings/work.hpp"

namespace py = pybind11;

namespace yuqian::python {
namespace {

using Names = std::vector<std::string>;

int threads(int jobs) {
  return jobs > 0 ? jobs
                  : static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 256u));
}

py::tuple batch(const std::string& text, const std::string& name, int jobs,
                const py::object& progress) {
  const auto setup = text.empty() ? apps::read_batch(name) : apps::parse_batch(text, name);
  const auto read = setup->inputs.benchmark;
  setup->inputs.benchmark = [&read](const model::BenchmarkName& benchmark) {
    const py::gil_scoped_acquire held;  // HDF5 is one thread's at a time, h5py's included
    return read(benchmark);
  };
  apps::BatchResults results;
  std::optional<data::LabelledData> found;
  run(progress, [&](const apps::Hooks& hooks) {
    const std::size_t count = setup->inputs.cases.cases.size();
    std::mutex mutex;
    model::BatchRun batch;
    for (std::size_t k = 0; k < count; ++k) batch.positions.push_back(k);
    batch.jobs = threads(jobs);
    batch.interrupted = hooks.interrupted;
    batch.done = [&](std::size_t position, const model::BatchResult& r) {
      const std::lock_guard lock(mutex);
      results[position] = r;
      hooks.show(fmt::format("{} of {} cases", results.size(), count),
                 static_cast<double>(results.size()) / static_cast<double>(count));
    };
    model::run_batch(setup->inputs, batch);
    hooks.throw_if_stopping();
    found = recorded(apps::batch_header(*setup),
                     [&](data::LabelledWriter& to) { apps::record_batch(to, *setup, results); });
  });
  return ToPython()(std::move(*found));
}

py::tuple io(const std::string& what, const py::dict& benchmark,
             const std::map<std::string, std::string>& words,
             const std::map<std::string, Names>& lists, double share, int top, bool equilibrium,
             const py::object& progress) {
  apps::io::Options options;
  options.what = what;
  options.benchmark = request_of(benchmark);
  options.of = words.at("of");
  options.against = words.at("against");
  options.scenario = words.at("scenario");
  options.direction = words.at("direction");
  options.by = words.at("by");
  options.trades = lists.at("trades");
  options.accounts = lists.at("accounts");
  options.chains = lists.at("chains");
  options.sectors = lists.at("sectors");
  options.regions = lists.at("regions");
  options.pair = options.benchmark.pair;
  options.out = "memory";  // what a file has: of coefficients the matrices, too
  options.share = share;
  options.top = top;
  options.equilibrium = equilibrium;
  apps::io::require_valid(options);
  const apps::io::Analysis& analysis = apps::io::find_analysis(what);
  const apps::io::Cases cases = apps::io::read_cases(options, apps::Words());
  std::optional<data::LabelledData> found;
  run(progress, [&](const apps::Hooks& hooks) {
    const interindustry::Measures measures = apps::io::measures_of(analysis, cases, options, hooks);
    found = recorded(apps::io::header(analysis), [&](data::LabelledWriter& to) {
      apps::io::record(to, analysis, measures, cases);
    });
  });
  return ToPython()(std::move(*found));
}

py::tuple govern(const std::string& game, const py::dict& benchmark, const Names& trades,
                 const std::string& closure, int draws, int jobs, const py::object& progress) {
  apps::govern::PlayRequest request;
  request.benchmark = request_of(benchmark);
  request.regions_given = !benchmark["regions"].cast<std::string>().empty();
  request.sectors_given = !benchmark["sectors"].cast<std::string>().empty();
  request.game = game;
  request.trades = trades;
  request.closure = closure;
  request.draws = draws;
  request.jobs = threads(jobs);
  apps::govern::Play play(request);
  play.calibrate();
  std::optional<data::LabelledData> found;
  run(progress, [&](const apps::Hooks& hooks) {
    const apps::govern::GameResults results = play.run(hooks);
    found = recorded(apps::govern::header(results),
                     [&](data::LabelledWriter& to) { apps::govern::record(to, results); });
  });
  return ToPython()(std::move(*found));
}

}  // namespace

void declare_studies(py::module_& m) {
  m.def("batch", &batch);
  m.def("io", &io);
  m.def("govern", &govern);
  m.def("verify", [](const std::string& path) { const data::H5Reader file(path); });
}

}  // namespace yuqian::python
