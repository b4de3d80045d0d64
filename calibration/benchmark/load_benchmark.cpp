// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/load_benchmark.hpp>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include <yuqian/calibration/benchmark/population.hpp>
#include <yuqian/calibration/benchmark/workers.hpp>
#include <yuqian/data/alias.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/pair.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {

namespace {

/// Two provinces and the rest, named as in a set that has other two.
data::Mapping pair_and_rest(const data::Set& provinces, const std::string& first,
                            const std::string& second, const data::Mapping& pattern) {
  data::choose_pair(provinces, first, second);  // throws where they are not two provinces
  const data::Set& named = pattern.target();
  const int a = provinces.index(first), b = provinces.index(second), rest = named.size() - 1;
  const data::Set targets(provinces.name(),
                          {provinces.label(a), provinces.label(b), named.label(rest)},
                          {provinces.zh(a), provinces.zh(b), named.zh(rest)},
                          {provinces.en(a), provinces.en(b), named.en(rest)});
  std::vector<int> to(static_cast<std::size_t>(provinces.size()), 2);
  to[at(a)] = 0;
  to[at(b)] = 1;
  return data::Mapping(provinces, targets, std::move(to));
}

}  // namespace

std::pair<std::string, std::string> pair_of(const BenchmarkRequest& request) {
  if (request.pair.empty()) return data::default_pair();
  std::vector<std::string> names = request.pair;
  for (const std::string comma : {"，", "、"})  // as a Chinese keyboard writes it
    if (const auto at = names.front().find(comma); names.size() == 1 && at != std::string::npos)
      names = {names.front().substr(0, at), names.front().substr(at + comma.size())};
  if (names.size() != 2)
    throw data::InputError("a pair is two regions", "for example --pair Chongqing,Guizhou");
  return {data::region_label(names[0]), data::region_label(names[1])};
}

std::string shipped_dataset() { return data::shipped("china-2017/china-2017.h5"); }

std::string dataset_path(const std::string& named) {
  if (named.empty()) return shipped_dataset();
  const bool is_path = named.find('/') != std::string::npos || named.ends_with(".h5") ||
                       std::filesystem::exists(named);
  return is_path ? named : data::shipped(named + "/" + named + ".h5");
}

BenchmarkSource::BenchmarkSource(const BenchmarkRequest& request) : request_(request) {
  const data::ReadLog log;
  path_ = dataset_path(request.dataset);
  const data::H5Reader file(path_, data::dataset_schema);
  const data::Set provinces = file.set("region"), detail = file.set("sector");
  provenance_.begin_with(data::dataset_provenance(path_));
  base_year_ = data::dataset_base_year(path_);
  variants_ = data::dataset_variants(path_);

  const auto read_mapping = [&](const char* kind, const std::string& name, const data::Set& set) {
    const std::string path = data::shipped_or_path(kind, name, ".toml");
    return std::make_shared<const data::Mapping>(data::Mapping::read(path, set));
  };
  regions_ = read_mapping("mappings/regions", request.regions, provinces);
  if (!request.pair.empty()) {
    const auto [first, second] = pair_of(request);
    const bool there = regions_->target().find(first) && regions_->target().find(second);
    const bool own = !there && request.regions == BenchmarkRequest{}.regions;
    if (own)
      regions_ =
          std::make_shared<const data::Mapping>(pair_and_rest(provinces, first, second, *regions_));
    data::choose_pair(regions_->target(), first, second);
  }
  sectors_ = read_mapping("mappings/sectors", request.sectors, detail);
  const std::string elasticities =
      data::shipped_or_path("elasticities", request.elasticities, ".csv");
  const std::string assumptions = data::shipped("elasticities/assumptions.toml");
  const data::Toml assumed = data::Toml::read(assumptions);
  traits_ = calibration::read_sector_traits(elasticities, assumed, detail);
  assumptions_ = calibration::read_assumptions(assumed);
  const std::string transport = data::shipped("elasticities/transport.csv");
  const data::Table distance =
      file.has("rail_distance") ? data::read_dataset_table(path_, "rail_distance") : data::Table();
  assumptions_.margins = distance.rank() == 2;
  if (distance.rank() == 2)
    assumptions_.routes = calibration::read_route_assumptions(transport, assumed, distance, detail);
  else
    for (const char* unused : {"route_margins", "trade_margins"})
      assumed.get(unused).keys();  // without distances no margins
  assumed.finish();
  const std::string of_year = fmt::format("{}.csv", base_year_);
  const std::string people = data::shipped("population/" + of_year),
                    spread = data::shipped("population/distribution.toml");
  assumptions_.population =
      calibration::read_population(people, data::Toml::read(spread), *regions_);
  assumptions_.budgets =
      calibration::read_budgets(data::shipped("institutions/" + of_year), provinces);
  const std::string institutions = data::shipped("institutions");
  if (const std::string kinds = institutions + "/taxes-" + of_year; std::filesystem::exists(kinds))
    assumptions_.taxes = calibration::read_taxes(kinds, institutions + "/national_taxes-" + of_year,
                                                 provinces, detail);
  if (const std::string made = data::shipped("power") + "/" + of_year;
      std::filesystem::exists(made))
    assumptions_.power = calibration::read_power(
        made, data::Toml::read(data::shipped("power/technologies.toml")), provinces);
  population_path_ = people;
  workers_ = calibration::read_workers(path_);
  if (file.has("co2")) {  // a dataset may do without
    const std::string mix = data::shipped("china-2017/co2_fuel_mix.csv");
    carbon_ = calibration::read_carbon_sources(path_, mix, detail);
  }
  if (!request.evidence.empty())
    evidence_ = std::make_shared<const calibration::Evidence>(calibration::read_evidence(
        data::Toml::read(data::shipped_or_path("evidence", request.evidence, ".toml")), provinces,
        detail));
  provenance_.add_inputs(log);
  provenance_.step("calibrate", fmt::format("{} regions by mapping {}, {} sectors by mapping {}",
                                            regions_->target().size(), request.regions,
                                            sectors_->target().size(), request.sectors));
  if (evidence_)
    provenance_.step("reconcile", fmt::format("{} surveyed figures of {} reconciled with the table",
                                              evidence_->figures.size(), request.evidence));
}

