// SPDX-License-Identifier: Apache-2.0
// Electricity by source of energy: what is read, and what is refused with its place.
#include <yuqian/calibration/benchmark/power.hpp>

#include <yuqian/data/output_file.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/model/maths/at.hpp>
#include "tests/china_benchmark.hpp"
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"

using namespace yuqian;

namespace {

calibration::PowerSources read(const std::string& generation, const std::string& technologies) {
  return calibration::read_power(generation, data::Toml::read(technologies),
                                 tests::china("central").regions);
}

const std::string generation = tests::shipped("power/2017.csv"),
                  technologies = tests::shipped("power/technologies.toml");

/// The shipped file with one text in the place of another.
std::string changed(const std::string& path, const std::string& from, const std::string& to) {
  std::string text = data::read_text(path);
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("generation by source adds up to what the nation's statistics say") {
  const model::Power p = read(generation, technologies).power;
  // National Bureau of Statistics, December 2017: thermal 46,115.0, hydro 10,819.0, nuclear
  // 2,480.7.
  std::vector<double> nation(at(p.technologies.size()));
  for (int r = 0; r < p.generation.axis(0).size(); ++r)
    for (int t = 0; t < p.technologies.size(); ++t) nation[at(t)] += p.generation(r, t);
  const auto of = [&](const char* t) { return nation[at(p.technologies.index(t))]; };
  CHECK(of("coal") + of("gas") == Approx(46115.0).epsilon(1e-4));
  CHECK(of("hydro") == Approx(10819.0).epsilon(1e-4));
  CHECK(of("nuclear") == Approx(2480.7).epsilon(1e-4));
  CHECK(of("gas") == Approx(7570 * 2767e-4).epsilon(1e-4));
}

TEST_CASE("what is wrong with generation or technologies is told with its place") {
  const Scratch scratch;
  const auto refused = [&](const std::string& shipped, const std::string& name,
                           const std::string& from, const std::string& to) {
    const std::string path = scratch.file(name);
    data::write_file(path, changed(shipped, from, to));
    return error_text(
        [&] { name == "power.csv" ? read(path, technologies) : read(generation, path); });
  };
  for (const auto& [shipped, name, from, to, told] :
       {std::tuple{generation, "power.csv", ",solar\n", ",tidal\n", "tidal"},
        {generation, "power.csv", "Guizhou,1119.74", "Guizhou,-1119.74", "-1119.74"},
        {technologies, "power.toml", "fixed_share = 0.253", "fixed_share = 1.0", "share"},
        {technologies, "power.toml", "fuel = \"other\"", "fuel = \"peat\"", "peat"},
        {technologies, "power.toml", "cost = 1.68", "cost = 0", "cost"}}) {
    const std::string text = refused(shipped, name, from, to);
    CHECK_THAT(text, ContainsSubstring(told));
    CHECK_THAT(text, ContainsSubstring(std::string(name) + ":"));
  }
}
