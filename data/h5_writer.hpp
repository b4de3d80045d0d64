// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <yuqian/data/h5.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::data {

using AttributeValue =
    std::variant<std::string, double, std::int32_t, std::vector<double>, std::vector<std::int32_t>>;
using Attributes = std::vector<std::pair<std::string, AttributeValue>>;

/// What every variable of a file says about itself.
struct VariableText {
  std::string units;      ///< "1" for pure numbers
  std::string long_name;  ///< English
  std::string zh;         ///< Chinese, attribute long_name_zh; left out if empty
  Attributes more;        ///< further attributes: flag_meanings, sign, source, ...
};

/// Writes one HDF5 file that h5py, xarray, netCDF and pandas users open as it is: every dimension
/// is a scale with string labels, every variable stands on scales. The file is made in memory;
/// finish() seals it (data/seal.hpp) and puts it in place by way of OutputFile. A writer that is
/// destroyed before leaves nothing behind. Throws InputError on a wrong request, a path that
/// cannot be written included, and OutputError on trouble with the disk.
///
/// Names may hold groups, "benchmark/output"; groups are made as needed. Scales stand at the root.
class H5Writer {
 public:
  struct Header {
    std::string title, schema, schema_version, history;
  };
  /// `gzip` 1 to 9 compresses variables of more than a page after byte shuffling; 0 does not.
  H5Writer(std::string path, const Header& header, int gzip = 0);
  ~H5Writer();
  H5Writer(const H5Writer&) = delete;
  H5Writer& operator=(const H5Writer&) = delete;

  /// A dimension with its labels; Chinese and English names follow as <name>_zh and <name>_en.
  /// The same set may be given again; another one under the same name is refused.
  void scale(const Set& set, const std::string& long_name = {});

  /// A variable on scales that exist, values row-major. Not-a-number means "missing".
  void variable(const std::string& name, const std::vector<std::string>& dims,
                std::span<const double> values, const VariableText& text);
  void variable(const std::string& name, const std::vector<std::string>& dims,
                std::span<const std::int32_t> values, const VariableText& text);
  void variable(const std::string& name, const std::vector<std::string>& dims,
                std::span<const std::string> values, const VariableText& text);
  /// A table with its axes as scales, its unit and its source.
  void table(const Table& table, const std::string& long_name, const std::string& zh = {});
  /// A text without dimensions: a scenario, a provenance record.
  void text(const std::string& name, const std::string& value, const std::string& long_name);
  /// A further attribute of the file.
  void attribute(const std::string& name, const AttributeValue& value);

  void finish();
  const std::string& path() const { return path_; }

 private:
  struct Scale {
    Set set;
    h5::Handle dataset;
  };
  void variable_of(const std::string& name, const std::vector<std::string>& dims, h5::Id type,
                   const void* values, std::size_t count, const VariableText& text);
  h5::Handle dataset(const std::string& name, h5::Id type, const std::vector<std::uint64_t>& shape,
                     bool is_number);
  void write(h5::Id object, h5::Id type, const void* values, const std::string& name);
  void set_attribute(h5::Id object, const std::string& name, const AttributeValue& value);
  [[noreturn]] void refuse(const std::string& message, const std::string& hint) const;

  std::string path_;
  int gzip_;
  h5::MemoryFile memory_;
  h5::Handle file_;
  std::map<std::string, Scale> scales_;
  std::string coordinates_;  // names of the auxiliary labels, for readers that know CF
};

}  // namespace yuqian::data
