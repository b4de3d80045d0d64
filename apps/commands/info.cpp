// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/provenance.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/data/utf8.hpp>
#include "apps/options/detail/command_line.hpp"
#include "apps/requests/shipped_files.hpp"

namespace yuqian::apps {
namespace {

using Json = nlohmann::ordered_json;

Json entries(const std::vector<ShippedFile>& files) {
  Json list = Json::array();
  for (const ShippedFile& f : files)
    list.push_back({{"id", f.id}, {"zh", f.title.zh}, {"en", f.title.en}});
  return list;
}

void print(const Screen& screen, const std::string& heading,
           const std::vector<ShippedFile>& files) {
  screen.out << '\n' << screen.bold(heading) << '\n';
  std::size_t longest = 0;
  for (const ShippedFile& f : files) longest = std::max(longest, f.id.size());
  for (const ShippedFile& f : files)
    screen.out << fmt::format("  {:<{}}  {}\n", f.id, longest, screen.words(f.title));
}

ExitCode info(const Screen& screen) {
  const std::string dataset = shipped_dataset();
  const std::vector<std::string> variants = data::dataset_variants(dataset);
  const data::H5Reader file(dataset);
  const auto scenarios = shipped_files("scenarios"), closures = shipped_files("closures"),
             games = shipped_files("games"), regions = shipped_files("mappings/regions"),
             sectors = shipped_files("mappings/sectors");
  if (screen.json) {
    const Json out{{"program", "yuqian"},
                   {"version", data::program_version()},
                   {"dataset", dataset},
                   {"trade_estimates", variants},
                   {"scenarios", entries(scenarios)},
                   {"closures", entries(closures)},
                   {"games", entries(games)},
                   {"regions", entries(regions)},
                   {"sectors", entries(sectors)}};
    screen.out << out.dump(2) << '\n';
    return done;
  }
  const Words& w = screen.words;
  screen.out << screen.bold("yuqian " + data::program_version()) << '\n'
             << w("数据集：", "dataset: ") << dataset << '\n'
             << "  "
             << w(fmt::format("{}个省份，{}个部门，贸易估计：{}", file.set("region").size(),
                              file.set("sector").size(), fmt::join(variants, "、")),
                  fmt::format("{} provinces, {} sectors, trade estimates: {}",
                              file.set("region").size(), file.set("sector").size(),
                              fmt::join(variants, ", ")))
             << '\n';
  print(screen, w("情景（yuqian solve）", "scenarios (yuqian solve)"), scenarios);
  print(screen, w("闭合规则（--closure）", "closures (--closure)"), closures);
  print(screen, w("博弈（yuqian govern）", "games (yuqian govern)"), games);
  print(screen, w("区域划分（--regions）", "region sets (--regions)"), regions);
  print(screen, w("部门划分（--sectors）", "sectors (--sectors)"), sectors);
  return done;
}

}  // namespace

namespace options {

void declare_info(CommandLine& line) {
  line.command("info", "Version, data folder, and the shipped scenarios, closures and mappings",
               info);
}

}  // namespace options
}  // namespace yuqian::apps
