// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/batch/plan_draws.hpp>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/model/uncertainty/design.hpp>

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

std::vector<double> factors(const data::Toml& list) {
  return numbers_within(list, smallest_factor, largest_factor, false, "factor");
}

int whole_number(const data::Toml& value, int least, int most, const char* what) {
  const std::int64_t n = value.integer();
  if (n < least || n > most)
    throw value.error(fmt::format("{} is {}", what, n),
                      fmt::format("it must be a whole number from {} to {}", least, most));
  return static_cast<int>(n);
}

std::size_t drawn_factor(const data::Toml& name, const BatchPlan& p) {
  const std::string wanted = name.string();
  for (std::size_t f = 0; f < p.factors.size(); ++f)
    if (p.factors[f].name == wanted) {
      if (p.factors[f].is_drawn() && p.factors[f].own_draws.empty()) return f;
      throw name.error(fmt::format("\"{}\" is not drawn here", wanted),
                       "correlate factors that have a range or a law");
    }
  std::vector<std::string> known;
  for (const BatchFactor& f : p.factors) known.push_back(f.name);
  throw name.error(fmt::format("no factor is called \"{}\"", wanted),
                   data::suggestion(wanted, known), wanted);
}

/// The user's table: a row for each draw, a column for each factor that names one.
void read_table(const data::Toml& file, BatchPlan& p) {
  const std::vector<data::Toml> blocks = file.items("factor");
  const auto path = file.find("draws_file");
  for (std::size_t f = 0; f < p.factors.size(); ++f)
    if (!path && blocks[f].has("column"))
      throw blocks[f].get("column").error("a column of which table?",
                                          "write draws_file = \"my-draws.csv\"");
  if (!path) return;
  const data::Csv table = data::Csv::read(path->string());
  bool used = false;
  for (std::size_t f = 0; f < p.factors.size(); ++f) {
    if (!blocks[f].has("column")) continue;
    used = true;
    const int column = table.column(blocks[f].get("column").string());
    for (int r = 0; r < table.rows(); ++r) {
      const double value = table.number(r, column, data::Sign::positive);
      if (value < smallest_factor || value > largest_factor)
        throw data::InputError(
            {table.where(r, column), fmt::format("the factor {:g} is out of range", value),
             p.factors[f].name,
             fmt::format("it must be from {:g} to {:g}", smallest_factor, largest_factor)});
      p.factors[f].own_draws.push_back(value);
    }
  }
  if (!used)
    throw path->error("no factor names a column of the table",
                      "write column = \"...\" in [[factor]]");
  if (table.rows() == 0) throw path->error("the table has no draws", "give a row for each draw");
  p.draws = table.rows();
}

/// Correlations of normal scores, as one matrix over all factors that are named.
void read_correlations(const data::Toml& file, BatchPlan& p) {
  struct Entry {
    std::size_t a, b;
    double value;
  };
  std::vector<Entry> entries;
  const std::vector<data::Toml> blocks = file.items("correlation");
  const auto position = [&](std::size_t factor) {
    const auto found = std::find(p.correlated.begin(), p.correlated.end(), factor);
    if (found == p.correlated.end()) p.correlated.push_back(factor);
    return static_cast<std::size_t>(std::find(p.correlated.begin(), p.correlated.end(), factor) -
                                    p.correlated.begin());
  };
  for (const data::Toml& block : blocks) {
    const std::vector<data::Toml> between = block.get("between").items();
    const data::Toml value = block.get("value");
    if (between.size() != 2)
      throw block.get("between").error("a correlation is between two factors",
                                       "write between = [\"esubm\", \"esubd\"]");
    const Entry e{position(drawn_factor(between[0], p)), position(drawn_factor(between[1], p)),
                  value.number()};
    if (e.a == e.b) throw block.get("between").error("a factor with itself", "name two factors");
    if (!(e.value > -1 && e.value < 1))
      throw value.error(fmt::format("a correlation of {:g}", e.value),
                        "give a number between -1 and 1");
    for (const Entry& earlier : entries)
      if (std::minmax(earlier.a, earlier.b) == std::minmax(e.a, e.b))
        throw block.error("the two factors stand twice", "name each pair once");
    entries.push_back(e);
  }
  const std::size_t n = p.correlated.size();
  if (n == 0) return;
  std::vector<double> matrix(n * n, 0.0);
  for (std::size_t k = 0; k < n; ++k) matrix[k * n + k] = 1;
  for (const Entry& e : entries) matrix[e.a * n + e.b] = matrix[e.b * n + e.a] = e.value;
  p.correlation_root = uncertainty::cholesky(matrix, n);
  if (p.correlation_root.empty())
    throw blocks.back().error(
        "no numbers have these correlations: the matrix of all of them is not "
        "positive definite",
        "make them smaller in size, or leave one out");
}

}  // namespace

