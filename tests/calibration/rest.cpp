// SPDX-License-Identifier: Apache-2.0
// A nation of which two provinces have a table: the others are its rest (docs/data.md, D21 to D23).
#include <fstream>

#include <fmt/format.h>

#include <yuqian/calibration/balance/balance.hpp>
#include <yuqian/calibration/balance/report_names.hpp>
#include <yuqian/calibration/benchmark/load_benchmark.hpp>
#include <yuqian/data/mapping.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/data/text_file.hpp>
#include "tests/catch.hpp"
#include "tests/data/expect_error.hpp"
#include "tests/synthetic_sources.hpp"

using namespace yuqian;
using namespace yuqian::calibration;
using yuqian::tests::SyntheticSources;

namespace {

constexpr int known = 2;  // Chongqing and Guizhou come first

void put(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// The lines of [rest] as docs/data.md shows them.
std::string shown_in_the_document() {
  const std::string page = data::read_text(YUQIAN_SOURCE_DIR "/docs/data.md");
  const auto start = page.find("```toml\n[rest]\n") + 15, end = page.find("```", start);
  return page.substr(start, end - start);
}

/// The nation's table is the sum of the six; the list names two provinces. `change` may spoil the
/// table, row 0 is its header.
void only_two(const SyntheticSources& sources,
              const std::function<void(tests::Cells&)>& change = {},
              const std::string& rest = shown_in_the_document()) {
  tests::Cells nation;
  for (const std::string& province : SyntheticSources::provinces()) {
    const std::string file = "china-2017/io/" + province + ".csv";
    sources.edit(file, [&](tests::Cells& table) {
      if (nation.empty()) nation = table;
      if (&province == &SyntheticSources::provinces().front()) return;
      for (std::size_t row = 1; row < table.size(); ++row)
        for (std::size_t c = 1; c < table[row].size(); ++c)
          nation[row][c] = data::shortest(std::stod(nation[row][c]) + std::stod(table[row][c]));
    });
  }
  for (int i = 0; i < 42; ++i)
    for (const char* flow : {"OF", "IF"})
      SyntheticSources::at(nation, SyntheticSources::code(i), flow) = "0";
  if (change) change(nation);
  std::string text;
  for (const auto& row : nation) text += data::csv_line(row);
  put(sources.folder() / "nation.csv", text);
  put(sources.folder() / "dataset.toml",
      data::read_text(data::shipped("sources/china-2017.toml")) + "\n[rest]\n" + rest + "\n");
  for (std::size_t r = known; r < 6; ++r)
    std::filesystem::remove(sources.folder() /
                            ("china-2017/io/" + SyntheticSources::provinces()[r] + ".csv"));
}

SourceTables read(const SyntheticSources& sources) {
  return read_source_tables(sources.folder(), read_source_list(source_list_of(sources.folder())));
}

data::Mapping two_and_rest(const data::Set& provinces) {
  return data::Mapping(provinces, data::Set("region", {"Chongqing", "Guizhou", "Rest"}),
                       {0, 1, 2, 2, 2, 2});
}

std::string refusal(const std::function<void(tests::Cells&)>& change, const std::string& rest) {
  const SyntheticSources sources;
  only_two(sources, change, rest);
  return error_text([&] { read(sources); });
}

constexpr const char* as_it_is = "nation = \"nation.csv\"\nknown = [\"重庆\", \"520000\"]";

}  // namespace

TEST_CASE("the rest is the nation less the provinces that have a table") {
  const SyntheticSources whole, part;
  const SourceTables all = read(whole);
  only_two(part);
  const SourceTables two = read(part);
  CHECK(two.known == std::vector<bool>{true, true, false, false, false, false});
  CHECK(all.known == std::vector<bool>(6, true));
  const auto mapping = two_and_rest(all.regions);
  for (const auto table :
       {&SourceTables::intermediate, &SourceTables::final_use, &SourceTables::value_added,
        &SourceTables::output, &SourceTables::exports, &SourceTables::imports}) {
    const data::Table a = data::aggregate(all.*table, mapping),
                      b = data::aggregate(two.*table, mapping);
    double largest = 0;
    for (std::size_t k = 0; k < a.values().size(); ++k)
      largest = std::max(largest, std::abs(a.values()[k] - b.values()[k]));
    INFO(a.name());
    CHECK(largest < 1e-6);  // 10^8 yuan; tables are written to 10^4 yuan with all their digits
  }
}

TEST_CASE("the rest is shared out by value added of the production group and by final use") {
  const SyntheticSources part;
  only_two(part);
  const SourceTables t = read(part);
  const int coal = 1, sichuan = 2, food = 5;
  const auto control = [&](int r, const char* item) {
    return t.controls(r, t.controls.axis(1).index(item));
  };
  const auto share = [&](const char* item) {
    double sum = 0;
    for (int r = known; r < 6; ++r) sum += control(r, item);
    return control(sichuan, item) / sum;
  };
  const auto of_rest = [&](const auto& cell) {
    double sum = 0;
    for (int r = known; r < 6; ++r) sum += cell(r);
    return sum;
  };
  const auto output = [&](int r) { return t.output(r, coal); };
  const auto bought = [&](int r) { return t.intermediate(r, food, 0); };
  const auto eaten = [&](int r) { return t.final_use(r, food, 1); };
  CHECK(output(sichuan) == Approx(share("prod_va_ind") * of_rest(output)));
  CHECK(bought(sichuan) == Approx(share("prod_va_agr") * of_rest(bought)));
  CHECK(eaten(sichuan) == Approx(share("expd_hsh_urban") * of_rest(eaten)));
  // What the two report to send in net the others receive.
  for (int i = 0; i < 42; ++i) {
    double net = 0;
    for (int r = 0; r < 6; ++r) net += t.outflow(r, i) - t.inflow(r, i);
    CHECK(net == Approx(0).margin(1e-9));
  }
}

TEST_CASE("a balanced nation with a rest has the accounts that all tables give") {
  const SyntheticSources whole, part;
  only_two(part);
  const BalanceResult all = balance(whole.folder()), two = balance(part.folder());
  const auto mapping = two_and_rest(all.variant("central").regions);
  const auto sectors = data::Mapping::identity(all.variant("central").sectors);
  const data::Mrio a = data::aggregate(all.variant("central"), mapping, sectors),
                   b = data::aggregate(two.variant("central"), mapping, sectors);
  double output = 0, off = 0, flows = 0, flows_off = 0;
  for (int r = 0; r < 3; ++r)
    for (int i = 0; i < 42; ++i) {
      output += a.output(r, i);
      off += std::abs(a.output(r, i) - b.output(r, i));
      for (int s = 0; s < 3; ++s) {
        flows += s == r ? 0 : a.trade(s, r, i);
        flows_off += s == r ? 0 : std::abs(a.trade(s, r, i) - b.trade(s, r, i));
      }
    }
  CHECK(off < 1e-9 * output);
  // The estimates of trade differ: reports of four provinces are not there. Their error is that of
  // the estimator, a third (docs/data.md, section 4).
  CHECK(flows_off < flows / 3);
  CHECK(flows_off > 0);
  const auto told = std::find_if(two.extra.begin(), two.extra.end(),
                                 [](const auto& e) { return e.table.name() == "own_table"; });
  REQUIRE(told != two.extra.end());
  CHECK(told->table(1) == 1.0);
  CHECK(told->table(2) == 0.0);
}

TEST_CASE("a balance report names every block, step and cell in Chinese") {
  const SyntheticSources part;
  only_two(part);
  const BalanceReport report = balance(part.folder()).report;
  REQUIRE(report.treatments.size() > 10);
  for (const BlockMove& b : report.blocks) CHECK(chinese_block(b.block) != b.block);
  for (const CellMove& c : report.cells) CHECK(chinese_cell(c.cell).find(',') == std::string::npos);
  for (const Treatment& t : report.treatments) {
    INFO(t.step << ", " << t.cell);
    CHECK(chinese_step(t.step) != t.step);
    CHECK_FALSE(t.text.zh.empty());
  }
  CHECK(chinese_cell("Guizhou,coal,government") == "贵州，煤炭采选产品，政府消费");
}

TEST_CASE("what the provinces have and the nation has not is told") {
  const SyntheticSources part;
  const std::string food = SyntheticSources::code(5);
  only_two(part, [&](tests::Cells& nation) {
    SyntheticSources::at(nation, food, food) = "0";
    SyntheticSources::close(nation);
    for (int i = 0; i < 42; ++i) {  // flows are no part of it: stocks take up the rest
      const std::string row = SyntheticSources::code(i);
      const auto number = [&](const char* c) {
        return std::stod(SyntheticSources::at(nation, row, c));
      };
      SyntheticSources::at(nation, row, "FU202") =
          data::shortest(number("FU202") + number("OF") - number("IF"));
      for (const char* flow : {"OF", "IF"}) SyntheticSources::at(nation, row, flow) = "0";
    }
  });
  const SourceTables t = read(part);
  REQUIRE(t.doubts.size() >= 1);
  CHECK_THAT(t.doubts.front().text.en, ContainsSubstring("in 1 cells of intermediate"));
  CHECK(t.intermediate(3, 5, 5) == 0.0);
}

TEST_CASE("a rest that cannot be is refused with its place") {
  CHECK_THAT(refusal({}, "nation = \"nation.csv\"\nknown = []"), ContainsSubstring("no province"));
  CHECK_THAT(refusal({}, "nation = \"nation.csv\"\nknown = [\"Guizho\"]"),
             ContainsSubstring("Guizho") && ContainsSubstring("Guizhou"));
  CHECK_THAT(refusal({}, "nation = \"nation.csv\"\nknown = [\"Guizhou\", \"贵州\"]"),
             ContainsSubstring("twice"));
  CHECK_THAT(refusal({}, "nation = \"other.csv\"\nknown = [\"Guizhou\"]"),
             ContainsSubstring("other.csv"));
  CHECK_THAT(refusal(
                 [](tests::Cells& nation) {
                   auto& out = SyntheticSources::at(nation, "sec01", "OF");
                   auto& in = SyntheticSources::at(nation, "sec01", "IF");
                   out = in = "5000";
                 },
                 as_it_is),
             ContainsSubstring("nation.csv") && ContainsSubstring("other provinces"));
  CHECK_THAT(refusal(
                 [](tests::Cells& nation) {  // in 10^8 yuan
                   for (std::size_t row = 1; row < nation.size(); ++row)
                     for (std::size_t c = 1; c < nation[row].size(); ++c)
                       nation[row][c] = data::shortest(1e-4 * std::stod(nation[row][c]));
                 },
                 as_it_is),
             ContainsSubstring("units"));
}

TEST_CASE("a dataset with a rest is merged to what is known, and to nothing finer") {
  const Scratch scratch;
  const std::string path = scratch.file("rest.h5"), shipped = shipped_dataset();
  std::vector<data::Mrio> variants;
  for (const std::string& name : data::dataset_variants(shipped))
    variants.push_back(data::read_mrio(shipped, name));
  std::vector<data::ExtraTable> extra;
  for (const char* name : {"rail_distance", "employment_2010", "migration_shares_2010"})
    extra.push_back({data::read_dataset_table(shipped, name), name, name});
  data::Table own("own_table", {variants[0].regions}, "1", "test");
  for (const char* province : {"Sichuan", "Guizhou", "Hubei"})
    own(variants[0].regions.index(province)) = 1.0;
  extra.push_back({own, "own", "own"});
  data::write_dataset(path, "rest", 2017, variants, data::dataset_provenance(shipped), extra);

  BenchmarkRequest request;
  request.dataset = path;
  request.sectors = "3";
  const BenchmarkSource source(request);
  CHECK(source.regions().target().labels() ==
        std::vector<std::string>{"Hubei", "Sichuan", "Guizhou", "RestOfChina"});
  CHECK(source.benchmark("central")->regions.size() == 4);
  request.pair = {"Sichuan", "Guizhou"};
  CHECK(BenchmarkSource(request).regions().target().size() == 4);
  request.pair = {"Sichuan", "Yunnan"};
  CHECK_THAT(error_text([&] { BenchmarkSource{request}; }), ContainsSubstring("Yunnan"));
  request.pair.clear();
  request.regions = "all-31";
  CHECK_THAT(error_text([&] { BenchmarkSource{request}; }),
             ContainsSubstring("only as parts of one sum"));
}
