// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/csv.hpp>

namespace yuqian::data {

/// One pass over the text of a comma-separated file, filling a Csv. Internal to csv.cpp.
class CsvParser {
 public:
  CsvParser(std::string_view text, Csv& csv) : text_(text), csv_(csv) {}
  void run();

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return text_[at_]; }
  bool at_line_break() const;
  void advance();
  void skip_line_break();
  bool skip_blank_or_comment();
  Csv::Cell read_cell();
  void read_quoted(Csv::Cell& cell);
  void read_plain(Csv::Cell& cell);
  void accept_header(std::vector<Csv::Cell> cells);
  void accept_row(std::vector<Csv::Cell> cells);
  InputError error(int line, int column, std::string message, std::string hint) const;

  std::string_view text_;
  Csv& csv_;
  std::size_t at_ = 0;
  int line_ = 1, column_ = 1;
};

}  // namespace yuqian::data
