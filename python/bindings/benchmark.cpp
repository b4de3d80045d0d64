// SPDX-License-Identifier: Apache-2.0
#include "python/bindings/benchmark.hpp"

#include <pybind11/stl.h>

#include <ctime>

#include <atomic>

#include <yuqian/apps/results/model_cache.hpp>
#include <yuqian/apps/results/result_file.hpp>
#include <yuqian/apps/results/sensitivity_file.hpp>
#include <yuqian/apps/results/solve_scenarios.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/pair.hpp>
#include <yuqian/data/read_apart.hpp>
#include "python/bindings/assumptions.hpp"
#include "python/bindings/labelled.hpp"
#include "python/bindings/question.hpp"
#include "python/bindings/work.hpp"

namespace py = pybind11;

namespace yuqian::python {
namespace {

using Names = std::vector<std::string>;

model::SolveSettings::Method method_of(const std::string& solver) {
  if (solver == "newton") return model::SolveSettings::Method::newton;
  if (solver == "ipopt") return model::SolveSettings::Method::ipopt;
  throw data::InputError(
      {{}, "unknown solver \"" + solver + "\"", solver, "valid are: newton, ipopt"});
}

double processor_seconds() {
  timespec t{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

class Benchmark {
 public:
  explicit Benchmark(const calibration::BenchmarkRequest& request)
      : models_(std::make_shared<const calibration::BenchmarkSource>(request)),
        pair_(data::pair_of(source().regions().target())) {}

  const calibration::BenchmarkSource& source() const { return models_.source(); }

  py::tuple solve(const std::vector<Question>& questions, const Names& trades,
                  const std::string& closure, const Names& decompose, const std::string& solver,
                  const std::optional<apps::RangeRequest>& range, const py::object& progress) {
    apps::SolveRequest request{scenarios_of(questions), trades, closure, decompose,
                               method_of(solver),       false,  range};
    choose_pair();
    calibrate(trades);
    if (range && range->draws != 0) read_estimate();
    std::optional<data::LabelledData> found;
    run(progress, [&](const apps::Hooks& hooks) {
      const double begin = processor_seconds();
      apps::Results results = apps::solve_scenarios(models_, request, hooks);
      solve_seconds_ = processor_seconds() - begin;
      add_inputs(results.provenance, questions);
      found = recorded(
          apps::result_header(results),
          [&](data::LabelledWriter& to) { apps::record_results(to, results); }, heads_);
    });
    return to_python_(std::move(*found));
  }

  /// Of this thread's processor, spent by the library on the last solve: what is beyond it in a
  /// call is the price of Python (tests/bench/python_overhead.py).
  double solve_seconds() const { return solve_seconds_; }

  py::tuple sensitivity(const Question& question, const std::string& of, const Names& trades,
                        const std::string& closure, const py::object& progress) {
    choose_pair();
    calibrate(trades);
    std::optional<data::LabelledData> found;
    run(progress, [&](const apps::Hooks& hooks) {
      apps::Sensitivities s =
          apps::find_sensitivities(models_, {question.scenario, of, closure, trades}, hooks);
      add_inputs(s.provenance, {question});
      found = recorded(apps::sensitivity_header(s),
                       [&](data::LabelledWriter& to) { apps::record_sensitivities(to, s); });
    });
    return ToPython()(std::move(*found));
  }

  py::tuple assumptions(const Question& question, const std::string& of, const std::string& closure,
                        bool survey, const apps::RangeRequest& range, const py::object& progress) {
    choose_pair();
    read_estimate();
    std::optional<data::LabelledData> found;
    run(progress, [&](const apps::Hooks& hooks) {
      const model::Pair pair = calibration::pair_of(source().request());
      const model::Scenario scenario = model::restated(question.scenario, pair);
      const apps::IndicatorDraws draws =
          apps::draw_indicator(models_, apps::read_inputs(source(), range), scenario,
                               apps::closure_of(scenario, closure, pair), of, range, hooks);
      found =
          recorded({"Yuqian: what " + of + " depends on in scenario " + scenario.id,
                    "yuqian-assumptions", "1", "yuqian " + data::program_version()},
                   [&](data::LabelledWriter& to) { record_assumptions(to, draws, of, survey); });
    });
    return ToPython()(std::move(*found));
  }

 private:
  /// With the GIL: it keeps h5py and netCDF4 in other threads from HDF5 while the dataset is read.
  void calibrate(const Names& trades) {
    const data::ReadApart apart;
    for (const std::string& trade : source().variants(trades)) models_.benchmark(trade);
  }

  void read_estimate() {
    const data::ReadApart apart;
    models_.estimate(apps::estimate_drawn_about(source()));
  }
  /// Another benchmark of the same regions may have chosen another pair meanwhile.
  void choose_pair() const {
    const data::Set& regions = source().regions().target();
    if (pair_)
      data::choose_pair(regions, regions.label(pair_->first), regions.label(pair_->second));
    else
      data::forget_pair(regions);
  }

  apps::ModelCache models_;
  std::optional<std::pair<int, int>> pair_;
  std::shared_ptr<data::VariableHeads> heads_ = std::make_shared<data::VariableHeads>();
  ToPython to_python_;
  std::atomic<double> solve_seconds_{0};
};

std::vector<std::pair<std::string, std::string>> named(const data::Set& set) {
  std::vector<std::pair<std::string, std::string>> list;
  for (int i = 0; i < set.size(); ++i) list.emplace_back(set.label(i), set.zh(i));
  return list;
}

}  // namespace

calibration::BenchmarkRequest request_of(const py::dict& asked) {
  calibration::BenchmarkRequest request;
  const auto take = [&](const char* key, std::string& into) {
    if (const auto given = asked[key].cast<std::string>(); !given.empty()) into = given;
  };
  take("dataset", request.dataset);
  take("regions", request.regions);
  take("sectors", request.sectors);
  take("elasticities", request.elasticities);
  request.pair = asked["pair"].cast<Names>();
  return request;
}

void declare_benchmark(py::module_& m) {
  py::class_<apps::RangeRequest>(m, "RangeRequest")
      .def(py::init([](int draws, std::uint64_t seed, const std::string& file, bool keep_draws,
                       int jobs, const std::vector<double>& sizes) {
             return apps::RangeRequest{draws, seed, file, keep_draws, jobs, sizes};
           }),
           py::arg("draws"), py::arg("seed"), py::arg("file"), py::arg("keep_draws"),
           py::arg("jobs"), py::arg("sizes"));
  py::class_<Benchmark>(m, "Benchmark")
      .def(py::init([](const std::string& dataset, const std::string& regions,
                       const std::string& sectors, const std::string& elasticities,
                       const std::string& evidence, const Names& pair) {
             const data::ReadApart apart;
             return std::make_unique<Benchmark>(calibration::BenchmarkRequest{
                 dataset, regions, sectors, elasticities, evidence, pair});
           }),
           py::arg("dataset"), py::arg("regions"), py::arg("sectors"), py::arg("elasticities"),
           py::arg("evidence"), py::arg("pair"))
      .def("trades", [](const Benchmark& b) { return b.source().variants({}); })
      .def("regions", [](const Benchmark& b) { return named(b.source().regions().target()); })
      .def("sectors", [](const Benchmark& b) { return named(b.source().sectors().target()); })
      .def("request",
           [](const Benchmark& b) {
             const calibration::BenchmarkRequest& r = b.source().request();
             py::dict asked;
             asked["dataset"] = r.dataset;
             asked["regions"] = r.regions;
             asked["sectors"] = r.sectors;
             asked["elasticities"] = r.elasticities;
             asked["evidence"] = r.evidence;
             asked["pair"] = r.pair;
             return asked;
           })
      .def("solve", &Benchmark::solve, py::arg("scenarios"), py::arg("trades"), py::arg("closure"),
           py::arg("decompose"), py::arg("solver"), py::arg("range"), py::arg("progress"))
      .def("solve_seconds", &Benchmark::solve_seconds)
      .def("sensitivity", &Benchmark::sensitivity, py::arg("scenario"), py::arg("of"),
           py::arg("trades"), py::arg("closure"), py::arg("progress"))
      .def("assumptions", &Benchmark::assumptions, py::arg("scenario"), py::arg("of"),
           py::arg("closure"), py::arg("survey"), py::arg("range"), py::arg("progress"));
}

}  // namespace yuqian::python
