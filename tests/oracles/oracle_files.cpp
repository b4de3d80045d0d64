// SPDX-License-Identifier: Apache-2.0
#include "tests/oracles/oracle_files.hpp"

#include <algorithm>
#include <filesystem>
#include <random>

namespace yuqian::tests {

std::vector<std::string> oracle_paths() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(YUQIAN_SOURCE_DIR "/tests/oracles"))
    if (entry.path().extension() == ".toml") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string stem(const std::string& path) { return std::filesystem::path(path).stem().string(); }

const std::vector<Solved>& solved_oracles() {
  static std::vector<model::ModelFile> files;
  static const std::vector<Solved> all = [] {
    for (const std::string& path : oracle_paths()) files.push_back(model::read_model_file(path));
    std::vector<Solved> out;
    for (const model::ModelFile& file : files) {
      const model::ModelFileResult result = model::run_cases(file);
      for (std::size_t k = 0; k < file.cases.size(); ++k)
        out.push_back(
            {stem(file.path) + ": " + file.cases[k].name, &file, &file.cases[k], result.cases[k]});
    }
    return out;
  }();
  return all;
}

std::unique_ptr<model::Equilibrium> problem_of(const Solved& solved) {
  auto problem = std::make_unique<model::Equilibrium>(solved.item->model);
  problem->set_target(solved.result.parameters);
  return problem;
}

model::Case alone(const Solved& solved) {
  model::Case c = *solved.item;
  c.parameters = solved.result.parameters;
  c.after = -1;
  c.compare.clear();
  return c;
}

std::vector<double> point_near(const Solved& solved, unsigned pattern) {
  std::mt19937 random(pattern);
  std::uniform_real_distribution<double> factor(0.95, 1.05);
  std::vector<double> x = solved.result.x;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool lift = std::abs(x[i]) < 1e-3;
    x[i] = lift ? 0.02 * factor(random) : x[i] * factor(random);
  }
  return x;
}

}  // namespace yuqian::tests
