// SPDX-License-Identifier: Apache-2.0
// Deterministic mutations of good files: the readers accept them or refuse them in words. The same
// promises run under libFuzzer in tests/fuzz.
#include "tests/data/fuzz.hpp"

#include <random>
#include <vector>

#include "tests/catch.hpp"
#include "tests/fuzz/mutate.hpp"

namespace {

const std::vector<std::string> csv_pieces{",",        "\"",           "\"\"",
                                          "\n",       "\r\n",         "\r",
                                          "#",        "-1e9",         "nan",
                                          "1e999",    "\xEF\xBB\xBF", "渝",
                                          "\xD3\xE5", "\xED\xA0\x80", std::string(1, '\0'),
                                          " "};
struct Count {
  int accepted = 0, refused = 0;
};

template <class Reader>
Count run(const std::vector<std::string>& seeds, const std::vector<std::string>& pieces, int inputs,
          Reader&& read) {
  std::mt19937 random(20171231);
  Count count;
  for (int k = 0; k < inputs; ++k) {
    const std::string text = fuzz::mutated(seeds[random() % seeds.size()], pieces, random);
    ++(read(text) ? count.accepted : count.refused);
  }
  return count;
}

}  // namespace

TEST_CASE("fuzz: no bytes break the CSV reader") {
  const std::vector<std::string> seeds{
      "region,coal,food\nChongqing,1.5,-2\nGuizhou,3e2,\n",
      "\xEF\xBB\xBF# note\r\nname,zh\r\n\"a \"\"b\"\"\",\"渝,\n黔\"\r\n", "a\n1\n\n2\n"};
  const Count count = run(seeds, csv_pieces, 100000, fuzz::csv);
  CHECK(count.accepted > 10000);
  CHECK(count.refused > 10000);
}

TEST_CASE("fuzz: no bytes break the TOML reader") {
  const std::vector<std::string> seeds{
      "id = \"x\"\ntitle = { zh = \"渝黔\", en = \"a\" }\n[[shock]]\nscale = 0.9\nwhere = { from = "
      "[\"a\", 'b'] }\n",
      "a.b.c = 1\n[t.u]\nx = [1, 2.5, inf]\n[[t.v]]\ny = \"\"\"two\nlines\"\"\"\n",
      "n = 0x1F\nd = 1979-05-27T07:32:00Z\nb = true\n"};
  const Count count = run(seeds, fuzz::toml_pieces(), 100000, fuzz::toml);
  CHECK(count.accepted > 5000);  // few edits leave TOML valid
  CHECK(count.refused > 10000);
}
