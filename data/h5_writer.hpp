// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <yuqian/data/h5.hpp>
#include <yuqian/data/labelled_writer.hpp>

namespace yuqian::data {

/// Writes one HDF5 file that h5py, xarray, netCDF and pandas users open as it is: every dimension
/// is a scale with string labels, every variable stands on scales. The file is made in memory;
/// finish() seals it (data/seal.hpp) and puts it in place by way of OutputFile. A writer that is
/// destroyed before leaves nothing behind. Throws InputError on a wrong request, a path that
/// cannot be written included, and OutputError on trouble with the disk.
///
/// Names may hold groups, "benchmark/output"; groups are made as needed. Scales stand at the root.
class H5Writer : public LabelledWriter {
 public:
  /// `gzip` 1 to 9 compresses variables of more than a page after byte shuffling; 0 does not.
  H5Writer(std::string path, const Header& header, int gzip = 0);
  ~H5Writer() override;
  H5Writer(const H5Writer&) = delete;
  H5Writer& operator=(const H5Writer&) = delete;

  void attribute(const std::string& name, const AttributeValue& value) override;

  void finish();
  const std::string& path() const { return path_; }

 private:
  void put(const std::string& name, const std::vector<std::string>& dims,
           const std::vector<std::uint64_t>& shape, const Values& values,
           const VariableText& text) override;
  void put_scale(const Set& set, const std::string& long_name) override;
  std::string place() const override { return path_; }
  h5::Handle dataset(const std::string& name, h5::Id type, const std::vector<std::uint64_t>& shape,
                     bool is_number);
  void write(h5::Id object, h5::Id type, const void* values, const std::string& name);
  void set_attribute(h5::Id object, const std::string& name, const AttributeValue& value);
  void attach(h5::Id variable, const std::string& name, const std::vector<std::string>& dims);
  void write_references();

  std::string path_;
  int gzip_;
  h5::MemoryFile memory_;
  h5::Handle file_;
  std::map<std::string, h5::Handle> scales_;
  /// By scale: the variables that stand on it, as object references, and which of their dimensions
  /// it is.
  std::map<std::string, std::vector<std::pair<std::uint64_t, int>>> references_;
};

}  // namespace yuqian::data
