// SPDX-License-Identifier: Apache-2.0
// `yuqian new SCENARIO`: a scenario file of one's own from a shipped one, changed and checked.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/model/regional/judgement/judgement.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/restate.hpp>
#include <yuqian/model/regional/question/scenario_text.hpp>
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps {
namespace {

struct NewOptions {
  BenchmarkRequest benchmark;
  bool regions_given = false;
  std::string pattern, out, closure, id;
  double size = NAN;
  std::vector<std::string> goods;
};

/// Gives every shock the size. They must have one operation, or nobody could say what it is of.
void set_size(model::Scenario& s, double size) {
  for (model::Shock& shock : s.shocks) {
    if (shock.operation != s.shocks.front().operation ||
        shock.parameter != s.shocks.front().parameter)
      throw data::InputError({{},
                              fmt::format("scenario \"{}\" moves several things: one size does not "
                                          "say how far each",
                                          s.id),
                              s.id,
                              "leave out --size, and change the amounts in the file"});
    shock.amount = size;
  }
}

void set_goods(model::Scenario& s, const std::vector<std::string>& goods) {
  for (model::Shock& shock : s.shocks) {
    const char* axis = shock.where.contains("sector") ? "sector" : "good";
    shock.where[axis] = goods;
  }
}

/// What it is compared with the scenario that it was made of.
model::LocalText told_text(const model::Scenario& s, const std::string& pattern) {
  std::string zh, en;
  for (const model::Shock& shock : s.shocks) {
    const model::LocalText title = model::shock_title(shock);
    zh += (zh.empty() ? "" : "；") + title.zh;
    en += (en.empty() ? "" : "; ") + title.en;
  }
  return {
      fmt::format("由情景{}改写（{}），幅度和范围为使用者的假定，其余设定同原情景。", pattern, zh),
      fmt::format("Made of scenario {} ({}): size and scope are the user's assumption, all else "
                  "is as there.",
                  pattern, en)};
}

/// Builds the model that the scenario asks for and applies it: labels, closure and values fit.
std::vector<model::LocalText> checked(const model::Scenario& s, const NewOptions& options) {
  BenchmarkRequest request = options.benchmark;
  if (!options.regions_given && !s.regions.empty()) request.regions = s.regions;
  const Source source(request);
  const model::Closure closure = model::restated(
      model::read_closure(data::shipped_or_path("closures", s.closure, ".toml")), pair_of(request));
  const model::RegionalModel built =
      model::build_regional_model(source.benchmark(source.variants({}).front()), closure);
  const std::vector<double>& values = built.model->parameters();
  model::apply_shocks(built.parameters, s.reference, values);
  model::apply_shocks(built.parameters, s.shocks, values);
  return model::implausible(s, *built.benchmark);
}

/// What asks for the pair that the scenario is about: files do not say.
std::string with_pair(const BenchmarkRequest& request) {
  const model::Pair pair = pair_of(request);
  return pair == data::default_pair() ? "" : " --pair " + pair.first + "," + pair.second;
}

ExitCode make_new(const Screen& screen, const NewOptions& options) {
  if (!options.out.ends_with(".toml"))
    throw data::InputError({{options.out},
                            "is no name of a scenario file",
                            options.out,
                            "name it with the ending .toml"});
  if (std::filesystem::exists(options.out))
    throw data::InputError(
        {{options.out}, "is there already", options.out, "name another file, or remove this one"});
  data::require_writable(options.out);
  model::Scenario s =
      model::read_scenario(data::shipped_or_path("scenarios", options.pattern, ".toml"));
  const std::string pattern = s.id;
  if (!s.parts.empty())
    throw data::InputError(
        {{}, fmt::format("\"{}\" is a package itself", s.id), s.id, "name one of its parts"});
  s = model::restated(std::move(s), pair_of(options.benchmark));
  if (!std::isnan(options.size)) set_size(s, options.size);
  if (!options.goods.empty()) set_goods(s, options.goods);
  if (!options.closure.empty()) s.closure = options.closure;
  s.id = options.id.empty() ? std::filesystem::path(options.out).stem().string() : options.id;
  s.title = model::shock_title(s.shocks.front());
  s.text = told_text(s, pattern);
  const std::string text = model::scenario_toml(s);
  model::parse_scenario(text, options.out);
  const std::vector<model::LocalText> doubts = checked(s, options);
  data::OutputFile file(options.out);
  file.write(text);
  file.publish();
  for (const model::LocalText& doubt : doubts) screen.warn(screen.words(doubt));
  screen.out << screen.words("情景文件：", "scenario file: ") << options.out << '\n'
             << "  " << screen.words(s.title) << '\n'
             << screen.words("求解：", "solve it: ") << "yuqian solve " << options.out
             << with_pair(options.benchmark) << '\n';
  return done;
}

}  // namespace

namespace options {

void declare_new(CommandLine& line) {
  const auto o = std::make_shared<NewOptions>();
  CLI::App* sub = line.command(
      "new", "Write a scenario of your own from a shipped one, with another size or other goods", o,
      make_new);
  sub->add_option("SCENARIO", o->pattern, "Scenario to start from: a name, a title or a file")
      ->required();
  sub->add_option("--out", o->out, "Scenario file to write (TOML)")->required();
  sub->add_option("--size", o->size,
                  "Amount of its shocks, as the scenario means it: a factor, a rate, an amount");
  add_list(sub, "--goods", o->goods, "Goods that it is about: labels, or chain:automobiles");
  add_closure(sub, o->closure);
  sub->add_option("--id", o->id, "Its id (default: the name of the file)");
  add_benchmark(sub, o->benchmark);
  note_regions(sub, o->regions_given);
  sub->footer(
      "Examples:\n  yuqian new S1a --size 0.85 --goods chain:automobiles --out my.toml\n"
      "  yuqian new S1a --pair Sichuan,Yunnan --out sichuan-yunnan.toml");
}

}  // namespace options
}  // namespace yuqian::apps
