// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/shipped.hpp>

#include <cstdlib>
#include <filesystem>

#include <yuqian/data/output_file.hpp>
#include <yuqian/data/text_file.hpp>
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"

using namespace yuqian::data;

TEST_CASE("shipped data is found from the build tree, and where YUQIAN_DATA says") {
  ::unsetenv("YUQIAN_DATA");
  CHECK(std::filesystem::exists(shipped("schema/sectors.csv")));
  CHECK_THAT(shipped_or_path("mappings/regions", "default", ".toml"),
             EndsWith("mappings/regions/default.toml"));
  CHECK(shipped_or_path("mappings/regions", "my/own.toml", ".toml") == "my/own.toml");
  CHECK(shipped_or_path("mappings/regions", "own.toml", ".toml") == "own.toml");
  CHECK_THAT(error_text([] { shipped_or_path("mappings/regions", "defualt", ".toml"); }),
             StartsWith("no \"defualt\" in ") && ContainsSubstring("did you mean \"default\"?"));
  const Scratch scratch;
  write_file(scratch.file("x.csv"), "a\n");
  ::setenv("YUQIAN_DATA", scratch.file("").c_str(), 1);
  CHECK(read_text(shipped("x.csv")) == "a\n");
  CHECK(error_text([] { shipped("y.csv"); }) ==
        "shipped data \"y.csv\" not found; looked at " + scratch.file("y.csv") +
            "; set YUQIAN_DATA to the folder that holds it");
  ::unsetenv("YUQIAN_DATA");
}
