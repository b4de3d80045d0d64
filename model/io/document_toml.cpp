// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/document.hpp>

#include <yuqian/data/label.hpp>
#include <yuqian/data/toml_depth.hpp>

#include <algorithm>
#include <cmath>

#include <yuqian/data/detail/toml_library.hpp>

namespace yuqian::model {
namespace {

class Converter {
 public:
  explicit Converter(const std::string& file) : file_(file) {}

  Node convert(const toml::node& from) const {
    Node to = at(from.source().begin);
    if (const toml::table* table = from.as_table()) {
      to.kind = Node::Kind::table;
      to.members.reserve(table->size());
      // The library sorts keys by name; the author's order is the order of the values' places.
      std::vector<std::pair<std::string_view, const toml::node*>> written;
      written.reserve(table->size());
      for (const auto& [key, value] : *table) written.emplace_back(key.str(), &value);
      std::stable_sort(written.begin(), written.end(), [](const auto& a, const auto& b) {
        return a.second->source().begin < b.second->source().begin;
      });
      for (const auto& [key, value] : written) to.members.emplace_back(key, convert(*value));
    } else if (const toml::array* array = from.as_array()) {
      to.kind = Node::Kind::array;
      to.items.reserve(array->size());
      for (const toml::node& item : *array) to.items.push_back(convert(item));
    } else if (const auto* text = from.as_string()) {
      to.kind = Node::Kind::text;
      to.text = text->get();
      if (const auto control = data::control_character(to.text, true))
        throw data::InputError({{file_, to.line, to.column},
                                "a text with the control character " + *control,
                                {},
                                "take it out"});
    } else if (const auto* real = from.as_floating_point()) {
      to.kind = Node::Kind::number;
      to.number = real->get();
    } else if (const auto* integer = from.as_integer()) {
      to.kind = Node::Kind::number;
      to.number = static_cast<double>(integer->get());
      if (std::abs(to.number) >= 0x1p53)
        throw data::InputError(
            {{file_, to.line, to.column},
             std::to_string(integer->get()) + " is a whole number beyond 2^53, which is not exact",
             {},
             "write it with a decimal point or an exponent, as in 1e16"});
    } else if (const auto* flag = from.as_boolean()) {
      to.kind = Node::Kind::boolean;
      to.number = flag->get();
    } else {
      throw data::InputError({{file_, to.line, to.column},
                              "a date or time has no place here",
                              {},
                              "put it in quotes if it is text"});
    }
    return to;
  }

 private:
  static Node at(const toml::source_position& place) {
    Node node;
    node.line = static_cast<int>(place.line);
    node.column = static_cast<int>(place.column);
    return node;
  }

  const std::string& file_;
};

}  // namespace

Node parse_toml(std::string_view text, const std::string& name) {
  data::require_short_keys(text, name);
  try {
    const toml::table table = toml::parse(text);  // without its name, which every value would share
    return Converter(name).convert(table);
  } catch (const toml::parse_error& error) {
    const toml::source_position place = error.source().begin;
    throw data::InputError({{name, static_cast<int>(place.line), static_cast<int>(place.column)},
                            "not valid TOML: " + std::string(error.description()),
                            {},
                            {}});
  }
}

}  // namespace yuqian::model
