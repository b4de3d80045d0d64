// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/draw_ranges.hpp>

#include <algorithm>
#include <cmath>
#include <thread>

#include <fmt/format.h>

#include <yuqian/apps/results/summary.hpp>
#include <yuqian/data/alias.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/areas.hpp>
#include <yuqian/model/regional/analysis/sensitivity.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/restate.hpp>
#include <yuqian/model/regional/ranges/area_figures.hpp>

namespace yuqian::apps {
namespace {

std::vector<uncertainty::Quantity> catalogue(const Source& source) {
  std::vector<uncertainty::Quantity> list = model::parameter_quantities();
  for (uncertainty::Quantity& q : calibration::benchmark_quantities(source.assumptions()))
    list.push_back(std::move(q));
  return list;
}

/// Figures of the areas that are shown; the areas are all that the model has.
struct Reader {
  data::Set areas;
  std::vector<int> shown;  ///< of all areas
  std::vector<RangeMeasure> measures;

  std::vector<double> pick(const std::vector<double>& figures) const {
    const std::size_t all = figures.size() / measures.size();
    std::vector<double> picked;
    for (std::size_t m = 0; m < measures.size(); ++m)
      for (const int a : shown) picked.push_back(figures[m * all + at(a)]);
    return picked;
  }
};

Reader reader(const data::Set& regions) {
  Reader r;
  const data::Set all = model::Areas(regions).set;
  r.shown = areas_to_show(all, regions.labels());
  std::vector<std::string> labels, zh, en;
  for (const int a : r.shown) {
    labels.push_back(all.label(a));
    zh.push_back(all.zh(a));
    en.push_back(all.en(a));
  }
  r.areas = data::Set("area", labels, zh, en);
  for (const auto& m : model::AreaFigures::measures()) r.measures.push_back({m.key, m.unit});
  return r;
}

calibration::BenchmarkDraw draw_of(const model::Drawn& drawn, std::size_t node) {
  calibration::BenchmarkDraw draw;
  for (const model::DrawnNumber& n : drawn.numbers()) {
    if (!n.by_node) continue;
    const uncertainty::Input& input = drawn.inputs().inputs[at(n.input)];
    const bool flow = drawn.quantity(input) == "trade_flow";
    if (!flow)
      draw.factors.push_back({drawn.quantity(input), n.factors[node]});
    else if (!input.between.empty())
      draw.flows.push_back({input.between, input.other_end, n.factors[node]});
  }
  return draw;
}

/// Names of provinces are those of the dataset. The shipped file speaks of the shipped provinces:
/// flows that another dataset does not have are not drawn.
void require_provinces(const Source& source, uncertainty::Uncertainty& u, bool shipped) {
  const data::Set& provinces = source.regions().source();
  for (uncertainty::Input& input : u.inputs) {
    std::vector<std::string> names = input.between;
    names.insert(names.end(), input.other_end.begin(), input.other_end.end());
    for (const std::string& name : names) {
      if (name == "*" || name == "RestOfWorld" || provinces.find(name)) continue;
      if (!shipped)
        throw data::InputError({input.place,
                                "the input \"" + input.name + "\" names the province \"" + name +
                                    "\", which the dataset does not have",
                                name, data::suggestion(name, provinces.labels())});
      input.between.clear();
    }
  }
}

/// The shipped inputs are about the shipped pair. Where a question is about another, that one takes
/// its place, and it the other's: what two sell each other is least known, whoever they are.
void ask_of(uncertainty::Uncertainty& u, const model::Pair& other) {
  const model::Pair& one = data::default_pair();
  if (other == one) return;
  std::vector<std::string> before{one.first, one.second}, after{other.first, other.second};
  for (const std::string& label : {other.first, other.second})
    if (label != one.first && label != one.second) before.push_back(label);
  for (const std::string& label : {one.first, one.second})
    if (label != other.first && label != other.second) after.push_back(label);
  const auto title = [&](uncertainty::Title& t) {
    const model::LocalText said = model::restated(model::LocalText{t.zh, t.en}, other);
    t = {said.zh, said.en};
  };
  for (uncertainty::Group& g : u.groups) title(g.title);
  for (uncertainty::Input& input : u.inputs) {
    title(input.title);
    for (auto* ends : {&input.between, &input.other_end})
      for (std::string& label : *ends)
        if (const auto at = std::find(before.begin(), before.end(), label); at != before.end())
          label = after[static_cast<std::size_t>(at - before.begin())];
  }
}

/// The size of the policy beside the other inputs, as a file would say it.
void add_sizes(uncertainty::Uncertainty& u, const std::vector<double>& sizes,
               std::span<const uncertainty::Quantity> known) {
  if (sizes.size() != 2 || !(sizes[0] >= 0 && sizes[0] < sizes[1]))
    throw data::InputError({{},
                            "--size-range is two sizes, the smaller one first, not below 0",
                            fmt::format("{}", fmt::join(sizes, ",")),
                            "write --size-range 0.5,1.5: half to one and a half times the policy"});
  const std::string text = fmt::format(
      "[[group]]\nid = \"{0}\"\ntitle = {{ zh = \"政策力度\", en = \"size of the policy\" }}\n"
      "[[input]]\nname = \"{0}\"\ntitle = {{ zh = \"政策力度\", en = \"size of the policy\" }}\n"
      "group = \"{0}\"\nquantity = \"{0}\"\nlaw = \"uniform\"\nlow = {1}\nhigh = {2}\n"
      "basis = \"judgement\"\nsource = \"--size-range\"\n",
      model::policy_size, sizes[0], sizes[1]);
  const std::string before = u.source_text;
  u = uncertainty::parse_uncertainty(text, "--size-range", known, &u);
  u.source_text = before + "\n" + text;
}

}  // namespace

uncertainty::Uncertainty read_inputs(const Source& source, const RangeRequest& request) {
  const std::vector<uncertainty::Quantity> known = catalogue(source);
  const std::string& file = request.file;
  uncertainty::Uncertainty u =
      uncertainty::read_uncertainty(data::shipped("uncertainty/default.toml"), known);
  ask_of(u, calibration::pair_of(source.request()));
  if (!file.empty())
    u = uncertainty::read_uncertainty(data::shipped_or_path("uncertainty", file, ".toml"), known,
                                      &u);
  require_provinces(source, u, file.empty());
  if (!request.sizes.empty()) add_sizes(u, request.sizes, known);
  return u;
}

std::size_t draws_of(const RangeRequest& request, const Source& source, std::size_t scenarios) {
  constexpr std::size_t least = 20, default_draws = 1000, several = 200;
  if (request.draws == 0) return 0;
  if (request.draws > 0) return std::max(least, static_cast<std::size_t>(request.draws));
  // Time grows faster than the model: what 4 regions and 42 sectors take for a thousand draws.
  const double size = source.regions().target().size() * source.sectors().target().size() / 168.0;
  const auto alone = static_cast<std::size_t>(
      std::clamp(default_draws / std::pow(size, 1.5), 40.0, static_cast<double>(default_draws)));
  return std::max(std::min(alone, several), alone / std::max<std::size_t>(1, scenarios));
}

namespace {

std::vector<model::RangeDraws> draw(ModelCache& models, const model::Drawn& drawn,
                                    const std::vector<model::RangeQuestion>& asked,
                                    const RangeRequest& request, const Hooks& hooks,
                                    decltype(model::RangeInputs::reader) reader,
                                    RangeJournal* journal = nullptr) {
  const Source& source = models.source();
  const auto estimate = models.estimate(estimate_drawn_about(source));
  model::RangeInputs in;
  in.drawn = &drawn;
  in.questions = asked;
  in.benchmark = [&](std::size_t node) {
    return source.benchmark(*estimate, draw_of(drawn, node));
  };
  in.reader = std::move(reader);
  if (journal) {
    in.known = [journal](std::size_t node, std::size_t q) { return journal->find(node, q); };
    in.found = [journal](std::size_t node, std::size_t q, const model::NodeFigures& f) {
      journal->add(node, q, f);
    };
  }
  in.interrupted = [&hooks] { return hooks.stopping(); };
  const std::string what = fmt::format("{} draws of ranges", drawn.design().all_draws());
  in.progress = [&](double done) { hooks.show(what, done); };
  in.jobs = request.jobs > 0 ? request.jobs
                             : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  std::vector<model::RangeDraws> draws = model::run_ranges(in);
  hooks.throw_if_stopping();
  return draws;
}

/// What acts on no closure that is asked about would be noise in the shares of variance.
uncertainty::Uncertainty without_idle(uncertainty::Uncertainty u,
                                      const std::vector<uncertainty::Quantity>& known,
                                      std::span<const model::Closure> closures) {
  if (std::any_of(closures.begin(), closures.end(), [](const model::Closure& c) {
        return c.power == model::Closure::Power::technologies;
      }))
    return u;
  std::vector<std::string> idle;
  for (const uncertainty::Input& input : u.inputs)
    if (known[at(input.quantity)].name.starts_with("power_"))
      idle.push_back("\"" + input.name + "\"");
  if (idle.empty()) return u;
  const std::string text = u.source_text;
  u = uncertainty::parse_uncertainty(fmt::format("omit = [{}]\n", fmt::join(idle, ", ")),
                                     "inputs of power", known, &u);
  u.source_text = text;
  return u;
}

std::shared_ptr<const model::Drawn> drawn_of(const Source& source, uncertainty::Uncertainty inputs,
                                             std::span<const model::Closure> closures,
                                             const RangeRequest& request, std::size_t scenarios) {
  inputs = without_idle(std::move(inputs), catalogue(source), closures);
  return std::make_shared<const model::Drawn>(
      std::move(inputs), catalogue(source),
      uncertainty::design_of(draws_of(request, source, scenarios), request.seed),
      source.sectors().target());
}

}  // namespace

std::string estimate_drawn_about(const Source& source) {
  const std::vector<std::string> variants = source.variants({});
  const bool has_central = std::find(variants.begin(), variants.end(), "central") != variants.end();
  return has_central ? "central" : variants.front();
}

Ranges draw_ranges(ModelCache& models, uncertainty::Uncertainty inputs,
                   const std::vector<model::Scenario>& scenarios,
                   const std::vector<model::Closure>& closures, const std::vector<bool>& worthwhile,
                   const RangeRequest& request, const Hooks& hooks, const KeepDraws& keep) {
  const Source& source = models.source();
  const Reader read = reader(source.regions().target());
  Ranges ranges{drawn_of(source, std::move(inputs), closures, request, scenarios.size()),
                read.areas, read.measures, std::vector<model::RangeDraws>(scenarios.size())};
  std::vector<model::RangeQuestion> asked;
  std::vector<std::size_t> places;
  for (std::size_t s = 0; s < scenarios.size(); ++s)
    if (worthwhile[s]) {
      asked.push_back({&scenarios[s], &closures[s]});
      places.push_back(s);
    }
  if (asked.empty()) return ranges;
  const std::size_t figures = read.measures.size() * at(read.areas.size());
  RangeJournal* journal = keep ? keep(ranges.design(), asked.size(), figures) : nullptr;
  auto draws = draw(
      models, *ranges.drawn, asked, request, hooks,
      [&](model::Equilibrium& first, const model::Solution& solution) -> model::FigureReader {
        return [&read, figures = model::AreaFigures(first, solution)](model::Equilibrium& e,
                                                                      const model::Solution& s) {
          return read.pick(figures.read(e, s));
        };
      },
      journal);
  for (std::size_t k = 0; k < places.size(); ++k) ranges.draws[places[k]] = std::move(draws[k]);
  return ranges;
}

IndicatorDraws draw_indicator(ModelCache& models, uncertainty::Uncertainty inputs,
                              const model::Scenario& scenario, const model::Closure& closure,
                              const std::string& text, const RangeRequest& request,
                              const Hooks& hooks) {
  const Source& source = models.source();
  const model::Indicator indicator =
      model::parse_indicator(text, model::Areas(source.regions().target()));
  IndicatorDraws found{drawn_of(source, std::move(inputs), {&closure, 1}, request, 1), {}};
  found.draws = std::move(
      draw(models, *found.drawn, {{&scenario, &closure}}, request, hooks,
           [&](model::Equilibrium&, const model::Solution&) -> model::FigureReader {
             return [&](model::Equilibrium& e, const model::Solution& s) {
               e.set_target(s.reference_parameters);
               const model::Point before = e.evaluate(s.reference_x);
               const auto sum = model::linear_indicator(*s.model, before, indicator);
               const double reference = sum.value(e.model(), before);
               e.set_target(s.parameters);
               return std::vector<double>{sum.value(e.model(), e.evaluate(s.x)) - reference};
             };
           })
          .front());
  return found;
}

}  // namespace yuqian::apps
