// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/schema.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <sstream>

#include <yuqian/data/nearest.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/units.hpp>

namespace yuqian::data {
namespace {

Sign sign_of(const Csv& csv, int row, int column) {
  static const std::vector<std::string> words{"any", "not_negative", "positive"};
  const std::string& text = csv.text(row, column);
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end())
    throw InputError(
        {csv.where(row, column), "unknown sign \"" + text + "\"", text, suggestion(text, words)});
  return static_cast<Sign>(found - words.begin());
}

std::string required(const Csv& csv, int row, const char* column_name) {
  const int column = csv.column(column_name);
  const std::string& text = csv.text(row, column);
  if (text.empty())
    throw InputError(
        {csv.where(row, column),
         std::string("\"") + column_name + "\" of \"" + csv.text(row, 0) + "\" is empty",
         csv.text(row, 0), "fill it in"});
  return text;
}

std::vector<std::string> dims_of(const Csv& csv, int row, int column,
                                 const std::vector<std::string>& valid) {
  std::istringstream words(csv.text(row, column));
  std::vector<std::string> dims;
  for (std::string word; words >> word;) {
    const auto fail = [&](const std::string& what, const std::string& hint) {
      throw InputError({csv.where(row, column), what + " \"" + word + "\"", word, hint});
    };
    if (std::find(valid.begin(), valid.end(), word) == valid.end())
      fail("unknown dimension", suggestion(word, valid));
    if (std::find(dims.begin(), dims.end(), word) != dims.end())
      fail("repeated dimension", "a variable has every dimension once");
    dims.push_back(word);
  }
  return dims;
}

double bound(const Csv& csv, int row, const char* column_name) {
  const int column = csv.column(column_name);
  if (csv.text(row, column) == "inf") return std::numeric_limits<double>::infinity();
  if (csv.text(row, column) == "-inf") return -std::numeric_limits<double>::infinity();
  return csv.number(row, column);
}

Domain domain_of(const Csv& csv, int row) {
  static const std::vector<std::string> words{"", "lower", "upper", "both"};
  const int column = csv.column("open");
  const std::string& open = csv.text(row, column);
  if (std::find(words.begin(), words.end(), open) == words.end())
    throw InputError({csv.where(row, column), "unknown end \"" + open + "\"", open,
                      "valid are: lower, upper, both, or nothing"});
  const Domain domain{bound(csv, row, "lower"), bound(csv, row, "upper"),
                      open == "lower" || open == "both", open == "upper" || open == "both"};
  if (!(domain.lower < domain.upper))
    throw InputError({csv.where(row, csv.column("upper")),
                      "\"upper\" of \"" + csv.text(row, 0) + "\" is not above \"lower\"",
                      csv.text(row, csv.column("upper")), "exchange them"});
  return domain;
}

Domain domain_of(Sign sign) {
  if (sign == Sign::any) return {};
  return {.lower = 0, .lower_open = sign == Sign::positive};
}

void check_unit(const Csv& csv, int row, int column) {
  try {
    unit(csv.text(row, column));
  } catch (const InputError& error) {
    throw error.at(csv.where(row, column));
  }
}

}  // namespace

Schema Schema::read(const std::string& path, const std::vector<std::string>& dimensions) {
  static constexpr std::array known{"name", "unit",    "dims",  "sign",  "zh",  "en",
                                    "text", "text_zh", "lower", "upper", "open"};
  const Csv csv = Csv::read(path);
  const Set names = read_set(csv, "name", "name");  // refuses what is repeated or empty
  Schema schema;
  schema.file_ = path;
  for (int r = 0; r < csv.rows(); ++r) {
    SchemaEntry entry;
    entry.name = names.label(r);
    entry.unit = required(csv, r, "unit");
    check_unit(csv, r, csv.column("unit"));
    entry.dims = dims_of(csv, r, csv.column("dims"), dimensions);
    if (csv.find_column("lower")) {
      entry.domain = domain_of(csv, r);
    } else {
      entry.sign = sign_of(csv, r, csv.column("sign"));
      entry.domain = domain_of(entry.sign);
    }
    entry.zh = required(csv, r, "zh");
    entry.en = required(csv, r, "en");
    entry.text = csv.text(r, csv.column("text"));
    if (const auto chinese = csv.find_column("text_zh")) {
      entry.text_zh = csv.text(r, *chinese);
      if (entry.text.empty() != entry.text_zh.empty())
        required(csv, r, entry.text.empty() ? "text" : "text_zh");
    }
    entry.where = csv.where(r, 0);
    for (int c = 0; c < csv.columns(); ++c) {
      const std::string& column = csv.header()[static_cast<std::size_t>(c)];
      if (std::find(known.begin(), known.end(), column) == known.end())
        entry.more[column] = csv.text(r, c);
    }
    schema.entries_.push_back(std::move(entry));
  }
  return schema;
}

const SchemaEntry* Schema::find(std::string_view name) const {
  for (const SchemaEntry& entry : entries_)
    if (entry.name == name) return &entry;
  return nullptr;
}

const SchemaEntry& Schema::at(std::string_view name) const {
  if (const SchemaEntry* entry = find(name)) return *entry;
  std::vector<std::string> names;
  for (const SchemaEntry& entry : entries_) names.push_back(entry.name);
  throw InputError({{file_},
                    "unknown name \"" + std::string(name) + "\"",
                    std::string(name),
                    suggestion(name, names)});
}

Schema shipped_schema(const std::string& name) {
  const Set dimensions = read_set(Csv::read(shipped("schema/dimensions.csv")), "dimension", "name");
  return Schema::read(shipped_or_path("schema", name, ".csv"), dimensions.labels());
}

Glossary Glossary::read(const std::string& path) {
  const Csv csv = Csv::read(path);
  csv.expect_columns({"key", "zh", "en", "group"});
  const Set keys = read_set(csv, "key", "key");
  Glossary glossary;
  glossary.file_ = path;
  for (int r = 0; r < csv.rows(); ++r)
    glossary.terms_[keys.label(r)] = {required(csv, r, "zh"), required(csv, r, "en"),
                                      required(csv, r, "group")};
  return glossary;
}

Glossary Glossary::shipped() { return read(data::shipped("schema/glossary.csv")); }

const std::string& Glossary::term(std::string_view key, std::string_view language) const {
  const auto found = terms_.find(key);
  if (found == terms_.end())
    throw InputError({{file_},
                      "unknown term \"" + std::string(key) + "\"",
                      std::string(key),
                      suggestion(key, keys())});
  if (language == "zh") return found->second.zh;
  if (language == "en") return found->second.en;
  throw InputError({{file_},
                    "unknown language \"" + std::string(language) + "\"",
                    std::string(language),
                    "valid are: en, zh"});
}

std::vector<std::string> Glossary::keys() const {
  std::vector<std::string> all;
  for (const auto& [key, term] : terms_) all.push_back(key);
  return all;
}

}  // namespace yuqian::data
