// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/uncertainty/inputs.hpp>

#include <yuqian/data/nearest.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace yuqian::uncertainty {
namespace {

Title read_title(const data::Toml& value) {
  return {value.get("zh").string(), value.get("en").string()};
}

class Reader {
 public:
  Reader(const data::Toml& file, std::span<const Quantity> catalogue, const Uncertainty* before)
      : file_(file), catalogue_(catalogue) {
    if (before) u_ = *before;
    inherited_ = u_.inputs.size();
    for (const Quantity& q : catalogue) quantities_.push_back(q.name);
  }

  Uncertainty read() {
    read_omitted();
    for (const data::Toml& block : file_.items("group")) read_group(block);
    for (const data::Toml& block : file_.items("input")) read_input(block);
    for (const data::Toml& block : file_.items("correlation")) read_correlation(block);
    file_.finish();
    if (u_.inputs.empty())
      throw file_.error("the file leaves no uncertain input", "write an [[input]] block");
    factorise();
    return std::move(u_);
  }

 private:
  std::vector<std::string> input_names() const {
    std::vector<std::string> names;
    for (const Input& i : u_.inputs) names.push_back(i.name);
    return names;
  }

  int input_named(const data::Toml& name) const {
    const int found = u_.find(name.string());
    if (found < 0)
      throw name.error(fmt::format("no input is named \"{}\"", name.string()),
                       data::suggestion(name.string(), input_names()), name.string());
    return found;
  }

  void read_omitted() {
    for (const data::Toml& name : file_.items("omit")) {
      const int gone = input_named(name);
      u_.inputs.erase(u_.inputs.begin() + gone);
      --inherited_;
      std::erase_if(u_.correlations,
                    [gone](const Correlation& c) { return c.first == gone || c.second == gone; });
      for (Correlation& c : u_.correlations) {
        c.first -= c.first > gone;
        c.second -= c.second > gone;
      }
    }
  }

  void read_group(const data::Toml& block) {
    const data::Toml id = block.get("id");
    for (const Group& g : u_.groups)
      if (g.id == id.string())
        throw id.error(fmt::format("the group \"{}\" stands twice", g.id), "name each one once",
                       g.id);
    u_.groups.push_back({id.name(), read_title(block.get("title"))});
  }

  void read_input(const data::Toml& block) {
    Input input;
    const data::Toml name = block.get("name");
    input.name = name.name();
    input.place = block.where();
    input.title = read_title(block.get("title"));
    std::vector<std::string> groups;
    for (const Group& g : u_.groups) groups.push_back(g.id);
    input.group = block.get("group").choice(groups, "group");
    input.quantity = block.get("quantity").choice(quantities_, "quantity");
    const Quantity& quantity = catalogue_[at(input.quantity)];
    input.each = block.boolean_or("each", false);
    if (input.each && !quantity.cells)
      throw block.get("each").error(
          fmt::format("\"{}\" has no cells that could be drawn each", quantity.name),
          "leave \"each\" out");
    if (quantity.flows) {
      input.between = block.get("between").strings();
      input.other_end = block.get("and").strings();
    }
    input.law = read_distribution(block, quantity.lower, quantity.upper);
    static const std::vector<std::string> bases{"evidence", "judgement"};
    input.evidence = block.get("basis").choice(bases, "basis") == 0;
    input.source = block.get("source").string();
    if (const int earlier = u_.find(input.name); earlier < 0) {
      u_.inputs.push_back(std::move(input));
    } else if (at(earlier) < inherited_ && !replaced(earlier)) {
      replaced_.push_back(earlier);
      u_.inputs[at(earlier)] = std::move(input);
    } else {
      throw name.error(fmt::format("the input \"{}\" stands twice", input.name),
                       "name each one once", input.name);
    }
  }

  bool replaced(int input) const {
    return std::find(replaced_.begin(), replaced_.end(), input) != replaced_.end();
  }

  void read_correlation(const data::Toml& block) {
    const data::Toml pair = block.get("between");
    if (pair.size() != 2)
      throw pair.error("a correlation is between two inputs", "write [\"esubm\", \"esubd\"]");
    Correlation c{input_named(pair.item(0)), input_named(pair.item(1)), 0};
    const data::Toml value = block.get("value");
    c.value = value.number();
    block.get("source").string();
    const Input &a = u_.inputs[at(c.first)], &b = u_.inputs[at(c.second)];
    if (c.first == c.second)
      throw pair.error(fmt::format("\"{}\" stands at both ends", a.name), "name two inputs");
    if (!(c.value > -1 && c.value < 1))
      throw value.error(fmt::format("a correlation of {:g}", c.value),
                        "give a number between -1 and 1, without the ends");
    if (a.each || b.each)
      throw pair.error("an input that draws each cell by itself is correlated with nothing",
                       "correlate the common factors");
    if (a.group != b.group)
      throw pair.error(fmt::format("\"{}\" and \"{}\" are of different groups, whose shares of "
                                   "variance would mean nothing",
                                   a.name, b.name),
                       "put correlated inputs into one group");
    const auto same = [&](const Correlation& d) {
      return (d.first == c.first && d.second == c.second) ||
             (d.first == c.second && d.second == c.first);
    };
    std::erase_if(u_.correlations, same);  // of an earlier file
    u_.correlations.push_back(c);
    // Told here, at the line that makes it impossible.
    if (correlation_factor().empty())
      throw value.error(
          fmt::format("with {:g} between \"{}\" and \"{}\" the correlations are not positive "
                      "definite: no numbers are correlated so",
                      c.value, a.name, b.name),
          "bring it nearer to zero, or change the others");
  }

  std::vector<double> correlation_factor() const {
    const std::size_t n = u_.inputs.size();
    std::vector<double> matrix(n * n);
    for (std::size_t i = 0; i < n; ++i) matrix[i * n + i] = 1;
    for (const Correlation& c : u_.correlations)
      matrix[at(c.first) * n + at(c.second)] = matrix[at(c.second) * n + at(c.first)] = c.value;
    return cholesky(matrix, n);
  }

  void factorise() {
    for (const Correlation& c : u_.correlations) {
      const Input &a = u_.inputs[at(c.first)], &b = u_.inputs[at(c.second)];
      if (catalogue_[at(a.quantity)].by_node != catalogue_[at(b.quantity)].by_node)
        throw data::InputError({b.place,
                                fmt::format("\"{}\" and \"{}\" are correlated, but one of them "
                                            "moves the benchmark and the other does not",
                                            a.name, b.name),
                                b.name,
                                "correlate inputs of one kind (docs/ranges.md lists them)"});
    }
    u_.factor = correlation_factor();
  }

  const data::Toml& file_;
  std::span<const Quantity> catalogue_;
  std::vector<std::string> quantities_;
  Uncertainty u_;
  std::size_t inherited_ = 0;  ///< inputs of the earlier file
  std::vector<int> replaced_;
};

}  // namespace

int Uncertainty::find(std::string_view input) const {
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (inputs[i].name == input) return static_cast<int>(i);
  return -1;
}

Uncertainty parse_uncertainty(std::string text, const std::string& name,
                              std::span<const Quantity> catalogue, const Uncertainty* before) {
  const std::string as_written = text;
  const data::Toml file = data::Toml::parse(std::move(text), name);
  Uncertainty u = Reader(file, catalogue, before).read();
  u.source_text = as_written;
  return u;
}

Uncertainty read_uncertainty(const std::string& path, std::span<const Quantity> catalogue,
                             const Uncertainty* before) {
  return parse_uncertainty(data::read_text(path), path, catalogue, before);
}

}  // namespace yuqian::uncertainty
