// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/detail/model_reader.hpp>

#include <yuqian/data/nearest.hpp>
#include <yuqian/data/text_file.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {

ModelFile read_model_file(const std::string& path, const ModelFileOptions& options) {
  const Document document = read_document(path);
  return ModelReader(document, options).run();
}

ModelFile read_model_text(std::string_view text, const std::string& name,
                          const ModelFileOptions& options) {
  const Document document =
      parse_document(data::checked_text(std::string(text), name), name, format_of(name));
  return ModelReader(document, options).run();
}

ModelFile ModelReader::run() {
  const Fields root(document_, document_.root, "model file",
                    {"model", "sets", "parameters", "commodities", "sector", "consumer",
                     "auxiliary", "outputs", "case"});
  const Fields model(document_, root.need("model", Node::Kind::table), "[model]",
                     {"name", "source", "text", "numeraire"});
  ModelFile file;
  file.path = document_.file;
  file.name = model.text("name");
  file.source = model.text_or("source", "");
  file.text = model.text_or("text", "");

  read_sets(root);
  find_live(root);
  if (const Node* parameters = root.find("parameters", Node::Kind::table))
    for (const auto& [name, node] : parameters->members) read_parameter(root, name, node);
  declare_all(root);
  set_numeraire(model);
  for (const Node& node : root.tables("sector")) read_sector(node);
  for (const Node& node : root.tables("consumer")) read_consumer(node);
  for (const Node& node : root.tables("auxiliary")) read_auxiliary(node);
  refuse_unsupplied();
  try {
    file.model = std::move(builder_).build();
    for (const std::string& name : valued_incomes_)
      file.valued_incomes.push_back(*file.model->find_unknown(name));
  } catch (const ModelError& error) {
    throw data::InputError({{document_.file, 0, 0}, error.what(), {}, {}});
  }
  for (NameFamily& f : names_.families()) f.only_data = f.in_data && !f.in_model;
  read_outputs(root, file);
  read_cases(root, file);
  return file;
}

void ModelReader::fail_with_place(const data::InputError& error) const {
  std::vector<int> all(env_.size());
  for (std::size_t s = 0; s < all.size(); ++s) all[s] = static_cast<int>(s);
  throw data::InputError({error.where(),
                          fmt::format("{} ({})", error.message(), sets_.place(all, env_)),
                          error.label(), error.hint()});
}

void ModelReader::fail(const Fields& fields, const Node& node, std::string_view what,
                       const ExpressionError& error) const {
  // The text begins behind the opening quote; where it spans lines the column is that of its start.
  data::Position where = document_.where(node);
  if (node.kind == Node::Kind::text && node.text.find('\n') == std::string::npos)
    where.column +=
        1 + static_cast<int>(std::count_if(node.text.begin(),
                                           node.text.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                   error.offset, node.text.size())),
                                           [](unsigned char c) { return (c & 0xC0) != 0x80; }));
  throw data::InputError(
      {where,
       node.kind == Node::Kind::text
           ? fmt::format("{}: {} \"{}\": {}", fields.what(), what, node.text, error.what())
           : fmt::format("{}: {}", fields.what(), error.what()),
       {},
       error.hint});
}

Stated ModelReader::stated(const Fields& fields, const Node& node, std::string_view what,
                           bool infinite) const {
  Stated out;
  out.node = &node;
  if (const std::optional<double> value = as_number(node, infinite)) {
    out.literal = *value;
    return out;
  }
  if (is_infinity(node))
    fields.fail(node,
                fmt::format("{} is {}, and must be {}", what, node.text,
                            infinite ? "inf or -inf" : "finite"),
                infinite ? "write \"inf\" or \"-inf\"" : "");
  if (node.kind != Node::Kind::text)
    fields.fail(node,
                fmt::format("{} must be a finite number or an expression in quotes, not {}", what,
                            node.kind == Node::Kind::number ? fmt::format("{}", node.number)
                                                            : kind_name(node.kind)));
  try {
    out.formula = std::make_unique<Formula>(parse_formula(node.text, scope()));
  } catch (const ExpressionError& error) {
    fail(fields, node, what, error);
  }
  return out;
}

Stated ModelReader::stated_if_any(const Fields& fields, std::string_view key, bool infinite) const {
  const Node* node = fields.find(key);
  return node ? stated(fields, *node, fmt::format("\"{}\"", key), infinite) : Stated{};
}

