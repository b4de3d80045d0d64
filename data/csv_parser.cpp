// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/csv_parser.hpp>

#include <iterator>
#include <utility>

#include <yuqian/data/utf8.hpp>

namespace yuqian::data {

InputError CsvParser::error(int line, int column, std::string message, std::string hint) const {
  return InputError({{csv_.name_, line, column}, std::move(message), {}, std::move(hint)});
}

bool CsvParser::at_line_break() const {
  return peek() == '\n' || (peek() == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
}

void CsvParser::advance() {
  const bool newline = peek() == '\n';
  at_ += utf8_length(text_, at_);
  line_ += newline;
  column_ = newline ? 1 : column_ + 1;
}

void CsvParser::skip_line_break() {
  if (peek() == '\r') advance();
  advance();
}

bool CsvParser::skip_blank_or_comment() {
  if (peek() != '#' && !at_line_break()) return false;
  while (!at_end() && !at_line_break()) advance();
  if (!at_end()) skip_line_break();
  return true;
}

void CsvParser::read_quoted(Csv::Cell& cell) {
  advance();
  for (;;) {
    if (at_end())
      throw error(cell.line, cell.column, "this quote is never closed", "add the closing quote");
    const std::size_t start = at_;
    if (peek() == '"') {
      advance();
      if (at_end() || peek() != '"') break;  // a pair of quotes stands for one
      cell.text += '"';
      advance();
      continue;
    }
    advance();
    cell.text.append(text_, start, at_ - start);
  }
  if (!at_end() && peek() != ',' && !at_line_break())
    throw error(line_, column_, "text after a closing quote",
                "put the whole cell in quotes and double the quotes inside it");
}

void CsvParser::read_plain(Csv::Cell& cell) {
  const std::size_t start = at_;
  while (!at_end() && peek() != ',' && peek() != '"' && peek() != '\r' && peek() != '\n') {
    column_ += begins_character(peek());
    ++at_;
  }
  cell.text.assign(text_, start, at_ - start);
  if (at_end() || peek() == ',' || at_line_break()) return;
  if (peek() == '"')
    throw error(line_, column_, "a quote inside a cell that is not quoted",
                "put the whole cell in quotes and double the quotes inside it");
  throw error(line_, column_, "a carriage return without a line feed", "use LF or CRLF line ends");
}

Csv::Cell CsvParser::read_cell() {
  Csv::Cell cell{{}, line_, column_};
  if (!at_end() && peek() == '"')
    read_quoted(cell);
  else
    read_plain(cell);
  return cell;
}

void CsvParser::accept_header(std::vector<Csv::Cell> cells) {
  for (const Csv::Cell& cell : cells) {
    if (cell.text.empty())
      throw error(cell.line, cell.column, "a column without a name", "name every column");
    if (csv_.find_column(cell.text))
      throw InputError({{csv_.name_, cell.line, cell.column},
                        "column \"" + cell.text + "\" appears twice",
                        cell.text,
                        "rename or remove one of them"});
    csv_.header_.push_back(cell.text);
  }
  csv_.header_cells_ = std::move(cells);
}

void CsvParser::accept_row(std::vector<Csv::Cell> cells) {
  const std::size_t wanted = csv_.header_.size(), found = cells.size();
  if (found < wanted)
    throw error(
        line_, column_,
        "the row ends after " + std::to_string(found) + " cells of " + std::to_string(wanted),
        "the cell of column \"" + csv_.header_[found] + "\" is missing");
  if (found > wanted)
    throw error(
        cells[wanted].line, cells[wanted].column,
        "the row has " + std::to_string(found) + " cells, the header " + std::to_string(wanted),
        "remove the extra cells, or quote a cell that contains a comma");
  csv_.cells_.insert(csv_.cells_.end(), std::make_move_iterator(cells.begin()),
                     std::make_move_iterator(cells.end()));
}

void CsvParser::run() {
  while (!at_end()) {
    if (skip_blank_or_comment()) continue;
    std::vector<Csv::Cell> cells;
    for (;;) {
      cells.push_back(read_cell());
      if (at_end() || peek() != ',') break;
      advance();
    }
    if (csv_.header_.empty())
      accept_header(std::move(cells));
    else
      accept_row(std::move(cells));
    if (!at_end()) skip_line_break();
  }
  if (csv_.header_.empty())
    throw error(0, 0, "the file has no header line", "begin with the names of the columns");
}

}  // namespace yuqian::data
