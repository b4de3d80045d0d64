// SPDX-License-Identifier: Apache-2.0
// [sets] of a model file.
#include <yuqian/model/io/detail/model_reader.hpp>

#include <yuqian/data/nearest.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

bool is_whole(const Node& node) {
  return node.kind == Node::Kind::number && std::abs(node.number) < 1e9 &&
         node.number == std::floor(node.number);
}

bool is_word(std::string_view text) {
  const auto letter = [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  };
  return !text.empty() && letter(static_cast<unsigned char>(text.front())) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return letter(static_cast<unsigned char>(c)) || (c >= '0' && c <= '9');
         });
}

}  // namespace

void ModelReader::read_sets(const Fields& root) {
  const Node* table = root.find("sets", Node::Kind::table);
  if (!table) return;
  for (const auto& [name, node] : table->members) {
    if (!is_word(name) || name == "and" || name == "or" || name == "not")
      root.fail(node, fmt::format("\"{}\" cannot be the name of a set", name),
                "a set's name is an index in expressions: one word");
    if (sets_.find(name) >= 0) root.fail(node, fmt::format("set \"{}\" stands twice", name));
    sets_.add(name, read_labels(root, name, node));
  }
  for (const auto& [name, node] : table->members)
    for (const std::string& other : sets_.names())
      if (sets_.labels(sets_.find(name)).find(other) >= 0)
        root.fail(node,
                  fmt::format("set \"{}\": the label \"{}\" is the name of a set", name, other),
                  "between brackets it could mean either: rename one");
  env_.assign(static_cast<std::size_t>(sets_.count()), -1);
  bound_.assign(static_cast<std::size_t>(sets_.count()), 0);
}

void ModelReader::check_label(const Node& at, const std::string& set,
                              const std::string& label) const {
  if (label.empty() || label.front() == ' ' || label.back() == ' ' ||
      label.find_first_of("[],\"\n\r\t") != std::string::npos)
    document_.fail(at, fmt::format("set \"{}\": \"{}\" cannot be a label", set, label),
                   "labels have no brackets, commas, quotes, line breaks or blanks at their ends");
}

std::shared_ptr<const Labels> ModelReader::read_labels(const Fields& root, const std::string& name,
                                                       const Node& node) {
  const std::string what = fmt::format("set \"{}\"", name);
  if (node.kind == Node::Kind::text) {
    const int of = sets_.find(node.text);
    if (of < 0)
      root.fail(node, fmt::format("{}: \"{}\" is not a set declared before it", what, node.text),
                data::suggestion(node.text, sets_.names()));
    return sets_.shared(of);
  }
  auto labels = std::make_shared<Labels>();
  if (node.kind == Node::Kind::array) {
    for (const Node& item : node.items) {
      if (item.kind != Node::Kind::text && !is_whole(item))
        root.fail(item, fmt::format("{}: a label must be text or a whole number", what));
      const std::string label =
          item.kind == Node::Kind::text ? item.text : fmt::format("{:.0f}", item.number);
      check_label(item, name, label);
      if (!labels->add(label))
        root.fail(item, fmt::format("{}: the label \"{}\" stands twice", what, label));
    }
  } else if (node.find("from") || node.find("to")) {
    const Fields range(document_, node, what, {"from", "to"});
    const Node &from = range.need("from", Node::Kind::number),
               &to = range.need("to", Node::Kind::number);
    for (const Node* end : {&from, &to})
      if (!is_whole(*end)) range.fail(*end, "\"from\" and \"to\" must be whole numbers");
    try {
      budget_.take(to.number - from.number + 1);
    } catch (const TooLarge& error) {
      range.fail(to, error.what());
    }
    for (double k = from.number; k <= to.number; ++k) labels->add(fmt::format("{:.0f}", k));
  } else {
    const Fields file(document_, node, what, {"file", "column"});
    const data::Csv& csv = table(file, file.need("file", Node::Kind::text));
    const int column = csv.column(file.text_or("column", name));
    for (int row = 0; row < csv.rows(); ++row) {
      check_label(node, name, csv.text(row, column));
      labels->add(csv.text(row, column));  // a long table repeats its labels
    }
  }
  if (labels->size() == 0) root.fail(node, fmt::format("{} has no labels", what));
  return labels;
}

}  // namespace yuqian::model