double ModelReader::number(const Fields& fields, const Stated& s, std::string_view what) {
  if (!s.formula) return s.literal;
  double value = 0;
  try {
    value = value_.number(*s.formula);
  } catch (const ExpressionError& error) {
    fail(fields, *s.node, what, error);
  } catch (const TooLarge& error) {
    fields.fail(*s.node, error.what());
  }
  if (!std::isfinite(value))
    fields.fail(*s.node, fmt::format("{} \"{}\" is {}", what, s.node->text, value));
  return value;
}

bool ModelReader::holds(const Fields& fields, const Stated& where) {
  return !where || number(fields, where, "\"where\"") != 0;
}

Coefficient ModelReader::coefficient(const Fields& fields, const Stated& s, std::string_view what) {
  if (!s.formula) return s.literal;
  try {
    return value_.coefficient(*s.formula);
  } catch (const ExpressionError& error) {
    fail(fields, *s.node, what, error);
  } catch (const TooLarge& error) {
    fields.fail(*s.node, error.what());
  }
}

Reference ModelReader::reference(const Fields& fields, const Node& at, const std::string& text,
                                 const Role* role) const {
  try {
    return parse_reference(text, scope(), role);
  } catch (const ExpressionError& error) {
    throw data::InputError({document_.where(at), fmt::format("{}: {}", fields.what(), error.what()),
                            text, error.hint});
  }
}

/// The indices of `forall = "s, i"`, which must not be bound around it.
std::vector<int> ModelReader::forall(const Fields& fields) const {
  std::vector<int> out;
  const Node* node = fields.find("forall", Node::Kind::text);
  for (std::string_view rest = node ? std::string_view(node->text) : std::string_view();
       node != nullptr;) {
    const std::size_t comma = rest.find(',');
    std::string word(rest.substr(0, comma));
    std::erase(word, ' ');
    const int set = sets_.find(word);
    if (set < 0)
      fields.fail(*node, fmt::format("\"{}\" is not a set", word),
                  data::suggestion(word, sets_.names()));
    if (bound_[static_cast<std::size_t>(set)] ||
        std::find(out.begin(), out.end(), set) != out.end())
      fields.fail(*node, fmt::format("the index {} is bound already", word),
                  "use an alias of the set");
    out.push_back(set);
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  return out;
}

std::vector<int> ModelReader::indices_of(const Fields& fields, const Node& at,
                                         const std::string& text) const {
  std::vector<int> out;
  const std::size_t bracket = text.find('[');
  if (sets_.empty() || bracket == std::string::npos || text.back() != ']') return out;
  std::string_view rest = std::string_view(text).substr(bracket + 1);
  for (rest.remove_suffix(1);; rest.remove_prefix(rest.find(',') + 1)) {
    std::string word(rest.substr(0, rest.find(',')));
    std::erase(word, ' ');
    const int set = sets_.find(word);
    if (set < 0)
      fields.fail(at, fmt::format("\"{}\": \"{}\" is not a set", text, word),
                  data::suggestion(word, sets_.names()));
    if (std::find(out.begin(), out.end(), set) != out.end())
      fields.fail(at, fmt::format("\"{}\": the index {} stands twice", text, word),
                  "declare an alias: s = \"r\"");
    out.push_back(set);
    if (rest.find(',') == std::string_view::npos) return out;
  }
}

std::string ModelReader::substituted(const std::string& text) const {
  const std::size_t bracket = text.find('[');
  if (sets_.empty() || bracket == std::string::npos || text.back() != ']') return text;
  std::string out = text.substr(0, bracket);
  std::string_view rest = std::string_view(text).substr(bracket + 1);
  for (rest.remove_suffix(1);; rest.remove_prefix(rest.find(',') + 1)) {
    std::string word(rest.substr(0, rest.find(',')));
    std::erase(word, ' ');
    const int set = sets_.find(word);
    const int at = set < 0 ? -1 : env_[static_cast<std::size_t>(set)];
    out += (out.size() > bracket ? "," : "[") +
           (at < 0 ? word : sets_.labels(set).names[static_cast<std::size_t>(at)]);
    if (rest.find(',') == std::string_view::npos) return out + "]";
  }
}

int ModelReader::region(const Fields& fields) const {
  const Node* node = fields.find("region", Node::Kind::text);
  if (!node) return -1;
  std::string name = node->text;
  if (const int set = sets_.find(name); set >= 0 && env_[static_cast<std::size_t>(set)] >= 0)
    name = sets_.labels(set).names[static_cast<std::size_t>(env_[static_cast<std::size_t>(set)])];
  return regions_.try_emplace(name, static_cast<int>(regions_.size())).first->second;
}

}  // namespace yuqian::model
