// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>
#include <yuqian/model/kernel/local_text.hpp>

namespace yuqian::model {
struct ClosureWord;
}

namespace yuqian::apps {

/// Reads the files of write_results. Throws data::InputError where a file is something else, and
/// where a table does not stand on the dimensions that it must have (data/schema).
class ResultReader {
 public:
  explicit ResultReader(const std::string& path);

  const std::string& path() const { return file_.path(); }
  const data::Set& scenarios() const { return scenarios_; }
  const data::Set& trades() const { return trades_; }
  std::string region_mapping() const { return attribute("region_mapping"); }
  std::string sector_mapping() const { return attribute("sector_mapping"); }
  std::string prices() const { return attribute("prices"); }
  int base_year() const;

  std::string closure_id(int scenario) const;
  model::LocalText closure_text(int scenario) const;
  /// What is so by construction, or costs nothing and is not a policy result; mostly empty.
  model::LocalText remark(int scenario) const;
  /// Keys and words of a scenario's closure; keys that the file does not have keep their default.
  std::vector<model::ClosureWord> closure_words(int scenario) const;
  /// Regions that the scenario's shocks name. No other file is opened for it, parts of packages
  /// included.
  std::vector<std::string> named_regions(int scenario) const;
  /// The text of the scenario's file.
  std::string source_text(int scenario) const;
  bool solved(int scenario, int trade) const;
  bool has(const std::string& name) const { return file_.has(name); }
  /// A variable of numbers or of one text that is not of runs.
  data::Table plain(const std::string& name) const { return file_.table(name); }
  std::string plain_text(const std::string& name) const { return file_.text(name); }
  /// An attribute of the file, as text: the seed of its draws.
  std::string attribute(const std::string& key) const;
  std::optional<double> number(const std::string& key) const { return file_.number(key); }
  data::Set set(const std::string& name) const { return file_.set(name); }
  /// A variable of one scenario and trade estimate. Throws data::InputError where the file has
  /// none.
  data::Table table(const std::string& name, int scenario, int trade) const;
  /// Whether it is there and is of scenarios and trade estimates, which are then its first axes.
  bool has_by_run(const std::string& name) const;
  /// The same over all scenarios and trade estimates, on the dimensions that the schema says.
  data::Table whole(const std::string& name) const;
  /// The tables that a summary reads, of one scenario and trade estimate.
  std::vector<data::Table> tables(int scenario, int trade) const;
  /// Standing checks that failed: "walras 3e-06 (tolerance 1e-09)". What is not a number failed,
  /// and so did all where the file has none.
  std::vector<model::LocalText> failed_checks(int scenario, int trade) const;
  /// Names of those that could have been made and were not: "branch".
  std::vector<std::string> checks_not_made(int scenario, int trade) const;

 private:
  void require_labels(const char* dimension, const data::Set& wanted) const;
  model::LocalText text(const std::string& name, int scenario) const;
  data::Table check_outcome(int scenario, int trade) const;

  data::H5Reader file_;
  data::Schema variables_, indicators_;
  data::Set scenarios_, trades_;
};

/// The part of a whole table that belongs to one scenario and trade estimate.
data::Table run_part(const data::Table& whole, int scenario, int trade);

}  // namespace yuqian::apps
