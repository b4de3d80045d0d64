// SPDX-License-Identifier: Apache-2.0
// Text files of every kind, from those that are shipped.
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/data/label.hpp>
#include <yuqian/data/mapping.hpp>
#include <yuqian/data/provenance.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/io/model_file.hpp>
#include <yuqian/model/regional/batch/cases.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/scenario.hpp>
#include "tests/data/fuzz.hpp"
#include "tests/fuzz/kinds.hpp"
#include "tests/synthetic_mrio.hpp"

namespace fuzz {
namespace {

using namespace yuqian;

std::vector<std::string> texts(const std::string& folder, const char* extension = ".toml") {
  std::vector<std::string> paths, all;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == extension) paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) all.push_back(data::read_text(path));
  require(!all.empty());
  return all;
}

std::shared_ptr<const model::RegionalModel> small_model() {
  const std::vector<std::string> goods{"agriculture", "coal", "electronics"};
  std::vector<calibration::SectorTrait> traits(goods.size());
  for (auto& trait : traits) trait.elasticities.between_provinces = 4;
  const data::Mrio mrio = tests::synthetic_mrio(3, goods);
  const auto benchmark = std::make_shared<model::Benchmark>(calibration::calibrate(
      mrio, data::Mapping::identity(mrio.regions), data::Mapping::identity(mrio.sectors), traits,
      calibration::without_margins()));
  return std::make_shared<const model::RegionalModel>(model::build_regional_model(benchmark, {}));
}

Kind text_kind(const std::string& name, std::vector<std::string> seeds,
               std::function<void(const std::string&)> read) {
  return {name, [seeds = std::move(seeds), read = std::move(read)](Random& random) {
            const std::string text =
                mutated(seeds[below(random, seeds.size())], toml_pieces(), random);
            return accepted([&] { read(text); });
          }};
}

}  // namespace

std::vector<Kind> text_kinds() {
  const std::string scenario = data::shipped("scenarios") + "/fuzz.toml";  // parts lie beside it
  const auto model = small_model();
  const data::Set provinces("region", {"Chongqing", "Guizhou", "Sichuan", "Hubei"});
  const std::string mapping =
      (std::filesystem::temp_directory_path() / ("yuqian-fuzz-" + std::to_string(::getpid())))
          .string();
  std::vector<Kind> kinds;
  kinds.push_back({"csv", [seeds = texts(data::shipped("schema"), ".csv")](Random& random) {
                     std::string text = seeds[below(random, seeds.size())];
                     text.resize(std::min<std::size_t>(text.size(), 2000));
                     return csv(mutated(std::move(text), toml_pieces(), random));
                   }});
  kinds.push_back({"toml", [seeds = texts(data::shipped("closures"))](Random& random) {
                     const std::string& seed = seeds[below(random, seeds.size())];
                     return toml(mutated(seed, toml_pieces(), random));
                   }});
  kinds.push_back(
      text_kind("scenario", texts(data::shipped("scenarios")), [=](const std::string& text) {
        const auto s = model::parse_scenario(text, scenario);
        require(data::label_fault(s.id).empty());
        const std::vector<double>& benchmark = model->model->parameters();
        for (const auto* shocks : {&s.reference, &s.shocks})
          for (const double v : model::apply_shocks(model->parameters, *shocks, benchmark))
            require(std::isfinite(v));
      }));
  kinds.push_back(text_kind("closure", texts(data::shipped("closures")),
                            [](const std::string& text) { model::parse_closure(text, "fuzz"); }));
  std::vector<std::string> plans = texts(data::shipped("plans"));
  plans.push_back(
      "id = \"p\"\ntitle = { zh = \"a\", en = \"b\" }\nscenarios = [\"S1a\"]\nsizes = [0.5, 1]\n"
      "draws = 3\n[[factor]]\nparameter = \"esubm\"\nrange = [0.5, 2]\n[[factor]]\nparameter = "
      "\"iceberg\"\nname = \"b\"\nvalues = [0.9, 1]\n");
  kinds.push_back(text_kind("plan", std::move(plans), [](const std::string& text) {
    const auto plan = model::parse_batch_plan(text, "fuzz");
    std::vector<std::string> closures(plan.scenarios.size(), "long_run");
    model::BatchPlan few = plan;
    few.draws = std::min(few.draws, 100);
    require(model::batch_cases(few, {"central"}, closures).cases.size() <= model::most_cases);
  }));
  kinds.push_back(text_kind(
      "mapping",
      {"axis = \"region\"\ntitle = { zh = \"a\", en = \"b\" }\n[[target]]\nlabel = "
       "\"Chongqing\"\nfrom = [\"Chongqing\", \"Hubei\"]\n[[target]]\nlabel = \"Rest\"\nzh = "
       "\"其他\"\nrest = true\n"},
      [=](const std::string& text) {
        std::ofstream(mapping, std::ios::trunc | std::ios::binary) << text;
        const auto map = data::Mapping::read(mapping, provinces);
        for (const std::string& label : map.target().labels())
          require(data::free_label_fault(label).empty());
      }));
  kinds.push_back(text_kind("model", texts(YUQIAN_SOURCE_DIR "/tests/oracles"),
                            [](const std::string& text) { model::read_model_text(text, "fuzz"); }));
  data::Provenance record;
  record.input_bytes("abc", "a.csv");
  record.step("balance", "text", "文字");
  kinds.push_back(text_kind("provenance", {record.json()},
                            [](const std::string& text) { data::Provenance::from_json(text); }));
  return kinds;
}

}  // namespace fuzz
