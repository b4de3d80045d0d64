// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/csv.hpp>

#include "tests/data/expect_error.hpp"

using namespace yuqian::data;

namespace {

Csv parsed(const std::string& text) { return Csv::parse(text, "t.csv"); }
std::string refusal(const std::string& text) {
  return error_text([&] { parsed(text); });
}

}  // namespace

TEST_CASE("CSV: cells, quotes, line ends, marks and comments") {
  const Csv csv =
      parsed("\xEF\xBB\xBF# a comment\r\nname,note\r\n\r\n渝,\"a, \"\"b\"\"\nc\"\r\n黔,");
  REQUIRE(csv.rows() == 2);
  CHECK(csv.header() == std::vector<std::string>{"name", "note"});
  CHECK(csv.text(0, 0) == "渝");
  CHECK(csv.text(0, 1) == "a, \"b\"\nc");
  CHECK(csv.text(1, 1).empty());
  CHECK(csv.where(0, 1).text() == "t.csv:4:3");
  CHECK(csv.where(1, 0).line == 6);  // the quoted line break counts
}

TEST_CASE("CSV: ragged rows are refused with the place and the column") {
  CHECK(refusal("a,b,c\n1,2,3\n4,5\n") ==
        "t.csv:3:4: the row ends after 2 cells of 3; the cell of column \"c\" is missing");
  CHECK(
      refusal("a,b\n1,2,3\n") ==
      "t.csv:2:5: the row has 3 cells, the header 2; remove the extra cells, or quote a cell that "
      "contains a comma");
}

TEST_CASE("CSV: quotes in the wrong place are refused") {
  CHECK(refusal("a,b\n1,\"open\n2,3\n") ==
        "t.csv:2:3: this quote is never closed; add the closing quote");
  CHECK(refusal("a,b\n渝\"黔,2\n") ==
        "t.csv:2:2: a quote inside a cell that is not quoted; put the whole cell in quotes and "
        "double the quotes inside it");
  CHECK(refusal("a,b\n\"x\"y,2\n") ==
        "t.csv:2:4: text after a closing quote; put the whole cell in quotes and double the quotes "
        "inside it");
  CHECK(refusal("a,b\r1,2\r") ==
        "t.csv:1:4: a carriage return without a line feed; use LF or CRLF line ends");
}

TEST_CASE("CSV: the header is checked") {
  CHECK(refusal("") == "t.csv: the file has no header line; begin with the names of the columns");
  CHECK(refusal("# only a comment\n\n") ==
        "t.csv: the file has no header line; begin with the names of the columns");
  CHECK(refusal("a,,c\n") == "t.csv:1:3: a column without a name; name every column");
  CHECK(refusal("a,b,a\n") ==
        "t.csv:1:5: column \"a\" appears twice; rename or remove one of them");
}

TEST_CASE("CSV: encodings other than UTF-8 are refused") {
  CHECK(refusal("\xFF\xFE"
                "a") == "t.csv:1:1: the file is UTF-16; save the file as UTF-8");
  CHECK(refusal("name,x\n渝,1\n\xD3\xE5,2\n") ==
        "t.csv:3:1: byte 0xD3 is not UTF-8 (GBK or Latin-1 perhaps); save the file as UTF-8");
  CHECK(refusal(std::string("a,b\n1,\0\n", 8)) ==
        "t.csv:2:3: a zero byte: this is not a text file; save the file as UTF-8");
}

TEST_CASE("CSV: numbers are plain decimals and nothing else") {
  const Csv csv =
      parsed("region,x\na,1.5\nb,-2e3\nc,\nd,1 234\ne,inf\nf,1e999\ng,0\nh,12abc\ni,+4\nj,0x10\n");
  CHECK(csv.number(0, 1) == 1.5);
  CHECK(csv.number(1, 1) == -2000.0);
  CHECK(csv.number(8, 1) == 4.0);
  CHECK(csv.number_if_any(2, 1) == std::nullopt);
  CHECK(error_text([&] { csv.number(2, 1); }) ==
        "t.csv:4:3: an empty cell in row \"c\", column \"x\"; write a number; 0 if that is what is "
        "meant");
  const std::string plain =
      "write a plain decimal such as 1234.5, without separators, units or spaces";
  CHECK(error_text([&] { csv.number(3, 1); }) ==
        "t.csv:5:3: \"1 234\" is not a number in row \"d\", column \"x\"; " + plain);
  CHECK(error_text([&] { csv.number(4, 1); }) ==
        "t.csv:6:3: \"inf\" is not a number in row \"e\", column \"x\"; " + plain);
  CHECK_THAT(error_text([&] { csv.number(5, 1); }),
             ContainsSubstring("t.csv:7:3: \"1e999\" is out of range"));
  CHECK_THAT(error_text([&] { csv.number(7, 1); }), ContainsSubstring("\"12abc\" is not a number"));
  CHECK_THAT(error_text([&] { csv.number(9, 1); }), ContainsSubstring("\"0x10\" is not a number"));
  CHECK(error_text([&] { csv.number(1, 1, Sign::not_negative); }) ==
        "t.csv:3:3: negative value -2e3 in row \"b\", column \"x\"; this figure cannot be below "
        "zero");
  CHECK(error_text([&] { csv.number(6, 1, Sign::positive); }) ==
        "t.csv:8:3: value 0 in row \"g\", column \"x\"; this figure must be above zero");
}

TEST_CASE("CSV: columns are found by name") {
  const Csv csv = parsed("# heading\nregion,esubd\na,1\n");
  CHECK(csv.column("esubd") == 1);
  CHECK(error_text([&] { csv.column("esubm"); }) ==
        "t.csv:2:1: column \"esubm\" is missing; is it the one called \"esubd\"?");
  CHECK(error_text([&] { csv.column("income"); }) ==
        "t.csv:2:1: column \"income\" is missing; add it to the header and to every row");
  CHECK_NOTHROW(csv.expect_columns({"esubd", "region"}));
  CHECK(error_text([&] { csv.expect_columns({"region"}); }) ==
        "t.csv:2:8: unknown column \"esubd\"; valid are: region");
}

TEST_CASE("CSV: what is written reads back") {
  const std::vector<std::string> cells{
      "a,b", "quote \" inside", "two\nlines", "# not a comment", "", "渝"};
  const Csv csv = parsed("1,2,3,4,5,6\n" + csv_line(cells));
  for (int c = 0; c < csv.columns(); ++c)
    CHECK(csv.text(0, c) == cells[static_cast<std::size_t>(c)]);
  const Csv first = parsed("x\n" + csv_line({"# heading"}) + csv_line({""}));
  CHECK(first.text(0, 0) == "# heading");
  CHECK(first.text(1, 0).empty());
  CHECK(shortest(0.1) == "0.1");
  CHECK(shortest(1.0 / 3.0) == "0.3333333333333333");
}

TEST_CASE("CSV: a file that cannot be read says why") {
  CHECK(error_text([] { Csv::read("no/such/file.csv"); }) ==
        "no/such/file.csv: cannot read the file: No such file or directory; check the spelling of "
        "the path");
  CHECK(error_text([] { Csv::read("."); }) == ".: is a directory, not a file; name a file");
}
