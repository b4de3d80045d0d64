// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/io/document.hpp>

#include <initializer_list>
#include <optional>

namespace yuqian::model {

/// A table of a document whose keys are known: every reading checks the kind, and what is not
/// allowed is an error with its place. Refers to the document; keep that alive.
class Fields {
 public:
  /// `what` names the table in errors: "sector \"steel\"".
  /// Throws if the node is not a table or has a key that is not in `allowed`.
  Fields(const Document&, const Node&, std::string what,
         std::initializer_list<std::string_view> allowed);

  const Node& node() const { return node_; }
  const std::string& what() const { return what_; }
  void rename(std::string what) { what_ = std::move(what); }

  /// Null if the key is absent.
  const Node* find(std::string_view key) const { return node_.find(key); }
  const Node* find(std::string_view key, Node::Kind) const;
  const Node& need(std::string_view key, Node::Kind) const;

  std::string text(std::string_view key) const;
  std::string text_or(std::string_view key, std::string otherwise) const;
  /// Finite unless `infinite`; "inf" and "-inf" as text too, since JSON has no word for them.
  double number_or(std::string_view key, double otherwise, bool infinite = false) const;
  /// Items of a list of tables; empty if the key is absent.
  std::span<const Node> tables(std::string_view key) const;

  [[noreturn]] void fail(const Node& at, const std::string& message, std::string hint = {}) const;

 private:
  const Document& document_;
  const Node& node_;
  std::string what_;
};

/// Value of a number node, or of the text "inf" or "-inf" if allowed.
std::optional<double> as_number(const Node&, bool infinite);
/// Whether a text means infinity in some spelling: "-Infinity", "INF".
bool is_infinity(const Node&);

}  // namespace yuqian::model
