// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/provenance.hpp>

#include <nlohmann/json.hpp>

#include <yuqian/data/sha256.hpp>
#include <yuqian/data/units.hpp>
#include "tests/data/expect_error.hpp"

using namespace yuqian::data;

TEST_CASE("SHA-256 gives the digests of FIPS 180-4") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a provenance record reads back") {
  Provenance first, second;
  first.input_bytes("abc", "io/重庆.csv");
  first.step("read", "two \"quoted\" lines\nof text", "带\"引号\"的两行\n文字");
  second.step("balance", "GRAS, 12 steps", "GRAS，12步");
  second.begin_with(first);
  const Provenance back = Provenance::from_json(second.json());
  CHECK(back.program == "yuqian");
  CHECK(back.version == program_version());
  REQUIRE(back.inputs.size() == 1);
  CHECK(back.inputs[0].name == "io/重庆.csv");
  CHECK(back.inputs[0].bytes == 3);
  CHECK(back.inputs[0].sha256.substr(0, 8) == "ba7816bf");
  REQUIRE(back.steps.size() == 2);
  CHECK(back.steps[0].text == "two \"quoted\" lines\nof text");
  CHECK(back.steps[0].zh == "带\"引号\"的两行\n文字");
  CHECK(back.steps[1].name == "balance");
  CHECK(back.json() == second.json());
  CHECK_THAT(error_text([] { Provenance::from_json("{}"); }),
             StartsWith("not a provenance record: ") &&
                 EndsWith("take it from a file that this program wrote"));
  CHECK_THAT(error_text([] { Provenance::from_json("{\"program\": "); }),
             StartsWith("not a provenance record: "));
}

TEST_CASE("units convert within a measure") {
  CHECK(conversion("1e4 CNY", "1e8 CNY") == 1e-4);
  CHECK(conversion("Mt", "1e4 t") == 100.0);
  CHECK(unit("1e8 CNY").zh == "亿元");
  CHECK(error_text([] { unit("1e8 CMY"); }) ==
        "unknown unit \"1e8 CMY\"; did you mean \"1e8 CNY\"?");
  CHECK(error_text([] { conversion("CNY", "t"); }) ==
        "\"CNY\" (money) does not convert to \"t\" (mass); use units of the same measure");
}

TEST_CASE("a provenance record is JSON that a library would have written") {
  Provenance record;
  CHECK(nlohmann::ordered_json::parse(record.json()).dump(1) == record.json());
  record.program = "yuqian";
  record.version = "\"quoted\"\n";
  record.inputs = {{"表.csv", "ab", 12}, {"b\\c.toml", "cd", 0}};
  record.step("solve", "S1a, \"long_run\"\t±", "S1a，\"长期\"");
  CHECK(nlohmann::ordered_json::parse(record.json()).dump(1) == record.json());
}
