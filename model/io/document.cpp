// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/document.hpp>

#include <yuqian/data/text_file.hpp>

namespace yuqian::model {

const Node* Node::find(std::string_view key) const {
  for (const Member& member : members)
    if (member.first == key) return &member.second;
  return nullptr;
}

std::string_view kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::text:
      return "text";
    case Node::Kind::number:
      return "a number";
    case Node::Kind::boolean:
      return "true or false";
    case Node::Kind::array:
      return "a list";
    case Node::Kind::table:
      return "a table";
  }
  return "";
}

void Document::fail(const Node& node, std::string message, std::string hint) const {
  throw data::InputError({where(node), std::move(message), {}, std::move(hint)});
}

DocumentFormat format_of(std::string_view path) {
  return path.ends_with(".json") ? DocumentFormat::json : DocumentFormat::toml;
}

Document read_document(const std::string& path) {
  return parse_document(data::read_text(path), path, format_of(path));
}

Document parse_document(std::string_view text, const std::string& name, DocumentFormat format) {
  return {name, format == DocumentFormat::json ? parse_json(text, name) : parse_toml(text, name)};
}

}  // namespace yuqian::model