std::vector<double> numbers_within(const data::Toml& list, double least, double most, bool zero,
                                   const char* what) {
  std::vector<double> values;
  for (const data::Toml& entry : list.items()) {
    const double v = entry.number();
    if (!(v >= least && v <= most) && !(zero && v == 0))
      throw entry.error(
          fmt::format("the {} {:g} is out of range", what, v),
          fmt::format("it must be {}from {:g} to {:g}", zero ? "0, or " : "", least, most));
    values.push_back(v);
  }
  return values;
}

BatchFactor read_factor(const data::Toml& block) {
  BatchFactor f;
  f.target = read_shock_target(block);
  const auto name = block.find("name");
  f.name = name ? name->name() : f.target.parameter;
  if (const auto values = block.find("values")) {
    f.values = factors(*values);
    if (f.values.empty())
      throw values->error("the grid has no values", "write values = [0.5, 1, 2]");
  }
  if (const auto range = block.find("range")) {
    const std::vector<double> ends = factors(*range);
    if (ends.size() != 2 || !(ends[0] < ends[1]))
      throw range->error("a range is two factors, the smaller one first",
                         "write range = [0.5, 2.0]");
    f.low = ends[0], f.high = ends[1];
    static const std::array<std::string, 2> valid{"log_uniform", "uniform"};
    if (const auto distribution = block.find("distribution"))
      f.logarithmic = distribution->choice(valid, "distribution") == 0;
  }
  if (block.has("law"))
    f.law = uncertainty::read_distribution(block, smallest_factor, largest_factor);
  const int ways =
      block.has("values") + block.has("range") + block.has("law") + block.has("column");
  if (block.has("column")) block.get("column").name();
  if (ways != 1) {
    block.finish();
    throw block.error(fmt::format("the factor has {} of \"values\", \"range\", \"law\" and "
                                  "\"column\"",
                                  ways == 0 ? "none" : "more than one"),
                      "write exactly one of them");
  }
  return f;
}

void read_draws(const data::Toml& file, BatchPlan& p) {
  read_table(file, p);
  const bool drawn = std::any_of(p.factors.begin(), p.factors.end(), [](const BatchFactor& f) {
    return f.is_drawn() && f.own_draws.empty();
  });
  if (const auto draws = file.find("draws")) {
    if (p.draws > 0)
      throw draws->error("the table of draws says how many there are", "leave out \"draws\"");
    if (!drawn)
      throw draws->error("\"draws\" without a factor that has a range",
                         "add [[factor]] with range = [0.5, 2.0]");
    p.draws = whole_number(*draws, 1, static_cast<int>(most_cases), "the number of draws");
  } else if (drawn && p.draws == 0) {
    throw file.error("a factor has a range, but nobody says how many draws", "write draws = 100");
  }
  static const std::array<std::string, 2> methods{"latin_hypercube", "random"};
  if (const auto method = file.find("method"))
    p.method = static_cast<BatchPlan::Method>(method->choice(methods, "method"));
  if (const auto seed = file.find("seed"))
    p.seed = static_cast<std::uint64_t>(
        whole_number(*seed, 0, std::numeric_limits<int>::max(), "the seed"));
  read_correlations(file, p);
}

}  // namespace yuqian::model
