// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/detail/fields.hpp>

#include <yuqian/data/nearest.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace yuqian::model {

Fields::Fields(const Document& document, const Node& node, std::string what,
               std::initializer_list<std::string_view> allowed)
    : document_(document), node_(node), what_(std::move(what)) {
  if (node.kind != Node::Kind::table)
    fail(node, fmt::format("must be a table, not {}", kind_name(node.kind)));
  for (const auto& [key, value] : node.members)
    if (std::find(allowed.begin(), allowed.end(), key) == allowed.end()) {
      const std::vector<std::string> keys(allowed.begin(), allowed.end());
      throw data::InputError({document.where(value),
                              fmt::format("{}: unknown key \"{}\"", what_, key), key,
                              data::suggestion(key, keys)});
    }
}

void Fields::fail(const Node& at, const std::string& message, std::string hint) const {
  document_.fail(at, what_ + ": " + message, std::move(hint));
}

const Node* Fields::find(std::string_view key, Node::Kind kind) const {
  const Node* found = node_.find(key);
  if (found && found->kind != kind)
    fail(*found,
         fmt::format("\"{}\" must be {}, not {}", key, kind_name(kind), kind_name(found->kind)));
  return found;
}

const Node& Fields::need(std::string_view key, Node::Kind kind) const {
  const Node* found = find(key, kind);
  if (!found) fail(node_, fmt::format("\"{}\" is missing", key));
  return *found;
}

std::string Fields::text(std::string_view key) const { return need(key, Node::Kind::text).text; }

std::string Fields::text_or(std::string_view key, std::string otherwise) const {
  const Node* found = find(key, Node::Kind::text);
  return found ? found->text : std::move(otherwise);
}

double Fields::number_or(std::string_view key, double otherwise, bool infinite) const {
  const Node* found = node_.find(key);
  if (!found) return otherwise;
  const std::optional<double> value = as_number(*found, infinite);
  if (!value)
    fail(*found, fmt::format("\"{}\" must be a{} number", key, infinite ? "" : " finite"),
         infinite && is_infinity(*found) ? "write \"inf\" or \"-inf\"" : "");
  return *value;
}

std::span<const Node> Fields::tables(std::string_view key) const {
  const Node* found = find(key, Node::Kind::array);
  if (!found) return {};
  return found->items;
}

bool is_infinity(const Node& node) {
  std::string word = node.kind == Node::Kind::text ? node.text : "";
  if (!word.empty() && (word.front() == '-' || word.front() == '+')) word.erase(0, 1);
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return word == "inf" || word == "infinity";
}

std::optional<double> as_number(const Node& node, bool infinite) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  double value = node.number;
  if (node.kind == Node::Kind::text && (node.text == "inf" || node.text == "-inf"))
    value = node.text == "inf" ? infinity : -infinity;
  else if (node.kind != Node::Kind::number)
    return std::nullopt;
  if (std::isnan(value) || (!infinite && std::isinf(value))) return std::nullopt;
  return value;
}

}  // namespace yuqian::model
