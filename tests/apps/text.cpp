// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/grid.hpp"

#include <cmath>
#include <cstdlib>
#include <sstream>

#include <yuqian/data/utf8.hpp>
#include "tests/catch.hpp"

using namespace yuqian::apps;

namespace {

struct Captured {
  std::ostringstream out, err;
  Screen screen{out, err, false, false, false, false, Words(Language::zh)};
};

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> list;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) list.push_back(line);
  return list;
}

}  // namespace

TEST_CASE("numbers: two decimals, no minus before zero, a dash for nothing") {
  CHECK(number(1.005) == "1.00");
  CHECK(number(-0.001) == "-0.001");  // it would read as zero and is not
  CHECK(number(-0.0004) == "0.00");   // rounding
  CHECK(number(-0.006) == "-0.01");
  CHECK(number(12.25, 1) == "12.2");
  CHECK(number(-0.04, 1) == "-0.04");
  CHECK(number(-0.004, 1) == "0.0");
  CHECK(number(NAN) == "-");
  CHECK(number(INFINITY) == "-");
}

TEST_CASE("grid: a table wider than the terminal stands in parts, none of its columns lost") {
  Captured c;
  Grid grid("corner");
  grid.group("one", {"a", "b"});
  grid.group("two", {"c", "d"});
  grid.row("label", {"1111111111", "2222222222", "3333333333", "4444444444"});
  ::setenv("COLUMNS", "36", 1);
  grid.print(c.screen);
  ::unsetenv("COLUMNS");
  const auto text = lines(c.out.str());
  REQUIRE(text.size() == 7);
  CHECK(text[2] == "label     1111111111  2222222222");
  CHECK(text[3].empty());
  CHECK(text[4].ends_with("two"));
  CHECK(text[6] == "label     3333333333  4444444444");
  for (const std::string& line : text) CHECK(yuqian::data::display_width(line) <= 36);
}

TEST_CASE("grid: Chinese and Latin columns line up, headings stand over their group") {
  Captured c;
  Grid grid("相对基准变化");
  grid.group("实际地区生产总值（%）", {"低", "high"});
  grid.group("EV", {"a", "a rather long column"});
  grid.row("重庆", {"1.00", "-12.00", "x", "y"});
  grid.row("China", {"100.00", "2.00", "重庆贵州", ""});
  grid.print(c.screen);
  const auto printed = lines(c.out.str());
  REQUIRE(printed.size() == 4);
  for (std::size_t k = 1; k < printed.size(); ++k)
    CHECK(yuqian::data::display_width(printed[k]) == yuqian::data::display_width(printed[1]));
  CHECK(printed[0].find("实际地区生产总值（%）") != std::string::npos);
  CHECK(printed[3].find("100.00") != std::string::npos);
  // The heading ends where its last column ends.
  const auto end_of = [](const std::string& line, const std::string& what) {
    return yuqian::data::display_width(line.substr(0, line.find(what) + what.size()));
  };
  CHECK(end_of(printed[0], "（%）") == end_of(printed[1], "high"));
}

TEST_CASE("wrapped: no line is too wide, no word is lost") {
  const std::string english =
      "The size, 10 %, is this program's assumption.\nZhao and Zhang give no figure.";
  const std::string text = wrapped(english, 20, "  ");
  std::string joined;
  for (const std::string& line : lines(text)) {
    CHECK(yuqian::data::display_width(line) <= 20);
    CHECK(line.substr(0, 2) == "  ");
    joined += (joined.empty() ? "" : " ") + line.substr(2);
  }
  CHECK(joined == "The size, 10 %, is this program's assumption. Zhao and Zhang give no figure.");

  const std::string chinese =
      wrapped("渝黔之间双向贸易的冰山成本降至0.90倍，涵盖全部商品和用途。\n降幅是假定。", 20);
  std::string all;
  for (const std::string& line : lines(chinese)) {
    CHECK(yuqian::data::display_width(line) <= 20);
    CHECK(line.rfind("，", 0) == std::string::npos);
    all += line;
  }
  CHECK(all == "渝黔之间双向贸易的冰山成本降至0.90倍，涵盖全部商品和用途。降幅是假定。");
}
