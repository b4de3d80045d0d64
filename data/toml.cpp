// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/toml.hpp>

#include <yuqian/data/detail/toml_library.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdio>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <yuqian/data/label.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/data/toml_depth.hpp>

namespace yuqian::data {
namespace {

constexpr double beyond_whole = 0x1p53;

const toml::node& node_of(const void* pointer) { return *static_cast<const toml::node*>(pointer); }

Position position(const std::string& file, const toml::source_region& region) {
  return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

/// Path of `wanted` below `at`; false if it is not there. Slow: for messages only.
bool find_path(const toml::node& at, const toml::node* wanted, std::string& path) {
  if (&at == wanted) return true;
  const std::size_t length = path.size();
  const auto descend = [&](const toml::node& child, const std::string& step) {
    path += step;
    if (find_path(child, wanted, path)) return true;
    path.resize(length);
    return false;
  };
  if (const auto* table = at.as_table()) {
    for (const auto& [key, child] : *table)
      if (descend(child, (length ? "." : "") + std::string(key.str()))) return true;
  } else if (const auto* array = at.as_array()) {
    for (std::size_t i = 0; i < array->size(); ++i)
      if (descend((*array)[i], "[" + std::to_string(i + 1) + "]")) return true;
  }
  return false;
}

}  // namespace

struct Toml::Document {
  std::string name;
  toml::table root;
  std::unordered_set<std::string> words;  // every key ever asked for, stored once
  std::unordered_map<const void*, std::vector<const std::string*>> asked;

  void remember(const void* table, std::string_view key) {
    const std::string* word = &*words.emplace(key).first;
    auto& known = asked[table];
    if (std::find(known.begin(), known.end(), word) == known.end()) known.push_back(word);
  }

  std::vector<std::string> asked_of(const void* table) const {
    std::vector<std::string> keys;
    if (const auto found = asked.find(table); found != asked.end())
      for (const std::string* word : found->second) keys.push_back(*word);
    return keys;
  }

