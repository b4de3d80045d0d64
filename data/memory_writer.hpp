// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <set>

#include <yuqian/data/labelled_writer.hpp>

namespace yuqian::data {

/// What a file of H5Writer would hold, in memory.
struct LabelledData {
  struct Variable {
    std::string name;
    std::vector<std::string> dims;
    std::vector<std::uint64_t> shape;
    std::variant<std::vector<double>, std::vector<std::int32_t>, std::vector<std::string>> values;
    Attributes attributes;
  };
  Attributes attributes;            ///< of the whole
  std::vector<Variable> variables;  ///< scales too, on themselves, in the order of a file
  std::string coordinates;          ///< names of auxiliary labels, apart by blanks
};

/// Collects labelled data for programs that want no file.
class MemoryWriter : public LabelledWriter {
 public:
  explicit MemoryWriter(const Header& header) { data_.attributes = attributes_of(header); }

  void attribute(const std::string& name, const AttributeValue& value) override;
  /// All that was recorded. The writer is empty afterwards.
  LabelledData take();

 private:
  void put(const std::string& name, const std::vector<std::string>& dims,
           const std::vector<std::uint64_t>& shape, const Values& values,
           const Attributes& attributes) override;
  void put_scale(const Set& set, const std::string& long_name) override;
  void require_new(const std::string& name);

  LabelledData data_;
  std::set<std::string> names_;
};

}  // namespace yuqian::data
