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

/// Some provinces each on its own, and the rest, named as in another set.
data::Mapping some_and_rest(const data::Set& provinces, const std::vector<int>& some,
                            const data::Mapping& pattern) {
  const data::Set& named = pattern.target();
  const int rest = named.size() - 1;
  std::vector<std::string> labels, zh, en;
  std::vector<int> to(at(provinces.size()), static_cast<int>(some.size()));
  for (const int p : some) {
    to[at(p)] = static_cast<int>(labels.size());
    labels.push_back(provinces.label(p));
    zh.push_back(provinces.zh(p));
    en.push_back(provinces.en(p));
  }
  labels.push_back(named.label(rest));
  zh.push_back(named.zh(rest));
  en.push_back(named.en(rest));
  return data::Mapping(provinces, data::Set(provinces.name(), labels, zh, en), std::move(to));
}

data::Mapping pair_and_rest(const data::Set& provinces, const std::string& first,
                            const std::string& second, const data::Mapping& pattern) {
  data::choose_pair(provinces, first, second);  // throws where they are not two provinces
  return some_and_rest(provinces, {provinces.index(first), provinces.index(second)}, pattern);
}

/// Which provinces of a dataset have a table of their own (calibration/balance/rest.hpp); of the
/// others only the sum is known.
struct Known {
  std::vector<int> alone, by_sum;
};

Known known_provinces(const data::H5Reader& file, const std::string& path) {
  Known known;
  if (!file.has("own_table")) return known;
  const data::Table own = data::read_dataset_table(path, "own_table");
  for (int p = 0; p < own.axis(0).size(); ++p)
    (own(p) != 0.0 ? known.alone : known.by_sum).push_back(p);
  return known;
}

/// Refuses regions that tell provinces apart of which only the sum is known.
void require_together(const data::Mapping& regions, const std::vector<int>& by_sum,
                      const BenchmarkRequest& request) {
  for (const int p : by_sum) {
    const int first = by_sum.front();
    if (regions[p] == regions[first]) continue;
    const data::Set& provinces = regions.source();
    throw data::InputError({{request.dataset},
                            fmt::format("the dataset knows {} and {} only as parts of one sum, and "
                                        "the regions tell them apart",
                                        provinces.label(first), provinces.label(p)),
                            provinces.label(p),
                            "leave out --regions and --pair, or put all provinces without a table "
                            "of their own into one region"});
  }
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
  const Known known = known_provinces(file, path_);
  regions_ = read_mapping("mappings/regions", request.regions, provinces);
  if (!known.by_sum.empty() && request.regions == BenchmarkRequest{}.regions)
    regions_ =
        std::make_shared<const data::Mapping>(some_and_rest(provinces, known.alone, *regions_));
  if (!request.pair.empty()) {
    const auto [first, second] = pair_of(request);
    const bool there = regions_->target().find(first) && regions_->target().find(second);
    const bool own = !there && request.regions == BenchmarkRequest{}.regions;
    if (own)
      regions_ =
          std::make_shared<const data::Mapping>(pair_and_rest(provinces, first, second, *regions_));
    data::choose_pair(regions_->target(), first, second);
  }
  require_together(*regions_, known.by_sum, request);
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
  provenance_.step("calibrate", "{} regions by mapping {}, {} sectors by mapping {}",
                   "{}个地区（归并方案{}），{}个部门（归并方案{}）", regions_->target().size(),
                   request.regions, sectors_->target().size(), request.sectors);
  if (evidence_)
    provenance_.step("reconcile", "{} surveyed figures of {} reconciled with the table",
                     "{}个调查数（{}）与投入产出表调和", evidence_->figures.size(),
                     request.evidence);
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
