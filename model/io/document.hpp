// SPDX-License-Identifier: Apache-2.0
// A structured text file, TOML or JSON, with the place of every value.
#pragma once

#include <yuqian/data/error.hpp>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yuqian::model {

/// One value of a document. Tables keep the order of the file.
struct Node {
  enum class Kind { text, number, boolean, array, table };
  using Member = std::pair<std::string, Node>;

  Kind kind = Kind::table;
  int line = 0, column = 0;  ///< from 1; of a table's member: of its value
  double number = 0;         ///< a boolean: 0 or 1
  std::string text;
  std::vector<Node> items;
  std::vector<Member> members;

  /// The member of that key, or null. Work: O(members).
  const Node* find(std::string_view key) const;
};

/// "text", "number", "true or false", "list", "table"
std::string_view kind_name(Node::Kind);

struct Document {
  std::string file;
  Node root;

  data::Position where(const Node& node) const { return {file, node.line, node.column}; }
  /// Throws data::InputError at the node.
  [[noreturn]] void fail(const Node&, std::string message, std::string hint = {}) const;
};

enum class DocumentFormat { toml, json };

/// Format by the name's ending: .json is JSON, anything else TOML.
DocumentFormat format_of(std::string_view path);

/// Reads a file; throws data::InputError with the place of the first fault. Duplicate keys are
/// faults in both formats.
Document read_document(const std::string& path);
Document parse_document(std::string_view text, const std::string& name, DocumentFormat);

/// JSON by RFC 8259, with positions. Duplicate keys, text after the value and values nested more
/// than 100 deep are refused.
Node parse_json(std::string_view text, const std::string& name);
/// TOML 1.0 without dates and times.
Node parse_toml(std::string_view text, const std::string& name);

}  // namespace yuqian::model