std::vector<std::string> BenchmarkSource::variants(const std::vector<std::string>& asked) const {
  const std::vector<std::string>& known = variants_;
  const data::Set estimates("trade", known);
  std::vector<std::string> wanted = asked;
  for (std::string& word : wanted)
    if (const auto e = data::find_named(estimates, word)) word = estimates.label(*e);
  for (auto name = wanted.begin(); name != wanted.end(); ++name) {
    if (std::find(known.begin(), known.end(), *name) == known.end())
      throw data::InputError({{},
                              fmt::format("the dataset has no trade estimate \"{}\"", *name),
                              *name,
                              data::suggestion(*name, known)});
    if (std::find(wanted.begin(), name, *name) != name)
      throw data::InputError({{},
                              fmt::format("the trade estimate \"{}\" is asked for twice", *name),
                              *name,
                              "name each one once"});
  }
  return wanted.empty() ? known : wanted;
}

data::Mrio BenchmarkSource::mrio(const std::string& variant) const {
  return evidence_ ? reconciled(variant)->mrio : data::read_mrio(path_, variant);
}

std::shared_ptr<const calibration::Reconciled> BenchmarkSource::reconciled(
    const std::string& variant) const {
  const std::lock_guard lock(mutex_);
  auto& made = reconciled_[variant];
  if (!made)
    made = std::make_shared<const calibration::Reconciled>(
        calibration::reconcile(data::read_mrio(path_, variant), *evidence_));
  return made;
}

std::shared_ptr<const model::Benchmark> BenchmarkSource::benchmark(
    const std::string& variant) const {
  return benchmark(mrio(variant), {});
}

std::shared_ptr<const model::Benchmark> BenchmarkSource::benchmark(
    const data::Mrio& estimate, const calibration::BenchmarkDraw& draw) const {
  data::Mrio detailed = estimate;
  calibration::move_flows(detailed, draw.flows);
  calibration::Assumptions assumptions = assumptions_;
  std::vector<calibration::SectorTrait> traits = traits_;
  calibration::move_assumptions(assumptions, traits, draw.factors);
  model::Benchmark benchmark =
      calibration::calibrate(detailed, *regions_, *sectors_, traits, assumptions);
  benchmark.base_year = base_year_;
  calibration::require_incomes_fit_consumption(benchmark.population, detailed, *regions_,
                                               population_path_);
  calibration::set_workers(benchmark, workers_, *regions_);
  if (carbon_.sectors.rank() > 0)
    calibration::attach_emissions(benchmark, detailed, carbon_, traits, *regions_, *sectors_);
  return std::make_shared<const model::Benchmark>(std::move(benchmark));
}

std::shared_ptr<const model::Benchmark> load_benchmark(const BenchmarkRequest& request,
                                                       const std::string& trade) {
  const BenchmarkSource source(request);
  return source.benchmark(source.variants({trade}).front());
}

}  // namespace yuqian::calibration
