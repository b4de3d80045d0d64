// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/performance/model_file.hpp"

#include <yuqian/model/io/model_file.hpp>
#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/solvers/newton.hpp>
#include "tests/bench/performance/measure.hpp"
#include "tests/bench/performance/written_model.hpp"

#include <stdexcept>

namespace bench {

using namespace yuqian;

void load(const std::string& path) {
  model::ModelFile file;
  Subject subject{"model_file", "tables", "31x42", 0};
  const double loading = seconds([&] { file = model::read_model_file(path); });
  subject.unknowns = file.model->size();
  tell(subject, "seconds", loading);
  const model::Case& last = file.cases.back();
  const double solving = seconds([&] {
    model::Equilibrium problem(last.model);
    problem.set_target(last.parameters);
    std::vector<double> x = last.model->start();
    const solvers::SolveReport report = solvers::solve(problem, x, solvers::NewtonOptions{});
    if (!report.solved()) throw std::runtime_error(report.sentence());
  });
  tell(subject, "seconds_solve", solving);
  tell(subject, "netputs", static_cast<double>(file.model->kernel().leaves.size()));
  tell_peak(subject);
}

void load_written(int regions) {
  for (const std::string variant : {"sets", "json", "toml"}) {
    const std::string text =
        variant == "sets" ? model_by_sets(regions) : written_model(regions, variant == "json");
    const std::string name = variant == "json" ? "big.json" : "big.toml";
    Subject subject{"model_file", variant, std::to_string(regions) + "x42", 0};
    model::ModelFile file;
    const double loading = seconds([&] { file = model::read_model_text(text, name); });
    subject.unknowns = file.model->size();
    tell(subject, "seconds", loading);
    tell(subject, "netputs", static_cast<double>(file.model->kernel().leaves.size()));
    tell(subject, "megabytes", static_cast<double>(text.size()) / 1e6);
  }
}

}  // namespace bench
