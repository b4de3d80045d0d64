// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <yuqian/data/error.hpp>

namespace yuqian::data {

/// What a cell of numbers must satisfy.
enum class Sign { any, not_negative, positive };

/// A comma-separated file after RFC 4180, in memory: a header and rows of equal length, each cell
/// with its place in the file. Accepts a byte order mark, CRLF or LF, quoted cells with commas,
/// quotes and line breaks; empty lines and lines that begin with '#' outside a quote are skipped.
/// Refuses with file:line:column whatever is not UTF-8, ragged rows, stray or open quotes,
/// and repeated or empty column names.
class Csv {
 public:
  static Csv read(const std::string& path);
  static Csv parse(std::string text, const std::string& name);

  const std::string& name() const { return name_; }
  const std::vector<std::string>& header() const { return header_; }
  int rows() const { return static_cast<int>(cells_.size() / header_.size()); }
  int columns() const { return static_cast<int>(header_.size()); }

  /// Throws InputError with the nearest column name.
  int column(std::string_view name) const;
  std::optional<int> find_column(std::string_view name) const;
  /// Throws InputError if a column is missing, or if one is present that is not named here.
  void expect_columns(std::initializer_list<std::string_view> names) const;

  const std::string& text(int row, int column) const { return cell(row, column).text; }
  /// A decimal number, the whole cell; empty, "NA", "inf" and trailing text are refused.
  double number(int row, int column, Sign sign = Sign::any) const;
  /// A decimal number, or nothing where the cell is empty.
  std::optional<double> number_if_any(int row, int column, Sign sign = Sign::any) const;

  Position where(int row, int column) const;
  Position where_header(int column) const;

 private:
  struct Cell {
    std::string text;
    int line = 0, column = 0;
  };
  const Cell& cell(int row, int column) const;
  std::string describe(int row, int column) const;

  std::string name_;
  std::vector<std::string> header_;
  std::vector<Cell> header_cells_, cells_;
  friend class CsvParser;
};

/// One cell, quoted where RFC 4180 asks for it.
std::string csv_cell(std::string_view text);
/// One line with its line break.
std::string csv_line(const std::vector<std::string>& cells);
/// The shortest decimal that reads back as the same double.
std::string shortest(double value);

}  // namespace yuqian::data
