// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/document.hpp>

#include <charconv>
#include <cmath>
#include <unordered_set>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

class JsonParser {
 public:
  JsonParser(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Node run() {
    Node node = value(0);
    skip_space();
    if (i_ < text_.size()) fail("text after the end of the document");
    return node;
  }

 private:
  static constexpr int deepest = 100;

  [[noreturn]] void fail(const std::string& message) const {
    throw data::InputError({{file_, line_, column()}, "not valid JSON: " + message, {}, {}});
  }

  /// Characters since the start of the line, from 1. Counts on from the last call: a whole document
  /// may stand on one line.
  int column() const {
    if (counted_ < line_start_ || counted_ > i_) {
      counted_ = line_start_;
      count_ = 1;
    }
    for (; counted_ < i_ && counted_ < text_.size(); ++counted_)
      if ((static_cast<unsigned char>(text_[counted_]) & 0xC0) != 0x80) ++count_;
    return count_;
  }

  void skip_space() {
    for (; i_ < text_.size(); ++i_) {
      const char c = text_[i_];
      if (c == '\n') {
        ++line_;
        line_start_ = counted_ = i_ + 1;
        count_ = 1;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        return;
      }
    }
  }

  char peek() {
    skip_space();
    if (i_ >= text_.size()) fail("the document ends too early");
    return text_[i_];
  }

  void expect(char c) {
    if (peek() != c) fail(fmt::format("expected '{}'", c));
    ++i_;
  }

  Node value(int depth) {
    if (depth > deepest) fail("nested too deeply");
    const char c = peek();
    Node node;
    node.line = line_;
    node.column = column();
    if (c == '{') {
      object(node, depth);
    } else if (c == '[') {
      node.kind = Node::Kind::array;
      ++i_;
      if (peek() == ']') {
        ++i_;
        return node;
      }
      do node.items.push_back(value(depth + 1));
      while (another(']'));
    } else if (c == '"') {
      node.kind = Node::Kind::text;
      node.text = string();
    } else if (word("true") || word("false")) {
      node.kind = Node::Kind::boolean;
      node.number = c == 't';
    } else {
      node.kind = Node::Kind::number;
      node.number = number();
    }
    return node;
  }

  void object(Node& node, int depth) {
    node.kind = Node::Kind::table;
    ++i_;
    if (peek() == '}') {
      ++i_;
      return;
    }
    std::unordered_set<std::string> seen;
    do {
      if (peek() != '"') fail("expected a key in double quotes");
      const std::size_t place = i_;
      std::string key = string();
      if (!seen.insert(key).second) {
        i_ = place;
        fail(fmt::format("the key \"{}\" stands twice", key));
      }
      expect(':');
      node.members.emplace_back(std::move(key), value(depth + 1));
    } while (another('}'));
  }

  /// True after a comma, false after the closing bracket.
  bool another(char close) {
    const char c = peek();
    if (c != ',' && c != close) fail(fmt::format("expected ',' or '{}'", close));
    ++i_;
    return c == ',';
  }

  bool word(std::string_view w) {
    if (text_.substr(i_, w.size()) != w) return false;
    i_ += w.size();
    return true;
  }

  double number() {
    // RFC 8259 forbids what from_chars allows: a leading +, a bare point, leading zeros, inf, nan.
    const std::size_t digits = i_ + (text_[i_] == '-');
    const auto digit = [&](std::size_t k) {
      return k < text_.size() && text_[k] >= '0' && text_[k] <= '9';
    };
    if (!digit(digits) || (text_[digits] == '0' && digit(digits + 1))) fail("expected a value");
    double result = 0;
    const auto [end, error] =
        std::from_chars(text_.data() + i_, text_.data() + text_.size(), result);
    if (error != std::errc()) fail("a number out of range");
    if (end[-1] == '.') fail("a number that ends in a point");
    const std::string_view written(text_.data() + i_,
                                   static_cast<std::size_t>(end - text_.data()) - i_);
    if (std::abs(result) >= 0x1p53 && written.find_first_of(".eE") == std::string_view::npos)
      fail("a whole number beyond 2^53, which is not exact: write it with an exponent, as in 1e16");
    i_ = static_cast<std::size_t>(end - text_.data());
    return result;
  }

  std::string string() {
    ++i_;
    std::string out;
    for (;; ++i_) {
      if (i_ >= text_.size()) fail("a string without an end");
      const char c = text_[i_];
      if (c == '"') {
        ++i_;
        return out;
      }
      if (static_cast<unsigned char>(c) < 0x20) fail("a control character in a string");
      if (c != '\\') {
        out += c;
        continue;
      }
      if (++i_ >= text_.size()) fail("a string without an end");
      escape(out);
    }
  }

  void escape(std::string& out) {
    static constexpr std::string_view from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
    if (const std::size_t k = from.find(text_[i_]); k != std::string_view::npos) {
      out += to[k];
      return;
    }
    if (text_[i_] != 'u') fail("an unknown escape in a string");
    unsigned code = hex();
    if (code >= 0xD800 && code < 0xDC00) {
      if (text_.substr(i_ + 1, 2) != "\\u") fail("half of a surrogate pair");
      i_ += 2;
      const unsigned low = hex();
      if (low < 0xDC00 || low > 0xDFFF) fail("half of a surrogate pair");
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (code >= 0xDC00 && code < 0xE000) {
      fail("half of a surrogate pair");
    }
    append_utf8(out, code);
  }

  /// Four hexadecimal digits after the present character, which is left on the last of them.
  unsigned hex() {
    unsigned code = 0;
    const char* begin = text_.data() + i_ + 1;
    if (i_ + 5 > text_.size()) fail("an escape without its four digits");
    const auto [end, error] = std::from_chars(begin, begin + 4, code, 16);
    if (error != std::errc() || end != begin + 4) fail("an escape without its four digits");
    i_ += 4;
    return code;
  }

  static void append_utf8(std::string& out, unsigned code) {
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) {
      out += static_cast<char>(code);
    } else if (code < 0x800) {
      out += static_cast<char>(0xC0 | (code >> 6));
      tail(0);
    } else if (code < 0x10000) {
      out += static_cast<char>(0xE0 | (code >> 12));
      tail(6), tail(0);
    } else {
      out += static_cast<char>(0xF0 | (code >> 18));
      tail(12), tail(6), tail(0);
    }
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t i_ = 0, line_start_ = 0;
  int line_ = 1;
  mutable std::size_t counted_ = 0;
  mutable int count_ = 1;
};

}  // namespace

Node parse_json(std::string_view text, const std::string& name) {
  return JsonParser(text, name).run();
}

}  // namespace yuqian::model
