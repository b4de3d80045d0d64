// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/toml_depth.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/utf8.hpp>

namespace yuqian::data {
namespace {

/// Runs over the text once. Knows strings and comments, and counts the points that join the words
/// of one key; a number has one at most.
class Scan {
 public:
  Scan(std::string_view text, const std::string& name) : text_(text), name_(name) {}

  void run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        string(c);
      } else if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        if (c == '.' && ++points_ >= most_key_parts) refuse();
        if (c == '\n' || c == '=' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}')
          points_ = 0;
        ++at_;
      }
    }
  }

 private:
  void string(char quote) {
    const std::string three(3, quote);
    const bool several_lines = text_.substr(at_, 3) == three;
    const std::string_view end = several_lines ? std::string_view(three) : text_.substr(at_, 1);
    at_ += end.size();
    while (at_ < text_.size() && text_.substr(at_, end.size()) != end) {
      if (!several_lines && text_[at_] == '\n') return;  // not TOML
      at_ += quote == '"' && text_[at_] == '\\' ? 2 : 1;
    }
    at_ += end.size();
    // Up to two quotes may stand before the three that end.
    while (several_lines && at_ < text_.size() && text_[at_] == quote) ++at_;
  }

  [[noreturn]] void refuse() const {
    Position where{name_, 1, 1};
    for (std::size_t k = 0; k < at_; k += std::max<std::size_t>(1, utf8_length(text_, k))) {
      where.column = text_[k] == '\n' ? 1 : where.column + 1;
      where.line += text_[k] == '\n';
    }
    throw InputError({where,
                      "a key of more than " + std::to_string(most_key_parts) + " parts",
                      {},
                      "write fewer tables within tables"});
  }

  std::string_view text_;
  const std::string& name_;
  std::size_t at_ = 0;
  int points_ = 0;
};

}  // namespace

void require_short_keys(std::string_view text, const std::string& name) { Scan(text, name).run(); }

}  // namespace yuqian::data
