// SPDX-License-Identifier: Apache-2.0
// Options of `yuqian model`.
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps::options {

void declare_model(CommandLine& line) {
  const auto o = std::make_shared<ModelOptions>();
  CLI::App* sub = line.command(
      "model", "Solve every case of a model that is stated as data (docs/model-files.md)", o,
      run_model);
  sub->add_option("FILE", o->file, "Model file (TOML or JSON)")->required();
  sub->add_option("--solver", o->solver, "newton or ipopt")
      ->check(CLI::IsMember({"newton", "ipopt"}));
  sub->add_option("--numeraire", o->numeraire,
                  "Commodity whose price is one, instead of the file's");
  sub->footer("Example:\n  yuqian model tests/oracles/shoven_whalley_1984.toml");
}

}  // namespace yuqian::apps::options
