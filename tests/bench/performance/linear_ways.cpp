// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/performance/linear_ways.hpp"

#include <yuqian/model/io/model_file.hpp>
#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/newton.hpp>
#include "tests/bench/performance/measure.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

namespace bench {
namespace {

using namespace yuqian;
using solvers::LinearChoice;
using Vector = std::vector<double>;

struct Way {
  const char* name;
  LinearChoice choice;
  bool anew;            ///< problem and workspace in every round, else once
  Vector seconds = {};  ///< of every round
};

double median(Vector v) {
  std::nth_element(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2), v.end());
  return v[v.size() / 2];
}

/// A problem and a solver of it with their workspace.
struct Solving {
  Solving(const model::Case& given, LinearChoice choice)
      : problem(given.model), newton(options(choice)) {
    problem.set_target(given.parameters);
  }
  static solvers::NewtonOptions options(LinearChoice choice) {
    solvers::NewtonOptions o;
    o.linear.choice = choice;
    return o;
  }
  Vector run() {
    Vector x = problem.model().start();
    const solvers::SolveReport report = newton.solve(problem, x);
    if (!report.solved()) throw std::runtime_error(report.sentence());
    return x;
  }
  model::Equilibrium problem;
  solvers::Newton newton;
};

template <class Work>
double cpu_seconds(Work work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// Levels by name, a line each.
void write_point(const std::string& path, const model::Model& m, const Vector& x) {
  std::ofstream out(path);
  for (int i = 0; i < m.size(); ++i)
    out << fmt::format("\"{}\",{}\n", m.name(i), x[at(i)] * m.unknown(i).scale);
}

}  // namespace

void linear_ways(const std::string& path, const std::string& size, const std::string& point) {
  const model::ModelFile file = model::read_model_file(path);
  const model::Case& given = file.cases.back();
  std::array<Way, 5> ways{{{"automatic", LinearChoice::automatic, true},
                           {"kept", LinearChoice::automatic, false},
                           {"region", LinearChoice::region_gmres, true},
                           {"eigen", LinearChoice::eigen_lu, true},
                           {"dense", LinearChoice::dense, true}}};
  Solving kept(given, LinearChoice::automatic);
  write_point(point, *given.model, kept.run());
  const std::clock_t begin = std::clock();
  for (std::size_t round = 0; round < 201; ++round) {
    for (std::size_t k = 0; k < ways.size(); ++k) {  // there and back: each comes after others
      Way& way = ways[round % 2 == 0 ? k : ways.size() - 1 - k];
      way.seconds.push_back(way.anew ? cpu_seconds([&] { Solving(given, way.choice).run(); })
                                     : cpu_seconds([&] { kept.run(); }));
    }
    if (round >= 10 && std::clock() - begin > 8 * CLOCKS_PER_SEC) break;
  }
  for (const Way& way : ways)
    tell({"linear", way.name, size, file.model->size()}, "cpu_seconds", median(way.seconds));
}

}  // namespace bench