  void finish(const toml::node& node) const {
    if (const auto* array = node.as_array())
      for (const toml::node& child : *array) finish(child);
    const auto* table = node.as_table();
    if (!table) return;
    const std::vector<std::string> known = asked_of(&node);
    for (const auto& [key, child] : *table) {
      const std::string text(key.str());
      if (std::find(known.begin(), known.end(), text) == known.end())
        throw InputError({position(name, key.source()), "unknown key \"" + text + "\"", text,
                          known.empty() ? "no key is expected here" : suggestion(text, known)});
      finish(child);
    }
  }
};

Toml::Toml(std::shared_ptr<Document> document, const void* node)
    : document_(std::move(document)), node_(node) {}

Toml Toml::read(const std::string& path) { return parse(read_file(path), path); }

Toml Toml::parse(std::string bytes, const std::string& name) {
  auto document = std::make_shared<Document>();
  document->name = name;
  const std::string text = checked_text(std::move(bytes), name);
  require_short_keys(text, name);
  try {
    document->root = toml::parse(text);
  } catch (const toml::parse_error& error) {
    throw InputError({position(name, error.source()),
                      std::string(error.description()),
                      {},
                      "see https://toml.io for the syntax"});
  }
  const toml::node* root = &document->root;
  return Toml(std::move(document), root);
}

bool Toml::is_table() const { return node_of(node_).is_table(); }
bool Toml::is_array() const { return node_of(node_).is_array(); }
bool Toml::is_string() const { return node_of(node_).is_string(); }
bool Toml::is_number() const { return node_of(node_).is_number(); }

std::string Toml::kind() const {
  switch (node_of(node_).type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
      return "an integer";
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

InputError Toml::error(std::string message, std::string hint, std::string label) const {
  return InputError({where(), std::move(message), std::move(label), std::move(hint)});
}

InputError Toml::expected(const std::string& what) const {
  const std::string place = path();
  return error(
      "expected " + what + (place.empty() ? "" : " at \"" + place + "\"") + ", found " + kind(),
      "write " + what, place);
}

std::optional<Toml> Toml::find(std::string_view key) const {
  const auto* table = node_of(node_).as_table();
  if (!table) throw expected("a table");
  document_->remember(node_, key);
  const toml::node* child = table->get(key);
  if (!child) return std::nullopt;
  return Toml(document_, child);
}

bool Toml::has(std::string_view key) const { return find(key).has_value(); }

Toml Toml::get(std::string_view key) const {
  if (const auto child = find(key)) return *child;
  const std::vector<std::string> asked = document_->asked_of(node_);
  std::vector<std::string> unasked;
  for (const auto& [present, child] : *node_of(node_).as_table())
    if (std::find(asked.begin(), asked.end(), present.str()) == asked.end())
      unasked.emplace_back(present.str());
  const auto close = nearest(key, unasked);
  const std::string place = path();
  throw error("key \"" + std::string(key) + "\" is missing" +
                  (place.empty() ? "" : " in \"" + place + "\""),
              close ? "is it the one written \"" + *close + "\"?" : "add it", std::string(key));
}

std::vector<std::string> Toml::keys() const {
  const auto* table = node_of(node_).as_table();
  if (!table) throw expected("a table");
  std::vector<std::pair<toml::source_position, std::string>> found;
  for (const auto& [key, child] : *table) found.emplace_back(key.source().begin, key.str());
  std::sort(found.begin(), found.end());
  std::vector<std::string> names;
  for (auto& [place, name] : found) {
    document_->remember(node_, name);
    names.push_back(std::move(name));
  }
  return names;
}

std::string Toml::string_or(std::string_view key, std::string otherwise) const {
  const auto child = find(key);
  return child ? child->string() : std::move(otherwise);
}

double Toml::number_or(std::string_view key, double otherwise, Sign sign) const {
  const auto child = find(key);
  return child ? child->number(sign) : otherwise;
}

bool Toml::boolean_or(std::string_view key, bool otherwise) const {
  const auto child = find(key);
  return child ? child->boolean() : otherwise;
}

std::vector<Toml> Toml::items(std::string_view key) const {
  const auto child = find(key);
  return child ? child->items() : std::vector<Toml>{};
}

int Toml::size() const {
  if (const auto* array = node_of(node_).as_array()) return static_cast<int>(array->size());
  if (const auto* table = node_of(node_).as_table()) return static_cast<int>(table->size());
  throw expected("an array");
}

Toml Toml::item(int i) const {
  const auto* array = node_of(node_).as_array();
  if (!array) throw expected("an array");
  assert(i >= 0 && i < size());
  return Toml(document_, &(*array)[static_cast<std::size_t>(i)]);
}

std::vector<Toml> Toml::items() const {
  if (!is_array()) throw expected("an array");
  std::vector<Toml> all;
  for (int i = 0; i < size(); ++i) all.push_back(item(i));
  return all;
}

std::vector<std::string> Toml::strings() const {
  std::vector<std::string> all;
  for (const Toml& entry : items()) all.push_back(entry.string());
  return all;
}

std::vector<double> Toml::numbers(Sign sign) const {
  std::vector<double> all;
  for (const Toml& entry : items()) all.push_back(entry.number(sign));
  return all;
}

std::string Toml::string() const {
  const auto* value = node_of(node_).as_string();
  if (!value) throw expected("a string");
  if (const auto control = control_character(value->get(), true))
    throw error("\"" + path() + "\" holds the control character " + *control, "take it out",
                path());
  return value->get();
}

double Toml::bound() const {
  if (!is_number()) throw expected("a number");
  // Beyond 2^53 not every whole number is a double, and the library then gives none.
  if (const auto* whole = node_of(node_).as_integer())
    if (std::abs(static_cast<double>(whole->get())) >= beyond_whole)
      throw error("\"" + path() + "\" = " + std::to_string(whole->get()) +
                      " is a whole number beyond 2^53, which is not exact",
                  "write it with a decimal point or an exponent, as in 1e16", path());
  const double value = *node_of(node_).value<double>();
  if (std::isnan(value)) throw error("nan is not a number", "write a number", path());
  return value;
}

double Toml::number(Sign sign) const {
  const double value = bound();
  const auto refuse = [&](const std::string& what, const std::string& hint) {
    return error("\"" + path() + "\" = " + shortest(value) + what, hint, path());
  };
  if (!std::isfinite(value)) throw refuse(" is infinite", "write a finite number");
  if (sign == Sign::not_negative && value < 0.0)
    throw refuse(" is negative", "it cannot be below zero");
  if (sign == Sign::positive && value <= 0.0)
    throw refuse(" is not positive", "it must be above zero");
  return value;
}

std::string Toml::name() const {
  const std::string text = string();
  if (const std::string fault = label_fault(text); !fault.empty())
    throw error("\"" + path() + "\" = \"" + text + "\" " + fault, "give it another name", text);
  return text;
}

std::int64_t Toml::integer() const {
  const auto* value = node_of(node_).as_integer();
  if (!value) throw expected("an integer");
  return value->get();
}

bool Toml::boolean() const {
  const auto* value = node_of(node_).as_boolean();
  if (!value) throw expected("true or false");
  return value->get();
}

int Toml::choice(std::span<const std::string> valid, std::string_view what) const {
  const std::string word = string();
  const auto found = std::find(valid.begin(), valid.end(), word);
  if (found == valid.end())
    throw error("unknown " + std::string(what) + " \"" + word + "\"", suggestion(word, valid),
                word);
  return static_cast<int>(found - valid.begin());
}

int Toml::label(const Set& set) const {
  const std::string word = string();
  try {
    return set.index(word);
  } catch (const InputError& unknown) {
    throw unknown.at(where());
  }
}

void Toml::finish() const { document_->finish(node_of(node_)); }

Position Toml::where() const { return position(document_->name, node_of(node_).source()); }

const std::string& Toml::file() const { return document_->name; }

std::string Toml::path() const {
  std::string text;
  find_path(document_->root, &node_of(node_), text);
  return text;
}

}  // namespace yuqian::data
