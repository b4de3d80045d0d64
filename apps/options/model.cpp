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
  sub->add_option("--start", o->start,
                  "Begin where these results (JSON of this command) ended, solved or not");
  sub->add_option("--patience", o->patience,
                  "Iterations without halving the merit before something else is tried (30)")
      ->check(CLI::Range(1, 1000000));
  sub->add_option("--max-iterations", o->max_iterations,
                  "Iterations of one attempt before giving up (400)")
      ->check(CLI::Range(1, 1000000));
  sub->add_option("--tolerance", o->tolerance,
                  "Largest residual and complementarity gap of a solution (1e-9)")
      ->check(CLI::Range(1e-15, 1.0));
  sub->add_flag("--verbose", o->verbose, "Say what every attempt did, iteration by iteration");
  sub->footer("Example:\n  yuqian model tests/oracles/shoven_whalley_1984.toml\n"
              "  yuqian model economy.toml --json > far.json\n"
              "  yuqian model economy.toml --start far.json --patience 100 --verbose");
}

}  // namespace yuqian::apps::options
