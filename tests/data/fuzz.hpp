// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <string>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/data/utf8.hpp>

/// What must hold for any bytes whatever: the reader accepts them or throws an InputError that has
/// a readable message; nothing else. Used by the test and by the libFuzzer targets.
namespace fuzz {

/// Stops the program: a broken promise is a bug, not an error of the input.
inline void require(bool promise) {
  if (!promise) std::abort();
}

inline void require_readable(const yuqian::data::InputError& error) {
  const std::string text = error.what();
  require(text.starts_with("fuzz") && !error.hint().empty() && !error.message().empty());
}

/// True if the bytes were accepted.
inline bool csv(const std::string& bytes) {
  using yuqian::data::Csv;
  try {
    const Csv first = Csv::parse(bytes, "fuzz.csv");
    std::string again = yuqian::data::csv_line(first.header());
    for (int r = 0; r < first.rows(); ++r) {
      std::vector<std::string> row;
      for (int c = 0; c < first.columns(); ++c) {
        row.push_back(first.text(r, c));
        require(first.where(r, c).line > 0 && first.where(r, c).column > 0);
        try {
          first.number(r, c);
        } catch (const yuqian::data::InputError& error) {
          require_readable(error);
        }
      }
      again += yuqian::data::csv_line(row);
    }
    const Csv second = Csv::parse(again, "fuzz.csv");  // what was written reads back as it was
    require(second.header() == first.header() && second.rows() == first.rows());
    for (int r = 0; r < first.rows(); ++r)
      for (int c = 0; c < first.columns(); ++c) require(first.text(r, c) == second.text(r, c));
    return true;
  } catch (const yuqian::data::InputError& error) {
    require_readable(error);
    return false;
  }
}

inline void visit(const yuqian::data::Toml& value) {
  require(value.where().line > 0 && !value.kind().empty());
  if (value.is_table())
    for (const std::string& key : value.keys()) visit(value.get(key));
  else if (value.is_array())
    for (const yuqian::data::Toml& entry : value.items()) visit(entry);
  else if (value.is_string())
    require(!yuqian::data::first_bad_utf8(value.string()));
  else if (value.is_number())
    try {
      value.number();
    } catch (const yuqian::data::InputError& error) {
      require_readable(error);
    }
}

/// True if the bytes were accepted.
inline bool toml(const std::string& bytes) {
  using yuqian::data::Toml;
  try {
    const Toml file = Toml::parse(bytes, "fuzz.toml");
    for (const char* key : {"id", "shock", "title"}) file.find(key);
    try {
      file.finish();
    } catch (const yuqian::data::InputError& error) {
      require_readable(error);
    }
    visit(file);
    file.finish();  // all keys were asked for
    return true;
  } catch (const yuqian::data::InputError& error) {
    require_readable(error);
    return false;
  }
}

}  // namespace fuzz
